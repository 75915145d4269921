"""Under which numbers reports and events are held in the book's look-up tables, and under which they look for others.

A key begins with its stretch of days, so that what is near in time lies near on disk, and a neighbourhood stays as small in a book of
twenty years as in one of a month. Copies are looked for in their own stretch of 16 days and the two beside it; farther away they are
found by their URL or their opening sentence alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.book.terms import day_number
from dateline.joining.copies import LEAST_LEAD, Seen
from dateline.joining.traces import MOST_SENTENCES, extra_keys

STRETCH = 16  # days
HASH_BITS = 41  # of a key; two that fall together cost a comparison, nothing else
MASK = (1 << HASH_BITS) - 1


@dataclass(frozen=True, slots=True)
class CopyKeys:
    """The keys under which a report is held, those of which one shared shows a report worth comparing, and those of which it takes two."""

    held: frozenset[int]
    strong: frozenset[int]
    weak: frozenset[int]


def copy_keys(mine: Seen) -> CopyKeys:
    """The keys of a report. One sentence in common proves no copy unless it opens one of the two, so sentences are weak."""
    own = day_number(mine.published or "") // STRETCH
    around = (own - 1, own, own + 1) if own else (0,)
    sentences = {_hash("s" + n) for n in sorted(mine.telling)[:MOST_SENTENCES]}
    opening = mine.body.normals[0] if mine.body.normals and mine.body.normals[0].count(" ") + 1 >= LEAST_LEAD else None
    bands, headline = mine.trace.bands, extra_keys(mine.outlet, None, mine.title, mine.published)
    ever = {_hash("u" + mine.url)} if mine.url else set()
    ever |= {_hash("first" + opening)} if opening else set()
    leads = {_hash("lead" + opening)} if opening else set()
    asked_leads = {_hash("lead" + n) for n in mine.telling if n.count(" ") + 1 >= LEAST_LEAD}
    held = _under((own,), sentences | bands | headline | leads) | ever
    strong = _under(around, bands | headline | asked_leads | ({_hash("s" + opening)} if opening else set())) | ever
    return CopyKeys(frozenset(held), frozenset(strong), frozenset(_under(around, sentences)))


def event_key(key: str) -> int:
    """The number of a key of an event. Its last word is a stretch of days, where it has one.

    >>> event_key("CONSULT RUS+USA 92200") >> HASH_BITS, event_key("= CONSULT 8e5f") >> HASH_BITS
    (92200, 0)
    """
    stretch = key.rpartition(" ")[2]
    return _placed(int(stretch) if stretch.isascii() and stretch.isdigit() and len(stretch) < 7 else 0, _hash(key))


def _under(stretches: Iterable[int], keys: Iterable[int]) -> set[int]:
    held = list(keys)
    return {_placed(stretch, key) for stretch in stretches for key in held}


def _placed(stretch: int, key: int) -> int:
    return (stretch << HASH_BITS) | (key & MASK)


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()) & MASK

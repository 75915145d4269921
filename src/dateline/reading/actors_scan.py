"""Finding the known words of a noun phrase: states, bodies, agent nouns, full names and surnames.

>>> [(h.kind, h.start, h.end) for h in scan(compact("the Russian President Vladimir Putin".split()))]
[('adjective', 1, 2), ('agent', 2, 3), ('person', 3, 5)]
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from dateline.codes.actors import Entry, lexicon
from dateline.codes.actors_keys import SKIPPED, fold, keys, sound
from dateline.codes.actors_words import word_set
from dateline.codes.offices import Office, offices

LONGEST_NAME = 9
LOWER = frozenset(("al", "el", "bin", "van", "von", "de"))  # surnames may start with them
LEADING = frozenset(("head_of_state", "head_of_government", "foreign_minister", "defence_minister"))
PARTICLES = word_set("particles")
NOT_SURNAMES = word_set("not surnames")
NAME_TAILS = frozenset(("day", "days", "week", "month", "festival", "square", "street", "avenue", "bridge", "cup", "prize", "award",
                        "stadium", "airport", "park", "tower", "boulevard", "road", "hall"))


class Phrase(NamedTuple):
    """A phrase without its hyphens: words, their keys, and for each the place of its word in the phrase as it was given."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    at: tuple[int, ...]


class Hit(NamedTuple):  # a tuple, because thousands are made a report
    """A known stretch of a phrase, `start` to `end` in words. `kind` is an entry's kind, "person" or "surname"."""

    kind: str
    start: int
    end: int
    entries: tuple[Entry, ...] = ()
    rows: tuple[Office, ...] = ()


def compact(words: Sequence[str]) -> Phrase:
    """The phrase without hyphens, hyphened words taken apart."""
    out: list[str] = []
    at: list[int] = []
    for i, word in enumerate(words):
        if word in SKIPPED:
            continue
        if "-" not in word and "–" not in word:
            out.append(word)
            at.append(i)
            continue
        parts = [p for p in word.replace("–", "-").split("-") if p]
        out += parts
        at += [i] * len(parts)
    return Phrase(tuple(out), tuple(map(fold, out)), tuple(at))


def scan(phrase: Phrase, surnames: bool = True) -> list[Hit]:
    """The known stretches of a phrase from left to right, the longest first at each word."""
    hits: list[Hit] = []
    i, total, known = 0, len(phrase.words), lexicon().longest
    while i < total:
        key, upper = phrase.keys[i], phrase.words[i][:1].isupper()
        hit = _person_at(phrase, i) if upper else None
        other = _entry_at(phrase, i) if key in known else None
        if other and (hit is None or other.end >= hit.end):
            hit = other
        if hit is None and surnames and (upper or key in LOWER) and key not in NOT_SURNAMES:
            hit = _surname_at(phrase, i)
        if hit:
            hits.append(hit)
        i = hit.end if hit else i + 1
    return hits


def capital(word: str) -> bool:
    """Whether a word starts with a capital letter."""
    return word[:1].isupper()


def _person_at(phrase: Phrase, i: int) -> Hit | None:
    """The longest full name that starts at a capitalised word."""
    full, end = offices().full, i + 1
    while end < len(phrase.words) and end - i < LONGEST_NAME and (capital(phrase.words[end]) or phrase.keys[end] in PARTICLES
                                                                  or phrase.at[end] == phrase.at[end - 1] + 2):
        end += 1
    for length in range(end - i, 1, -1):
        rows = full.get(" ".join(phrase.keys[i:i + length]))
        if rows:
            return Hit("person", i, i + length, rows=tuple(offices().rows[r] for r in rows))
    return _sounding(phrase, i, end) if 2 <= end - i <= 4 else None


def _sounding(phrase: Phrase, i: int, end: int) -> Hit | None:
    """A leader whose name sounds the same and is written nearly so, in another romanisation."""
    name = " ".join(phrase.keys[i:end])
    likely = [offices().rows[r] for r in offices().full.get("~" + sound(name), ())] if len(name) > 9 else []
    rows = tuple(o for o in likely if o.role in LEADING and SequenceMatcher(None, name, " ".join(keys(o.name))).ratio() >= 0.8)
    return Hit("person", i, end, rows=rows) if rows else None


def _entry_at(phrase: Phrase, i: int) -> Hit | None:
    length, entries = lexicon().longest_at(phrase.keys, i)
    while length:
        words = phrase.words[i:i + length]
        good = tuple(e for e in entries if _written(e, words))
        if good and length == 1 and good[0].kind == "body" and i + 1 < len(phrase.keys) and phrase.keys[i + 1] in NAME_TAILS \
                and capital(phrase.words[i + 1]):
            return None  # "Liberation Day" is no newspaper
        if good:
            return Hit(good[0].kind, i, i + length, good)
        length -= 1
        while length and not (entries := lexicon().find(" ".join(phrase.keys[i:i + length]))):
            length -= 1
    return None


def _written(entry: Entry, words: Sequence[str]) -> bool:
    if entry.kind == "agent":
        return True
    if entry.written and len(words) == 1:
        return words[0].replace(".", "") == entry.written.replace(".", "")
    return any(capital(w) for w in words) or (words[0][:1].isdigit())


def _surname_at(phrase: Phrase, i: int) -> Hit | None:
    """The longest surname that starts at a word with a capital or one of LOWER."""
    for length in range(min(3, len(phrase.words) - i), 0, -1):
        name = " ".join(phrase.keys[i:i + length])
        rows = offices().last.get(name) or (offices().full.get(name) if length == 1 else None)
        if rows and capital(phrase.words[i + length - 1]):
            return Hit("surname", i, i + length, rows=tuple(offices().rows[r] for r in rows))
    name = phrase.keys[i]
    rows = offices().last.get("~" + sound(name)) if len(name) > 5 and capital(phrase.words[i]) else None
    near = tuple(o for o in (offices().rows[r] for r in rows or ()) if any(
        k[0] == name[0] and SequenceMatcher(None, name, k).ratio() >= 0.85 for k in keys(o.name)))
    return Hit("surname", i, i + 1, rows=near) if near else None

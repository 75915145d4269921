"""What a report is recognised by: its sentences and a MinHash signature of its word triples, as keys that can be looked up.

>>> one = body("Rebels took the town of Arda on Friday. Shops were shut.")
>>> two = body("By noon rebels had gone. Rebels took the town of Arda on Friday!")
>>> len(trace(one).sentences & trace(two).sentences)
1
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rensa import RMinHash

from dateline.codes.abbreviations import abbreviations
from dateline.codes.normal import normal
from dateline.records.report import Report

PERMUTATIONS, ROWS, SEED = 96, 4, 20210604
TRIPLE = 3
HEADLINE_DAYS, STRETCH = 3, 8  # days between two versions known by their headline; days to one key
LEAST_WORDS = 5  # a shorter sentence ("He did not elaborate.") proves no copy
MOST_SENTENCES = 400  # keys of one report; longer reports are recognised by their first sentences and by MinHash
STOP = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
INITIAL = re.compile(r"(?:^|[\s.(])[A-Z]\.$|\b[ap]\.m\.$")
LEAD = re.compile(r"^[A-Z][^()\n]{0,60}\([^()\n]{2,40}\)\s*[-–—]+\s*"
                  r"|^[A-Z][A-Z .,'/-]{2,40}(?:, [A-Z][a-z]+ \d{1,2}(?:, \d{4})?)?\s+[-–—]+\s+")


@dataclass(frozen=True, slots=True)
class Body:
    """A report's own words: its sentences as printed, and in normal form."""

    sentences: tuple[str, ...]
    normals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """Keys of 63 bits: of each telling sentence, and of each band of the signature."""

    sentences: frozenset[int]
    bands: frozenset[int]


def body(text: str, report: Report | None = None) -> Body:
    """The sentences of a text without its headline, bylines and furniture, where `report` knows its blocks."""
    stretches = [text[b.span[0]:b.span[1]] for b in report.blocks if b.kind in ("paragraph", "quote", "list")] if report else []
    sentences = tuple(s for stretch in (stretches or [text]) for s in split(stretch))
    return Body(sentences, tuple(map(normal, sentences)))


def split(text: str) -> list[str]:
    """Sentences by their stops; a dateline in front is left out. Only for comparing texts: the reader splits with its parser.

    >>> split("TROMSO (Northern Wire) - Mr. Aune left. He was 60.")
    ['Mr. Aune left.', 'He was 60.']
    """
    out: list[str] = []
    for line in text.splitlines():
        held = ""
        for piece in STOP.split(LEAD.sub("", line.strip(), count=1)):
            held = f"{held} {piece}" if held else piece
            if not _goes_on(held):
                out.append(held)
                held = ""
        if held:
            out.append(held)
    return [s for s in out if s.strip()]


def _goes_on(held: str) -> bool:
    """Whether a stop ends an abbreviation and no sentence."""
    last = held[:-1].rpartition(" ")[2].strip('(“"')
    return bool(INITIAL.search(held[-8:])) or (held.endswith(".") and last in abbreviations().never)


def triples(body_: Body) -> frozenset[str]:
    """The word triples of a body: what likeness is counted in."""
    words = " ".join(body_.normals).split()
    if len(words) < TRIPLE:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(" ".join(words[i:i + TRIPLE]) for i in range(len(words) - TRIPLE + 1))


def trace(body_: Body) -> Trace:
    """The keys of a body. Bands of `ROWS` values: of two bodies that share half of their triples four in five share a band, and those
    that do not share sentences."""
    telling = [n for n in body_.normals if n.count(" ") + 1 >= LEAST_WORDS][:MOST_SENTENCES]
    parts = sorted(triples(body_))
    if not parts:
        return Trace(frozenset(), frozenset())
    signature = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    signature.update(parts)
    digest: Sequence[int] = signature.digest()
    bands = (",".join(map(str, (i, *digest[i:i + ROWS]))) for i in range(0, PERMUTATIONS, ROWS))
    return Trace(frozenset(_key("s" + n) for n in telling), frozenset(_key("b" + b) for b in bands))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard likeness of two sets of triples.

    >>> likeness(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    return len(a & b) / len(a | b) if a or b else 0.0


def _key(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def extra_keys(outlet: str | None, url: str | None, title: str | None, published: str | None) -> frozenset[int]:
    """Keys by which versions are found: the plain URL; and an outlet and a stretch of days with each of the headline's longest words."""
    keys = {_key("u" + url)} if url else set()
    if outlet and title and published:
        words = sorted(set(normal(title).split()), key=lambda w: (-len(w), w))[:4]
        day = date.fromisoformat(published[:10]).toordinal()
        stretches = range((day - HEADLINE_DAYS) // STRETCH, (day + HEADLINE_DAYS) // STRETCH + 1)
        keys |= {_key(f"h{normal(outlet)} {w} {s}") for w in words for s in stretches}
    return frozenset(keys)

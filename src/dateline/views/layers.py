"""Evidence layers: a text cut at every edge of every finding, so that overlapping evidence can be shown.

>>> [(p.text, p.marks) for p in pieces("He left Rome", (0, 12), [("event", "e1", (3, 12)), ("place", "p1", (8, 12))])]
[('He ', ()), ('left ', (('event', 'e1'),)), ('Rome', (('event', 'e1'), ('place', 'p1')))]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.records import Reading
from dateline.records.span import Span, overlap

LAYERS = ("quote", "event", "agenda", "actor", "place", "time")
Evidence = tuple[str, str, Span]  # layer, finding id, span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same findings cover from end to end."""

    text: str
    marks: tuple[tuple[str, str], ...]


def evidence(reading: Reading) -> list[Evidence]:
    """The spans of all findings, with their layer: the words themselves, not the sentences around them."""
    return [(f.kind_of_record, f.id, s) for f in reading.findings() for s in f.own_spans()]


def pieces(text: str, span: Span, marks: Sequence[Evidence]) -> list[Piece]:
    """The text at `span`, cut wherever a mark begins or ends; outer layers first."""
    inside = [m for m in marks if overlap(m[2], span)]
    cuts = sorted({span[0], span[1], *(min(max(at, span[0]), span[1]) for _, _, s in inside for at in s)})
    out = []
    for start, end in pairwise(cuts):
        here = sorted({(layer, id_) for layer, id_, s in inside if overlap(s, (start, end))}, key=lambda m: (LAYERS.index(m[0]), m[1]))
        out.append(Piece(text[start:end], tuple(here)))
    return out

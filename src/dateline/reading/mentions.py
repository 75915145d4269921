"""Looking up findings by where they stand.

>>> from dateline.records import Actor
>>> putin = Actor(report="r0", sentence=(0, 30), why="example", span=(8, 22), name="Vladimir Putin", country="RUS")
>>> [a.name for a in Mentions((putin,)).at((0, 22))]
['Vladimir Putin']
"""

from bisect import bisect_left, bisect_right
from typing import Generic, Protocol, TypeVar

from dateline.records.span import Span, overlap


class Spanned(Protocol):
    """Any record with one span."""

    @property
    def span(self) -> Span: ...


S = TypeVar("S", bound=Spanned)


class Mentions(Generic[S]):
    """Findings of one type, found again by the characters they stand on."""

    def __init__(self, findings: tuple[S, ...]) -> None:
        self._sorted = sorted(findings, key=lambda f: f.span)
        self._starts = [f.span[0] for f in self._sorted]
        self._longest = max((f.span[1] - f.span[0] for f in self._sorted), default=0)

    def at(self, span: Span) -> tuple[S, ...]:
        """The findings that share a character with `span`, in text order."""
        first = bisect_left(self._starts, span[0] - self._longest)
        last = bisect_right(self._starts, span[1] - 1)
        return tuple(f for f in self._sorted[first:last] if overlap(f.span, span))

    def inside(self, span: Span) -> tuple[S, ...]:
        """The findings that lie wholly inside `span`."""
        return tuple(f for f in self.at(span) if span[0] <= f.span[0] and f.span[1] <= span[1])

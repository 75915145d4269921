"""The way back from the clean text to the decoded original.

>>> built = Builder()
>>> built.add("Tom ", 3, 7)
>>> built.add("&", 7, 12)
>>> built.add(" Co", 12, 15)
>>> built.text(), built.map().to_raw((4, 5)), built.map().to_raw((2, 7))
('Tom & Co', (7, 12), (5, 14))
"""

from bisect import bisect_right
from dataclasses import dataclass, field

from dateline.errors import SpanError
from dateline.records.span import Span

Run = tuple[int, int, int, int]  # start and end in the clean text, start and end in the original


@dataclass(frozen=True, slots=True)
class RawMap:
    """Runs of the clean text with the runs of the original that they came from, in the order of the clean text.

    In a run of one length on both sides each character maps to its own; another run maps as a whole (an entity, a run of
    spaces). Characters between runs were put in (the blank line between two blocks) and have no original.
    """

    runs: tuple[Run, ...]

    def to_raw(self, span: Span) -> Span:
        """The stretch of the original from the first to the last character of `span`; raises SpanError where none has an original."""
        start, end = span
        first = self._at(start)
        if first < 0 or self.runs[first][1] <= start:
            first += 1
        last = self._at(end - 1)
        if first >= len(self.runs) or last < first:
            raise SpanError(f"the span [{start}, {end}) has no original")
        a, b = self.runs[first], self.runs[last]
        raw_start = a[2] + max(0, start - a[0]) if a[1] - a[0] == a[3] - a[2] else a[2]
        raw_end = b[2] + min(end, b[1]) - b[0] if b[1] - b[0] == b[3] - b[2] else b[3]
        return min(raw_start, raw_end), max(raw_start, raw_end)

    def _at(self, offset: int) -> int:
        """The last run that starts at or before an offset, -1 where none does."""
        return bisect_right(self.runs, offset, key=lambda r: r[0]) - 1


def same(size: int) -> RawMap:
    """The map of a text that is its own original."""
    return RawMap(((0, size, 0, size),) if size else ())


@dataclass(slots=True)
class Builder:
    """Gathers a clean text piece by piece."""

    pieces: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    size: int = 0

    def add(self, words: str, raw_start: int, raw_end: int) -> None:
        """Append words that came from `[raw_start, raw_end)` of the original."""
        end = self.size + len(words)
        exact = len(words) == raw_end - raw_start
        if self.runs and exact:
            a, b, c, d = self.runs[-1]
            if b == self.size and d == raw_start and b - a == d - c:
                self.runs[-1] = (a, end, c, raw_end)
                self.pieces.append(words)
                self.size = end
                return
        self.runs.append((self.size, end, raw_start, raw_end))
        self.pieces.append(words)
        self.size = end

    def gap(self, words: str) -> None:
        """Append words that have no original."""
        self.pieces.append(words)
        self.size += len(words)

    def drop_last(self) -> None:
        """Take the last character back."""
        last = self.pieces.pop()
        if last[:-1]:
            self.pieces.append(last[:-1])
        self.size -= 1
        if self.runs and self.runs[-1][1] > self.size:
            a, b, c, d = self.runs.pop()
            if b - a > 1:
                self.runs.append((a, b - 1, c, d - 1))

    def join(self, other: "Builder") -> None:
        """Append all of another builder."""
        at = self.size
        self.runs += [(a + at, b + at, c, d) for a, b, c, d in other.runs]
        self.pieces += other.pieces
        self.size += other.size

    def part(self, start: int, end: int) -> "Builder":
        """A builder of the characters from `start` to `end`; a run that maps as a whole goes along whole."""
        cut = Builder([self.text()[start:end]], size=end - start)
        for a, b, c, d in self.runs:
            if b <= start or a >= end:
                continue
            left, right = max(a, start), min(b, end)
            raw = (c + left - a, c + right - a) if b - a == d - c else (c, d)
            cut.runs.append((left - start, right - start, *raw))
        return cut

    def text(self) -> str:
        return "".join(self.pieces)

    def map(self) -> RawMap:
        return RawMap(tuple(self.runs))

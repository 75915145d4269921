"""A report's sentences with the stretches between its marks, block by block.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = 'He called it "a farce".'
>>> page = Page(parse(text, [Block(kind="paragraph", span=(0, len(text)))]), ((0, len(text)),))
>>> kind_of(page, ((10, 22),)), kind_of(page, ((14, 21),))
('mixed', 'direct')
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.reading.parse import Parse, Sentence
from dateline.reading.quotes_marks import Stretch, find_stretches
from dateline.records.quote import QuoteKind
from dateline.records.span import Span

LETTER = re.compile(r"[^\W_]")  # what str.isalnum() accepts


class Page:
    """A report's sentences by block, with the stretches between marks."""

    def __init__(self, parse: Parse, blocks: Sequence[Span]) -> None:
        self.text = parse.text
        self.parse = parse
        self.blocks = blocks
        self.starts = [s for s, _ in blocks]
        self.stretches = find_stretches(parse.text, blocks)
        self.outer = tuple(s for s in self.stretches if not s.nested)
        self._opens = [s.outer[0] for s in self.outer]
        self._shuts = [s.outer[1] for s in self.outer]
        last, loose = 0, 0
        self._loose: list[int] = []  # how many of the gaps up to each stretch hold letters, so that `bare` is quick on any text
        for begin, end in (s.outer for s in self.outer):
            loose += LETTER.search(self.text, last, begin) is not None
            self._loose.append(loose)
            last = end

    def block_of(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def stretch_at(self, offset: int) -> Stretch | None:
        """The outer stretch that holds an offset."""
        n = bisect_right(self._opens, offset) - 1
        if n >= 0 and offset < self.outer[n].outer[1]:
            return self.outer[n]
        return None

    def touching(self, span: Span) -> list[Stretch]:
        """The outer stretches that share a character with `span`."""
        n = max(0, bisect_right(self._opens, span[0]) - 1)
        found = []
        while n < len(self.outer) and self.outer[n].outer[0] < span[1]:
            if self.outer[n].end > span[0]:
                found.append(self.outer[n])
            n += 1
        return found

    def marked(self, sentence: Sentence) -> frozenset[int]:
        """The tokens of a sentence that stand between marks."""
        spans = self.touching(sentence.span)
        at = sentence.starts
        return frozenset(t for s in spans for t in range(bisect_left(at, s.start), bisect_left(at, s.end)))

    def bare(self, start: int, end: int) -> bool:
        """Whether no letter or digit stands between the offsets outside all marks."""
        first, last = bisect_right(self._shuts, start), bisect_left(self._opens, end) - 1
        if first > last:
            return LETTER.search(self.text, start, end) is None
        if self._loose[last] > self._loose[first]:
            return False
        return not (LETTER.search(self.text, start, self._opens[first]) or LETTER.search(self.text, self._shuts[last], end))


def kind_of(page: Page, content: Sequence[Span]) -> QuoteKind:
    """direct: all of it stands between marks; indirect: none of it; else mixed."""
    inside = outside = False
    for start, end in content:
        stretches = page.touching((start, end))
        inside = inside or any(any(c.isalnum() for c in page.text[max(start, s.start):min(end, s.end)]) for s in stretches)
        outside = outside or not page.bare(start, end)
    return "mixed" if inside and outside else "direct" if inside else "indirect"

"""Pieces of text with their places on pages to the units of a report: columns in order, running heads aside, lines in paragraphs.

>>> page = Page(600, 800, 0, 0, [Piece(60, 700, 20, "Envoys meet"), Piece(60, 660, 10, "Two envoys met in Riga on"),
...                              Piece(60, 648, 10, "Friday.")])
>>> [(unit.kind, [line.text for line in unit.lines]) for unit in units_of_pages([page])[0]]
[('headline', ['Envoys meet']), (None, ['Two envoys met in Riga on', 'Friday.'])]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from dateline.intake.units import ends_stopped, is_listed
from dateline.records.report import BlockKind

SAME_LINE = 0.35  # of the letters' size: pieces so near in height stand on one line
COLUMN_APART = 0.2  # of the page's width between the starts of two columns
COLUMN_LINES, COLUMN_SHARE = 4, 0.3  # lines that start at one place inside the page, and their share of all, for that to be a column
NEAR = 3.0  # points
LETTER, WIDE_LETTER = 0.4, 0.62  # of the letters' size: the least and the most that letters are wide in the mean
SWITCHES = 3  # changes between columns in the file's own order from which on it is not the order of reading
HEAD_SIZE, SUB_SIZE, SIZES = 1.2, 1.12, 0.12  # how much larger a headline and a heading are; how much two sizes may differ and be one
GAP = 1.4  # of the usual distance between lines: a paragraph ends
INDENT = 0.8  # of the letters' size
SHORT = 0.75  # of the usual length: a line that ends a paragraph
EDGE, EDGE_WORDS, MARGIN = 2, 20, 0.1  # lines at the top and bottom of a page (in this share of its height) that may be running heads
HEADING_WORDS = 25
PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—\[(|]?\s*\d{1,4}\s*(?:[-–—\])|]|(?:of|/|\|)\s*\d{1,4})?", re.I)
HYPHEN = re.compile("[^\\W_][-\xad\u2010]$")  # what stands after a space is a dash


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, where their line starts on the page (points from its lower left corner), the height of their letters."""

    x: float
    y: float
    size: float
    text: str

    def followed_by_space(self) -> Piece:
        return replace(self, text=self.text + " ")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size and lower left corner, its pieces in the file's order, what stands sideways on it."""

    width: float
    height: float
    left: float
    bottom: float
    pieces: list[Piece]
    sideways: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its page, its column, where it starts, the size of its letters, its words."""

    page: int
    column: int
    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that are one unit of the report: what its size and place say it is (None: the text decides), the reason for furniture."""

    lines: list[Line]
    kind: BlockKind | None = None
    reason: str | None = None


def units_of_pages(pages: list[Page]) -> tuple[list[Unit], list[str]]:
    """The units of a report in the order of reading, and what stands sideways."""
    lines = [line for number, page in enumerate(pages) for line in _lines(number, page)]
    running = _running(lines, pages)
    flow = [line for line in lines if id(line) not in running]
    if not flow:
        flow, running = lines, set()
    body = _usual_size(flow)
    groups = _paragraphs(flow, body)
    units: list[Unit] = []
    asides = sorted((line for line in lines if id(line) in running), key=lambda one: one.page)
    for group in groups:
        while asides and asides[0].page < group[0].page:
            units.append(Unit([asides.pop(0)], "furniture", "page"))
        units.append(Unit(group, _kind(group, body, units)))
    units += [Unit([line], "furniture", "page") for line in asides]
    return units, [words for page in pages for words in page.sideways]


# -- lines ---------------------------------------------------------------------------------------------------------------
def _lines(number: int, page: Page) -> list[Line]:
    """The lines of a page, column by column."""
    starts = _columns(page)
    lines: list[Line] = []
    last: Piece | None = None
    for piece in page.pieces:
        column = sum(piece.x >= start - NEAR for start in starts)
        begins = any(abs(piece.x - start) <= NEAR for start in starts)
        if (last is not None and abs(last.y - piece.y) <= SAME_LINE * max(last.size, piece.size) and piece.x >= last.x
                and not (begins and column > lines[-1].column)):
            apart = " " if piece.x - last.x > WIDE_LETTER * last.size * len(last.text) else ""
            lines[-1] = replace(lines[-1], text=lines[-1].text + apart + piece.text, size=max(lines[-1].size, piece.size))
        else:
            lines.append(Line(number, column, piece.x, piece.y, piece.size, piece.text))
        last = piece
    tidy = [replace(line, text=" ".join(line.text.split())) for line in lines]
    return _in_order(tidy, page) if starts else tidy


def _columns(page: Page) -> list[float]:
    """Where the second and further columns start: places inside the page at which many lines begin, beside others."""
    heights: defaultdict[int, set[int]] = defaultdict(set)
    for piece in page.pieces:
        heights[round(piece.x / NEAR)].add(round(piece.y))
    rows = len({y for found in heights.values() for y in found})
    if not rows:
        return []
    first = min(piece.x for piece in page.pieces)
    starts: list[float] = []
    for place in sorted(heights):
        near = heights[place] | heights.get(place + 1, set())
        x = place * NEAR
        before = starts[-1] if starts else first
        if x - before >= COLUMN_APART * page.width and len(near) >= max(COLUMN_LINES, COLUMN_SHARE * rows / (len(starts) + 1)):
            starts.append(min(p.x for p in page.pieces if round(p.x / NEAR) in (place, place + 1)))
    return starts


def _in_order(lines: list[Line], page: Page) -> list[Line]:
    """Lines in the order of reading: as they stand in the file, or, where that jumps between columns, column by column in each band."""
    switches = sum(a.column != b.column for a, b in pairwise(lines))
    if switches <= SWITCHES + len({line.column for line in lines}):
        return lines
    reach = min(line.x for line in lines if line.column) + 0.1 * page.width
    across = [line.y for line in lines if line.column == 0 and line.x + LETTER * line.size * len(line.text) > reach]
    bands = {line.y: bisect_left(sorted(-y for y in across), -line.y) for line in lines}  # full lines part the page into bands
    return sorted(lines, key=lambda line: (bands[line.y], line.column == 0 and line.y in across, line.column, -line.y))


def _running(lines: list[Line], pages: list[Page]) -> set[int]:
    """The lines (by identity) that return at the edge of page after page, and the page numbers."""
    by_page: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    edges: dict[int, Line] = {}
    for number, held in by_page.items():
        page, own = pages[number], sorted(held, key=lambda line: -line.y)
        if len(own) > EDGE:
            edges |= {id(line): line for line in [*own[:EDGE], *own[-EDGE:]]
                      if not MARGIN < (line.y - page.bottom) / page.height < 1 - MARGIN and len(line.text.split()) <= EDGE_WORDS}
    seen = Counter(key for key, _ in {(_key(line), line.page) for line in edges.values()})
    least = 2 if len(pages) < 4 else max(3, round(0.3 * len(pages)))
    return {known for known, line in edges.items() if seen[_key(line)] >= least or PAGE_NUMBER.fullmatch(line.text)}


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


# -- paragraphs ----------------------------------------------------------------------------------------------------------
def _usual_size(lines: Iterable[Line]) -> float:
    """The size of most letters."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 1.0


def _paragraphs(lines: list[Line], body: float) -> list[list[Line]]:
    sizes = [a.y - b.y for a, b in pairwise(lines) if _beside(a, b) and abs(a.size - body) <= SIZES * body and 0 < a.y - b.y < 4 * body]
    pitch = median(sizes) if sizes else 1.2 * body
    lefts = {key: min(line.x for line in lines if (line.page, line.column) == key) for key in {(ln.page, ln.column) for ln in lines}}
    usual = median(len(ln.text) for ln in lines if abs(ln.size - body) <= SIZES * body) if lines else 0
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        if before is not None and not _ends(before, line, body, pitch, lefts[line.page, line.column], usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _beside(a: Line, b: Line) -> bool:
    return a.page == b.page and a.column == b.column


def _ends(before: Line, line: Line, body: float, pitch: float, left: float, usual: float) -> bool:
    """Whether a paragraph ends between two lines."""
    if abs(before.size - line.size) > SIZES * max(before.size, line.size) or is_listed(line.text):
        return True
    down = before.y - line.y
    if not _beside(before, line) or down <= 0:
        goes_on = HYPHEN.search(before.text) is not None or line.text[:1].islower()
        open_ = not ends_stopped(before.text) and len(before.text) >= SHORT * usual and line.x <= left + INDENT * line.size
        return not (goes_on or open_)
    if down > GAP * pitch * max(1.0, line.size / body):
        return True
    if line.x - before.x > INDENT * line.size and before.x <= left + INDENT * line.size:
        return True
    return ends_stopped(before.text) and len(before.text) < SHORT * usual


def _kind(group: list[Line], body: float, before: list[Unit]) -> BlockKind | None:
    """What the size of a unit's letters says it is."""
    words = sum(len(line.text.split()) for line in group)
    size = group[0].size
    first = not any(unit.kind == "headline" for unit in before)
    if words <= HEADING_WORDS and size >= (HEAD_SIZE if first else SUB_SIZE) * body and any(c.isalpha() for c in group[0].text):
        return "headline"
    return None

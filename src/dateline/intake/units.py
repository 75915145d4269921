r"""Which lines of a plain text belong together: one unit is a paragraph, a headline, a line of a list, a line of a menu.

>>> text = "Talks end\n\nThe two sides met for a third day in the capital and agreed on\na further round of talks.\n"
>>> [text[s:e] for s, e in units_of(text)]
['Talks end', 'The two sides met for a third day in the capital and agreed on\na further round of talks.']
"""

import re
from itertools import pairwise

from dateline.records.span import Span

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
NARROWEST, WIDEST = 40, 100  # columns: the widths at which mail programs and old pages wrap their lines
MOST_UNITS = 20_000  # no report has more; what follows is one unit
SLACK = 4  # columns by which a wrapped line may fall short of the width
STOPS = ".!?…:;"
AFTER_STOP = "\"'”’»)]* "
BULLET = re.compile(r"\s*(?:[-–—*•◦▪●‣·►▸✓>]+|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")


def units_of(text: str) -> list[Span]:
    """The spans of the units of `text`, in order, without the space around them; time is linear in the text."""
    found: list[Span] = []
    run: list[Span] = []
    last_end = 0
    for match in LINE.finditer(text):
        if len(found) + len(run) >= MOST_UNITS:
            rest = _trim(text, match.start(), len(text))
            return found + _joined(text, run) + ([rest] if rest else [])
        span = _trim(text, match.start(), match.end())
        if span is None:
            found += _joined(text, run)
            run = []
        elif run and _breaks(text, last_end, match.start()) > 1:
            found += _joined(text, run)
            run = [span]
        else:
            run.append(span)
        last_end = match.end()
    return found + _joined(text, run)


def ends_stopped(line: str) -> bool:
    """Whether a line ends as a sentence does.

    >>> ends_stopped("“We agreed.”"), ends_stopped("Talks resume in Geneva")
    (True, False)
    """
    return line.rstrip().rstrip(AFTER_STOP).endswith(tuple(STOPS))


def is_listed(line: str) -> bool:
    """Whether a line opens with a bullet or a number."""
    return BULLET.match(line[:40]) is not None


def _breaks(text: str, start: int, end: int) -> int:
    return len(BREAK.findall(text, start, end))


def _trim(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    lead = len(line) - len(line.lstrip())
    size = len(line.strip())
    return (start + lead, start + lead + size) if size else None


def _joined(text: str, run: list[Span]) -> list[Span]:
    """The lines of one run (no blank line between them), wrapped ones put together again."""
    if len(run) < 2:
        return run
    sizes = [e - s for s, e in run]
    width = max(sizes)
    if not NARROWEST <= width <= WIDEST:
        return run
    full = [_full(text, a, b, width) for a, b in pairwise(run)]
    stopped = sum(ends_stopped(text[s:e]) for (s, e), f in zip(run, full, strict=False) if f)
    if stopped * 2 > sum(full) + 1:
        return run
    units = [run[0]]
    for (a, b), f in zip(pairwise(run), full, strict=True):
        if (f or _goes_on(text, a, b)) and not is_listed(text[b[0]:b[1]]) and _indent(text, b) <= _indent(text, a) + 1:
            units[-1] = (units[-1][0], b[1])
        else:
            units.append(b)
    return units


def _full(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether the first word of the line after would not have fitted at the end of this one."""
    word = text[after[0]:min(after[1], after[0] + WIDEST)].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > width - SLACK


def _indent(text: str, line: Span) -> int:
    """The spaces before a line's first word: an indented line opens a paragraph."""
    at = line[0]
    while at > 0 and line[0] - at < WIDEST and text[at - 1] in " \t\xa0":
        at -= 1
    return line[0] - at


def _goes_on(text: str, line: Span, after: Span) -> bool:
    """Whether a line of some length stops inside a sentence that the next one carries on in small letters."""
    return line[1] - line[0] >= NARROWEST and text[after[0]].islower() and not ends_stopped(text[line[0]:line[1]])

"""Spans: half-open `[start, end)` offsets, in code points, into a report's text."""

from collections.abc import Iterable

from dateline.errors import SpanError

Span = tuple[int, int]


def span(start: int, end: int) -> Span:
    """A checked span; raises SpanError unless 0 <= start < end.

    >>> span(3, 7)
    (3, 7)
    >>> span(7, 3)
    Traceback (most recent call last):
    ...
    dateline.errors.SpanError: span [7, 3) is empty or negative; allowed: 0 <= start < end
    """
    if not (isinstance(start, int) and isinstance(end, int)):
        raise SpanError(f"span [{start!r}, {end!r}) holds other things than whole numbers")
    if not 0 <= start < end:
        raise SpanError(f"span [{start}, {end}) is empty or negative; allowed: 0 <= start < end")
    return start, end


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share a character.

    >>> overlap((0, 4), (3, 9)), overlap((0, 4), (4, 9))
    (True, False)
    """
    return a[0] < b[1] and b[0] < a[1]


def within(inner: Span, outer: Span) -> bool:
    """Whether `inner` lies inside `outer`.

    >>> within((2, 4), (0, 4))
    True
    """
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def cover(spans: Iterable[Span]) -> Span:
    """The shortest span over all of `spans`; raises ValueError when there are none.

    >>> cover([(5, 9), (2, 3)])
    (2, 9)
    """
    all_spans = list(spans)
    return min(s for s, _ in all_spans), max(e for _, e in all_spans)


def words(text: str, spans: Iterable[Span]) -> str:
    """The words at the spans, pieces joined by an ellipsis.

    >>> words("We won't go, he said, ever.", [(0, 11), (22, 26)])
    "We won't go … ever"
    """
    return " … ".join(text[s:e] for s, e in spans)

"""Which events may stand in the peers' formats, which have no column for "planned", "claimed" or "recalled", and on which day.

>>> row = {"status": "actual", "claimed": False, "background": False, "date": None, "published": "2021-06-04"}
>>> unfit(row, None, None), day(row)
(None, '2021-06-04')
"""

import re
from collections.abc import Iterator
from typing import Any

from dateline.views.exports.content import Content, Row

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": "'", "”": "'", '"': "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "})


def fit(content: Content) -> Iterator[Row]:
    """The events that a peer's format can say."""
    return (row for row in content.events if unfit(row, content.claims, content.background) is None)


def fit_happenings(content: Content) -> Iterator[Row]:
    """The happenings that a peer's format can say: done, told by a report in its own voice, and on a day."""
    for row in content.happenings:
        if row["status"] == "actual" and (content.claims or not row["claimed"]) and (content.background or row["events"]):
            yield row


def unfit(row: Row, claims: bool | None, background: bool | None) -> str | None:
    """Why an event is left out; None where it stays. Claims and recalled events stay only where the filter asks for them."""
    if row["status"] != "actual":
        return f"{row['status']}, not actual"
    if row["claimed"] and not claims:
        return "claimed by a source only (--claims asks for them)"
    if row["background"] and not background:
        return "recalled as background (--background asks for them)"
    return None if day(row) else "no day is known"


def left_out(content: Content) -> dict[str, int]:
    """How many events a peer's format leaves out, by reason."""
    counts: dict[str, int] = {}
    for row in content.events:
        reason = unfit(row, content.claims, content.background)
        if reason:
            counts[reason] = counts.get(reason, 0) + 1
    return dict(sorted(counts.items()))


def day(row: Row) -> str | None:
    """The day in a column of days: the event's own, the first of several days, or where none is told that of publication, as the peers
    do. None for "in March" and "in 2016", which are no day, and for recalled events without a day."""
    date: dict[str, Any] | None = row.get("date")
    if date is None:
        return None if row.get("background") else row.get("published")
    if date["value"] and "/" in date["value"]:
        first = date["value"].split("/")[0]
        return first if _DAY.fullmatch(first) else None
    return date["start"] if date.get("start") and date["start"] == date.get("end") else None


def plain(value: Any) -> str:
    """A value for a file without quoting: single white space, ASCII quotation marks and dashes, nothing that opens a quoted cell.

    >>> plain("the “deal” –\\tsigned")
    "the 'deal' - signed"
    """
    return " ".join(str(value).translate(_PLAIN).split())

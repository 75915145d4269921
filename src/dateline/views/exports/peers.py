"""Which events may stand in the peers' formats, which have no column for "planned", "claimed" or "recalled", and on which day.

>>> row = {"status": "actual", "claimed": False, "background": False, "date": None, "published": "2021-06-04"}
>>> unfit(row, None, None), day(row)
(None, '2021-06-04')
"""

import re
from collections.abc import Iterator
from typing import Any

from dateline.views.exports.content import Content, Row

CLAIMED = "claimed by a source only (--claims asks for them)"
RECALLED = "recalled as background (--background asks for them)"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": "'", "”": "'", '"': "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "})


def fit(content: Content) -> Iterator[Row]:
    """The events that a peer's format can say."""
    return (row for row in content.events if unfit(row, content.claims, content.background) is None)


def fit_happenings(content: Content) -> Iterator[Row]:
    """The happenings that a peer's format can say: done, and told by a report in its own voice."""
    return (row for row in content.happenings if unfit_happening(row, content.claims, content.background) is None)


def unfit(row: Row, claims: bool | None, background: bool | None) -> str | None:
    """Why an event is left out; None where it stays. Claims and recalled events stay only where the filter asks for them."""
    if row["status"] != "actual":
        return f"{row['status']}, not actual"
    if row["claimed"] and not claims:
        return CLAIMED
    if row["background"] and not background:
        return RECALLED
    return None if day(row) else "no day is known"


def unfit_happening(row: Row, claims: bool | None, background: bool | None) -> str | None:
    """Why a happening is left out; None where it stays."""
    if row["status"] != "actual":
        return f"{row['status']}, not actual"
    if row["claimed"] and not claims:
        return CLAIMED
    return None if row["events"] or background else RECALLED


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

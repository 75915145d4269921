"""The first and last day of a TIMEX3 value, and how exact it is.

>>> bounds("2021-06"), bounds("2021-W23"), bounds("2021-06-14/2021-06-16")[2]
(('2021-06-01', '2021-06-30', 'month'), ('2021-06-07', '2021-06-13', 'week'), 'days')
"""

import calendar
import re
from datetime import date, timedelta

Bounds = tuple[str, str, str]


def bounds(value: str | None) -> Bounds | None:
    """(first day, last day, "minute" | "day" | "days" | "week" | "month" | "year"); None for all that is no stretch of the calendar."""
    if not value:
        return None
    try:
        return _between(value) if "/" in value else _single(value)
    except ValueError:  # a day that the calendar does not have
        return None


def _between(value: str) -> Bounds | None:
    first, last = (bounds(part) if part != ".." else None for part in value.split("/", 1))
    return (first[0], last[1], "days") if first and last and first[0] <= last[1] else None


def _single(value: str) -> Bounds | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?", value):
        day = date.fromisoformat(value[:10]).isoformat()
        return day, day, "minute" if "T" in value else "day"
    if found := re.fullmatch(r"(\d{4})-W(\d{2})", value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week"
    if found := re.fullmatch(r"(\d{4})-(\d{2})", value):
        last = calendar.monthrange(int(found[1]), int(found[2]))[1]
        return f"{value}-01", f"{value}-{last:02}", "month"
    if re.fullmatch(r"\d{4}", value) and value != "0000":
        return f"{value}-01-01", f"{value}-12-31", "year"
    return None


def next_day(day: str) -> str:
    """The day after.

    >>> next_day("2020-02-28")
    '2020-02-29'
    """
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()

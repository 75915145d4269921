"""Full dates written in a line: day, month and year.

>>> [(m.day.isoformat(), m.span) for m in full_dates("Friday, 04 June 2021 5:12 PM")]
[('2021-06-04', (8, 20))]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateline.records.span import Span

MONTHS = {m: n for n, names in enumerate((
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september",
    "oct october", "nov november", "dec december"), 1) for m in names.split()}
WEEKDAYS = {w: n for n, names in enumerate((
    "monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun"))
    for w in names.split()}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?"
FULL = re.compile(
    rf"(?<![\w/.-])(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m1>{MONTH}),?[\s-]+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{MONTH})\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})"
    r"|(?P<d5>\d{1,2})\.(?P<m5>\d{1,2})\.(?P<y5>\d{4})|(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y4>\d{4}))(?!\d)(?!-\d)", re.I)
PARTIAL = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{MONTH})|(?P<m2>{MONTH})\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)(?!\d)", re.I)
NAMED_DAY = re.compile(rf"(?<!\w){WEEKDAY}", re.I)
EARLIEST, LATEST = 1800, 2100


@dataclass(frozen=True, slots=True)
class DayIn:
    """A full date and where it stands."""

    day: date
    span: Span


def full_dates(line: str, start: int = 0, end: int | None = None) -> Iterator[DayIn]:
    """The full dates of a line; one that no calendar has, or that could be two ("04/06/2021"), is left out."""
    for match in FULL.finditer(line, start, len(line) if end is None else end):
        day = _day(match)
        if day is not None:
            yield DayIn(day, match.span())


def _day(match: re.Match[str]) -> date | None:
    g = match.groupdict()
    if g["y4"]:
        a, b = int(g["a"]), int(g["b"])
        if a != b and a <= 12 and b <= 12:
            return None
        day, month = (a, b) if a > 12 or a == b else (b, a)
        return real_day(int(g["y4"]), month, day)
    if g["y3"]:
        return real_day(int(g["y3"]), int(g["m3"]), int(g["d3"]))
    if g["y5"]:  # with full stops the day comes first everywhere
        return real_day(int(g["y5"]), int(g["m5"]), int(g["d5"]))
    n = "1" if g["y1"] else "2"
    return real_day(int(g["y" + n]), month_number(g["m" + n]), int(g["d" + n]))


def month_number(name: str) -> int:
    """1 to 12 for a month's name or short form."""
    return MONTHS[name.lower().rstrip(".")]


def real_day(year: int, month: int, day: int) -> date | None:
    """The day if the calendar has it and news could carry it."""
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekdays_in(line: str) -> list[int]:
    """The weekdays named in a line, 0 = Monday, in order; short forms count only with a capital.

    >>> weekdays_in("on Friday; he sat down")
    [4]
    """
    return [WEEKDAYS[m.group().lower().rstrip(".")] for m in NAMED_DAY.finditer(line) if m.group()[0].isupper()]


def day_near(month: int, day: int, near: date) -> date | None:
    """The year-less day that lies nearest before `near` (at most two days after it), if within half a year."""
    days = [d for y in (near.year + 1, near.year, near.year - 1) if (d := real_day(y, month, day)) and -183 <= (d - near).days <= 2]
    return days[0] if days else None

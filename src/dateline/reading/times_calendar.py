"""The calendar behind TIMEX3 values: first and last days, shifts, named days.

>>> interval("2021-02")
('2021-02-01', '2021-02-28')
>>> interval("2008-W21")
('2008-05-19', '2008-05-25')
>>> interval("P2W")
(None, None)
"""

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS_OF = {  # first month, number of months; a winter runs into the next year
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3), "H1": (1, 6), "H2": (7, 6),
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3)}
VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T\S+)?)?|W(?P<week>\d\d)(?:-(?P<weekday>WE|[1-7]))?|"
    r"(?P<part>SP|SU|FA|WI|H[12]|Q[1-4])))?|(?P<decade>\d{3})|(?P<century>\d{2})")


def interval(value: str) -> tuple[str | None, str | None]:
    """The first and last ISO day of a TIMEX3 value; (None, None) for what has no place in the calendar.

    Seasons are the meteorological ones of the northern hemisphere. A fiscal year has no interval: its first day is not told.
    """
    days = bounds(value)
    return (days[0].isoformat(), days[1].isoformat()) if days else (None, None)


def bounds(value: str) -> tuple[date, date] | None:
    """The first and last day of a TIMEX3 value, or None."""
    match = VALUE.fullmatch(value)
    if match is None:
        return None
    try:
        return _bounds(match)
    except (ValueError, OverflowError):  # 2021-02-30, year 0000
        return None


def _bounds(match: re.Match[str]) -> tuple[date, date]:
    if match["decade"]:
        return date(int(match["decade"]) * 10, 1, 1), date(int(match["decade"]) * 10 + 9, 12, 31)
    if match["century"]:
        return date(int(match["century"]) * 100, 1, 1), date(int(match["century"]) * 100 + 99, 12, 31)
    year = int(match["year"])
    if match["week"]:
        weekday, week = match["weekday"], int(match["week"])
        first, last = (6, 7) if weekday == "WE" else (int(weekday),) * 2 if weekday else (1, 7)
        return date.fromisocalendar(year, week, first), date.fromisocalendar(year, week, last)
    if match["part"]:
        month, count = MONTHS_OF[match["part"]]
        return date(year, month, 1), months_on(date(year, month, 1), count) - timedelta(1)
    if match["day"]:
        return (date(year, int(match["month"]), int(match["day"])),) * 2
    if match["month"]:
        month = int(match["month"])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def months_on(day: date, count: int) -> date:
    """The same day `count` months on (or back), or the last day of that month where it is shorter.

    >>> months_on(date(2021, 1, 31), 1)
    datetime.date(2021, 2, 28)
    """
    total = day.year * 12 + day.month - 1 + count
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moved(day: date, count: int, unit: str) -> str | None:
    """The value of `unit` (D W M Y Q 10Y 100Y) that lies `count` units on from a day; None where the calendar ends.

    >>> moved(date(2008, 5, 24), -2, "W"), moved(date(2008, 5, 24), -1, "Y"), moved(date(2008, 5, 24), -1, "Q")
    ('2008-W19', '2007', '2008-Q1')
    """
    try:
        return _moved(day, count, unit)
    except (ValueError, OverflowError):
        return None


def _moved(day: date, count: int, unit: str) -> str | None:
    if unit in ("D", "W", "2W"):
        there = day + timedelta(count * {"D": 1, "W": 7, "2W": 14}[unit])
        return there.isoformat() if unit == "D" else week_value(there)
    if unit in ("M", "6M"):
        return months_on(day, count * (6 if unit == "6M" else 1)).isoformat()[:7]
    if unit == "Q":
        there = months_on(day, 3 * count)
        return f"{there.year:04}-Q{(there.month + 2) // 3}"
    year = day.year + count * {"Y": 1, "10Y": 10, "100Y": 100}.get(unit, 10_000)
    if not 1 <= year <= 9999:
        return None
    return f"{year:04}"[: {"Y": 4, "10Y": 3, "100Y": 2}[unit]]


def week_value(day: date) -> str:
    """The ISO week of a day, as TIMEX3 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous computus printed in Nature, 20 April 1876).

    >>> easter(2021)
    datetime.date(2021, 4, 4)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * shift) // 433
    month = (h + shift - 7 * m + 90) // 25
    return date(year, month, (h + shift - 7 * m + 33 * month + 19) % 32)


def named_day(rule: str, year: int) -> date:
    """The day of a holiday rule (codes/times/holidays.tsv) in a year.

    >>> named_day("11:4:4", 2008), named_day("easter-2", 2008)
    (datetime.date(2008, 11, 27), datetime.date(2008, 3, 21))
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule[6:]))
    if "-" in rule and ":" not in rule:
        return date(year, int(rule[:2]), int(rule[3:]))
    month, nth, weekday = map(int, rule.split(":"))
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta((last.isoweekday() - weekday) % 7)

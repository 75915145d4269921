"""Rules for weekdays: which Monday is meant is settled by the tense of the clause and by words like "last" and "next".

>>> date(2021, 6, 4).isoweekday()  # Monday is 1, as in TIMEX3
5
"""

from datetime import date, timedelta

from dateline.reading.times_calendar import named_day
from dateline.reading.times_context import Draft, Match
from dateline.reading.times_dates import STEP, year_for


def nth_weekday(m: Match) -> list[Draft]:
    """"the first Monday of May"."""
    month, weekday, nth = int(m.value("m")), int(m.value("w")), -1 if m.word("n") == "last" else int(m.value("n"))
    year, anchor = (m.value("y"), None) if m.has("y") else year_for(m, month)
    if not year.isdecimal() or nth > 5:
        return []
    day = named_day(f"{month:02}:{nth}:{weekday}", int(year))
    return m.draft(day.isoformat(), anchor=anchor) if day.month == month else []


def weekday(m: Match) -> list[Draft]:
    if m.led("named_day") or (m.after() in m.book.leads["paper"] and m.capital_follows()):
        return []
    return m.weekday_draft(weekday_near(m, int(m.value("w"))))


def weekday_near(m: Match, number: int) -> date | None:
    """The weekday that the tense points at: today where it is today's, else the one before, the next one where it lies ahead."""
    if m.published is None:
        return None
    back = (m.published.isoweekday() - number) % 7
    if back and m.tense() in ("future", "present"):
        return m.published + timedelta(7 - back)
    return m.published - timedelta(back)


def weekday_range(m: Match) -> list[Draft]:
    """"Tuesday through Friday": two days of one week or of two that follow each other."""
    if m.published is None:
        return []
    a, b, sign = int(m.value("a")), int(m.value("b")), m.found.start("to")
    if m.tense() in ("future", "present"):
        first = m.published + timedelta((a - m.published.isoweekday()) % 7)
        last = first + timedelta((b - a) % 7)
    else:
        last = m.published - timedelta((m.published.isoweekday() - b) % 7)
        first = last - timedelta((b - a) % 7)
    return m.draft(first.isoformat(), anchor="published", span=(m.first, sign - 1)) + m.draft(
        last.isoformat(), anchor="published", span=(sign + 1, m.last))


def rel_weekday(m: Match) -> list[Draft]:
    """"last Friday": before today; "next Friday": after today; "this Friday": in this week; "the following Friday": after what was told."""
    number = int(m.value("w"))
    word = m.word("x") or m.word("r")  # "this past Friday"
    told = m.reference() if word in ("following", "previous") else None
    base = told[1] if told else m.published
    if base is None:
        return m.weekday_draft(None)
    anchor = base.isoformat() if told else "published"
    if word == "this":
        there = base + timedelta(number - base.isoweekday())
        if there < base and m.tense() == "future":
            there += timedelta(7)
    elif word in ("last", "past", "previous"):
        there = base - timedelta((base.isoweekday() - number) % 7 or 7)
    else:
        there = base + timedelta((number - base.isoweekday()) % 7 or 7)
    return m.weekday_draft(there, anchor)


def week_weekday(m: Match) -> list[Draft]:
    if m.value("u") != "W" or m.published is None:
        return []
    monday = m.published - timedelta(m.published.isoweekday() - 1)
    return m.weekday_draft(monday + timedelta(7 * STEP[m.word("r")] + int(m.value("w")) - 1))


def weekday_ago(m: Match) -> list[Draft]:
    if m.value("u") != "W" or m.published is None:
        return []
    back = (m.published.isoweekday() - int(m.value("w"))) % 7
    return m.weekday_draft(m.published - timedelta(back + 7))

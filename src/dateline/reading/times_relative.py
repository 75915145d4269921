"""Rules for dates told by distance from the day of the report: "two weeks ago", "next month", "the end of the year".

>>> weekend_value(date(2008, 5, 24))
'2008-W21-WE'
"""

from datetime import date, timedelta

from dateline.reading.times_calendar import bounds, months_on, moved, week_value
from dateline.reading.times_context import Draft, Match, amount, duration_value
from dateline.reading.times_dates import STEP

WHOLE = ("D", "W", "M", "Y", "Q", "10Y", "100Y", "2W", "6M")


def deictic(m: Match) -> list[Draft]:
    step = int(m.value("d"))
    if m.tokens("d")[0].text == "Today" and m.before() in ("usa", "russia", "world", "psychology", "science"):  # newspapers and magazines
        return []
    if m.published is None:
        return m.draft(("PRESENT_REF", "FUTURE_REF", "PAST_REF")[step], doubt=0.2)
    return m.part_draft((m.published + timedelta(step)).isoformat(), "published")


def deictic_two(m: Match) -> list[Draft]:
    """"the day before yesterday"."""
    step = int(m.value("d"))
    if m.published is None or m.value("u") != "D" or (step < 0) != (m.word("w") == "before"):
        return []
    return m.draft((m.published + timedelta(2 * step)).isoformat(), anchor="published")


def part(m: Match) -> list[Draft]:
    """"this morning", "last night", "yesterday afternoon", "tonight"."""
    if m.tokens("p")[0].text[0].isupper() and m.first and m.sentence.block != "headline" and m.word_at(m.first) != "tonight":
        return []  # a programme: "told CBS This Morning"
    if m.published is None:
        return m.draft("XXXX-XX-XX" + m.value("p"), "TIME")
    step = int(m.value("d")) if m.has("d") else -1 if m.word("r") == "last" else 0
    return m.part_draft((m.published + timedelta(step)).isoformat(), "published")


def overnight(m: Match) -> list[Draft]:
    """"overnight" of what happened: the night before the day of the report."""
    if m.published is None or m.tense() != "past" or m.noun_follows():
        return []
    return m.draft((m.published - timedelta(1)).isoformat() + "TNI", "TIME", "published")


def part_of_day(m: Match) -> list[Draft]:
    """"in the morning": of the day that the text speaks of."""
    if not m.led("part_of_day") and m.after() not in m.book.leads["session"]:
        return []
    told = m.reference()
    if told and len(told[0]) >= 10 and m.here:
        return m.draft(told[0][:10] + m.value("p"), "TIME", told[1].isoformat())
    if m.published and m.tense() == "past":
        return m.draft(m.published.isoformat() + m.value("p"), "TIME", "published")
    return []


def ago(m: Match) -> list[Draft]:
    unit, number = m.tokens("u")[0].value, amount(m.tokens("q"))
    if number is None or m.published is None:
        return m.draft("PAST_REF")
    quarter = next((d.value for d in reversed(m.here) if bounds(d.value)), "")
    if unit == "Y" and number == 1 and "-Q" in quarter:  # "in the third quarter, against $2 million a year ago"
        return m.draft(f"{int(quarter[:4]) - 1:04}{quarter[4:]}", anchor=(bounds(quarter) or [m.published])[0].isoformat())
    return m.draft(day_back(m.published, -number, unit), anchor="published")


def day_back(day: date, number: float, unit: str) -> str | None:
    """The value `number` units on from a day; half units count in the next smaller one."""
    if unit.startswith("T"):
        return day.isoformat() if abs(number) * {"TH": 1, "TM": 1 / 60, "TS": 1 / 3600}[unit] < 12 else \
            (day + timedelta(hours=number) if unit == "TH" else day).isoformat()
    if number != int(number):
        if unit == "Y":
            return months_on(day, round(number * 12)).isoformat()[:7]
        if unit in ("10Y", "100Y"):
            number, unit = number * int(unit[:-1]), "Y"
    if unit in ("10Y", "100Y", "1000Y"):
        number, unit = number * int(unit[:-1]), "Y"
    return moved(day, round(number), unit) if unit in WHOLE else None


def weekend_value(day: date) -> str:
    return f"{week_value(day)}-WE"


def from_now(m: Match) -> list[Draft]:
    number = amount(m.tokens("q"))
    if number is None or m.published is None:
        return m.draft("FUTURE_REF")
    return m.draft(day_back(m.published, number, m.value("u")), anchor="published")


def rel_unit(m: Match) -> list[Draft]:
    """"last week", "this year", "next weekend", "the current quarter"."""
    unit, step = m.value("u"), STEP.get(m.word("r"), 0)
    if m.published is None:
        return m.draft({-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[step], doubt=0.3)
    after = m.at(m.last + 2)
    if m.after() == "of" and after and (
            after.cls in ("MONTH", "YEAR", "SEASON", "HOLIDAY", "MONTHISH") or after.text.lower() in m.book.leads["possessor"]):
        return []  # "the last week of June", "the last year of his life"
    if unit == "WE":
        return m.draft(_weekend(m, step), anchor="published")
    if unit in ("TH", "TM", "TS") or (unit == "D" and m.word("r") == "last"):
        return []
    if unit == "D":
        return m.draft((m.published + timedelta(step)).isoformat(), anchor="published") if step == 0 else []
    return m.draft(moved(m.published, step, unit) if unit in WHOLE else None, anchor="published")


def _weekend(m: Match, step: int) -> str:
    """The weekend before this week, of this week, or the next to come."""
    assert m.published is not None
    day = m.published
    if (step < 0 and day.isoweekday() < 6) or step < 0:
        return weekend_value(day - timedelta(day.isoweekday()))
    if m.word("r") == "next":
        return weekend_value(day + timedelta(7))
    return weekend_value(day)


def weekend(m: Match) -> list[Draft]:
    """"the weekend": the last one where the clause is past, else the one to come."""
    if not m.led("weekend"):
        return []
    if m.published is None:
        return m.draft("XXXX-WXX-WE")
    if m.word_at(m.first) == "a":
        return []
    day = m.published
    if m.tense() == "past" and day.isoweekday() < 6:
        day -= timedelta(day.isoweekday())
    return m.draft(weekend_value(day), anchor="published")


def past_unit(m: Match) -> list[Draft]:
    """"the past year": a stretch that ends with the report; "this past week" is last week."""
    unit = "TS" if m.tokens("u")[0].cls == "SECOND" else m.value("u")
    if m.word_at(m.first) == "this":
        return m.draft(moved(m.published, -1, unit) if m.published and unit in WHOLE else None, anchor="published")
    if m.after() == "of" or m.tokens("u")[0].cls == "SECOND":
        return []
    last = m.word_at(m.first + 1) == "last"
    if last and unit == "Q":
        return m.draft(moved(m.published, -1, "Q") if m.published else None, anchor="published")
    if last and unit in ("TM", "D", "TS"):
        return []
    return m.draft(duration_value(1, unit), "DURATION", doubt=0.2)


def the_unit(m: Match) -> list[Draft]:
    """"the end of the year", "for the year": the current one, of the date that the sentence tells where there is one."""
    unit = m.value("u")
    if unit not in ("D", "W", "M", "Y", "Q", "10Y", "100Y") or m.published is None:
        return []
    long = m.last - m.first > 1 and not (unit == "D" and m.last - m.first == 2)
    after = m.at(m.last + 1)
    if not long:
        if not m.led("the_day" if unit == "D" else "the_unit") or unit in ("10Y", "100Y"):
            return []
        if after and (after.text in ("-", "of", "'s", "’s", "that", "when") or after.cls):
            return []
        if m.after() in ("before", "after") and m.word_at(m.first - 2) not in ("early", "earlier", "late", "later"):
            return []  # "in the day before the vote"
        if after and after.text.isalpha() and m.noun_follows():
            return []
    told = next((d for d in reversed(m.earlier) if len(d.value) >= 10), None) if unit == "D" else next(
        (d for d in reversed(m.here) if bounds(d.value)), None)
    days = bounds(told.value) if told else None
    base = days[0] if days else m.published
    return m.draft(moved(base, 0, unit), anchor=base.isoformat() if days else "published")


def row_unit(m: Match) -> list[Draft]:
    """"a third consecutive day", "the fourth week in a row": the one that the report comes out in."""
    unit = m.value("u")
    if m.published is None or unit not in ("D", "W", "M", "Y", "Q"):
        return []
    return m.draft(moved(m.published, 0, unit), anchor="published")


def rel_units(m: Match) -> list[Draft]:
    """"the past three days", "the next two years": a stretch."""
    number, unit = amount(m.tokens("q")), m.tokens("u")[0].value
    if m.tokens("q")[0].text.lower() in ("a", "an") and m.word("r") in ("first", "final"):
        return []
    return m.draft(duration_value(number, unit), "DURATION")


def rel_vague(m: Match) -> list[Draft]:
    """"in recent years", "the coming months"."""
    word = m.word("r")
    return m.draft("FUTURE_REF" if word in ("coming", "future", "next") else "PAST_REF")

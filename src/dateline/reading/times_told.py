"""Rules for dates counted from a date that the text told before: "a day earlier", "the following week", "at the time".

>>> coarser("2008-05-24", "M"), coarser("2008-Q1", "Y")
('2008-05', '2008')
"""

from datetime import date, timedelta

from dateline.reading.times_calendar import bounds, moved
from dateline.reading.times_context import Draft, Match, amount, duration_value
from dateline.reading.times_relative import WHOLE, day_back, weekend_value

FINEST = {"D": 1, "W": 7, "2W": 14, "M": 32, "Q": 93, "6M": 185, "Y": 367}  # days: a told date as long as this cannot be counted from


def coarser(value: str, unit: str) -> str | None:
    """The `unit` that the first day of a value lies in."""
    days = bounds(value)
    return moved(days[0], 0, unit) if days else None


def earlier(m: Match) -> list[Draft]:
    return _shifted(m, -1)


def later(m: Match) -> list[Draft]:
    return _shifted(m, 1)


def _shifted(m: Match, sign: int) -> list[Draft]:
    """A distance from the date told last; from the day of the report where none was told and it lies behind."""
    word = m.word("w")
    if word in ("before", "after", "prior") and m.last == m.found.end("w") - 1 and m.after() not in m.book.leads["clause_end"]:
        return _distance(m) if m.has("q") else []
    if word in ("earlier", "later") and m.after() == "than":
        return _distance(m)
    number = amount(m.tokens("q")) if m.has("q") else 1.0
    if number is None:
        return m.draft("PAST_REF" if sign < 0 else "FUTURE_REF", doubt=0.5) if sign < 0 else _distance(m)
    told = m.reference()
    unit = m.value("u")
    if told is None:
        if m.published is None or (sign > 0 and word != "following"):
            return _distance(m)
        return m.draft(day_back(m.published, sign * number, unit), anchor="published", doubt=0.35)
    return _from_told(m, told, sign * number, unit)


def _from_told(m: Match, told: tuple[str, date], number: float, unit: str) -> list[Draft]:
    value, day = told
    anchor = day.isoformat()
    if unit.startswith("T") and unit != "TMO":
        return _distance(m)
    if unit in ("TMO", "TAF", "TEV", "TNI"):
        return m.draft((day + timedelta(1)).isoformat() + unit, "TIME", anchor)
    if unit == "Y" and m.has("q") and len(value) == 7 and number == int(number):  # a quarter, season or month keeps its fineness
        return m.draft(f"{int(value[:4]) + int(number):04}{value[4:]}", anchor=anchor) if value[:4].isdecimal() else []
    days = bounds(value)
    if days is None or (days[1] - days[0]).days >= FINEST.get(unit, 4000):
        return _distance(m)  # what was told is coarser than the unit: "In 2011 .. six months later"
    there = day_back(day, number, unit)
    if there and m.has("p"):
        return m.draft(there + m.value("p"), "TIME", anchor)
    return m.draft(there, anchor=anchor)


def _distance(m: Match) -> list[Draft]:
    """Only how far: the words of the amount as a duration."""
    if not m.has("q"):
        return []
    end = m.found.end("u") - 1
    return m.draft(duration_value(amount(m.tokens("q")), m.value("u")), "DURATION", doubt=0.15, span=(m.first, end))


def same(m: Match) -> list[Draft]:
    """"the same day", "that year": the one told last."""
    told = m.reference(behind=False)
    unit_token = m.tokens("u")[0] if m.has("u") else m.tokens("p")[0] if m.has("p") else m.at(m.last)
    assert unit_token is not None
    if m.after() == "-" or (m.has("u") and m.after() in ("of", "in")):
        return []
    if told is None:
        return []
    value, day = told
    anchor = day.isoformat()
    if unit_token.cls == "PART":
        return m.draft(day.isoformat() + unit_token.value, "TIME", anchor) if len(value) >= 10 else []
    if unit_token.cls == "WEEKEND":
        return m.draft(weekend_value(day), anchor=anchor)
    if unit_token.cls == "SEASON":
        return m.draft(f"{day.year:04}-{unit_token.value}", anchor=anchor)
    unit = unit_token.value
    if unit == "D" and len(value) < 10:
        return []
    if unit == "M" and len(value) == 4:
        return []
    return m.draft(coarser(value[:10], unit) if unit in WHOLE else None, anchor=anchor)


def that_time(m: Match) -> list[Draft]:
    """"at the time", "back then": the date before the report's that was told last, else PAST_REF."""
    if m.found.group()[-1] == m.book.literals.get("time") and m.before() not in ("at", "by", "since", "around", "from", "until", "before"):
        return []
    if m.word_at(m.last - 1) == "same" and m.before() == "at":
        return []  # "at the same time" mostly means "and yet"
    whose = m.after() in ("of", "to", "when", "for", "that") and m.word_at(m.last) != "then"
    if whose or (m.before() == "by" and m.word_at(m.first) == "the"):
        return []
    if m.word_at(m.first) == "this":
        return m.draft("PRESENT_REF")
    told = m.reference(behind=m.word_at(m.first) != "that", named=False)
    if told is None:
        return m.draft("PAST_REF", doubt=0.35)
    return m.draft(told[0][:10], anchor=told[1].isoformat(), doubt=0.5)

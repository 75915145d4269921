"""Rules for dates told by distance: from the day of the report ("two weeks ago", "next month"), or from a date told before
("a day earlier", "the following week", "at the time").

>>> coarser("2008-05-24", "M"), coarser("2008-Q1", "Y")
('2008-05', '2008')
"""

from datetime import date, timedelta

from dateline.reading.times_calendar import bounds, months_on, moved, week_value
from dateline.reading.times_context import Draft, Match, Timex, amount, duration_value
from dateline.reading.times_dates import STEP

WHOLE = ("D", "W", "M", "Y", "Q", "10Y", "100Y", "2W", "6M")
CLAUSE_ENDS = frozenset(("", ",", ".", ";", ":", ")", "(", "and", "but", "?", "!", "”", '"', "'", "’", "-", "–", "—", "when", "in", "at", "on", "as"))
THE_LEADS = frozenset(("of", "for", "in", "during", "through", "by", "within", "throughout", "earlier", "later", "on", "over"))
SESSIONS = frozenset(("trading", "trade", "session", "dealings"))  # "in morning trading"
POSSESSORS = frozenset(("the", "a", "his", "her", "its", "their", "our", "my", "this", "that", "each"))
DAY_LEADS = frozenset(("of", "for", "on", "end", "ended", "ending", "finish", "finished", "close", "closed", "during", "in", "earlier", "later", "throughout"))


def coarser(value: str, unit: str) -> str | None:
    """The `unit` that the first day of a value lies in."""
    days = bounds(value)
    return moved(days[0], 0, unit) if days else None


def deictic(m: Match) -> list[Draft]:
    step = int(m.value("d"))
    if m.before() in ("usa", "russia", "world", "psychology", "science") or m.tokens("d")[0].text == "Today" and m.before() in ("usa", "world", "’s"):
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
    if m.published is None:
        return m.draft("XXXX-XX-XX" + m.value("p"), "TIME")
    step = int(m.value("d")) if m.has("d") else -1 if m.word("r") == "last" else 0
    return m.part_draft((m.published + timedelta(step)).isoformat(), "published")


def part_of_day(m: Match) -> list[Draft]:
    """"in the morning": of the day that the text speaks of."""
    if m.before() not in ("in", "during", "by", "on", "until", "through", "throughout", "into") and m.after() not in SESSIONS:
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
    return m.draft(_back(m.published, -number, unit), anchor="published")


def _back(day: date, number: float, unit: str) -> str | None:
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
    return m.draft(_back(m.published, number, m.value("u")), anchor="published")


def earlier(m: Match) -> list[Draft]:
    return _shifted(m, -1)


def later(m: Match) -> list[Draft]:
    return _shifted(m, 1)


def _shifted(m: Match, sign: int) -> list[Draft]:
    """A distance from the date told last; from the day of the report where none was told and it lies behind."""
    word = m.word("w")
    if word in ("before", "after", "prior") and m.last == m.found.end("w") - 1 and m.after() not in CLAUSE_ENDS:
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
        return m.draft(_back(m.published, sign * number, unit), anchor="published", doubt=0.35)
    return _from_told(m, told, sign * number, unit)


def _from_told(m: Match, told: tuple[str, date], number: float, unit: str) -> list[Draft]:
    value, day = told
    anchor = day.isoformat()
    if unit.startswith("T") and unit != "TMO":
        return _distance(m)
    if unit in ("TMO", "TAF", "TEV", "TNI"):
        return m.draft((day + timedelta(1)).isoformat() + unit, "TIME", anchor)
    if unit == "Y" and len(value) == 7 and number == int(number):  # a quarter, season or month told before keeps its fineness
        return m.draft(f"{int(value[:4]) + int(number):04}{value[4:]}", anchor=anchor) if value[:4].isdecimal() else []
    end = bounds(value)
    if unit == "D" and (end is None or end[0] != end[1]):
        return _distance(m)
    there = _back(day, number, unit)
    if there and m.has("p"):
        return m.draft(there + m.value("p"), "TIME", anchor)
    return m.draft(there, anchor=anchor)


def _distance(m: Match) -> list[Draft]:
    """Only how far: the words of the amount as a duration."""
    if not m.has("q"):
        return []
    end = m.found.end("u") - 1
    timex: Timex = "DURATION"
    return m.draft(duration_value(amount(m.tokens("q")), m.value("u")), timex, doubt=0.15, span=(m.first, end))


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
    if m.after() in ("of", "to", "when", "for", "that") or (m.before() == "by" and m.word_at(m.first) == "the"):
        return []
    if m.word_at(m.first) == "this":
        return m.draft("PRESENT_REF")
    told = m.reference(behind=m.word_at(m.first) != "that")
    if told is None:
        return m.draft("PAST_REF", doubt=0.35)
    return m.draft(told[0][:10], anchor=told[1].isoformat(), doubt=0.5)


def rel_unit(m: Match) -> list[Draft]:
    """"last week", "this year", "next weekend", "the current quarter"."""
    unit, step = m.value("u"), STEP.get(m.word("r"), 0)
    if m.published is None:
        return m.draft({-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[step], doubt=0.3)
    after = m.at(m.last + 2)
    if m.after() == "of" and after and (after.cls in ("MONTH", "YEAR", "SEASON", "HOLIDAY", "MONTHISH") or after.text.lower() in POSSESSORS):
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
    if step < 0 and day.isoweekday() < 6 or step < 0:
        return weekend_value(day - timedelta(day.isoweekday()))
    if m.word("r") == "next":
        return weekend_value(day + timedelta(7))
    return weekend_value(day)


def weekend(m: Match) -> list[Draft]:
    """"the weekend": the last one where the clause is past, else the one to come."""
    if m.before() not in ("at", "over", "on", "during", "for", "by", "of", "in", "after", "before", "until", "through", "throughout", ""):
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
        if m.before() not in (DAY_LEADS if unit == "D" else THE_LEADS) or unit in ("10Y", "100Y") or (after and (after.text in ("-", "of", "'s", "’s", "that", "when") or after.cls)):
            return []
        if after and after.text.isalpha() and m.noun_follows():
            return []
    told = next((d for d in reversed(m.earlier) if len(d.value) >= 10), None) if unit == "D" else next(
        (d for d in reversed(m.here) if bounds(d.value)), None)
    days = bounds(told.value) if told else None
    base = days[0] if days else m.published
    return m.draft(moved(base, 0, unit), anchor=base.isoformat() if days else "published")


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


def past_ref(m: Match) -> list[Draft]:
    if m.has_noun_past():
        return []
    return m.draft("PAST_REF")


def future_ref(m: Match) -> list[Draft]:
    return m.draft("FUTURE_REF") if not m.noun_follows() else []


def present_ref(m: Match) -> list[Draft]:
    return m.draft("PRESENT_REF") if m.before() in ("at", "for", "in", "", "until", "by", ",", "of") or m.last > m.first + 1 or \
        m.word_at(m.first) in ("these", "right") else []


def reference(m: Match) -> list[Draft]:
    """"now", "currently", "recently", "soon"."""
    token = m.tokens("f")[0]
    if token.cls == "NOW" and (m.after() in ("that",) or m.before() in ("from", "right") and m.after() == "on"):
        return m.draft("PRESENT_REF") if m.after() != "that" else []
    if token.cls == "SHORTLY" and m.after() in ("after", "before", "afterwards", "afterward", "thereafter"):
        return []
    if token.cls == "SOON" and (m.before() in ("as", "too", "so") or m.after() in ("after", "as", "afterwards", "afterward")):
        return []
    if token.text[0].isupper() and m.before() and m.before() not in (".", '"', "“", ":", "'", "‘"):
        return []
    return m.draft(token.value)


def quarter_century(m: Match) -> list[Draft]:
    return m.draft("P25Y", "DURATION")



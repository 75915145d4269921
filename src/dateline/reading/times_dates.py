"""Rules for dates with their own names: days, months, seasons, quarters, years, holidays.

Each rule takes a Match and returns the drafts it settles, none where the words are no date or the text does not settle it.

>>> season_of_month(1), season_of_month(7)
('WI', 'SU')
"""

from calendar import monthrange
from datetime import date, timedelta

from dateline.reading.times_calendar import bounds, moved, named_day, week_value
from dateline.reading.times_context import Draft, Match

LEADS = frozenset((
    "in", "of", "last", "next", "since", "until", "till", "by", "from", "to", "and", "between", "through", "for", "early", "late", "mid", "this", "before",
    "after", "during", "every", "or", "-", "–", "—", "(", ",", "around", "about", "than", "end", "throughout", "starting", "beginning", "on", "as",
    "the", "circa", "at", "into", "towards", "toward", "over", "within", "including", "past", "with", "spring", "summer"))
YEAR_LEADS = LEADS - frozenset(("at", "to", "than", "over", "around", "about", "or", "into", "with", "on", "for", "the", "past", "every", "including"))
NAMES_ALIKE = frozenset((3, 4, 5, 6, 8))  # March, April, May, June and August are also names or other words
PERSONAL = frozenset((4, 5, 6, 8))
SIGNS = frozenset(("$", "£", "€", "#", "¥", "no", "flight", "channel", "route"))
NAMED_DAYS = frozenset(("black", "bloody", "good", "super", "cyber", "holy", "palm", "fat", "sheffield", "ruby", "man"))  # Black Monday
ATTACKS = frozenset(("attack", "attacks", "terrorist", "terror", "hijackers", "hijackings", "commission"))
STEP = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "the": 0, "present": 0, "next": 1, "coming": 1,
        "following": 1, "upcoming": 1}


def season_of_month(month: int) -> str:
    return {3: "SP", 4: "SP", 5: "SP", 6: "SU", 7: "SU", 8: "SU", 9: "FA", 10: "FA", 11: "FA"}.get(month, "WI")


def full_year(word: str) -> str:
    """A year of two digits as the nearest century would have it.

    >>> full_year("05"), full_year("97"), full_year("2014")
    ('2005', '1997', '2014')
    """
    return word if len(word) == 4 else f"{'20' if int(word) < 50 else '19'}{int(word):02}"


def day_value(year: str, month: int, day: int) -> str | None:
    """An ISO day, or None for a day that does not exist; `year` may be "XXXX"."""
    if not 1 <= month <= 12 or not 1 <= day <= (monthrange(int(year), month)[1] if year.isdecimal() else 31):
        return None
    return f"{year}-{month:02}-{day:02}"


def year_for(m: Match, month: int, day: int | None = None) -> tuple[str, str | None]:
    """The year of a month or day told without one, and what it was counted from."""
    if m.published is None:
        known = m.here_year()
        return (known, known) if known else ("XXXX", None)
    told = m.here_year()
    tense = m.tense()
    if told and told != str(m.published.year) and tense == "past":
        return told, told
    here, there = (m.published.month, m.published.day), (month, day or m.published.day)
    shift = 0
    if tense == "past" and there > here:
        shift = -1
    elif tense == "future" and there < here:
        shift = 1
    elif tense not in ("past", "future"):
        shift = -1 if month - here[0] > 6 else 1 if here[0] - month > 6 else 0
    return f"{m.published.year + shift:04}", "published"


def relative_year(m: Match, step: int) -> str | None:
    """The year `step` years from the report's, None without a report's day."""
    return f"{m.published.year + step:04}" if m.published else None


def iso_day(m: Match) -> list[Draft]:
    year, month, day = m.value("d").split("-")
    return m.draft(day_value(year, int(month), int(day)))


def numeric_day(m: Match) -> list[Draft]:
    """5/6/2008, month first as American papers write it, and 6.5.2008, day first; where one cannot be a month it is the day."""
    a, b, year = (int(p) if i < 2 else p for i, p in enumerate(m.value("d").replace(".", "/").split("/")))
    assert isinstance(a, int) and isinstance(b, int)
    month, day = (b, a) if "." in m.value("d") or a > 12 else (a, b)
    if month > 12:
        month, day = day, month
    if len(str(year)) == 2 and "." in m.value("d"):
        return []
    return m.draft(day_value(full_year(str(year)), month, day), doubt=0.05 if max(a, b) > 12 else None)


def month_day(m: Match) -> list[Draft]:
    month, day = int(m.value("m")), int(m.value("d"))
    if m.value("m") and m.word("m") == "may" and not m.tokens("m")[0].text[0].isupper():
        return []
    if m.has("y"):
        return m.draft(day_value(m.value("y"), month, day))
    if (month, day) == (9, 11) and m.after() in ATTACKS and (m.published is None or m.published.year > 2001):
        return m.draft("2001-09-11")
    year, anchor = year_for(m, month, day)
    if m.has("wd") and year.isdecimal():
        year = _year_of_weekday(int(year), month, day, int(m.value("wd")))
    return m.draft(day_value(year, month, day), anchor=anchor, doubt=0.08)


def _year_of_weekday(year: int, month: int, day: int, weekday: int) -> str:
    """The year nearest to the one given in which the day falls on the weekday; the given one where none near does."""
    for there in (year, year - 1, year + 1, year - 2):
        if day_value(f"{there:04}", month, day) and date(there, month, day).isoweekday() == weekday:
            return f"{there:04}"
    return f"{year:04}"


def nth_weekday(m: Match) -> list[Draft]:
    """"the first Monday of May"."""
    month, weekday, nth = int(m.value("m")), int(m.value("w")), -1 if m.word("n") == "last" else int(m.value("n"))
    year, anchor = (m.value("y"), None) if m.has("y") else year_for(m, month)
    if not year.isdecimal() or nth > 5:
        return []
    day = named_day(f"{month:02}:{nth}:{weekday}", int(year))
    return m.draft(day.isoformat(), anchor=anchor) if day.month == month else []


def part_of_month(m: Match) -> list[Draft]:
    """"the last day of June" is a day, "the first week of June" a week, "the last days of June" lie in June."""
    month, unit = int(m.value("m")), m.tokens("u")[0]
    last = m.word("n") in ("last", "final")
    year, anchor = (m.value("y"), None) if m.has("y") else year_for(m, month)
    if not year.isdecimal() or unit.value not in ("D", "W", "WE"):
        return []
    size = monthrange(int(year), month)[1]
    if unit.cls == "UNITS":
        return m.draft(f"{year}-{month:02}", anchor=anchor)
    if unit.value == "D":
        return m.draft(day_value(year, month, size if last else int(m.value("n"))), anchor=anchor, doubt=0.05)
    day = date(int(year), month, size if last else min(7 * int(m.value("n")) - 6, size))
    return m.draft(week_value(day) + ("-WE" if unit.value == "WE" else ""), anchor=anchor)


def unit_ended(m: Match) -> list[Draft]:
    """"the quarter ended Sept. 30", "the year ending March 2009": the quarter or year that ends there."""
    month, unit = int(m.value("m")), m.value("u")
    year, anchor = (m.value("y"), None) if m.has("y") else year_for(m, month)
    if not year.isdecimal() or unit not in ("Q", "Y"):
        return []
    end = f"{year}-Q{(month + 2) // 3}" if unit == "Q" else year
    told = m.found.end("u") - 1
    drafts = m.draft(end, anchor=anchor, span=(m.first, told))
    first = m.found.start("m")
    value = day_value(year, month, int(m.value("d"))) if m.has("d") else f"{year}-{month:02}"
    return drafts + m.draft(value, anchor=anchor, span=(first, m.last))


def year_named(m: Match) -> list[Draft]:
    return m.draft(m.value("y")) if m.value("u") == "Y" else []


def month_day_rel(m: Match) -> list[Draft]:
    year = relative_year(m, STEP[m.word("r")])
    if m.value("u") != "Y" or year is None:
        return []
    return m.draft(day_value(year, int(m.value("m")), int(m.value("d"))), anchor="published")


def day_range(m: Match) -> list[Draft]:
    """"3 to 5 May 2008": two days; the words of the month and year belong to the nearer one."""
    month, a, b = int(m.value("m")), int(m.value("a")), int(m.value("b"))
    if a >= b:
        return []
    year, anchor = (m.value("y"), None) if m.has("y") else year_for(m, month, b)
    first, last = day_value(year, month, a), day_value(year, month, b)
    if first is None or last is None:
        return []
    sign = m.found.start("to")
    return m.draft(first, anchor=anchor, span=(m.first, sign - 1)) + m.draft(last, anchor=anchor, span=(sign + 1, m.last))


def month_range(m: Match) -> list[Draft]:
    sign = m.found.start("to")
    a, b, year = int(m.value("a")), int(m.value("b")), int(m.value("y"))
    first = year if a <= b else year - 1
    return m.draft(f"{first:04}-{a:02}", span=(m.first, sign - 1)) + m.draft(f"{year:04}-{b:02}", span=(sign + 1, m.last))


def short_year(m: Match) -> list[Draft]:
    """"in '82"."""
    adjacent = m.lexed.tokens[m.first].end == m.lexed.tokens[m.last].start
    if not adjacent or len(m.value("y")) != 2 or m.before() not in YEAR_LEADS - {",", "-", "and"} or m.after() in ("'", "’"):
        return []
    return m.draft("19" + m.value("y"))


def year_range(m: Match) -> list[Draft]:
    """"2014-16": two years; nothing where the second is not after the first."""
    a, b = m.value("a"), m.tokens("b")[0].text
    last = b if len(b) == 4 else a[:2] + b if len(b) == 2 else ""
    if not last or not int(a) < int(last) <= int(a) + 150 or not 1000 <= int(a) < 2150 or m.before() in SIGNS:
        return []
    return m.draft(a, span=(m.first, m.first)) + m.draft(last, span=(m.last, m.last))


def month(m: Match) -> list[Draft]:
    number = int(m.value("m"))
    if m.has("y"):
        return m.draft(f"{m.value('y')}-{number:02}")
    if number in NAMES_ALIKE and m.before() not in LEADS:
        return []
    following = m.at(m.last + 1)
    if number in PERSONAL and following and following.text[0].isupper() and not following.cls:
        return []
    if m.tokens("m")[0].text.isupper() and number == 5:
        return []
    year, anchor = year_for(m, number)
    return m.draft(f"{year}-{number:02}", anchor=anchor)


def month_rel(m: Match) -> list[Draft]:
    year = relative_year(m, STEP[m.word("r")])
    return m.draft(f"{year}-{int(m.value('m')):02}", anchor="published") if year and m.value("u") == "Y" else []


def rel_month(m: Match) -> list[Draft]:
    """"last May": the latest May before this month; "this May": this year's; "next May": the first after this month."""
    if m.published is None:
        return m.draft(f"XXXX-{int(m.value('m')):02}")
    number, step, here = int(m.value("m")), STEP[m.word("r")], m.published
    year = here.year
    if step < 0 and number >= here.month:
        year -= 1
    elif step > 0 and number <= here.month:
        year += 1
    return m.draft(f"{year:04}-{number:02}", anchor="published")


def season(m: Match) -> list[Draft]:
    part = m.value("s")
    if m.has("y"):
        return m.draft(f"{m.value('y')}-{part}")
    the = m.found.group()[0] != m.found.group("s")
    lead = m.before() if the else m.before()
    if lead not in ("in", "during", "by", "until", "since", "through", "throughout", "early", "late", "mid", "-", "this", "before", "after"):
        return []
    if m.after() == "of" or m.found.group("s") == "" or (not the and m.tokens("s")[0].text.lower() in ("fall",) and lead != "in"):
        return []
    if m.published is None:
        return m.draft(f"XXXX-{part}")
    return m.draft(_nearest(m, part), anchor="published")


def _nearest(m: Match, part: str) -> str:
    """The season or quarter that the tense points at."""
    assert m.published is not None
    year, tense = m.published.year, m.tense()
    days = bounds(f"{year:04}-{part}")
    assert days is not None
    if part == "WI" and m.published.month < 3 and tense != "future":
        return f"{year - 1:04}-{part}"
    if tense == "past" and days[0] > m.published:
        return f"{year - 1:04}-{part}"
    if tense == "future" and days[1] < m.published:
        return f"{year + 1:04}-{part}"
    return f"{year:04}-{part}"


def season_rel(m: Match) -> list[Draft]:
    year = relative_year(m, STEP[m.word("r")])
    return m.draft(f"{year}-{m.value('s')}", anchor="published") if year and m.value("u") == "Y" else []


def rel_season(m: Match) -> list[Draft]:
    """"last summer": the latest that has ended; "next summer": the first that has not begun; "this summer": this year's."""
    if m.published is None:
        return m.draft(f"XXXX-{m.value('s')}")
    part, step, year = m.value("s"), STEP[m.word("r")], m.published.year
    days = bounds(f"{year:04}-{part}")
    assert days is not None
    if part == "WI" and m.published.month < 3:
        year -= 1
        days = (days[0].replace(year=max(year, 1)), m.published)
    if step < 0 and days[1] >= m.published:
        year -= 1
    elif step > 0 and days[0] <= m.published:
        year += 1
    return m.draft(f"{year:04}-{part}", anchor="published")


def quarter(m: Match) -> list[Draft]:
    number = int(m.value("n")) if m.has("n") else int(m.value("q")[1]) if m.has("q") else 4
    if not 1 <= number <= 4 or (m.has("q") and m.value("q")[0] == "H" and number > 2):
        return []
    part = m.value("q") or f"Q{number}"
    if m.has("y"):
        return m.draft(f"{m.value('y')}-{part}")
    if m.has("q") and part[0] == "H":
        return []
    told = m.here_year()
    if told:
        return m.draft(f"{told}-{part}", anchor=told)
    if m.published is None:
        return m.draft(f"XXXX-{part}")
    days = bounds(f"{m.published.year:04}-{part}")
    assert days is not None
    ahead = days[0] > m.published and m.tense() != "future"
    behind = days[1] < m.published and m.tense() == "future"
    year = m.published.year - ahead + behind
    return m.draft(f"{year:04}-{part}", anchor="published")


def fiscal_quarter(m: Match) -> list[Draft]:
    number = int(m.value("n"))
    return m.draft(f"FY{m.value('y')}-Q{number}") if 1 <= number <= 4 else []


def quarter_rel(m: Match) -> list[Draft]:
    number, year = int(m.value("n")), relative_year(m, STEP[m.word("r")])
    return m.draft(f"{year}-Q{number}", anchor="published") if year and m.value("u") == "Y" and 1 <= number <= 4 else []


def year_ago_quarter(m: Match) -> list[Draft]:
    """"the year-earlier quarter": the same quarter a year before the one told last."""
    told = m.reference()
    if told and "-Q" in told[0] and told[0][:4].isdecimal():
        return m.draft(f"{int(told[0][:4]) - 1:04}{told[0][4:]}", anchor=told[1].isoformat())
    value = moved(m.published, -5, "Q") if m.published else None
    if m.word("p") == "period":
        value = relative_year(m, -1)
    return m.draft(value, anchor="published", doubt=0.4)


def same_period(m: Match) -> list[Draft]:
    """"the same period last year": the quarter or month told last, a year before; else the year."""
    step = STEP[m.word("r")] if m.has("r") else -1
    if m.has("u") and m.value("u") != "Y":
        return []
    told = m.reference()
    if told and len(told[0]) == 7 and told[0][:4].isdecimal() and told[0][5] != "W":
        shift = step if not m.published or int(told[0][:4]) >= m.published.year + step + 1 or not m.has("r") else 0
        return m.draft(f"{int(told[0][:4]) + shift:04}{told[0][4:]}", anchor=told[1].isoformat())
    return m.draft(relative_year(m, step), anchor="published", doubt=0.4)


def half(m: Match) -> list[Draft]:
    number = int(m.value("n"))
    return m.draft(f"{m.value('y')}-H{number}") if number in (1, 2) else []


def half_rel(m: Match) -> list[Draft]:
    number, year = int(m.value("n")), relative_year(m, STEP[m.word("r")])
    return m.draft(f"{year}-H{number}", anchor="published") if year and m.value("u") == "Y" and number in (1, 2) else []


def year(m: Match) -> list[Draft]:
    """A year that stands alone: a number that reads as one."""
    value, before, after = m.value("y"), m.before(), m.at(m.last + 1)
    if before in SIGNS or (after and after.text in ("%", "°")) or (after and after.cls in ("UNITS", "ZONE", "AMPM", "HUNDRED", "PARTS")):
        return []
    if after and after.text == "-" and (following := m.at(m.last + 2)) and following.cls in ("UNIT", "DAY", "INT"):
        return []
    recent = 1900 <= int(value) < 2100
    if before in YEAR_LEADS:
        if not recent and before in (",", "-", "and", "as", "from"):
            return []
        return [] if m.counts_things() else m.draft(value)
    if not recent or m.counts_things():
        return []
    if before in LEADS or m.modifies_name() or not before:
        return m.draft(value, doubt=0.12)
    return m.draft(value, doubt=0.2) if m.adverbial() else []


def decade(m: Match) -> list[Draft]:
    value = m.value("d")
    if len(value) == 1:
        lead = m.at(m.first + 1)
        return m.draft("19" + value) if lead and m.after() not in ("of", "with") else []
    token = m.tokens("d")[0]
    bare = m.found.group()[0] == m.found.group("d")
    if len(token.text) <= 4 and bare and m.before() not in ("-", "mid", "late", "early") and not (
            m.before() in ("and", "or", "to", ",") and m.here and len(m.here[-1].value) == 3):
        return []
    return m.draft(value)


def century(m: Match) -> list[Draft]:
    number = int(m.value("n"))
    return m.draft(f"{number - 1:02}") if 1 <= number <= 30 else []


def fiscal(m: Match) -> list[Draft]:
    return m.draft(f"FY{m.value('f') if m.has('f') else m.value('y')}")


def fiscal_rel(m: Match) -> list[Draft]:
    year = relative_year(m, STEP.get(m.word("r"), 0))
    return m.draft(f"FY{year}", anchor="published") if year and m.value("u") == "Y" else []


def holiday(m: Match) -> list[Draft]:
    rule, tokens = m.value("h"), m.tokens("h")[0].text
    if " " not in tokens and m.before() not in LEADS:
        return []
    if m.has("y"):
        return m.draft(named_day(rule, int(m.value("y"))).isoformat())
    if m.published is None:
        return m.draft(f"XXXX-{rule}") if rule[2] == "-" else []
    there = named_day(rule, m.published.year)
    year, anchor = year_for(m, there.month, there.day)
    if not year.isdecimal():
        return []
    return m.draft(named_day(rule, int(year)).isoformat(), anchor=anchor)


def holiday_rel(m: Match) -> list[Draft]:
    if m.published is None:
        return []
    rule, step = m.value("h"), STEP[m.word("r")]
    if m.has("u"):
        return m.draft(named_day(rule, m.published.year + step).isoformat(), anchor="published") if m.value("u") == "Y" else []
    days = [named_day(rule, m.published.year + n) for n in (-1, 0, 1)]
    past = [d for d in days if d < m.published]
    ahead = [d for d in days if d > m.published]
    there = past[-1] if step < 0 else ahead[0] if step > 0 else days[1]
    return m.draft(there.isoformat(), anchor="published")


def weekday(m: Match) -> list[Draft]:
    if m.before() in NAMED_DAYS:
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
    word = m.word("r") or m.word("r1")
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

"""Rules for dates with their own names: days, months, years, decades, centuries.

Each rule takes a Match and returns the drafts it settles, none where the words are no date or the text does not settle it.

>>> full_year("97"), day_value("2021", 2, 30)
('1997', None)
"""

from calendar import monthrange
from datetime import date

from dateline.reading.times_calendar import week_value
from dateline.reading.times_context import Draft, Match

NAMES_ALIKE = frozenset((3, 4, 5, 6, 8))  # March, April, May, June and August are also names or other words
PERSONAL = frozenset((4, 5, 6, 8))
STEP = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "the": 0, "present": 0, "next": 1, "coming": 1,
        "following": 1, "upcoming": 1}


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
    if told and told != str(m.published.year) and tense == "past" and not m.as_of():
        return told, told
    here, there = (m.published.month, m.published.day), (month, day or m.published.day)
    shift = 0
    if tense == "past" and there > here:
        shift = -1
    elif tense == "future" and there < here:
        shift = 1
    elif tense == "present" and there < here and here[0] - month > 3:
        shift = 1  # "opens in March", told in October; "sales are up on June", told in July, looks back
    elif tense is None:
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
    if (month, day) == (9, 11) and m.after() in m.book.leads["attack"] and (m.published is None or m.published.year > 2001):
        return m.draft("2001-09-11")
    year, anchor = year_for(m, month, day)
    if m.has("wd") and year.isdecimal():
        year = _year_of_weekday(int(year), month, day, int(m.value("wd")))
    return m.draft(day_value(year, month, day), anchor=anchor, doubt=0.06)


def _year_of_weekday(year: int, month: int, day: int, weekday: int) -> str:
    """The year nearest to the one given in which the day falls on the weekday; the given one where none near does."""
    for there in (year, year - 1, year + 1, year - 2):
        if day_value(f"{there:04}", month, day) and date(there, month, day).isoweekday() == weekday:
            return f"{there:04}"
    return f"{year:04}"


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
    middle = 3 if unit.value == "W" else 0  # a week counts to the month of its Thursday, as in ISO 8601
    day = date(int(year), month, size - middle if last else min(7 * int(m.value("n")) - 6 + middle, size))
    return m.draft(week_value(day) + ("-WE" if unit.value == "WE" else ""), anchor=anchor)


def slash_day(m: Match) -> list[Draft]:
    """"the 9/11 attacks"; no other day is known by such a name."""
    told = (m.value("a"), m.value("b")) == ("9", "11") and (m.published is None or m.published.year > 2001)
    return m.draft("2001-09-11") if told else []


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
    if not adjacent or len(m.value("y")) != 2 or m.before() not in m.book.leads["year"] - {",", "-", "and"} or m.after() in ("'", "’"):
        return []
    return m.draft("19" + m.value("y"))


def year_range(m: Match) -> list[Draft]:
    """"2014-16": two years; nothing where the second is not after the first."""
    a, b = m.value("a"), m.tokens("b")[0].text
    last = b if len(b) == 4 else a[:2] + b if len(b) == 2 else ""
    if not last or not int(a) < int(last) <= int(a) + 150 or not 1000 <= int(a) < 2150 or m.before() in m.book.leads["sign"]:
        return []
    return m.draft(a, span=(m.first, m.first)) + m.draft(last, span=(m.last, m.last))


def month(m: Match) -> list[Draft]:
    number = int(m.value("m"))
    if m.has("y"):
        return m.draft(f"{m.value('y')}-{number:02}")
    if number in NAMES_ALIKE and m.before() not in m.book.leads["month"]:
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


def year(m: Match) -> list[Draft]:
    """A year that stands alone: a number that reads as one."""
    value, before, after = m.value("y"), m.before(), m.at(m.last + 1)
    if before in m.book.leads["sign"] or (after and (
            after.text in ("%", "°") or after.cls in ("UNITS", "ZONE", "AMPM", "HUNDRED", "PARTS"))):
        return []
    if after and after.text == "-" and (following := m.at(m.last + 2)) and following.cls in ("UNIT", "DAY", "INT"):
        return []
    recent = 1900 <= int(value) < 2100
    if before in m.book.leads["year"]:
        listed = bool(m.here) and m.here[-1].last == m.first - 2 and len(m.here[-1].value) == 4
        if not recent and not listed and before in (",", "-", "and", "as", "from"):
            return []
        return [] if m.counts_things() else m.draft(value)
    if not recent or m.counts_things():
        return []
    if before in m.book.leads["month"] or m.modifies_name() or not before:
        return m.draft(value, doubt=0.12)
    edition = m.led("edition") or (m.published is not None and m.published.year == int(value) and m.word_at(m.first - 1)[:1].isalpha()
                                   and m.follows_name())
    return m.draft(value, doubt=0.2) if m.adverbial() or edition else []


def decade(m: Match) -> list[Draft]:
    value = m.value("d")
    if len(value) == 1:
        lead = m.at(m.first + 1)
        return m.draft("19" + value) if lead and m.after() not in ("of", "with") else []
    token = m.tokens("d")[0]
    if len(token.text) <= 4 and any(m.word_at(m.first - n) in m.book.leads["possessor"] - {"the", "this", "that"} for n in (1, 2, 3)):
        return []  # an age: "in his mid-50s"
    bare = m.found.group()[0] == m.found.group("d")
    if len(token.text) <= 4 and bare and m.before() not in ("-", "mid", "late", "early") and not (
            m.before() in ("and", "or", "to", ",") and m.here and len(m.here[-1].value) == 3):
        return []
    return m.draft(value)


def century(m: Match) -> list[Draft]:
    number = int(m.value("n"))
    return m.draft(f"{number - 1:02}") if 1 <= number <= 30 else []

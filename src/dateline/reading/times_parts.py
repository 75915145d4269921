"""Rules for parts of a year and named days: seasons, quarters, halves, fiscal years, holidays.

>>> from dateline.reading.times_calendar import named_day
>>> named_day("12-25", 2008).isoformat()
'2008-12-25'
"""

from dateline.reading.times_calendar import bounds, moved, named_day
from dateline.reading.times_context import Draft, Match
from dateline.reading.times_dates import STEP, day_value, relative_year, year_for


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


def season(m: Match) -> list[Draft]:
    part = m.value("s")
    if m.has("y"):
        return m.draft(f"{m.value('y')}-{part}")
    the, lead = m.first < m.found.start("s"), m.before()
    if lead not in m.book.leads["season"] or m.after() == "of" or (not the and m.word("s") == "fall" and lead != "in"):
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


SOON = 62  # days: a quarter that begins so soon is the coming one, whatever the tense


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
    if ahead and (days[0] - m.published).days < SOON and not m.has("q"):
        ahead = False  # the coming one, rather than that of nearly a year ago
    year = m.published.year - ahead + behind
    if any(m.word_at(i) == "fiscal" for i in range(m.first, m.last)):
        return m.draft(f"FY{year}-{part}", anchor="published")
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


def fiscal(m: Match) -> list[Draft]:
    return m.draft(f"FY{m.value('f') if m.has('f') else m.value('y')}")


def fiscal_rel(m: Match) -> list[Draft]:
    year = relative_year(m, STEP.get(m.word("r"), 0))
    return m.draft(f"FY{year}", anchor="published") if year and m.value("u") == "Y" else []


def holiday(m: Match) -> list[Draft]:
    rule, tokens = m.value("h"), m.tokens("h")[0].text
    if " " not in tokens and m.before() not in m.book.leads["month"]:
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

"""Rules for clock times, durations and sets.

>>> clock_value(3, 5, 12), clock_value(12, 0, 0), clock_value(25, 0, None)
('T15:05', 'T00:00', None)
"""

from dateline.reading.times_context import Draft, Match, amount, duration_value

AGES = frozenset(("old", "olds"))


def clock_value(hour: int, minute: int, half: int | None) -> str | None:
    """A clock time as TIMEX3; `half` is 0 for a.m., 12 for p.m., None where the clock has 24 hours or the half is not told."""
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    if not (0 <= hour <= 24 and 0 <= minute <= 59):
        return None
    return f"T{hour:02}:{minute:02}"


def clock(m: Match) -> list[Draft]:
    text = m.tokens("h")[0].text
    token, seconds = m.tokens("h")[0], list[str]()
    if ":" in text or "." in text:
        hour, minute, *seconds = text.replace(".", ":").split(":")
        if len(minute) != 2:
            return []
    elif token.cls in ("YEAR", "MIL", "INT"):
        if len(text) not in (3, 4):
            return []
        hour, minute = text[:-2], text[-2:]
    else:
        hour, minute = token.value, "0"
    half = int(m.value("a")) if m.has("a") else None
    if m.has("part"):
        half = 0 if m.value("part") == "TMO" else 12
    if half is not None and int(hour) > 12:
        half = None
    if half is None and token.cls == "CLOCK" and not m.has("z") and m.clock_is_score():
        return []
    value = clock_value(int(hour), int(minute), half)
    zone = m.value("z") if m.value("z") == "Z" else ""
    if value and ":" in text and seconds:
        value += ":" + seconds[0]
    return on_day(m, value + zone) if value else []


def clock_word(m: Match) -> list[Draft]:
    if not m.led("clock_word"):
        return []
    return on_day(m, m.value("c"))


def on_day(m: Match, clock_part: str) -> list[Draft]:
    """A clock time on the day that the sentence speaks of, else on the day of the report."""
    told = next((d for d in reversed(m.here) if len(d.value) >= 10 and d.value[:4].isdecimal()
                 and not (d.anchor == "published" and d.why.startswith("clock"))), None)
    if told:
        return m.draft(told.value[:10] + clock_part, "TIME", told.value[:10])
    if m.published is None:
        return m.draft("XXXX-XX-XX" + clock_part, "TIME")
    return m.draft(m.published.isoformat() + clock_part, "TIME", "published", m.doubt + 0.1)


def duration(m: Match) -> list[Draft]:
    quantity, unit = m.tokens("q"), m.tokens("u")[0]
    if m.is_age() or _not_a_stretch(m):
        return []
    value = unit.value
    first = quantity[0]
    lone = len(quantity) == 1
    if unit.cls == "QUARTER" or (lone and first.cls == "YEAR" and unit.cls == "UNIT" and not m.hyphened()):
        return []
    if len(quantity) == 1 and first.text.lower() in ("a", "an") and not _lasting(m):
        return []
    if unit.cls == "UNITS" and first.text.lower() in ("a", "an") and len(quantity) == 1:
        return []
    return m.draft(duration_value(amount(quantity), value), "DURATION")


def _not_a_stretch(m: Match) -> bool:
    """Whether the words only look like one: "one day" as some day, "first 100 days" are read elsewhere."""
    words = [t.text.lower() for t in m.lexed.tokens[m.first:m.last + 1]]
    if words[0] == "many" and m.before() == "as":
        return True  # "the third in as many months"
    if words[0] in ("some", "many") and m.tokens("u")[0].cls != "UNITS":
        return True
    if words == ["one", "day"]:
        return m.before() not in ("for", "in", "of", "than", "within", "about", "after", "just", "only")
    return False


def _lasting(m: Match) -> bool:
    """Whether "a year" stands where a length stands: after "for", "in", "than", or before a noun as "a two-day"."""
    return m.led("length") and not m.noun_follows()


def duration_and_half(m: Match) -> list[Draft]:
    return m.draft(duration_value((amount(m.tokens("q")) or 1) + 0.5, m.value("u")), "DURATION")


def duration_two(m: Match) -> list[Draft]:
    """"two years and three months" as one stretch; as two where the second unit is not finer."""
    order = ["10Y", "Y", "M", "W", "D", "TH", "TM", "TS"]
    u, u2, n, n2 = m.value("u"), m.value("u2"), amount(m.tokens("q")), amount(m.tokens("q2"))
    if n is None or n2 is None or u not in order or u2 not in order or order.index(u) >= order.index(u2) or m.is_age():
        return []
    first, second = duration_value(n, u), duration_value(n2, u2)[1:]
    if first.startswith("PT"):
        second = second[1:]
    return m.draft(first + second, "DURATION")


def duration_vague(m: Match) -> list[Draft]:
    """"two or three years": more than one length, so no number."""
    if m.is_age():
        return []
    return m.draft(duration_value(None, m.tokens("u")[0].value), "DURATION")


def duration_bare(m: Match) -> list[Draft]:
    """"for years", "in days"."""
    if m.before() not in m.book.leads["bare_length"] or m.noun_follows() or m.value("u") == "Q":
        return []
    if m.after() in ("of", "old"):
        if m.after() == "old" or m.before() not in ("for", "after"):
            return []
        return m.draft(duration_value(None, m.value("u")), "DURATION", doubt=0.4)
    return m.draft(duration_value(None, m.value("u")), "DURATION")


def unit_long(m: Match) -> list[Draft]:
    return m.draft(duration_value(1, m.value("u")), "DURATION")


def every(m: Match) -> list[Draft]:
    number = amount(m.tokens("q")) if m.has("q") else 1.0
    unit = m.value("u")
    if unit == "WE":
        return m.draft("XXXX-WXX-WE", "SET")
    return m.draft(duration_value(number, unit), "SET")


def every_other(m: Match) -> list[Draft]:
    unit = m.value("u")
    return m.draft("P2W" if unit == "WE" else duration_value(2, unit), "SET")


def every_nth(m: Match) -> list[Draft]:
    return m.draft(duration_value(float(m.value("n")), m.value("u")), "SET")


def every_month(m: Match) -> list[Draft]:
    return m.draft(f"XXXX-{int(m.value('m')):02}", "SET")


def every_season(m: Match) -> list[Draft]:
    return m.draft(f"XXXX-{m.value('s')}", "SET")


def weekday_set(m: Match) -> list[Draft]:
    part = m.value("p") if m.has("p") else ""
    last = m.at(m.last)
    if last is not None and last.cls == "PARTS":
        part = last.value
    return m.draft(f"XXXX-WXX-{m.value('w')}{part}", "SET")


def part_set(m: Match) -> list[Draft]:
    return m.draft("XXXX-XX-XX" + m.value("p"), "SET")


def rate(m: Match) -> list[Draft]:
    """"15 a year", "twice a week"."""
    unit = m.tokens("u")[0]
    words = m.last - m.first
    if unit.cls == "QUARTER":
        return m.draft("P1Q", "SET") if words > 1 else []
    if m.noun_follows() and m.word_at(m.last + 1) not in ("in", "to"):
        return []
    if words == 1 and m.word_at(m.first) != "per" and not m.rate_position():
        return []
    return m.draft(duration_value(1, unit.value), "SET")


def frequency(m: Match) -> list[Draft]:
    token = m.tokens("f")[0]
    if token.text[0].isupper() and m.before() not in ("", ".", '"', "“", ":"):
        return []
    if token.text[0].isupper() and m.capital_follows():
        return []
    return m.draft(token.value, "SET")

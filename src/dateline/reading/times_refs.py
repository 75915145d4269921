"""Rules for times without a place in the calendar: "now", "recently", "in the past", "in the near future".

>>> CONTINUED
frozenset({'that'})
"""

from dateline.reading.times_context import Draft, Match

CONTINUED = frozenset(("that",))  # "now that" is a conjunction


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
    if m.after() == "-" and token.cls in ("NOW", "SOON"):
        return []  # "the now-defunct airline"
    if token.cls == "RECENT" and m.before() == "most" and m.noun_follows():
        return []  # "the most recent model"
    if token.cls == "NOW" and m.after() in CONTINUED:
        return []
    if token.cls == "SHORTLY" and m.after() in ("after", "before", "afterwards", "afterward", "thereafter"):
        return []
    if token.cls == "SOON" and (m.before() in ("as", "too", "so") or m.after() in ("after", "as", "afterwards", "afterward")):
        return []
    if token.text[0].isupper() and m.before() and m.before() not in (".", '"', "“", ":", "'", "‘"):
        return []
    return m.draft(token.value)


def later_ref(m: Match) -> list[Draft]:
    """"later" that stands alone: "later retracted it", "later in the day"; not "later than", "sooner or later", "later this week"."""
    following = m.at(m.last + 1)
    if m.after() in ("than", "on", "-") or m.before() in ("or", "-", "no", "not", "much", "the", "a") or m.word_at(m.first)[:1].isupper():
        return []
    counted = m.at(m.first - 1)
    if counted is not None and counted.cls in ("UNIT", "UNITS", "QUARTER", "CENTURY", "PART"):
        return []  # "six months later"
    if following is not None and following.cls and following.text.lower() not in ("in",):
        return []
    return m.draft("FUTURE_REF")


def quarter_century(m: Match) -> list[Draft]:
    return m.draft("P25Y", "DURATION")

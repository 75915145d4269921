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
    if token.cls == "NOW" and m.after() in CONTINUED:
        return []
    if token.cls == "SHORTLY" and m.after() in ("after", "before", "afterwards", "afterward", "thereafter"):
        return []
    if token.cls == "SOON" and (m.before() in ("as", "too", "so") or m.after() in ("after", "as", "afterwards", "afterward")):
        return []
    if token.text[0].isupper() and m.before() and m.before() not in (".", '"', "“", ":", "'", "‘"):
        return []
    return m.draft(token.value)


def quarter_century(m: Match) -> list[Draft]:
    return m.draft("P25Y", "DURATION")

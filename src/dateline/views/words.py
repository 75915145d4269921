"""Plain English for codes: what the account, the pages and the exports call things."""

import re
from collections.abc import Iterable
from datetime import date

from dateline.codes.places import places
from dateline.records import Actor, Event, Place, Quote, Reading

STATUS = {"actual": "", "planned": "planned", "hypothetical": "possible, not told as a fact", "negated": "did not or will not happen"}
FROM = {"json-ld": "the page's JSON-LD", "meta": "the page's meta tags", "text": "the text", "file": "the file's name",
        "given": "what you said"}
RELATIVES = frozenset(("who", "which", "that", "whom"))
WEEK = re.compile(r"\d{4}-W\d\d")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def day_in_words(value: str | None) -> str:
    """A date value as a reader would write it; what is no plain date stays as it is.

    >>> day_in_words("2021-06-16"), day_in_words("2021-06"), day_in_words("2014/.."), day_in_words(None)
    ('16 June 2021', 'June 2021', 'since 2014', 'no date')
    >>> day_in_words("2021-W23")
    'week of 7 June 2021'
    """
    if value is None:
        return "no date"
    if value.endswith("/.."):
        return "since " + day_in_words(value[:-3])
    if "/" in value:
        first, last = value.split("/", 1)
        return f"{day_in_words(first)} to {day_in_words(last)}"
    if WEEK.fullmatch(value):
        try:
            return "week of " + day_in_words(date.fromisocalendar(int(value[:4]), int(value[6:]), 1).isoformat())
        except ValueError:
            return value
    parts = value.split("-")
    if not all(p.isdigit() for p in parts) or len(parts) > 3:
        return value
    if len(parts) == 3:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return value
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if len(parts) == 2 and 1 <= int(parts[1]) <= 12:
        return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return value


def times(number: int) -> str:
    """How often, in words.

    >>> times(1), times(3)
    ('once', '3 times')
    """
    return "once" if number == 1 else f"{number:,} times"


def country_in_words(code: str) -> str:
    """A country's name; a code that is no country's stays as it is.

    >>> country_in_words("NOR"), country_in_words("EUR")
    ('Norway', 'EUR')
    """
    return places().names.get(code, code)


def actor_in_words(actor: Actor) -> str:
    """An actor's name with its codes: `Vladimir Putin (RUS GOV)`."""
    codes = " ".join(c for c in (actor.country, actor.sector) if c)
    known = ", last known" if actor.last_known else ""
    return f"{actor.name} ({codes}{known})" if codes else actor.name


def actors_in_words(actors: Iterable[Actor]) -> str:
    return ", ".join(dict.fromkeys(actor_in_words(a) for a in actors))


def place_in_words(place: Place | None) -> str:
    """A place with its country, where it has one."""
    if place is None:
        return ""
    return f"{place.name}, {place.country}" if place.country and place.precision != "country" else place.name


def event_in_words(event: Event) -> str:
    """One event on one line: kind, mode, status, who, whom, when, where."""
    kind = f"{event.event} {event.mode}" if event.mode else event.event
    parties = actors_in_words(event.actor) or "nobody named"
    if event.recipient:
        parties += " → " + actors_in_words(event.recipient)
    facts = [STATUS[event.status], "claimed, not told by the outlet" if event.claimed else "", "background" if event.background else "",
             day_in_words(event.date.value) if event.date else "", place_in_words(event.place)]
    return " · ".join([kind, parties, *(f for f in facts if f)])


def source_in_words(pieces: list[str]) -> str:
    """The words that name who speaks, without the pronoun that points back at them.

    >>> source_in_words(["a 15-page report", "which"]), source_in_words(["who"])
    ('a 15-page report', 'who')
    """
    return " ".join(p for i, p in enumerate(pieces) if i == 0 or p.lower() not in RELATIVES)


def quote_in_words(quote: Quote, reading: Reading) -> str:
    """One quote's frame on one line: who, through whom, how, to whom, when."""
    source = source_in_words([reading.words(s) for s in quote.source])
    named = actor_in_words(quote.speaker) if quote.speaker else source or "no speaker found"
    facts = [quote.kind, quote.act if quote.act != "speech" else "", quote.stance,
             "to " + " ".join(reading.words(s) for s in quote.addressee) if quote.addressee else "",
             "via " + actors_in_words(quote.via) if quote.via else "", day_in_words(quote.said_on) if quote.said_on else "",
             "in " + place_in_words(quote.place) if quote.place else ""]
    return " · ".join([named, *(f for f in facts if f)])

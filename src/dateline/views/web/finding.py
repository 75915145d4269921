"""One finding on a page of its own: each field with the words that say it, its history, its form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from dateline.api import desk as ask
from dateline.codes.plover import QUADS
from dateline.errors import NotFound
from dateline.records import Actor, Reading
from dateline.records.span import Span
from dateline.views.layers import evidence, pieces
from dateline.views.web.answers import Answer
from dateline.views.web.fixing import fields_of
from dateline.views.web.reader import citation
from dateline.views.web.state import Desk
from dateline.views.words import STATUS, actor_in_words, day_in_words, place_in_words, times

TITLES = {"event": "Event", "quote": "Quote", "agenda": "Agenda item", "actor": "Actor", "place": "Place", "time": "Time"}


@dataclass(frozen=True, slots=True)
class Told:
    """One field: what it says in plain English, the words of the report that say it, and what decided it where that is known."""

    name: str
    value: str
    words: tuple[str, ...] = ()
    why: str = ""


def finding(desk: Desk, request: Request) -> Answer:
    """The page of one finding, whatever its kind."""
    id_ = request.path_params["id"]
    with desk.book() as book:
        row = book.show(id_)
        if row["type"] == "report":
            raise NotFound(f"{id_!r} is a report, no finding; see /reports/{id_}")
        stands = ask.report_as_it_stands(book, row["report"])
        history = ask.history(book, row["report"], id_)
        before = ask.as_read(book, id_)
    shown: Any = ask.finding_of(row)
    reading = stands.reading
    own = [e for e in evidence(reading) if e[1] == id_]
    data = {**row, "history": history, "as_read": before}
    more = {
        "row": row,
        "finding": shown,
        "told": list(told(shown, reading)),
        "pieces": pieces(reading.text, shown.sentence, own),
        "fields": fields_of(shown),
        "citation": citation(shown, reading),
        "report": reading.report,
        "kind": TITLES[shown.kind_of_record],
        "undo": next((j["id"] for j in history if j["stands"]), stands.marked.get(id_)),
    }
    return Answer("finding", f"{TITLES[shown.kind_of_record]} {id_}", data, more)


def told(shown: Any, reading: Reading) -> Iterator[Told]:
    """The fields of a finding, each with its words."""
    def at(spans: tuple[Span, ...]) -> tuple[str, ...]:
        return tuple(" ".join(reading.words(s).split()) for s in spans)

    def actors(name: str, found: tuple[Actor, ...]) -> Iterator[Told]:
        for actor in found:
            office = f" · {actor.office}, {actor.since or '?'} to {actor.until or 'now'}" if actor.office else ""
            yield Told(name, actor_in_words(actor) + office, at((actor.span,)), actor.why)
    match shown.kind_of_record:
        case "event":
            yield Told("event", f"{shown.event} {shown.mode or ''}".strip(), at(shown.anchor), shown.why)
            yield from actors("who", shown.actor)
            yield from actors("to whom", shown.recipient)
            yield Told("status", shown.status + (f" ({STATUS[shown.status]})" if STATUS[shown.status] not in ("", shown.status) else ""))
            if shown.date:
                yield Told("day", day_in_words(shown.date.value), at((shown.date.span,) if shown.date.span else ()))
            yield from _place(shown.place, at)
            yield from (Told(f"figure: {f.what}", _bounds(f.low, f.high), at((f.span,))) for f in shown.figures)
            if shown.topics:
                yield Told("topics", "", at(shown.topics))
            yield Told("claimed", "yes, the outlet does not tell it in its own voice" if shown.claimed else "no")
            yield Told("background", "yes, recalled from earlier" if shown.background else "no")
            contexts = ", ".join(shown.contexts).replace("_", " ")
            yield Told("class", f"{QUADS[str(shown.quad)]}, intensity {shown.intensity:+g}; contexts: {contexts or 'none'}")
            if shown.also:
                yield Told("told again", times(len(shown.also)), at(shown.also))
        case "quote":
            yield Told("words", shown.kind, at(shown.content), shown.why)
            yield from actors("speaker", (shown.speaker,) if shown.speaker else ())
            if shown.source:
                yield Told("source", "", at(shown.source))
            yield from actors("via", shown.via)
            if shown.cue:
                yield Told("cue", f"{shown.act}, {shown.stance}", at(shown.cue))
            if shown.addressee:
                yield Told("said to", "", at(shown.addressee))
            if shown.said_on:
                yield Told("said on", day_in_words(shown.said_on))
            yield from _place(shown.place, at)
        case "agenda":
            yield Told("what", shown.what, at((shown.span,)), shown.why)
            yield Told("when", day_in_words(shown.when))
            yield from actors("who", shown.who)
            yield from _place(shown.where, at)
            yield Told("state", shown.state.replace("_", " "))
            if shown.topics:
                yield Told("topics", "", at(shown.topics))
        case "actor":
            yield from actors("actor", (shown,))
        case "place":
            yield from _place(shown, at)
        case _:
            yield Told("time", shown.value, at((shown.span,)), shown.why)


def _place(place: Any, at: Any) -> Iterator[Told]:
    if place:
        yield Told("place", f"{place_in_words(place)} ({place.precision})", at((place.span,)), place.why)


def _bounds(low: float | None, high: float | None) -> str:
    return (
        f"{low:g}" if low is not None and low == high else f"{'?' if low is None else f'{low:g}'} to {'?' if high is None else f'{high:g}'}"
    )

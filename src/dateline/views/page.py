"""One reading as a self-contained page: the text with its evidence in layers, cards beside the words they rest on."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from dateline import __version__
from dateline.records import Finding, Reading
from dateline.records.report import Block
from dateline.views.layers import LAYERS, Piece, evidence, pieces
from dateline.views.words import (
    FROM,
    actor_in_words,
    actors_in_words,
    country_in_words,
    day_in_words,
    event_in_words,
    place_in_words,
    quote_in_words,
    times,
)

NOTES = {"actor": "actors", "place": "places", "time": "times"}


@dataclass(frozen=True, slots=True)
class Card:
    """A finding beside the text: its layer, its id, one line that tells it, further lines, and what decided it."""

    layer: str
    id: str
    line: str
    more: tuple[str, ...]
    why: str
    doubt: float


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the text with the cards of the findings that begin in it; `heading` is its level, 0 for what is none."""

    block: Block
    heading: int
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    notes: tuple[Card, ...]


@cache
def environment() -> Environment:
    """The templates; every value is escaped."""
    made = Environment(loader=PackageLoader("dateline.views", "templates"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)
    made.filters["day"] = day_in_words
    made.filters["country"] = country_in_words
    return made


def page(reading: Reading) -> str:
    """The page as HTML. It asks nothing of any other host: its policy forbids all but its own style and script."""
    style, script = _asset("reading.css"), _asset("reading.js")
    return environment().get_template("reading.html").render(
        reading=reading, report=reading.report, rows=rows(reading), layers=LAYERS, style=style, script=script,
        style_hash=_hash(style), script_hash=_hash(script), source=FROM, version=__version__,
        counts={layer: sum(f.kind_of_record == layer for f in reading.findings()) for layer in LAYERS})


def rows(reading: Reading) -> tuple[Row, ...]:
    """The blocks of the report in order, each with its cards."""
    marks = evidence(reading)
    main = _main_heading(reading)
    out = []
    for block in reading.report.blocks:
        heading = (1 if block == main else 2) if block.kind == "headline" else 0
        here = [f for f in reading.findings() if block.span[0] <= min(f.own_spans())[0] < block.span[1]]
        cards = sorted((f for f in here if f.kind_of_record not in NOTES), key=lambda f: min(f.own_spans()))
        notes = sorted((f for f in here if f.kind_of_record in NOTES), key=lambda f: min(f.own_spans()))
        out.append(Row(block, heading, tuple(pieces(reading.text, block.span, marks)), tuple(card(f, reading) for f in cards),
                       tuple(card(f, reading) for f in notes)))
    return tuple(out)


def _main_heading(reading: Reading) -> Block | None:
    """The headline that is the report's title, else the first."""
    heads = [b for b in reading.report.blocks if b.kind == "headline"]
    return next((b for b in heads if reading.words(b.span).strip() == reading.report.title), heads[0] if heads else None)


def card(finding: Finding, reading: Reading) -> Card:
    """The card of one finding."""
    line, more = _told(finding, reading)
    return Card(finding.kind_of_record, finding.id, line, tuple(m for m in more if m), finding.why, finding.doubt)


def _told(finding, reading: Reading) -> tuple[str, list[str]]:  # type: ignore[no-untyped-def]
    topics = "topics: " + "; ".join(reading.words(s) for s in getattr(finding, "topics", ()))
    match finding.kind_of_record:
        case "quote":
            return quote_in_words(finding, reading), []
        case "event":
            figures = "; ".join(f"{f.what}: {reading.words(f.span)}" for f in finding.figures)
            return event_in_words(finding), [topics if finding.topics else "", figures, ", ".join(finding.contexts).replace("_", " "),
                                             f"told again {times(len(finding.also))}" if finding.also else ""]
        case "agenda":
            return f"{day_in_words(finding.when)} · {finding.what}", [actors_in_words(finding.who), place_in_words(finding.where),
                                                                    topics if finding.topics else ""]
        case "actor":
            held = f"{finding.office}, {finding.since or '?'} to {finding.until or 'now'}" if finding.office else ""
            return f"{reading.words(finding.span)} = {actor_in_words(finding)}", [held]
        case "place":
            return f"{reading.words(finding.span)} = {place_in_words(finding)} ({finding.precision})", []
        case _:
            return f"{reading.words(finding.span)} = {finding.value}", []


def _asset(name: str) -> str:
    return files("dateline.views").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

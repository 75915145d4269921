"""The Reader: one report with its evidence in layers, cards beside their sentences, and the forms that put a finding right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from dateline.api import desk as ask
from dateline.records import Finding, Reading
from dateline.views.layers import LAYERS
from dateline.views.page import card, rows
from dateline.views.web.answers import Answer
from dateline.views.web.fixing import Field, fields_of
from dateline.views.web.state import Desk
from dateline.views.words import FROM

MARKED = ("event", "quote", "agenda", "actor", "place", "time")


@dataclass(frozen=True, slots=True)
class Tools:
    """What can be done to one finding: the fields of its form, and the judgement that an undo would take back."""

    fields: tuple[Field, ...]
    undo: str | None
    citation: str


def reader(desk: Desk, request: Request) -> Answer:
    """A report of the book."""
    with desk.lock, desk.joined() as book:
        stands = ask.report_as_it_stands(book, request.path_params["id"])
        around = ask.around(book, request.path_params["id"])
        held = book.show(request.path_params["id"])
    reading = stands.reading
    removed = [(card(f, reading), undo_of(f.id, stands.judgements)) for f in stands.removed]
    more = {**context(reading), "stored": True, "removed": removed, "judgements": stands.judgements, "around": around,
            "tools": tools(reading, stands.judgements, stands.marked), "pasted": None}
    return Answer("reader", reading.report.title or "Report", {**held, **around}, more)


def pasted(desk: Desk, request: Request) -> Answer:
    """A text that was pasted: read, shown, and stored nowhere until the reader asks."""
    key = request.path_params["key"]
    held = desk.of_key(key)
    more = {
        **context(held.reading),
        "stored": False,
        "removed": [],
        "judgements": (),
        "around": {"carriers": [], "versions": []},
        "tools": tools(held.reading, (), {}),
        "pasted": held,
        "key": key,
    }
    data = {**held.reading.report.to_dict(), "text": held.reading.text, "findings": [f.to_dict() for f in held.reading.findings()]}
    return Answer("reader", held.reading.report.title or "Pasted text", data, more)


def context(reading: Reading) -> dict[str, Any]:
    """What the template of a reading needs."""
    return {"reading": reading, "report": reading.report, "rows": rows(reading), "layers": LAYERS, "source": FROM, "marked": MARKED,
            "counts": {layer: sum(f.kind_of_record == layer for f in reading.findings()) for layer in LAYERS}}


def tools(reading: Reading, judgements: tuple[Mapping[str, Any], ...], marked: Mapping[str, str]) -> dict[str, Tools]:
    """The tools of each finding that has a card."""
    return {f.id: Tools(fields_of(f), undo_of(f.id, judgements) or marked.get(f.id), citation(f, reading)) for f in reading.findings()
            if f.kind_of_record in ("event", "quote", "agenda")}


def undo_of(finding: str, judgements: tuple[Mapping[str, Any], ...]) -> str | None:
    """The latest standing judgement on a finding."""
    return next((j["id"] for j in judgements if j["target"] == finding and j["stands"]), None)


def citation(finding: Finding, reading: Reading) -> str:
    """What to write under a finding that is used elsewhere: the words, where they stand, and how to check them."""
    report = reading.report
    words = " ".join(reading.words(finding.sentence).split())
    where = ", ".join(filter(None, [report.outlet, f"“{report.title}”" if report.title else None, report.published, report.url]))
    start, end = finding.sentence
    return f"“{words}” - {where or 'report'} ({report.id}, characters {start}-{end}, SHA-256 {report.sha256[:16]}…; finding {finding.id})"

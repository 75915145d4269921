"""Compare: field by field what each independent origin says of one happening, and where they agree, differ or are silent.

>>> state_of([{"a"}, {"a"}], False), state_of([{"a"}, set()], False), state_of([{"a"}, {"b"}], False), state_of([{"a"}, {"b"}], True)
('same', 'some silent', 'told otherwise', 'disagree')
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from dateline.api import desk as ask
from dateline.views.columns import Column, field
from dateline.views.web.answers import Answer
from dateline.views.web.joined import line
from dateline.views.web.state import Desk
from dateline.views.words import day_in_words

STATES = {"disagree": "they disagree", "told otherwise": "told in other words or less exactly, which need not be a contradiction",
          "some silent": "those that tell it say the same, some are silent", "same": "all say the same",
          "one origin": "only one origin tells of it"}
SHEET: dict[str, Column] = {n: field(n) for n in ("field", "state", "origin", "value", "outlet", "published", "event", "report")}
SIZE = 30


@dataclass(frozen=True, slots=True)
class Telling:
    """One value of a field, and the event that says it."""

    value: str
    event: str
    report: str
    outlet: str
    published: str | None


def listing(desk: Desk, request: Request) -> Answer:
    """The happenings that most reports tell: what is worth comparing."""
    with desk.lock, desk.joined() as book:
        rows = [r for r in ask.happenings(book, {}, None, SIZE, "reports") if r["origins"] > 1]
        held = ask.summary(book)
    return Answer("compares", "Compare", {"rows": rows}, {"lines": [line(r) for r in rows], "held": held})


def compare(desk: Desk, request: Request) -> Answer:
    """One happening, a column for each origin."""
    with desk.lock, desk.joined() as book:
        found = book.compare(request.path_params["id"])
    roots = list(dict.fromkeys(e["root"] for e in found["events"]))
    groups = [[e for e in found["events"] if e["root"] == root] for root in roots]
    contested = {d["field"] for d in found["disagreements"]}
    fields: list[dict[str, Any]] = []
    for name, read, key in _fields(found["events"]):
        cells = [_tellings(group, read) for group in groups]
        if not any(cells):
            continue
        state = state_of([{t.value for t in cell} for cell in cells], key in contested)
        fields.append({"field": name, "state": state, "cells": cells})
    origins = [{"number": n, "root": root, "outlets": list(dict.fromkeys(e["outlet"] or "unknown outlet" for e in group)),
                "credits": list(dict.fromkeys(c for e in group for c in e["chain"][1:])), "first": min(e["published"] or "" for e in group),
                "reports": len({e["report"] for e in group})} for n, (root, group) in enumerate(zip(roots, groups, strict=True), 1)]
    rows = [{"field": f["field"], "state": f["state"], "origin": n, "value": t.value, "outlet": t.outlet, "published": t.published,
             "event": t.event, "report": t.report} for f in fields for n, cell in enumerate(f["cells"], 1) for t in cell]
    data = {"happening": found["happening"], "origins": origins, "rows": rows, "disagreements": found["disagreements"]}
    more = {"line": line(found["happening"]), "fields": fields, "states": STATES}
    return Answer("compare", f"Compare {found['happening']['id']}", data, more, (SHEET, rows))


def state_of(values: Sequence[set[str]], contested: bool) -> str:
    """How the origins stand to each other in one field."""
    told = set().union(*values)
    if contested:
        return "disagree"
    if len(values) == 1:
        return "one origin"
    if len(told) > 1:
        return "told otherwise"
    return "same" if all(values) else "some silent"


def _tellings(group: Sequence[Mapping[str, Any]], read: Any) -> list[Telling]:
    """What the events of one origin say, each value once, the earliest report first."""
    out: dict[str, Telling] = {}
    for event in group:
        for value in read(event):
            out.setdefault(value, Telling(value, event["id"], event["report"], event["outlet"] or "unknown outlet", event["published"]))
    return list(out.values())


def _fields(events: Sequence[Mapping[str, Any]]) -> list[tuple[str, Any, str]]:
    """Name, reader and disagreement of each field that anybody fills."""
    def parties(name: str) -> Any:
        return lambda e: ["; ".join(_party(a) for a in e[name])] if e[name] else []

    def figure(what: str) -> Any:
        return lambda e: [_bounds(f) for f in e["figures"] if f["what"] == what]
    fixed = [("kind", lambda e: [f"{e['event']} {e['mode'] or ''}".strip()], "kind"), ("who", parties("actor"), "actor"),
             ("to whom", parties("recipient"), "recipient"),
             ("day", lambda e: [day_in_words(e["date"]["value"])] if e["date"] else [], "date"),
             ("place", lambda e: [_place(e["place"])] if e["place"] else [], "place"),
             ("told as", lambda e: [", ".join([e["status"], *(["only claimed"] if e["claimed"] else []),
                                               *(["recalled"] if e["recalled"] else [])])], "denial")]
    figures = sorted({f["what"] for e in events for f in e["figures"]})
    def through(event: dict[str, Any]) -> list[str]:
        names = [n if n != "unknown" else "unknown outlet" for n in event["chain"]]
        return [", from ".join(names)] if len(names) > 1 else []
    chain = ("through", through, "chain")
    return [*fixed, *((f"figure: {what}", figure(what), "figure") for what in figures), chain]


def _party(actor: Mapping[str, Any]) -> str:
    codes = " ".join(c for c in (actor["country"], actor["sector"]) if c)
    return f"{actor['name']} ({codes})" if codes else str(actor["name"])


def _place(place: Mapping[str, Any]) -> str:
    return place["name"] if place["precision"] == "country" or not place["country"] else f"{place['name']}, {place['country']}"


def _bounds(figure: Mapping[str, Any]) -> str:
    low, high = figure["low"], figure["high"]
    if low is not None and low == high:
        return f"{low:g}"
    return f"{'?' if low is None else f'{low:g}'} to {'?' if high is None else f'{high:g}'}"

"""Pages across reports: happenings, one happening and what each origin says of it, outlets, dyads."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from dateline.api import desk as ask
from dateline.api.book import Book
from dateline.codes.plover import kinds
from dateline.views import columns_joined as columns
from dateline.views.columns import Column
from dateline.views.web.answers import Answer, asked_of
from dateline.views.web.asked import OF_KIND, Asked
from dateline.views.web.drawing import Picture
from dateline.views.web.entries import Party, entry
from dateline.views.web.lists import CHOICES, STATUSES, why_empty
from dateline.views.web.pictures import events_of, series, shares
from dateline.views.web.pictures_days import MOST_COUNTED, ONE_BY_ONE, over_days
from dateline.views.web.state import Desk
from dateline.views.words import STATUS

ORDERS = ("new", "old", "reports")
PERIODS = ("month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Line:
    """A happening in a list."""

    id: str
    kind: str
    day: str | None
    who: tuple[Party, ...]
    whom: tuple[Party, ...]
    facts: tuple[str, ...]
    counts: str
    doubt: float


def line(row: Mapping[str, Any]) -> Line:
    """The line of a happening's row."""
    told = len(row["events"]) + len(row["recalled"])
    counts = f"{_n(told, 'event')} · {_n(row['reports'], 'report')} · {_n(row['origins'], 'independent origin')}"
    facts = (STATUS[row["status"]], "claimed" if row["claimed"] else "", f"in {row['place']}" if row["place"] else "")
    return Line(row["id"], f"{row['event']} {row['mode'] or ''}".strip(), row["date"], _parties(row["actor"]), _parties(row["recipient"]),
                tuple(f for f in facts if f), counts, row["doubt"])


def _n(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _parties(actors: list[dict[str, Any]]) -> tuple[Party, ...]:
    return tuple(Party(a["name"], " ".join(c for c in (a["country"], a["sector"]) if c)) for a in actors)


def happenings(desk: Desk, request: Request) -> Answer:
    """What happened in the world: events of many reports that are one."""
    asked = asked_of(request)
    order = asked.values.get("order", "new")
    order = order if order in ORDERS else "new"
    with desk.lock, desk.joined() as book:
        among = ask.happenings_matching(book, asked.wanted())
        rows = ask.happenings(book, asked.wanted(), asked.after(), asked.size() + 1, order, among)
        held = ask.summary(book)
        drawn = _drawn(book, asked, among)
    shown = rows[:asked.size()]
    paged = len(rows) > asked.size() and order != "reports" and "as_of" not in asked.wanted()
    following = asked.link(order=None if order == "new" else order, after=f"{shown[-1]['day']},{shown[-1]['id']}") if paged else None
    data = {"rows": shown, "next": following, "not_understood": asked.strange()}
    more = {
        "lines": [line(r) for r in shown],
        "held": held,
        "order": order,
        "keys": OF_KIND["event"],
        "empty": why_empty(asked, held, "happenings"),
        "choices": {**CHOICES, "event": tuple(kinds()), "status": STATUSES["event"]},
    }
    return Answer("happenings", "Happenings", data, more, (columns.HAPPENINGS, shown), drawn)


def _drawn(book: Book, asked: Asked, among: Any) -> Picture | None:
    """All happenings that match in one picture."""
    wanted = asked.wanted()
    return over_days(*ask.happening_days(book, wanted, MOST_COUNTED, among),
                     lambda: ask.happenings(book, wanted, None, ONE_BY_ONE, "new", among),
                     lambda event, first, last: asked.link(event=event, from_=first, to=last))


def happening(desk: Desk, request: Request) -> Answer:
    """One happening: what each origin says of it, where they disagree, and the forms that merge and split."""
    with desk.lock, desk.joined() as book:
        found = book.compare(request.path_params["id"])
        history = [j for e in found["events"] for j in ask.history(book, e["report"], e["id"])]
    row, events = found["happening"], found["events"]
    history = sorted({j["id"]: j for j in history}.values(), key=lambda j: -j["seq"])
    groups: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        groups.setdefault(event["root"], []).append(event)
    by_id = {e["id"]: e for e in events}
    shown = [{"entries": [(entry(e), e["recalled"]) for e in group], "tree": _tree(group)} for group in groups.values()]
    sides = [
        {**d, "sides": [{**s, "reports": [by_id[i] for i in s["events"] if i in by_id]} for s in d["sides"]]}
        for d in found["disagreements"]
    ]
    more = {"line": line(row), "history": history, "citation": _citation(row, events), "groups": shown,
            "sides": sides, "table": columns.COMPARED, "events": events}
    return Answer("happening", f"Happening {row['id']}", {**found, "history": history}, more, (columns.COMPARED, events))


def _tree(group: list[dict[str, Any]]) -> dict[str, Any]:
    """One origin: whom its reports credit, and which reports carry it, the earliest first."""
    credited = list(dict.fromkeys(name for e in group for name in e["chain"][1:]))
    carriers = {e["report"]: {"id": e["report"], "outlet": e["outlet"], "title": e["title"], "published": e["published"]} for e in group}
    return {"credits": credited, "carriers": sorted(carriers.values(), key=lambda c: (c["published"] or "", c["id"]))}


def _citation(row: Mapping[str, Any], events: list[dict[str, Any]]) -> str:
    """What to write under a happening that is used elsewhere: what it is, how often told, and the report that told it first."""
    told = line(row)
    who, whom = (", ".join(f"{p.name} ({p.codes})" if p.codes else p.name for p in side) for side in (told.who, told.whom))
    first = events[0]
    title = f"“{first['title']}”" if first["title"] else None
    source = ", ".join(filter(None, [first["outlet"], title, first["published"], first["url"]]))
    days = f"{row['date']}: " if row["date"] else ""
    parties = f"{who or 'nobody named'}{' → ' + whom if whom else ''}"
    return (f"{days}{told.kind}, {parties} - {told.counts}; first told by {source or 'a report'}"
            f" ({first['report']}): “{' '.join(first['sentence_text'].split())}” (happening {row['id']})")


def outlets(desk: Desk, request: Request) -> Answer:
    """The outlets of the book: what is known of each, and how much of it is copied."""
    with desk.lock, desk.joined() as book:
        rows = book.outlets()
    counts = Counter(r["kind"] or "unknown kind" for r in rows if r["name"] != "unknown")
    return Answer("outlets", "Outlets", {"rows": rows, "kinds": dict(counts.most_common())}, {}, (columns.OUTLETS, rows), shares(rows))


def dyad(desk: Desk, request: Request) -> Answer:
    """What one country did to another and back, month by month."""
    asked = asked_of(request)
    a, b = (asked.values.get(k, "").strip().upper()[:3] for k in ("a", "b"))
    per = asked.values.get("per", "month")
    per = per if per in PERIODS else "month"
    wanted = {k: v for k, v in asked.wanted().items() if k in ("day_from", "day_to", "as_of")}
    claims = asked.wanted().get("claims") is not False and asked.values.get("claims") == "yes"
    with desk.lock, desk.joined() as book:
        pairs = ask.pairs(book, 20)
        held = ask.summary(book)
        found = {(x, y): book.dyad(x, y, per, claims, **wanted) for x, y in ((a, b), (b, a))} if a and b else {}
    rows = [row for own in found.values() for row in own]
    data = {"a": a, "b": b, "per": per, "pairs": [{"actor": x, "recipient": y, "events": n} for x, y, n in pairs], "rows": rows}
    more = {
        "panels": [(x, y, own, [events_of(x, y, r["period"]) for r in own]) for (x, y), own in found.items()],
        "held": held,
        "periods": PERIODS,
        "claims": claims,
        "empty": {"reason": f"Nothing matches in {held['reports']:,} reports.", "do": "Take other countries or other days.", "command": ""},
    }
    sheet: dict[str, Column] = {"actor": lambda r: r["actor"], "recipient": lambda r: r["recipient"], **columns.DYAD}
    return Answer("dyad", f"{a} and {b}" if a and b else "Dyad", data, more, (sheet, rows), series(a, b, found) if rows else None)

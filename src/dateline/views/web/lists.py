"""The lists: reports, events, quotes, agenda, actors - filtered, counted, page by page."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from starlette.requests import Request

from dateline.api import desk as ask
from dateline.codes.plover import kinds
from dateline.errors import NotFound
from dateline.views import columns
from dateline.views.columns_joined import OUTCOMES
from dateline.views.web.answers import MOST_ROWS, Answer, asked_of
from dateline.views.web.asked import OF_KIND, Asked
from dateline.views.web.entries import entry
from dateline.views.web.pictures_days import calendar as month_picture
from dateline.views.web.state import Desk

LOOKED_AT, AGENDA_SIZE = 200, 20  # agenda items looked at for one state, and on a page: what became of each takes a while
NAMES = {"report": "Reports", "event": "Events", "quote": "Quotes", "agenda": "Agenda", "actor": "Actors"}
WHAT = {"report": "reports", "event": "events", "quote": "quotes", "agenda": "agenda items", "actor": "actors"}
SHEETS = {"report": columns.REPORTS, "event": columns.EVENTS, "quote": columns.QUOTES, "agenda": columns.AGENDA, "actor": columns.ACTORS}
CHOICES = {"claims": ("yes", "no"), "background": ("yes", "no")}
STATUSES = {"event": ("actual", "planned", "hypothetical", "negated"),
            "quote": ("asserts", "denies", "alleges", "promises", "asks", "orders", "hopes", "expects"),
            "agenda": ("ahead", "due", "held", "moved", "called_off", "unreported")}


def listing(desk: Desk, request: Request, kind: str) -> Answer:
    """The list of one kind of finding, or of reports."""
    asked = asked_of(request)
    newest = asked.values.get("order", "new") != "old"
    with desk.book() as book:
        page = ask.page(book, kind, asked.wanted(), asked.after(), asked.size(), newest)
        held = ask.summary(book)
    last = page.rows[-1] if page.rows and page.more else None
    following = asked.link(order="old" if not newest else None, after=f"{last['day']},{last['id']}") if last else None
    data = {
        "kind": kind,
        "total": page.total,
        "rows": page.rows,
        "facets": page.facets,
        "next": following,
        "not_understood": asked.strange(),
    }
    return Answer(f"{'reports' if kind == 'report' else 'list'}", NAMES[kind], data, _more(kind, asked, page.rows, held, newest),
                  (SHEETS[kind], _rows(desk, kind, asked, newest)))


def agenda(desk: Desk, request: Request) -> Answer:
    """What is or was to come, each item with what became of it by `as-of` (today where it is not given)."""
    asked = asked_of(request)
    wanted = asked.wanted()
    state, day = wanted.pop("status", None), wanted.get("as_of") or desk.today().isoformat()
    newest = asked.values.get("order", "old") == "new"
    with desk.lock, desk.joined() as book:
        held = ask.summary(book)
        if state:  # it is worked out, not stored: the items have to be looked at one by one
            every = ask.all_rows(book, "agenda", wanted, LOOKED_AT, newest)
            rows = [r for r in ask.outcomes_of(book, every, day) if r["state"] == state]
            page = ask.Page(rows, len(rows), {}, False)
        else:
            page = ask.page(book, "agenda", wanted, asked.after(), min(asked.size(), AGENDA_SIZE), newest)
            page = ask.Page(list(ask.outcomes_of(book, page.rows, day)), page.total, page.facets, page.more)
    last = page.rows[-1] if page.rows and page.more else None
    following = asked.link(after=f"{last['day']},{last['id']}") if last else None
    data = {"kind": "agenda", "as_of": day, "total": page.total, "rows": page.rows, "facets": page.facets, "next": following,
            "not_understood": asked.strange()}
    more = {**_more("agenda", asked, page.rows, held, newest), "states": STATUSES["agenda"], "state": state, "looked_at": LOOKED_AT,
            "calendar": has_calendar()}
    return Answer("agenda", "Agenda", data, more, (OUTCOMES, page.rows), month_picture(page.rows, day, " of this page"))


def has_calendar() -> bool:
    """Whether this copy of Dateline can write calendars."""
    return find_spec("icalendar") is not None and find_spec("dateline.views.exports.ics") is not None


def calendar(desk: Desk, request: Request) -> bytes:
    """The agenda that a filter lets through, for any calendar; raises NotFound where the library for it is not installed."""
    if not has_calendar():
        raise NotFound("this copy of Dateline writes no calendars; install the extra: pip install 'dateline[ics]'")
    content, registry = import_module("dateline.views.exports.content"), import_module("dateline.views.exports.registry")
    wanted = {"as_of": desk.today().isoformat(), **asked_of(request).wanted()}
    with desk.lock, desk.joined() as book:
        return b"".join(registry.FORMATS["ics"].write(content.content_of(book, "agenda", wanted)))


def actors(desk: Desk, request: Request) -> Answer:
    """Who takes part, those in most reports first."""
    asked = asked_of(request)
    with desk.book() as book:
        rows = ask.actors(book, asked.size() + 1, asked.wanted())
        held = ask.summary(book)
    data = {"kind": "actor", "rows": rows[:asked.size()], "not_understood": asked.strange()}
    larger = asked.link(size=str(min(200, asked.size() * 4))) if len(rows) > asked.size() and asked.size() < 200 else None

    def every() -> Any:
        with desk.book() as opened:
            yield from opened.actors(MOST_ROWS, **asked.wanted())
    return Answer("actors", "Actors", data, {**_more("actor", asked, rows, held, True), "larger": larger}, (columns.ACTORS, every()))


def _more(kind: str, asked: Asked, rows: list[dict[str, Any]], held: Mapping[str, Any], newest: bool) -> dict[str, Any]:
    entries = [entry(r) for r in rows] if kind in ("event", "quote", "agenda") else []
    return {
        "entries": entries,
        "held": held,
        "what": WHAT[kind],
        "keys": OF_KIND[kind],
        "newest": newest,
        "empty": why_empty(asked, held, WHAT[kind]),
        "choices": {**CHOICES, "event": tuple(kinds()), "status": STATUSES.get(kind, ())},
    }


def why_empty(asked: Asked, held: Mapping[str, Any], what: str) -> dict[str, str]:
    """Which of the three reasons holds for an empty page, and what to do about it."""
    reports, unread = held["reports"], sum(held["unread"].values())
    if not reports:
        return {
            "reason": "Nothing was added to this book yet.",
            "command": "dateline add BOOK FOLDER",
            "do": "Add reports, or paste a text above.",
        }
    if unread == reports:
        return {
            "reason": f"Not read: all {reports:,} reports are in other languages ({', '.join(held['unread'])}), and only English is read.",
            "command": "",
            "do": "The reports can be searched and read.",
        }
    note = f" {unread:,} of them are in other languages ({', '.join(held['unread'])}) and were kept, not read." if unread else ""
    filtered = f"Nothing matches in {reports:,} reports." if asked.set_keys() else f"No {what} were found in {reports:,} reports."
    return {"reason": filtered + note, "command": "", "do": "Leave out a filter." if asked.set_keys() else ""}


def _rows(desk: Desk, kind: str, asked: Asked, newest: bool) -> Any:
    with desk.book() as book:
        yield from ask.all_rows(book, kind, asked.wanted(), MOST_ROWS, newest)

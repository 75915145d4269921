"""One answer in three forms: the page, its data as JSON, its rows as CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from dateline import __version__
from dateline.api.desk import MOST_COUNTED
from dateline.errors import NotFound
from dateline.views.columns import Column
from dateline.views.page import environment
from dateline.views.safe import inert
from dateline.views.web.asked import LABELS, Asked
from dateline.views.web.drawing import Picture, can_draw
from dateline.views.web.guard import cookie_name
from dateline.views.web.state import Desk

NAV = (
    ("/", "Today"),
    ("/reports", "Reports"),
    ("/events", "Events"),
    ("/quotes", "Quotes"),
    ("/actors", "Actors"),
    ("/agenda", "Agenda"),
    ("/happenings", "Happenings"),
    ("/compare", "Compare"),
    ("/dyad", "Dyad"),
    ("/network", "Network"),
    ("/map", "Map"),
    ("/outlets", "Outlets"),
    ("/dossier", "Dossier"),
    ("/review", "Review"),
)
FOOT = (("/accuracy", "Accuracy"), ("/about", "About"))
SUFFIXES = (".json", ".csv", ".svg", ".ics")
MOST_ROWS = 100_000  # of a CSV


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page shows. `data` is its JSON twin; `sheet` its CSV, where it has rows; `picture` its picture;
    `more` is for the template alone."""

    template: str
    title: str
    data: Mapping[str, Any]
    more: Mapping[str, Any] = field(default_factory=dict)
    sheet: tuple[Mapping[str, Column], Iterable[Mapping[str, Any]]] | None = None
    picture: Picture | None = None
    status: int = 200


def templates() -> Environment:
    """The templates with what every page needs."""
    made = environment()
    made.globals.update(nav=NAV, foot=FOOT, dateline_version=__version__, labels=LABELS, parts_of=change_in_words,
                        most_counted=MOST_COUNTED)
    return made


def change_in_words(change: Mapping[str, Any]) -> str:
    """What a judgement did.

    >>> change_in_words({"set": {}}), change_in_words({"set": {"status": "planned"}}), change_in_words({"remove": True})
    ('accepted', 'set status to planned', 'removed')
    """
    if "set" in change:
        return "set " + ", ".join(f"{k} to {_short(v)}" for k, v in change["set"].items()) if change["set"] else "accepted"
    if "mark" in change:
        return f"marked as {change['mark'].get('type')}"
    if "merge" in change:
        return "put together"
    if "split" in change:
        return "taken apart"
    return "undid " + str(change["undo"]) if "undo" in change else "removed"


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("value") or value)
    return "; ".join(_short(v) for v in value) or "nobody" if isinstance(value, list) else str(value)


def asked_of(request: Request) -> Asked:
    """The filter and page of a request, under the path without its suffix."""
    path = request.url.path
    for suffix in SUFFIXES:
        path = path.removesuffix(suffix)
    return Asked(path, dict(request.query_params), request.query_params.multi_items())


def html(request: Request, desk: Desk, answer: Answer) -> Response:
    """The page."""
    asked = asked_of(request)
    here = "/" if asked.path == "/today" else asked.path
    body = templates().get_template(f"desk/{answer.template}.html").render(
        {**answer.data, **answer.more, "title": answer.title, "desk": desk, "asked": asked, "here": here, "token": desk.tokens.form,
         "has_sheet": answer.sheet is not None, "picture": answer.picture, "status": answer.status})
    response = HTMLResponse(body, answer.status, {"cache-control": "no-store"})
    response.set_cookie(cookie_name(request), desk.tokens.cookie, httponly=True, samesite="strict", path="/")
    return response


def as_json(data: Any, status: int = 200) -> Response:
    """Data as JSON, lone surrogates escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return Response(text.encode("utf-8", "backslashreplace"), status, {"cache-control": "no-store"}, "application/json")


def as_csv(answer: Answer, name: str) -> Response:
    """The rows as CSV, each cell inert."""
    assert answer.sheet is not None
    columns, rows = answer.sheet
    headers = {"content-disposition": f'attachment; filename="{name}.csv"', "cache-control": "no-store"}
    return StreamingResponse(_lines(columns, rows), headers=headers, media_type="text/csv; charset=utf-8")


def as_svg(answer: Answer, path: str) -> Response:
    """The picture of a page as a file."""
    if answer.picture is None:
        raise NotFound(f"{path} has no picture, or nothing to draw")
    if not can_draw():
        raise NotFound("pictures need the extra: pip install 'dateline[desk]'")
    return Response(answer.picture.file(), headers={"cache-control": "no-store"}, media_type="image/svg+xml")


def _lines(columns: Mapping[str, Column], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    yield _line(list(columns))
    for row in rows:
        yield _line([cell(read(row)) for read in columns.values()])


def cell(value: Any) -> str:
    """A value as one inert line of text."""
    return "" if value is None else inert(" ".join(str(value).split()))


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "backslashreplace")

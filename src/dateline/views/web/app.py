"""The desk as a web application: which address leads to which page, and what errors look like."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from importlib.resources import files

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.errors import BookError, DatelineError, InputRefused, NotFound, RecordError
from dateline.views.web import across, actor, api, compare, dossier, info, joined, lists, reader, today, writing
from dateline.views.web.answers import Answer, as_csv, as_json, as_svg, asked_of, html
from dateline.views.web.finding import finding
from dateline.views.web.guard import LOCAL, Guard, TooLarge
from dateline.views.web.state import Desk

Page = Callable[[Desk, Request], Answer]
PAGES: dict[str, Page] = {
    "/": today.today,
    "/today": today.today,
    "/reports": partial(lists.listing, kind="report"),
    "/reports/{id}": reader.reader,
    "/events": partial(lists.listing, kind="event"),
    "/quotes": partial(lists.listing, kind="quote"),
    "/agenda": lists.agenda,
    "/actors": lists.actors,
    "/actor": actor.actor,
    "/happenings": joined.happenings,
    "/happenings/{id}": joined.happening,
    "/outlets": joined.outlets,
    "/dyad": joined.dyad,
    "/compare": compare.listing,
    "/compare/{id}": compare.compare,
    "/dossier": dossier.dossier,
    "/network": across.network,
    "/map": across.where,
    "/quotes/{id}/spread": across.spread,
    "/findings/{id}": finding,
    "/events/{id}": finding,
    "/quotes/{id}": finding,
    "/agenda/{id}": finding,
    "/review": today.review,
    "/audit": today.audit,
    "/accuracy": info.accuracy,
    "/about": info.about,
    "/pasted/{key}": reader.pasted,
}
WRITES: dict[str, Callable[[Desk, Request], Awaitable[Response]]] = {
    "/paste": writing.paste, "/pasted/{key}/keep": writing.keep, "/judge": writing.judge, "/note": dossier.note}
STATIC = {"desk.css": ("text/css", ("reading.css", "desk/desk.css")), "desk.js": ("text/javascript", ("reading.js", "desk/desk.js"))}
STATUS = {NotFound: 404, InputRefused: 422, RecordError: 422, BookError: 503}
HEADS = {403: "Not allowed", 404: "Nothing there", 405: "Not this way", 413: "Too large", 415: "Not this way", 422: "Not understood",
         503: "The book cannot be used"}


def application(desk: Desk, names: frozenset[str] = LOCAL) -> Starlette:
    """The desk, ready to be served. `names` are the host names under which it answers."""
    routes = [Route("/agenda.ics", partial(_calendar, desk)), Route("/dossier/export/{form}", partial(dossier.export, desk))]
    routes += [route for path, page in PAGES.items() for route in _routes(path, page, desk)]
    routes += [Route(path, _bound(desk, write), methods=["POST"]) for path, write in WRITES.items()]
    routes += [Route("/static/{name}", static), Route("/id/{id}", partial(_of_id, desk)), *api.routes(desk)]
    handlers = {kind: partial(_error, desk) for kind in (DatelineError, HTTPException, TooLarge)}
    return Starlette(routes=routes, middleware=[Middleware(Guard, names=names)], exception_handlers=handlers)


def _routes(path: str, page: Page, desk: Desk) -> list[Route]:
    """The page and its twins."""
    if path == "/":
        return [Route(path, _page(page, desk, ""))]
    return [Route(path + suffix, _page(page, desk, suffix)) for suffix in (".json", ".csv", ".svg", "")]


def _page(page: Page, desk: Desk, suffix: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        def made() -> Response:
            found = page(desk, request)
            if suffix == ".json":
                return as_json(found.data, found.status)
            if suffix == ".csv":
                if found.sheet is None:
                    raise NotFound(f"{asked_of(request).path} has no rows that could be a table; it has .json")
                return as_csv(found, asked_of(request).path.strip("/").replace("/", "-"))
            if suffix == ".svg":
                return as_svg(found, asked_of(request).path)
            return html(request, desk, found)
        return await run_in_threadpool(made)
    return answer


def _bound(desk: Desk, write: Callable[[Desk, Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        if desk.read_only:
            raise HTTPException(403, "This desk was started read-only.")
        return await write(desk, request)
    return answer


async def static(request: Request) -> Response:
    """The style and the script."""
    name = request.path_params["name"]
    if name not in STATIC:
        raise HTTPException(404)
    kind, sources = STATIC[name]
    folder = files("dateline.views").joinpath("templates")
    body = "\n".join(folder.joinpath(s).read_text(encoding="utf-8") for s in sources)
    return Response(body, media_type=kind, headers={"cache-control": "no-cache"})


async def _calendar(desk: Desk, request: Request) -> Response:
    """The agenda as iCalendar."""
    return Response(await run_in_threadpool(lists.calendar, desk, request), media_type="text/calendar; charset=utf-8")


async def _of_id(desk: Desk, request: Request) -> Response:
    """Wherever an id leads: a report to the Reader, a finding to its page."""
    id_ = request.path_params["id"]

    def look() -> str:
        with desk.lock, desk.joined() as book:
            if id_.startswith("h"):
                return f"/happenings/{book.happening(id_).id}"
            return f"/reports/{id_}" if book.show(id_)["type"] == "report" else f"/findings/{id_}"
    return RedirectResponse(await run_in_threadpool(look), 307)


async def _error(desk: Desk, request: Request, error: Exception) -> Response:
    """What went wrong, on a page or as JSON; never a traceback."""
    if isinstance(error, TooLarge):
        status, told = 413, "What was sent is too large."
    elif isinstance(error, HTTPException):
        status, told = error.status_code, error.detail if error.status_code != 404 else f"{request.url.path} is no page of the desk."
    else:
        status, told = next((s for kind, s in STATUS.items() if isinstance(error, kind)), 500), str(error)
    if request.url.path.startswith("/api") or request.url.path.endswith((".json", ".csv", ".svg")):
        return as_json({"error": told, "status": status}, status)
    answer = Answer("error", HEADS.get(status, "Something is wrong"), {"told": told}, status=status)
    return await run_in_threadpool(html, request, desk, answer)



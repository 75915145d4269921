"""The HTTP API: the same rows and records as JSON, described by an OpenAPI document that is made from the dataclasses."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.api import desk as ask
from dateline.errors import InputRefused, RecordError
from dateline.views.web.answers import as_json, asked_of
from dateline.views.web.asked import is_day
from dateline.views.web.openapi import document
from dateline.views.web.state import Desk, user

KINDS = {"reports": "report", "events": "event", "quotes": "quote", "agenda": "agenda"}
Made = Callable[[Desk, Request], Any]


def routes(desk: Desk) -> list[Route]:
    """All addresses below /api."""
    asked: dict[str, Made] = {
        "/api": lambda d, r: {"openapi": "/api/openapi.json", "questions": [f"/api/{k}" for k in (*KINDS, "actors")]},
        "/api/openapi.json": lambda d, r: document(), "/api/summary": _summary, "/api/actors": _actors,
        "/api/records/{id}": _record, "/api/reports/{id}": _record, "/api/judgements": _judgements,
        **{f"/api/{name}": partial(_rows, kind=kind) for name, kind in KINDS.items()}}
    found = [Route(path, _get(desk, made)) for path, made in asked.items()]
    return [
        *found,
        Route("/api/read", partial(_read, desk), methods=["POST"]),
        Route("/api/judgements", partial(_judge, desk), methods=["POST"]),
    ]


def _get(desk: Desk, made: Made) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(lambda: as_json(made(desk, request)))
    return answer


def _rows(desk: Desk, request: Request, kind: str) -> Any:
    asked = asked_of(request)
    if strange := asked.strange():
        raise InputRefused("; ".join(strange))
    newest = asked.values.get("order", "new") != "old"
    with desk.book() as book:
        page = ask.page(book, kind, asked.wanted(), asked.after(), asked.size(), newest)
    last = page.rows[-1] if page.rows and page.more else None
    following = asked.link(order=None if newest else "old", after=f"{last['day']},{last['id']}") if last else None
    return {"total": page.total, "rows": page.rows, "facets": page.facets, "next": following}


def _actors(desk: Desk, request: Request) -> Any:
    asked = asked_of(request)
    if strange := asked.strange():
        raise InputRefused("; ".join(strange))
    with desk.book() as book:
        return {"rows": book.actors(asked.size(), **asked.wanted()).to_records()}


def _summary(desk: Desk, request: Request) -> Any:
    with desk.book() as book:
        return ask.summary(book)


def _record(desk: Desk, request: Request) -> Any:
    with desk.book() as book:
        return book.show(request.path_params["id"])


def _judgements(desk: Desk, request: Request) -> Any:
    with desk.book() as book:
        return {"rows": book.judgements()}


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object of a request; other content types are refused, so that no foreign form can send one."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise HTTPException(415, "send application/json")
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise InputRefused(f"no JSON: {error}") from error
    if not isinstance(found, dict):
        raise InputRefused("send one JSON object")
    return found


async def _read(desk: Desk, request: Request) -> Response:
    """Read a text and give its records; nothing is stored."""
    given = await body_of(request)
    for key in ("text", "published", "outlet", "url"):
        if not isinstance(given.get(key, ""), str | None):
            raise InputRefused(f"{key} must be a text")
    text, published = given.get("text") or "", given.get("published")
    if not text.strip():
        raise InputRefused("text is missing; send {\"text\": \"..\", \"published\": \"2021-06-04\", \"outlet\": \"..\"}")
    if published and not is_day(published):
        raise InputRefused(f"published: {published!r} is no day; write it as 2021-06-04")

    def made() -> Response:
        with desk.lock:
            reading = ask.read_given(text.encode("utf-8", "replace"), "given.txt", published, given.get("outlet"), given.get("url"))
        return as_json({"records": list(reading.to_dicts())})
    return await run_in_threadpool(made)


async def _judge(desk: Desk, request: Request) -> Response:
    """Write a judgement. It needs the desk's token in the header X-Dateline-Token, and the cookie that goes with it."""
    if desk.read_only:
        raise HTTPException(403, "This desk was started read-only.")
    if not desk.tokens.allow(request, request.headers.get("x-dateline-token", "")):
        raise HTTPException(403, "the token is missing or old; it stands in each form of the desk's pages")
    given = await body_of(request)
    target, change, because = given.get("target"), given.get("change"), given.get("because")
    if not (isinstance(target, str) and isinstance(change, dict) and isinstance(because, str)):
        raise RecordError("send {\"target\": id, \"change\": {\"set\": ..} | {\"remove\": true} | {\"undo\": id}, \"because\": \"..\"}")

    def made() -> Response:
        with desk.book(write=True) as book:
            return as_json({"id": book.judge(target, change, because, user()).id}, 201)
    return await run_in_threadpool(made)

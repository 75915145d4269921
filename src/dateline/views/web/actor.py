"""One actor: offices by day, what they said, did, and had done to them."""

from typing import Any

from starlette.requests import Request

from dateline.api import desk as ask
from dateline.errors import NotFound
from dateline.views import columns
from dateline.views.web.answers import Answer, asked_of
from dateline.views.web.entries import entry
from dateline.views.web.state import Desk

SHOWN, FORMS = 10, 20
PARTS = (("said", "quote", "by", "/quotes"), ("did", "event", "actor", "/events"), ("had done to them", "event", "recipient", "/events"),
         ("is to come", "agenda", "about", "/agenda"))


def actor(desk: Desk, request: Request) -> Answer:
    """The page of whoever `who` names: a name, a country code, a sector, or both."""
    asked = asked_of(request)
    who = asked.values.get("who", "").strip()[:300]
    if not who:
        raise NotFound("this page needs to know whom it is about: /actor?who=NAME")
    wanted = {k: v for k, v in asked.wanted().items() if k != "about"}
    with desk.book() as book:
        parts = {title: ask.page(book, kind, {**wanted, key: who}, None, SHOWN, values=False) for title, kind, key, _ in PARTS}
        offices = ask.offices(book, who)
        same = ask.actors(book, FORMS, {**wanted, "about": who})
        held = ask.summary(book)
    shown: list[dict[str, Any]] = [{"part": title, "path": path, "key": key, "total": parts[title].total, "rows": parts[title].rows}
                                   for title, _, key, path in PARTS]
    once = list({(f["name"].replace("’", "'"), f["country"], f["sector"]): f for f in reversed(same)}.values())[::-1]
    data: dict[str, Any] = {"who": who, "offices": offices, "forms": same, "parts": shown}
    more = {"lists": [{**p, "entries": [entry(r) for r in p["rows"]]} for p in shown], "held": held, "read_as": once}
    return Answer("actor", who, data, more, (columns.ACTORS, same))

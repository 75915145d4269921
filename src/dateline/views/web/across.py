"""Pages that look across a book: who acts toward whom, where, and who carried some words. Each is a table first, then a picture."""

from typing import Any

from starlette.requests import Request

from dateline.api import counting
from dateline.api import desk as ask
from dateline.codes.plover import kinds
from dateline.views import columns_pictures as columns
from dateline.views.web.answers import Answer, asked_of
from dateline.views.web.asked import OF_KIND, Asked
from dateline.views.web.lists import CHOICES, STATUSES, why_empty
from dateline.views.web.pictures import spread as spread_picture
from dateline.views.web.pictures_world import atlas, shapes
from dateline.views.web.pictures_world import network as network_picture
from dateline.views.web.state import Desk

MOST_ROWS = 200
NODES = ("country", "name")


def network(desk: Desk, request: Request) -> Answer:
    """Who acts toward whom, with the filters of the events; `per` says whether a party is a country or a name."""
    asked = asked_of(request)
    node = asked.values.get("per", "country")
    node = node if node in NODES else "country"
    with desk.lock, desk.joined() as book:
        rows = counting.network(book, asked.wanted(), node, MOST_ROWS)
        held = ask.summary(book)

    def link(actor: str, recipient: str) -> str:
        return asked.link("/events", actor=actor, recipient=recipient, per=None)
    data = {"per": node, "rows": rows, "not_understood": asked.strange(), "counted_at_most": counting.MOST_COUNTED}
    more = {**_more(asked, held, "events between two parties"), "link": link, "node": node, "nodes": NODES, "most": MOST_ROWS}
    return Answer("network", "Network", data, more, (columns.NETWORK, rows), network_picture(rows, link))


def where(desk: Desk, request: Request) -> Answer:
    """Where the events happened, with the filters of the events."""
    asked = asked_of(request)
    with desk.book() as book:
        rows = counting.places(book, asked.wanted(), MOST_ROWS)
        held = ask.summary(book)

    def link(country: str | None) -> str:
        return asked.link("/events", place=country)
    data = {"rows": rows, "not_understood": asked.strange(), "counted_at_most": counting.MOST_COUNTED}
    more = {**_more(asked, held, "events with a place"), "link": link, "shapes": shapes(), "most": MOST_ROWS}
    return Answer("map", "Map", data, more, (columns.PLACES, rows), atlas(rows, link))


def spread(desk: Desk, request: Request) -> Answer:
    """Who carried the words of one quote, and how they changed on the way."""
    with desk.lock, desk.joined() as book:
        found = counting.spread(book, request.path_params["id"])
    first = next(r for r in found["rows"] if r["first"])
    return Answer("spread", "Who carried it", found, {"first_row": first}, (columns.SPREAD, found["rows"]), spread_picture(found["rows"]))


def _more(asked: Asked, held: dict[str, Any], what: str) -> dict[str, Any]:
    return {"held": held, "keys": OF_KIND["event"], "empty": why_empty(asked, held, what),
            "choices": {**CHOICES, "event": tuple(kinds()), "status": STATUSES["event"]}}



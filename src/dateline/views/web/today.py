"""Today, and the queue of doubtful findings: where a day begins."""

from datetime import date, timedelta
from typing import Any

from starlette.requests import Request

from dateline.api import auditing
from dateline.api import desk as ask
from dateline.views.columns import AGENDA
from dateline.views.columns_joined import AUDIT
from dateline.views.web.answers import Answer, asked_of
from dateline.views.web.asked import is_day
from dateline.views.web.entries import entry
from dateline.views.web.fixing import fields_of
from dateline.views.web.state import Desk

AHEAD = 14  # days
QUEUE = 10


def today(desk: Desk, request: Request) -> Answer:
    """What came in, what is to come in the next two weeks, what is most doubtful. `as-of` puts another day in today's place."""
    asked = asked_of(request)
    said = asked.values.get("as-of", "")
    day = date.fromisoformat(said) if is_day(said) else desk.today()
    until = day + timedelta(days=AHEAD)
    with desk.book() as book:
        held = ask.summary(book)
        came = ask.recent(book, 8)
        ahead = ask.page(book, "agenda", {"day_from": day.isoformat(), "day_to": until.isoformat()}, None, 100, newest=False)
        doubtful = ask.doubtful(book, None, 5)
    coming = [r for r in ahead.rows if r.get("when")]
    data = {"day": day.isoformat(), "until": until.isoformat(), "held": held, "came_in": came, "ahead": coming, "to_review": doubtful}
    return Answer("today", "Today", data, {"entries_ahead": [entry(r) for r in coming], "entries_doubtful": [entry(r) for r in doubtful]},
                  (AGENDA, coming))


def review(desk: Desk, request: Request) -> Answer:
    """What nobody has judged yet, the most doubtful first, with the keys a (accept), x (remove) and z (undo)."""
    asked = asked_of(request)
    with desk.book() as book:
        rows = ask.doubtful(book, _after(asked.after()), QUEUE + 1)
        held = ask.summary(book)
    shown = rows[:QUEUE]
    following = f"/review?after={shown[-1]['doubt']},{shown[-1]['id']}" if len(rows) > QUEUE else None
    data: dict[str, Any] = {"rows": shown, "next": following}
    done = asked.values.get("done", "")
    more = {"entries": [entry(r) for r in shown], "held": held, "done": done if done.startswith("j") and done.isalnum() else "",
            "fields": {r["id"]: fields_of(ask.finding_of(r)) for r in shown}}
    return Answer("review", "Review", data, more)


def audit(desk: Desk, request: Request) -> Answer:
    """A random sample to be judged, and the precision that the answers give."""
    asked = asked_of(request).values
    size, seed = _number(asked.get("sample", ""), 50, 500), _number(asked.get("seed", ""), 1, 10**9)
    with desk.book() as book:
        rows = auditing.sample(book, size, seed)
    left = [r for r in rows if not r["said"]][:QUEUE]
    done = asked.get("done", "")
    data: dict[str, Any] = {"size": size, "seed": seed, "rows": rows, "judged": sum(r["said"] is not None for r in rows),
                            "result": auditing.result(rows)}
    more = {"entries": [entry(r) for r in left], "fields": {r["id"]: fields_of(ask.finding_of(r)) for r in left},
            "back": f"/audit?sample={size}&seed={seed}", "done": done if done.startswith("j") and done.isalnum() else ""}
    return Answer("audit", "Audit", data, more, (AUDIT, data["result"]))


def _number(given: str, default: int, most: int) -> int:
    return min(most, max(1, int(given))) if given.isascii() and given.isdigit() and len(given) < 12 else default


def _after(key: tuple[str, str] | None) -> tuple[float, str] | None:
    try:
        return (float(key[0]), key[1]) if key else None
    except ValueError:
        return None

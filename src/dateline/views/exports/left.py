"""What a peer's format left out of a book, by reason: told to the user, so that a short file is no riddle.

>>> sorted(BY_EVENT)
['plover', 'polecat']
"""

from collections.abc import Iterator

from dateline.views.exports.content import Content, Row
from dateline.views.exports.gdelt import day_of, members
from dateline.views.exports.peers import unfit, unfit_happening

BY_EVENT = frozenset(("polecat", "plover"))


def left_out(content: Content, form: str) -> dict[str, int]:
    """How many events or happenings the format `form` leaves out, by reason."""
    counts: dict[str, int] = {}
    for reason in _of_events(content) if form in BY_EVENT else _of_happenings(content, form):
        counts[reason] = counts.get(reason, 0) + 1
    return dict(sorted(counts.items()))


def _of_events(content: Content) -> Iterator[str]:
    reasons = (unfit(row, content.claims, content.background) for row in content.events)
    return (f"events left out: {r}" for r in reasons if r)


def _of_happenings(content: Content, form: str) -> Iterator[str]:
    for row in content.happenings:
        reason = unfit_happening(row, content.claims, content.background) or _without(row, content, form)
        if reason:
            yield f"happenings left out: {reason}"


def _without(row: Row, content: Content, form: str) -> str | None:
    if form == "ftm":
        return None
    if form == "gexf":
        return None if row["actor"] and row["recipient"] else "nobody known on one side"
    return None if day_of(row, members(row, content)) else "no day is known"

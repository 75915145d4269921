"""Heads that are no event of a report by themselves, though they tell how two given parties stand to one another.

>>> is_quiet(("disagree",), "REJECT"), is_quiet(("condemn",), "ACCUSE")
(True, False)
"""

from functools import cache

from dateline.codes.lines import refuse, rows, table
from dateline.codes.plover import kinds


def is_quiet(head: tuple[str, ...], event: str) -> bool:
    """Whether the head is quiet for this event."""
    events = _table().get(" ".join(head))
    return events is not None and (not events or event in events)


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for number, row in rows(("head", "event"), "events", "quiet.tsv"):
        if not row["head"] or (row["event"] and row["event"] not in kinds()):
            raise refuse(table("events", "quiet.tsv"), number, "a head, and an event or nothing")
        before = found.get(row["head"], frozenset())
        found[row["head"]] = before | {row["event"]} if row["event"] else frozenset()
    return found

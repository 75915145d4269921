"""What an act counts as between two given parties when it is only ahead or did not come about.

>>> counts_as("AID", None, "planned", frozenset())
'AGREE'
>>> counts_as("AID", None, "actual", frozenset())
'AID'
"""

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from typing import get_args

from dateline.codes.lines import refuse, rows, table
from dateline.codes.plover import kinds
from dateline.records.event import Status


@dataclass(frozen=True, slots=True)
class ToldAs:
    """One row; empty fields fit everything."""

    event: str
    mode: str
    status: str
    words: frozenset[str]
    event_then: str


def counts_as(event: str, mode: str | None, status: str, words: Set[str]) -> str:
    """The event that counts for an act with its mode, status and the lemmas that told it."""
    for row in told_as_codes():
        if row.event == event and row.mode in ("", mode) and row.status in ("", status) and (not row.words or row.words & words):
            return row.event_then
    return event


@cache
def told_as_codes() -> tuple[ToldAs, ...]:
    """The table `events/told-as.tsv`."""
    found, file = [], table("events", "told-as.tsv")
    for number, row in rows(("event", "mode", "status", "words", "counts_as"), "events", "told-as.tsv"):
        if row["event"] not in kinds() or row["counts_as"] not in kinds():
            raise refuse(file, number, f"event and counts_as are among {', '.join(kinds())}")
        if row["status"] not in ("", *get_args(Status)):
            raise refuse(file, number, f"the status is {row['status']!r}; allowed: {', '.join(get_args(Status))}")
        words = frozenset(w for w in row["words"].split("|") if w)
        found.append(ToldAs(row["event"], row["mode"], row["status"], words, row["counts_as"]))
    return tuple(found)

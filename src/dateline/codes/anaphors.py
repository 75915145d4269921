"""Nouns that point back at an act told before: "criticised the move", "declined the request".

>>> sorted(anaphors()["request"]), anaphors()["move"]
(['REQUEST'], frozenset())
"""

from functools import cache

from dateline.codes.lines import refuse, rows, table
from dateline.codes.plover import kinds


@cache
def anaphors() -> dict[str, frozenset[str]]:
    """The table `events/anaphors.tsv`: the noun and the events it may mean, empty for any."""
    found: dict[str, frozenset[str]] = {}
    for number, row in rows(("noun", "events"), "events", "anaphors.tsv"):
        events = frozenset(e for e in row["events"].split("|") if e)
        if not row["noun"] or row["noun"] in found or not events <= set(kinds()):
            raise refuse(table("events", "anaphors.tsv"), number, "a noun stands once, with events joined by |")
        found[row["noun"]] = events
    return found

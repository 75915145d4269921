"""Whom a record must name besides its doer, by event and mode: a meeting two parties, a sanction a recipient.

>>> asks("CONSULT", None).parties, asks("ASSAULT", "aerial").parties
('both', 'none')
"""

from dataclasses import dataclass
from functools import cache

from dateline.codes.lines import refuse, rows, table
from dateline.codes.plover import kinds, modes


@dataclass(frozen=True, slots=True)
class Asks:
    """`parties`: both, recipient or none; `unless`: heads that need nobody else."""

    parties: str
    unless: frozenset[str]


@cache
def asks(event: str, mode: str | None) -> Asks:
    """What the table `events/parties.tsv` asks for an event and mode; raises KeyError for an unknown event."""
    found = _table()
    return found.get((event, mode or "")) or found[event, ""]


@cache
def _table() -> dict[tuple[str, str], Asks]:
    file, found = table("events", "parties.tsv"), {}
    for number, row in rows(("event", "mode", "asks", "unless"), "events", "parties.tsv"):
        if row["event"] not in kinds() or (row["mode"] and (row["event"], row["mode"]) not in modes()):
            raise refuse(file, number, f"PLOVER has no {row['event']} {row['mode']}")
        if row["asks"] not in ("both", "recipient", "none"):
            raise refuse(file, number, f"asks is {row['asks']!r}; allowed: both, recipient, none")
        found[row["event"], row["mode"]] = Asks(row["asks"], frozenset(w for w in row["unless"].split("|") if w))
    return found

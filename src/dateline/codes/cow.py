"""Correlates of War numbers, for joining dyads with the data of political science.

>>> cow()["RUS"], dyad_key("RUS", "USA"), dyad_key("RUS", "HKG")
(365, 365002, None)
"""

from functools import cache

from dateline.codes.lines import refuse, rows, table


@cache
def cow() -> dict[str, int]:
    """COW numbers by ISO 3166-1 alpha-3 code; territories that COW does not count as states have none."""
    found: dict[str, int] = {}
    for number, row in rows(("country", "cow"), "dyads", "cow.tsv"):
        if len(row["country"]) != 3 or not row["cow"].isdigit() or row["country"] in found:
            raise refuse(table("dyads", "cow.tsv"), number, f"{row['country']!r} {row['cow']!r}: three capitals, once each, and a number")
        found[row["country"]] = int(row["cow"])
    return found


def dyad_key(a: str, b: str) -> int | None:
    """The directed dyad's key: a thousand times the first COW number, and the second; None where one has none."""
    return cow()[a] * 1000 + cow()[b] if a in cow() and b in cow() else None

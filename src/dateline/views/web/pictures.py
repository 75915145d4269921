"""Pictures as numbers: where the marks of a series stand; the template draws them as SVG, with a table beside.

>>> height(10.0), height(0.0), height(-10.0)
(16.0, 96.0, 176.0)
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

TOP, HALF, LEFT, STEP, FOOT = 16.0, 80.0, 46.0, 54.0, 46.0
TICKS = (10, 5, 0, -5, -10)


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of a series: where it stands, its figures in words, and the events behind it."""

    x: float
    period: str
    n: int
    verbal: float | None
    material: float | None
    low: float | None
    high: float | None
    told: str
    href: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One directed series, ready to be drawn: -10 (conflict) to 10 (cooperation) from bottom to top."""

    actor: str
    recipient: str
    width: float
    height: float
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[int, float], ...]
    rows: tuple[Mapping[str, Any], ...]


def height(intensity: float) -> float:
    """Where an intensity of -10 to 10 stands."""
    return round(TOP + HALF * (1 - intensity / 10), 1)


def panel(actor: str, recipient: str, rows: Sequence[Mapping[str, Any]], periods: Sequence[str]) -> Panel:
    """The series of one direction, over the stretches that either direction has."""
    place = {p: LEFT + STEP * (i + 0.5) for i, p in enumerate(periods)}
    marks = tuple(_mark(place[r["period"]], r, actor, recipient) for r in rows)
    return Panel(
        actor,
        recipient,
        LEFT + STEP * max(len(periods), 4) + 10,
        TOP + 2 * HALF + FOOT,
        marks,
        tuple((t, height(t)) for t in TICKS),
        tuple(rows),
    )


def _mark(x: float, row: Mapping[str, Any], actor: str, recipient: str) -> Mark:
    def at(value: float | None) -> float | None:
        return None if value is None else height(value)
    first, last = days_of(row["period"])
    told = (
        f"{row['period']}: {row['events']} happenings, mean intensity {row['mean']:.1f}; {row['verbal']} verbal,"
        f" {row['material']} material;"
        f" {row['reports']} reports, {row['origins']} independent origins"
    )
    query = urlencode({"actor": actor, "recipient": recipient, "from": first, "to": last})
    return Mark(x, row["period"], row["events"], at(row["verbal_mean"]), at(row["material_mean"]), at(row["low"]), at(row["high"]), told,
                f"/events?{query}")


def days_of(period: str) -> tuple[str, str]:
    """The first and last day of a month, quarter or year.

    >>> days_of("2020-02"), days_of("2021-Q2"), days_of("2021")
    (('2020-02-01', '2020-02-29'), ('2021-04-01', '2021-06-30'), ('2021-01-01', '2021-12-31'))
    """
    year = int(period[:4])
    if "Q" in period:
        first = 3 * int(period[-1]) - 2
        last = first + 2
    else:
        first, last = (int(period[5:7]), int(period[5:7])) if len(period) == 7 else (1, 12)
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{monthrange(year, last)[1]}"

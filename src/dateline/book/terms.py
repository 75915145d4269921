"""What a finding is found, ordered and counted by: its row of `facet` and its terms. Pure.

>>> at("2021-06-04", "r" + "0" * 16, 3) < at("2021-06-04", "rf" + "0" * 15, 0) < at("2021-06-05", "r" + "0" * 16, 0)
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dateline.book.rows import canonical, finding_columns, parties

LISTED = ("event", "quote", "agenda")  # the kinds of findings that lists show
SPOT = ("name", "country", "precision", "lat", "lon")
ROLE_KEYS = {"actor": "actor", "recipient": "recipient", "speaker": "by", "via": None, "who": None}  # role -> its key of the grammar
DAY_BITS, PLACE_BITS, REPORT_DIGITS = 43, 15, 7  # a row's number: day, 28 bits of the report's id, place in the report
LAST_DAY = (1 << 63 - DAY_BITS) - 2  # in the year 2870
LAST_PLACE = (1 << PLACE_BITS) - 256  # room behind it for findings that begin on one character

Party = tuple[str, str, str | None, str | None]  # role, name, country, sector
Term = tuple[str, str]  # key, value


@dataclass(frozen=True, slots=True)
class Facet:
    """A row of `facet` without the numbers of its finding and report."""

    type: str
    event: str | None
    status: str | None
    claimed: int
    background: int
    place: str | None
    outlet: str | None
    published: str | None
    day: str
    last: str
    open: float | None
    who: str
    whom: str
    spot: str | None

    def row(self) -> tuple[Any, ...]:
        return (self.type, self.event, self.status, self.claimed, self.background, self.place, self.outlet, self.published, self.day,
                self.last, self.open, self.who, self.whom, self.spot)


@lru_cache(maxsize=65536)
def day_number(day: str) -> int:
    """The number of a day; of a month or year that of its first day; 0 for what is no day.

    >>> day_number("2021-06-04") - day_number("2021-06"), day_number(""), day_number("soon")
    (3, 0, 0)
    """
    try:
        return min(date.fromisoformat((day + "-01-01")[:10] if len(day) < 10 else day[:10]).toordinal(), LAST_DAY)
    except ValueError:
        return 0


def at(day: str, report: str, place: int) -> int:
    """Where a finding stands in lists: by day, then report, then place in the report."""
    return (day_number(day) << DAY_BITS) | (int(report[1:1 + REPORT_DIGITS], 16) << PLACE_BITS) | min(place, LAST_PLACE)


def first_of(day: str) -> int:
    """The smallest number that a row of a day can have."""
    return day_number(day) << DAY_BITS


def facet(data: Mapping[str, Any], outlet: str | None, published: str | None, judged: bool) -> Facet:
    """The row of a finding as it stands. `judged`: it was marked by a person, or a judgement speaks of it."""
    event, status, claimed, background, first, last, place, doubt = finding_columns(dict(data))
    day, spot = first or published or "", data.get("place")
    everybody = list(parties(dict(data)))
    if data["type"] == "event":
        who, whom = (sorted({c for r, _, c, _ in everybody if r == role and c}) for role in ("actor", "recipient"))
    else:
        who, whom = sorted({n.replace("|", "/") for r, n, _, _ in everybody if r in ("speaker", "who")}), []
    return Facet(data["type"], event, status, claimed or 0, background or 0, place, outlet, published, day, last or day,
                 doubt if doubt and not judged else None, "|".join(who), "|".join(whom),
                 canonical([spot[n] for n in SPOT]) if spot and data["type"] == "event" else None)


def terms(row: Facet, everybody: Iterable[Party]) -> set[Term]:
    """What a row is found by, but for the names of those who take part."""
    found: set[Term] = {("", "")}
    found |= {(key, value) for key, value in (("event", row.event), ("status", row.status), ("place", row.place), ("outlet", row.outlet))
              if value}
    found |= {(key, "1") for key, flag in (("claimed", row.claimed), ("background", row.background)) if flag}
    for role, _, *codes in everybody:
        for code in codes:
            if code:
                found.add(("about", code))
                if key := ROLE_KEYS[role]:
                    found.add((key, code))
    if row.type == "event" and row.who and row.whom:
        found |= {("dyad", f"{a}>{b}") for a in row.who.split("|") for b in row.whom.split("|") if a != b}
    return found

"""GDELT 2.0 events: 61 tab-separated columns without a header, one happening a line.

>>> len(COLUMNS), number("h0bc672899c3db037") > 0
(61, True)
"""

import datetime
from collections.abc import Iterator
from typing import Any

from dateline.codes.peers import cameo_country, cameo_type, fips, gdelt_code
from dateline.codes.plover import cameo, kinds
from dateline.views.exports.content import Content, Row
from dateline.views.exports.peers import day, fit_happenings, plain

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code",
          "Type3Code")
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *(f"Actor1{c}" for c in _ACTOR), *(f"Actor2{c}" for c in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources",
    "NumArticles", "AvgTone", *(f"Actor1Geo_{c}" for c in _GEO), *(f"Actor2Geo_{c}" for c in _GEO), *(f"ActionGeo_{c}" for c in _GEO),
    "DATEADDED", "SOURCEURL")
TYPES = {"country": "1", "admin1": "5", "city": "4"}  # of a place outside the United States; within it 1, 2 and 3
TYPES_USA = {"country": "1", "admin1": "2", "city": "3"}


def write(content: Content) -> Iterator[str]:
    """A line for each happening that has a day."""
    for row in fit_happenings(content):
        held = members(row, content)
        when = day_of(row, held)
        if when:
            yield "\t".join(plain(v) for v in _values(row, held, when)) + "\n"


def members(row: Row, content: Content) -> list[dict[str, Any]]:
    """The events of a happening with their reports' data, the first report first."""
    held = [dict(content.event(id_)) for id_ in [*row["events"], *row["recalled"]]]
    return sorted(held, key=lambda e: (e["published"] or "9999", e["report"], e["sentence"], e["id"]))


def day_of(row: Row, held: list[dict[str, Any]]) -> str | None:
    """The one day of a happening, else the first that its events give; None where no day is known."""
    if row["day_first"] and row["day_first"] == row["day_last"]:
        return str(row["day_first"])
    return next(filter(None, map(day, held)), None)


def number(id_: str) -> int:
    """The whole number that stands for an id: 60 bits of it, so that every reader's 64-bit column holds it."""
    return int(id_[1:16], 16)


def stamp(day_: str) -> str:
    """A day as YYYYMMDDHHMMSS; midnight, as the hour is not known."""
    return day_.replace("-", "")[:8] + "000000"


def source(row: Row) -> str:
    """Where a report stands: its address, else a name by which the book finds it."""
    return row["url"] or f"urn:dateline:{row['report']}"


def _values(row: Row, held: list[dict[str, Any]], when: str) -> list[Any]:
    code = gdelt_code(row["event"], row["mode"])
    day_ = datetime.date.fromisoformat(when)
    first = min((e["published"] for e in held if e["published"]), default=when)
    return [number(row["id"]), when.replace("-", ""), when[:4] + when[5:7], when[:4], f"{_fraction(day_):.4f}", *_actor(row["actor"]),
            *_actor(row["recipient"]), int(any(_leads(e) for e in held)), code, code[:3], code[:2], kinds()[row["event"]].quad,
            cameo()[code].goldstein, len(held), row["origins"], row["reports"], "", *[""] * 16, *_geo(held), stamp(first), source(held[0])]


def _fraction(day_: datetime.date) -> float:
    """The year and the part of it that has passed, as GDELT reckons it: months of 30 days in 365."""
    return day_.year + ((day_.month - 1) * 30 + day_.day) / 365


def _leads(event: Row) -> bool:
    """Whether an event stands in the news of its report, not in what it recalls."""
    return not event["background"]


def _actor(parties: list[Row]) -> list[str]:
    """The ten columns of the first party that has a code; GDELT has room for one."""
    party = next((p for p in parties if p["country"] or p["sector"]), parties[0] if parties else None)
    if party is None:
        return [""] * 10
    code, sector = party["country"] or "", cameo_type(party["sector"] or "") or ""
    country = "EUR" if code == "EUR" else cameo_country(code) or ""
    kind, group = "" if country else cameo_type(code) or "", "UNO" if code == "UNO" else ""
    types = list(dict.fromkeys(t for t in (kind, sector) if t))
    return [f"{country}{kind}{group}{sector if sector != kind else ''}", party["name"].upper(), country, group, "", "", "",
            *[*types, "", "", ""][:3]]


def _geo(held: list[dict[str, Any]]) -> list[Any]:
    """The eight columns of where it happened: the place of the first report that tells one as fine as the finest."""
    ranks = ("city", "site", "admin1", "country", "region")
    places = sorted((e["place"] for e in held if e["place"]), key=lambda p: ranks.index(p["precision"]))
    if not places:
        return [""] * 8
    place = places[0]
    kind = (TYPES_USA if place["country"] == "USA" else TYPES).get(place["precision"], "")
    name = ", ".join(dict.fromkeys(p for p in (place["name"], place["admin1"], place["country"]) if p))
    return [kind, name, fips(place["country"] or "") or "", "", "", *(place[k] if place[k] is not None else "" for k in ("lat", "lon")),
            place["geonameid"] or ""]

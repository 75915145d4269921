"""POLECAT: a header and 40 tab-separated columns in POLECAT's order, "None" for nothing, "; " between several.

>>> len(COLUMNS), COLUMNS[7], COLUMNS[15]
(40, 'Actor Name', 'Recipient Name')
"""

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.codes.cow import cow
from dateline.views.exports.content import Content, Row, words
from dateline.views.exports.peers import day, fit, plain

_PARTY = ("{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title", "{0} Name Raw", "Wikipedia {0} ID")
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(c.format("Actor") for c in _PARTY), *(c.format("Recipient") for c in _PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version")
FEATURES = {"city": "PPL", "admin1": "ADM1", "country": "PCLI"}


def write(content: Content) -> Iterator[str]:
    """The header, then a row an event."""
    yield "\t".join(COLUMNS) + "\n"
    for row in fit(content):
        report = content.report(row["report"])
        yield "\t".join(_cell(v) for v in _values(row, report, content)) + "\n"


def _values(row: Row, report: Row, content: Content) -> list[Any]:
    stories = dict.fromkeys(f["name"] for f in report["findings"] if f["type"] == "place")
    return [row["id"], day(row), row["event"], row["mode"], row["intensity"], row["quad"], row["contexts"],
            *_party(row["actor"], report["text"]), *_party(row["recipient"], report["text"]), *_place(row["place"], report["text"]),
            row["outlet"], row["published"], None, None, list(stories), report["language"],
            content.stamp.of(row["codes"])]


def _party(actors: list[Row], text: str) -> list[Any]:
    sectors = [a["sector"] for a in actors]
    return [[a["name"] for a in actors], [a["country"] for a in actors], [cow().get(a["country"] or "") for a in actors],
            next((s for s in sectors if s), None), sectors, [a["office"] for a in actors],
            [words(text, [a["span"]]) for a in actors], None]


def _place(place: Row | None, text: str) -> list[Any]:
    if place is None:
        return [None] * 10
    near = place["precision"] in ("site", "city")
    return [place["name"], place["name"] if place["precision"] == "city" else None, None,
            place["admin1"] if near else place["name"] if place["precision"] == "admin1" else None, place["country"], place["lat"],
            place["lon"], place["geonameid"], words(text, [place["span"]]), FEATURES.get(place["precision"])]


def _cell(value: Any) -> str:
    """A value; of a list each piece, unknown ones as None, so that lists of one party stay side by side."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        pieces = ["None" if v is None else plain(v).replace(";", ",") for v in value]
        return "; ".join(pieces) if any(p != "None" for p in pieces) else "None"
    return "None" if value is None or value == "" else plain(value)

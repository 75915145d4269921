"""The tables of places: countries, regions, waters, sites, and the words that tell a place name from a person's or a firm's.

>>> places().own["gaza strip"][0].country, places().own["nagorno karabakh"][0].kind
('PSE', 'disputed')

Towns and first-order divisions stand in the gazetteer (codes/gazetteer.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from dateline.codes.gazetteer import key_of
from dateline.codes.lines import lines, refuse, rows, table

KINDS = frozenset(("continent", "region", "disputed", "sea", "gulf", "strait", "canal", "river", "lake", "mountain", "desert",
                   "island", "site"))
WORD_KINDS = frozenset(("title", "office", "strong", "organisation", "of", "area", "front", "modifier", "locative", "notlocative",
                        "noun", "speech", "dropsuffix", "dropprefix", "joiner", "feature", "never", "settled", "struck", "says"))
COUNTRY_COLUMNS = ("alpha3", "geonameid", "lat", "lon", "names")
FEATURE_COLUMNS = ("kind", "name", "lat", "lon", "country", "geonameid", "names", "claimants")
AREA_COLUMNS = ("code", "name", "lat", "lon", "names", "after")
ALPHA3 = {"US": "USA", "CA": "CAN", "AU": "AUS"}  # of the divisions that have names read only behind a comma


@dataclass(frozen=True, slots=True)
class Spot:
    """A country or feature of our own tables."""

    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    geonameid: int | None
    claimants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceTables:
    """What the tables say, by look-up key (see `key_of`) where nothing else is said.

    `own`: countries and features. `capitals`: names matched letter for letter ("US"). `the`: keys that need "the" before them.
    `weak`: keys that are a place only where the text settles it. `after`: country and name of a division by its abbreviation
    behind a town and a comma. `small`: first words of names that begin with a small letter. `inner`: small words within names.
    `words`: word lists by kind. `stops`: keys that are rarely places. `never`: words that are no towns. `upper`: division names
    in capitals ("NSW"). `other`: names that hold a place's name and are none, by their first word. `given`: given names.
    `peoples`: alpha-3 by demonym. `names`: country names by alpha-3. `known`: key and country of towns known far and wide.
    """

    own: dict[str, tuple[Spot, ...]]
    capitals: dict[str, Spot]
    the: frozenset[str]
    weak: frozenset[str]
    after: dict[str, tuple[str, str]]
    small: frozenset[str]
    inner: frozenset[str]
    words: dict[str, frozenset[str]]
    stops: frozenset[str]
    never: frozenset[str]
    upper: frozenset[str]
    other: dict[str, tuple[str, ...]]
    given: frozenset[str]
    peoples: dict[str, str]
    names: dict[str, str]
    known: frozenset[tuple[str, str]]


class _Names:
    """The names of the own tables while they are read."""

    def __init__(self) -> None:
        self.own: dict[str, tuple[Spot, ...]] = {}
        self.capitals: dict[str, Spot] = {}
        self.the: set[str] = set()
        self.weak: set[str] = set()
        self.small: set[str] = set()
        self.inner: set[str] = {"state", "region"}

    def add(self, names: list[str], spot: Spot) -> None:
        for name in names:
            if name.endswith("!"):
                self.capitals[name[:-1]] = spot
                continue
            bare = name.rstrip("?")
            for article in ("the ", "The "):
                bare = bare.removeprefix(article)
            key = key_of(bare)
            if name.startswith("the ") and bare not in names:
                self.the.add(key)
            if name.endswith("?"):
                self.weak.add(key)
            self.inner.update(w for w in bare.split()[1:] if w.islower() and len(w) > 3)
            if bare[0].islower():
                self.small.add(bare.split()[0].split("-")[0].lower())
            if spot not in self.own.get(key, ()):
                self.own[key] = (*self.own.get(key, ()), spot)


@cache
def places() -> PlaceTables:
    """All tables under `codes/places/` but the gazetteer; each line is checked and a bad one refused with its number."""
    names, countries = _Names(), {}
    for texts, spot in _countries():
        names.add(texts, spot)
        countries[str(spot.country)] = spot.name
    for texts, spot in _features():
        names.add(texts, spot)
    words = _words()
    return PlaceTables(
        own=names.own, capitals=names.capitals, the=frozenset(names.the), weak=frozenset(names.weak), after=dict(_after()),
        small=frozenset(names.small), inner=frozenset(names.inner), words=words,
        stops=frozenset(key_of(w) for _, w in lines("places", "stops.txt")),
        never=words["never"] | words["title"] | words["office"] | words["modifier"] | words["area"],
        upper=frozenset(_upper()), other=_others(),
        given=frozenset(w.lower() for _, w in lines("places", "given.txt")), peoples=dict(_peoples(countries)), names=countries,
        known=frozenset(_known(countries)))


def _countries() -> Iterator[tuple[list[str], Spot]]:
    file = table("places", "countries.tsv")
    for number, row in rows(COUNTRY_COLUMNS, "places", "countries.tsv"):
        texts = _list(row["names"])
        if len(row["alpha3"]) != 3 or not row["alpha3"].isupper() or not texts:
            raise refuse(file, number, f"{row['alpha3']!r} is no alpha-3 code, or the names are missing")
        yield texts, Spot(texts[0], "country", row["alpha3"], *_point(file, number, row), _id(file, number, row))


def _features() -> Iterator[tuple[list[str], Spot]]:
    file = table("places", "features.tsv")
    for number, row in rows(FEATURE_COLUMNS, "places", "features.tsv"):
        country, claimants = row["country"] or None, tuple(_list(row["claimants"]))
        if row["kind"] not in KINDS:
            raise refuse(file, number, f"the kind is {row['kind']!r}; allowed: {', '.join(sorted(KINDS))}")
        if any(len(c) != 3 or not c.isupper() for c in (*claimants, country or "XXX")):
            raise refuse(file, number, "a country is no alpha-3 code")
        spot = Spot(row["name"], row["kind"], country, *_point(file, number, row), _id(file, number, row), claimants)
        yield [row["name"], *_list(row["names"])], spot


def _after() -> Iterator[tuple[str, tuple[str, str]]]:
    file = table("places", "areas.tsv")
    for number, row in rows(AREA_COLUMNS, "places", "areas.tsv"):
        country, names = row["code"][:2], _list(row["after"])
        if row["code"][2:3] != "-" or not row["name"] or (names and country not in ALPHA3):
            raise refuse(file, number, f"{row['code']!r} is no ISO 3166-2 code, the name is missing, or {country} has no `after` names")
        if (row["lat"], row["lon"]) != ("-", "-"):
            _point(file, number, row)
        for name in names:
            yield name, (ALPHA3[country], row["name"])


def _upper() -> Iterator[str]:
    for _, row in rows(AREA_COLUMNS, "places", "areas.tsv"):
        yield from (key_of(n) for n in _list(row["names"]) if n.isupper() and len(n) > 2)


def _others() -> dict[str, tuple[str, ...]]:
    """The keys of names that are no places, by their first word, longest first."""
    found: dict[str, tuple[str, ...]] = {}
    for _, name in sorted(lines("places", "other_names.txt"), key=lambda n: -len(n[1])):
        key = key_of(name)
        first = key.split()[0]
        found[first] = (*found.get(first, ()), key)
    return found


def _known(countries: dict[str, str]) -> Iterator[tuple[str, str]]:
    file = table("places", "well_known.tsv")
    for number, row in rows(("country", "names"), "places", "well_known.tsv"):
        if row["country"] not in countries or not row["names"]:
            raise refuse(file, number, f"{row['country']!r} is no country of countries.tsv, or no town follows")
        yield from ((key_of(n), row["country"]) for n in _list(row["names"]))


def _words() -> dict[str, frozenset[str]]:
    file, found = table("places", "words.tsv"), {}
    for number, row in rows(("kind", "words"), "places", "words.tsv"):
        if row["kind"] not in WORD_KINDS or row["kind"] in found:
            raise refuse(file, number, f"{row['kind']!r} is unknown or comes twice")
        found[row["kind"]] = frozenset(_list(row["words"]))
    if missing := WORD_KINDS - found.keys():
        raise refuse(file, 0, f"no words for {', '.join(sorted(missing))}")
    return found


def _peoples(countries: dict[str, str]) -> Iterator[tuple[str, str]]:
    file = table("places", "demonyms.txt")
    for number, line in lines("places", "demonyms.txt"):
        alpha3, *words = line.split()
        if alpha3 not in countries or not words:
            raise refuse(file, number, f"{alpha3!r} is no country of countries.tsv, or no word follows")
        for word in words:
            yield word.lower().replace("-", " "), alpha3


def _list(cell: str) -> list[str]:
    return [c for c in cell.split("|") if c]


def _point(file: Traversable, number: int, row: dict[str, str]) -> tuple[float, float]:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError as error:
        raise refuse(file, number, "lat and lon must be degrees") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise refuse(file, number, f"{lat}, {lon} lies outside the globe")
    return lat, lon


def _id(file: Traversable, number: int, row: dict[str, str]) -> int | None:
    if row["geonameid"] and not row["geonameid"].isdigit():
        raise refuse(file, number, f"the GeoNames id {row['geonameid']!r} is no number")
    return int(row["geonameid"]) if row["geonameid"] else None

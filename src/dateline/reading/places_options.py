"""What a name could mean: countries and features of our own tables and places of the gazetteer, as one kind of option.

>>> from dateline.codes.gazetteer import gazetteer
>>> from dateline.codes.places import places
>>> [(o.kind, o.country) for o in Options(places(), gazetteer()).of("georgia")]
[('country', 'GEO'), ('adm1', 'USA')]
"""

from dataclasses import dataclass
from math import log10

from dateline.codes.gazetteer import OTHER, OWN, SHORT, Entry, Gazetteer
from dateline.codes.places import PlaceTables, Spot
from dateline.records.place import Precision

COUNTRY, FEATURE, SITE, ADM1 = 9.0, 8.5, 5.5, 5.5  # a name's worth before the report is read; a town counts by its population
PRECISION: dict[str, Precision] = {"country": "country", "city": "city", "capital": "city", "adm1": "admin1", "site": "site"}
KNOWN = 2.3  # what a town known far and wide is worth above its population
NEAR = 1.2  # degrees within which a town may lie in a county or region
NO_TOWN = frozenset(("university", "college", "republic", "kingdom", "ministry"))
OF_AN_OTHER_NAME = {OWN: 0.0, SHORT: -0.4, OTHER: -1.6}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a name could mean. `area` is the GeoNames id of its first-order division, `prior` its worth; `ours` tells
    that it stands in our own tables, `alias` that the name is not its own."""

    name: str
    kind: str
    country: str | None
    area: int
    geonameid: int | None
    lat: float | None
    lon: float | None
    people: int
    prior: float
    ours: bool = False
    alias: bool = False
    claimants: tuple[str, ...] = ()

    @property
    def precision(self) -> Precision:
        return PRECISION.get(self.kind, "region")

    def within(self, outer: "Option") -> bool:
        """Whether this lies in `outer`, a country or first-order division."""
        if outer is self or outer.geonameid == self.geonameid:
            return False
        if outer.kind == "country":
            return self.country == outer.country and self.kind != "country"
        if outer.kind in ("adm2", "region", "island"):
            return (self.country == outer.country and self.kind in ("city", "adm2") and self.area == (outer.area or self.area)
                    and abs((self.lat or 0) - (outer.lat or 0)) < NEAR and abs((self.lon or 0) - (outer.lon or 0)) < NEAR)
        if outer.kind in ("adm1", "capital") and self.kind in ("city", "capital", "adm2"):
            return self.area != 0 and self.area == outer.geonameid
        return False


class Options:
    """The options by key, each made once a report."""

    def __init__(self, tables: PlaceTables, towns: Gazetteer) -> None:
        self.tables = tables
        self.towns = towns
        self._known: dict[str, tuple[Option, ...]] = {}

    def of(self, key: str) -> tuple[Option, ...]:
        """What the key could mean, most likely first."""
        found = self._known.get(key)
        if found is None:
            own = tuple(from_spot(s) for s in self.tables.own.get(key, ()))
            found = tuple(sorted((*own, *self._towns(key, own)), key=lambda o: (-o.prior, o.geonameid or 0)))
            self._known[key] = found
        return found

    def _towns(self, key: str, own: tuple[Option, ...]) -> list[Option]:
        """The gazetteer's places under the key. One that our own table has (an island, a region) is left to the table."""
        if key in self.tables.peoples or key in self.tables.never or key.split(" ", 1)[0] in NO_TOWN:
            return []
        entries = self.towns.keyed(key)
        return [from_entry(e, self._known_town(key, e, entries)) for e in entries
                if not (e.kind == "adm2" and e.country == "USA" and e.weight == SHORT) and not any(_stands_for(o, e) for o in own)]

    def _known_town(self, key: str, entry: Entry, entries: tuple[Entry, ...]) -> bool:
        """Whether the table of well-known towns means this one: the largest town of the name in the country it tells."""
        return ((key, entry.country) in self.tables.known and entry.kind in ("city", "capital")
                and entry.people == max(e.people for e in entries if e.country == entry.country and e.kind in ("city", "capital")))


def _stands_for(own: Option, entry: Entry) -> bool:
    """Whether our own table's row is the division that the gazetteer has too."""
    return (entry.kind in ("adm1", "adm2") and own.country == entry.country and own.kind not in ("country", "site")
            and abs((own.lat or 0) - entry.lat) < 3 and abs((own.lon or 0) - entry.lon) < 3)


def from_spot(spot: Spot) -> Option:
    prior = COUNTRY if spot.kind == "country" else SITE if spot.kind == "site" and " " not in spot.name else FEATURE
    return Option(spot.name, spot.kind, spot.country, 0, spot.geonameid, spot.lat, spot.lon, 0, prior, ours=True, claimants=spot.claimants)


def from_entry(entry: Entry, known: bool = False) -> Option:
    people = log10(entry.people + 10)
    prior = people + OF_AN_OTHER_NAME[entry.weight]
    if entry.kind == "adm1":
        prior = ADM1 + 0.3 * people + OF_AN_OTHER_NAME[entry.weight]
    elif entry.kind == "adm2":
        prior -= 1.2
    elif entry.kind == "capital":
        prior += 2.1
    elif entry.people >= 1_000_000:
        prior += 1.3 if entry.people >= 5_000_000 else 1.0
    if known:
        prior = max(prior, log10(entry.people + 10) + KNOWN)
    if not entry.name.isascii() and entry.weight == OWN:
        prior -= 0.3
    return Option(entry.name, entry.kind, entry.country, entry.area, entry.geonameid, entry.lat, entry.lon, entry.people, prior,
                  alias=entry.weight == OTHER)

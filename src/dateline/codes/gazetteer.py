"""The gazetteer: which towns, provinces and districts of the world bear a name.

>>> best = gazetteer().named("Kisumu")[0]
>>> best.name, best.country, best.kind
('Kisumu', 'KEN', 'adm1')

The file `places/gazetteer.db` is built by tools/build_gazetteer.py from GeoNames data (CC BY 4.0, see NOTICE) and is only ever
read. This is the only file of the code book that imports sqlite3; each process and each thread opens its own connection.
"""

import os
import sqlite3
import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file
from pathlib import Path
from typing import Literal

from dateline.codes.lines import rows, table
from dateline.errors import TableError

Kind = Literal["city", "capital", "adm1", "adm2"]
KINDS: tuple[Kind, ...] = ("city", "capital", "adm1", "adm2")
OWN, SHORT, OTHER = 3, 2, 1  # how a name names its place: its own name, that without "Province", another name
REMEMBERED = 30_000  # names whose places a process keeps
LONGEST = 60  # characters: nothing longer is a name in the gazetteer
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"})
MARKS = str.maketrans({"-": " ", "–": " ", "—": " ", "/": " ", "_": " ", "'": None, "’": None, "ʻ": None, "ʼ": None, "‘": None,
                       "`": None, "´": None, ".": None})


def key_of(name: str) -> str:
    """The form under which a name is looked up: small letters without accents, hyphens, apostrophes and full stops.

    >>> key_of("Côte d'Ivoire"), key_of("Guinea-Bissau"), key_of("St. Louis")
    ('cote divoire', 'guinea bissau', 'st louis')
    """
    low = name.lower()
    if not low.isascii():
        decomposed = unicodedata.normalize("NFKD", low.translate(LETTERS))
        low = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(low.translate(MARKS).split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. `people` is its population, `area` the GeoNames id of its first-order division."""

    geonameid: int
    name: str
    lat: float
    lon: float
    people: int
    country: str
    area: int
    kind: Kind
    weight: int


@cache
def spellings() -> dict[str, str]:
    """Spellings of the news that the gazetteer's sources lack, as keys, with the key that it knows.

    >>> spellings()["hodeidah"]
    'al hudaydah'
    """
    return {key_of(name): key_of(row["place"]) for _, row in rows(("place", "names"), "places", "spellings.tsv")
            for name in row["names"].split("|")}


class Gazetteer:
    """Read-only look-ups by name and by id."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._named: dict[str, tuple[Entry, ...]] = {}
        self._area_names: dict[int, str | None] = {}

    def named(self, name: str) -> tuple[Entry, ...]:
        """The places that bear a name, capitals and first-order divisions first, then by population."""
        return self.keyed(key_of(name))

    def keyed(self, key: str) -> tuple[Entry, ...]:
        """The places under a key made by `key_of`."""
        found = self._named.get(key)
        if found is None:
            found = self._look_up(spellings().get(key, key)) if 2 < len(key) <= LONGEST else ()
            if len(self._named) < REMEMBERED:
                self._named[key] = found
        return found

    def area_name(self, geonameid: int) -> str | None:
        """The name of a first-order division, or None where the gazetteer lacks it."""
        if geonameid not in self._area_names:
            row = self._base().execute("SELECT name FROM place WHERE id = ?", (geonameid,)).fetchone() if geonameid else None
            self._area_names[geonameid] = row[0] if row else None
        return self._area_names[geonameid]

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        base = self._base()
        row = base.execute("SELECT ids FROM name WHERE key = ?", (key,)).fetchone()
        if row is None:
            return ()
        found = []
        for at in range(0, len(row[0]), 4):
            packed = int.from_bytes(row[0][at:at + 4], "little")
            geonameid, name, lat, lon, people, country, area, kind = base.execute(
                "SELECT id, name, lat, lon, people, country, area, kind FROM place WHERE id = ?", (packed >> 8,)).fetchone()
            found.append(Entry(geonameid, name, lat / 10_000, lon / 10_000, people, country, area, KINDS[kind], packed & 255))
        return tuple(found)

    def _base(self) -> sqlite3.Connection:
        """This thread's connection; a forked process opens a new one."""
        held: tuple[int, sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is None or held[0] != os.getpid():
            base = sqlite3.connect(f"{self._path.as_uri()}?mode=ro&immutable=1", uri=True)
            held = os.getpid(), base
            self._local.held = held
        return held[1]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with Dateline; raises TableError when its file is missing."""
    with as_file(table("places", "gazetteer.db")) as path:
        if not path.is_file():
            raise TableError("codes/places/gazetteer.db is missing; tools/build_gazetteer.py builds it")
        return Gazetteer(path.resolve())

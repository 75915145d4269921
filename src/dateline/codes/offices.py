"""Who held which office from when to when, by full name, by surname and by office.

>>> [o.title for o in offices().named("joe biden") if o.holds("2015-07-01")]
['Vice President']
"""

import gzip
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from dateline.codes.actors import COUNTRY, SECTORS, longest_keys
from dateline.codes.actors_keys import key, keys
from dateline.codes.lines import refuse, rows, table

COLUMNS = ("keys", "surnames", "name", "country", "sector", "role", "title", "start", "end", "wikidata", "seen", "source")
PEOPLE = ("names", "short", "country", "sector", "role", "title", "start", "end")
CHECKED = "2025-10-31"  # the day to which rows without a dated source are trusted


@dataclass(frozen=True, slots=True)
class Office:
    """A person's time in an office. Dates are YYYY, YYYY-MM or YYYY-MM-DD; `end` is empty for one still held when last `seen`."""

    name: str
    country: str
    sector: str
    role: str
    title: str
    start: str
    end: str
    wikidata: str
    seen: str
    source: str

    def holds(self, on: str | None) -> bool:
        """Whether the office was held on the ISO day `on`; None asks for the latest that is known."""
        if on is None:
            return not self.end
        return self.start <= on[:len(self.start)] and (not self.end or on[:len(self.end)] <= self.end)

    def only_last_known(self, on: str | None) -> bool:
        """Whether the day lies past the last one on which a source saw the person in office."""
        return not self.end and (on is None or on > (self.seen or max(CHECKED, self.start)))

    @property
    def person(self) -> str:
        """What tells people apart: the Wikidata id, or else name and country."""
        return self.wikidata or f"{self.name}/{self.country}"


@dataclass(frozen=True, slots=True)
class Offices:
    """The holders with their indexes; each index holds numbers of rows.

    `pairs` holds for the first two words of full names, `lasts` for the first word of surnames, how many words the longest has;
    `firsts` the first words of both.
    """

    rows: tuple[Office, ...]
    full: dict[str, list[int]]
    last: dict[str, list[int]]
    pairs: dict[str, int]
    lasts: dict[str, int]
    firsts: frozenset[str]
    post: dict[tuple[str, str], list[int]]
    people: dict[str, list[int]]

    def named(self, full: str) -> list[Office]:
        """The offices of all people with a full name (a key); where none has it, of those whose name sounds the same ("~")."""
        return [self.rows[i] for i in self.full.get(full, ())]

    def called(self, last: str) -> list[Office]:
        """The offices of all people with a surname (a key)."""
        return [self.rows[i] for i in self.last.get(last, ())]

    def of(self, country: str, role: str, on: str | None) -> list[Office]:
        """Who held the office of a country on a day."""
        return [self.rows[i] for i in self.post.get((country, role), ()) if self.rows[i].holds(on)]

    def of_person(self, office: Office) -> list[Office]:
        """All offices of the person who held `office`."""
        return self.rows_of(office.person)

    def rows_of(self, person: str) -> list[Office]:
        """All offices of a person, by what tells people apart: see `Office.person`."""
        return [self.rows[i] for i in self.people.get(person, ())]


@cache
def offices() -> Offices:
    """The tables `actors/offices.tsv.gz` (built by tools/build_offices.py) and `actors/people.tsv` (written by hand)."""
    found: list[Office] = []
    full: dict[str, list[int]] = defaultdict(list)
    last: dict[str, list[int]] = defaultdict(list)
    file = table("actors", "offices.tsv.gz")
    lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise refuse(file, 1, f"the columns are {lines[0].split()}; allowed: {COLUMNS}")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != 12 or len(cells[3]) != 3 or cells[4] not in SECTORS or not cells[7]:
            raise refuse(file, number, f"no good: {line}")
        for k in cells[0].split("|"):
            full[k].append(number - 2)
        for k in cells[1].split("|"):
            last[k].append(number - 2)
        found.append(Office(*cells[2:]))
    _people(found, full, last)
    post: dict[tuple[str, str], list[int]] = defaultdict(list)
    people: dict[str, list[int]] = defaultdict(list)
    for i, office in enumerate(found):
        post[office.country, office.role].append(i)
        people[office.person].append(i)
    last.pop("", None)
    firsts, pairs = longest_keys(full)
    lasts = longest_keys(last)[0]
    return Offices(tuple(found), dict(full), dict(last), pairs, lasts, frozenset(firsts) | frozenset(lasts), dict(post), dict(people))


def _people(found: list[Office], full: dict[str, list[int]], last: dict[str, list[int]]) -> None:
    known = {o.name + "/" + o.country: o.wikidata for o in found}
    for number, row in rows(PEOPLE, "actors", "people.tsv"):
        if not COUNTRY.fullmatch(row["country"]) or row["sector"] not in SECTORS or not row["names"]:
            raise refuse(table("actors", "people.tsv"), number, f"no good: {row}")
        names, at = row["names"].split("|"), len(found)
        for name in names:
            if at not in full[key(name)]:
                full[key(name)].append(at)
        for short in row["short"].split("|") if row["short"] else [keys(names[0])[-1]]:
            last[key(short)].append(at)
        found.append(Office(names[0], row["country"], row["sector"], row["role"], row["title"], row["start"] or "1900", row["end"],
                            known.get(names[0] + "/" + row["country"], ""), "", "people"))

"""The lexicon of actors: states, bodies, agent nouns and weapons, found by their folded words.

>>> lexicon().find("kremlin")[0].country, lexicon().find("police officers")[0].sector
('RUS', 'COP')
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.codes.actors_keys import key, keys
from dateline.codes.lines import refuse, rows, table

Kind = Literal["state", "adjective", "people", "capital", "seat", "body", "agent", "unit", "city"]
SECTORS = frozenset((
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB",
    "MED", "REF", "OPP", "PRE", "REL", "SOC"))
COUNTRY = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"\d{4}(-\d\d){0,2}")
PLACES = ("country", "name", "names", "former", "adjectives", "nouns", "capitals", "seats")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name or noun means. `strength`: own, weak or none, how far an agent noun settles the sector; `written`: an acronym
    counts only as written there; `row` names the line of the table."""

    kind: Kind
    name: str
    country: str | None
    sector: str | None
    row: str
    strength: str = ""
    since: str = ""
    until: str = "9999"
    plural: bool = False
    written: str = ""
    needs: str = ""

    def holds(self, on: str | None) -> bool:
        """Whether the row speaks of the ISO day `on`; None asks for the latest."""
        return self.until == "9999" if on is None else self.since <= on <= self.until


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by their key; `longest` holds for a first word, and `further` for two, how many words the longest key has."""

    entries: dict[str, tuple[Entry, ...]]
    longest: dict[str, int]
    further: dict[str, int]
    roles: dict[str, tuple[tuple[str, str], ...]]
    states: dict[str, Entry]

    def find(self, name: str) -> tuple[Entry, ...]:
        """The entries of a key."""
        return self.entries.get(name, ())

    def longest_at(self, folded: Sequence[str], at: int) -> tuple[int, tuple[Entry, ...]]:
        """The longest key that starts at a word, as its number of words and its entries; (0, ()) where there is none."""
        first = folded[at]
        if first not in self.longest:
            return 0, ()
        if at + 1 < len(folded):
            limit = self.further.get(first + " " + folded[at + 1], 0)
            for length in range(min(limit, len(folded) - at), 1, -1):
                found = self.entries.get(" ".join(folded[at:at + length]))
                if found:
                    return length, found
        alone = self.entries.get(first)
        return (1, alone) if alone else (0, ())


def plural(noun: str) -> str:
    """The plural of a noun phrase.

    >>> plural("policeman"), plural("spy agency"), plural("rebel fighter"), plural("member of parliament")
    ('policemen', 'spy agencies', 'rebel fighters', 'members of parliament')
    """
    head, middle, tail = noun.partition(" of ")
    if middle:
        return plural(head) + middle + tail
    if noun.endswith("man") and not noun.endswith(("german", "human", "roman")):
        return noun[:-3] + "men"
    if noun.endswith("person"):
        return noun[:-6] + "people"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def acronym(name: str) -> bool:
    """Whether a name must be written as it stands: short and in capitals ("WHO" is no "who")."""
    return len(name) <= 6 and name.isupper() and " " not in name


@cache
def lexicon() -> Lexicon:
    """The tables of `codes/actors`: countries, organisations, agents, units, cities, titles."""
    found: dict[str, list[Entry]] = defaultdict(list)
    states: dict[str, Entry] = {}
    _countries(found, states)
    _bodies(found)
    _agents(found)
    _units(found)
    entries = {k: tuple(v) for k, v in found.items()}
    return Lexicon(entries, *longest_keys(entries), _titles(), states)


def longest_keys(names: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """How many words the longest of the keys has that start with a word, and with two words.

    >>> longest_keys(["bank of china", "bank"])
    ({'bank': 3}, {'bank of': 3})
    """
    first: dict[str, int] = {}
    second: dict[str, int] = {}
    for name in names:
        words = name.split(" ")
        first[words[0]] = max(first.get(words[0], 0), len(words))
        if len(words) > 1:
            start = words[0] + " " + words[1]
            second[start] = max(second.get(start, 0), len(words))
    return first, second


def _countries(found: dict[str, list[Entry]], states: dict[str, Entry]) -> None:
    kinds: tuple[tuple[str, Kind], ...] = (("names", "state"), ("former", "state"), ("adjectives", "adjective"), ("nouns", "people"),
                                          ("capitals", "capital"), ("seats", "seat"))
    for number, row in rows(PLACES, "actors", "countries.tsv"):
        code = row["country"]
        if not COUNTRY.fullmatch(code) or not row["name"]:
            raise refuse(table("actors", "countries.tsv"), number, f"country {code!r} or its name is no good")
        for column, kind in kinds:
            for name in filter(None, row[column].split("|")):
                entry = Entry(kind, row["name"], code, "CVL" if kind == "people" else "GOV", f"countries:{number}",
                              plural=name.endswith(("s", "men")) and kind == "people", written=name if acronym(name) else "")
                for k in {key(name), key(name.removeprefix("the "))}:
                    if all(e.kind != kind or e.country != code for e in found[k]):
                        found[k].append(entry)
                if kind == "state" and code not in states:
                    states[code] = entry


def _bodies(found: dict[str, list[Entry]]) -> None:
    columns = ("country", "sector", "since", "until", "needs", "names")
    for number, row in rows(columns, "actors", "organisations.tsv"):
        file = table("actors", "organisations.tsv")
        if not COUNTRY.fullmatch(row["country"]) or (row["sector"] and row["sector"] not in SECTORS) or not row["names"]:
            raise refuse(file, number, f"country, sector or names are no good: {row}")
        if any(row[c] and not DAY.fullmatch(row[c]) for c in ("since", "until")):
            raise refuse(file, number, "since and until are days, YYYY-MM-DD")
        names = row["names"].split("|")
        several = row["sector"] in ("JRN", "BUS", "PTY", "EDU", "SOC", "COP", "MIL", "LEG", "REB", "PRM", "CRM", "GOV", "OPP", "LAB")
        for name in names:
            first = name if several else names[0]
            found[key(name)].append(Entry(
                "body", first, row["country"], row["sector"] or None, f"organisations:{number}", since=row["since"],
                until=row["until"] or "9999", written=name if acronym(name) else "", needs=row["needs"]))


def _agents(found: dict[str, list[Entry]]) -> None:
    for number, row in rows(("sector", "strength", "nouns"), "actors", "agents.tsv"):
        if row["sector"] not in SECTORS or row["strength"] not in ("own", "weak", "none"):
            raise refuse(table("actors", "agents.tsv"), number, f"sector {row['sector']!r} or strength {row['strength']!r} is unknown")
        for noun in row["nouns"].split("|"):
            for form in (noun, plural(noun)):
                entry = Entry("agent", noun, None, row["sector"], f"agents:{number}", row["strength"], plural=form != noun)
                if all(e.kind != "agent" for e in found[key(form)]):
                    found[key(form)].append(entry)


def _units(found: dict[str, list[Entry]]) -> None:
    for number, row in rows(("country", "sector", "names"), "actors", "units.tsv"):
        if not COUNTRY.fullmatch(row["country"]) or row["sector"] not in SECTORS:
            raise refuse(table("actors", "units.tsv"), number, f"country or sector is no good: {row}")
        for name in row["names"].split("|"):
            found[key(name)].append(Entry("unit", name, row["country"], row["sector"], f"units:{number}",
                                          written=name if acronym(name) else ""))
    for number, row in rows(("country", "names"), "actors", "cities.tsv"):
        if not COUNTRY.fullmatch(row["country"]):
            raise refuse(table("actors", "cities.tsv"), number, f"country {row['country']!r} is no good")
        for name in row["names"].split("|"):
            if key(name) not in found:
                found[key(name)].append(Entry("city", name, row["country"], "CVL", f"cities:{number}"))


def _titles() -> dict[str, tuple[tuple[str, str], ...]]:
    titles: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for number, row in rows(("role", "word", "titles"), "actors", "titles.tsv"):
        if not row["role"] or not row["titles"]:
            raise refuse(table("actors", "titles.tsv"), number, "role and titles are needed")
        for title in row["titles"].split("|"):
            titles[" ".join(keys(title))].append((row["role"], row["word"]))
    return {k: tuple(v) for k, v in titles.items()}

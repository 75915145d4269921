"""Which person a name means on a day, and in which office.

>>> from dateline.codes.offices import offices
>>> choose(offices().named("joe biden"), "2018-05-01").sector
'ELI'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dateline.codes.actors_keys import keys
from dateline.codes.actors_words import word_set
from dateline.codes.offices import Office, offices

WEIGHT = {"head_of_state": 10, "head_of_government": 10, "foreign_minister": 7, "defence_minister": 6, "igo_head": 7, "deputy": 6,
          "interior_minister": 5, "finance_minister": 5, "legislature_speaker": 5, "military_chief": 5, "spokesperson": 5,
          "party_leader": 4, "central_bank": 4, "ambassador_un": 4, "other_minister": 2, "": 6, "leader": 6}
BIG = word_set("big")
CEREMONIAL = word_set("ceremonial")
RULING = word_set("ruling")
ROYAL = ("King", "Queen", "monarch", "Monarch")
ROYAL_HOMES = word_set("royal homes")
DEPENDENT = word_set("dependent")
UNTITLED = ("leader", "leader (party)")  # rows of the table of reigns, which tells no titles
FAR = "9999"


@dataclass(frozen=True, slots=True)
class Person:
    """A person on a day: the office that answers for them, or for ELI the last one they held."""

    office: Office
    sector: str | None
    last_known: bool
    why: str
    doubt: float
    weight: float

    @property
    def held(self) -> bool:
        """Whether the office is held on that day."""
        return self.why == "office.held"


def weight(office: Office) -> float:
    """How likely the news means the holder of an office, among people of one name."""
    value = float(WEIGHT["party_leader" if office.sector == "PTY" and not office.role else office.role] if office.role in WEIGHT else 2)
    if office.role == "head_of_state" and office.country in CEREMONIAL:
        value -= 3
    if office.title.startswith(ROYAL) and office.country not in ROYAL_HOMES:
        value -= 3  # the king of many realms is the British one
    if office.country in DEPENDENT and office.role == "head_of_state":
        value -= 6
    if office.title.startswith(("Governor", "Deputy", "Lieutenant", "Administrator", "Commissioner")):
        value -= 3
    return value + (3 if office.country in BIG else 0)


def on_day(rows: Iterable[Office], on: str | None, countries: Collection[str] = ()) -> Person | None:
    """One person on a day, from all their offices, those in `countries` first; None without any."""
    found = list(rows)
    if not found:
        return None
    held = [o for o in found if o.holds(on)]
    if held:
        best = max(held, key=lambda o: (o.country in countries, not o.only_last_known(on), weight(o), o.title not in UNTITLED, o.start))
        return Person(best, best.sector, best.only_last_known(on), "office.held", 0.04, weight(best) + 6)
    day = on or FAR
    past = [o for o in found if o.end and o.end < day[:len(o.end)]]
    if past:
        last = max(past, key=lambda o: (o.end, weight(o)))
        lasting = last.sector if last.sector in ("REB", "REL", "CRM", "PRM", "CVL", "SOC", "BUS", "UAF") else "ELI"
        return Person(last, lasting, False, "office.past", 0.12, max(map(weight, past)))
    first = min(found, key=lambda o: o.start)
    return Person(first, None, False, "office.before", 0.3, weight(first) - 4)


def persons(rows: Iterable[Office], on: str | None, countries: Collection[str] = ()) -> list[Person]:
    """The people whom a name can mean, the likeliest first."""
    groups: dict[str, Office] = {}
    for office in rows:
        groups.setdefault(office.person, office)
    found = [p for o in groups.values() if (p := on_day(offices().of_person(o), on, countries))]
    return sorted(found, key=lambda p: -p.weight)


def choose(rows: Iterable[Office], on: str | None, countries: Collection[str] = (), roles: Collection[str] = (),
           margin: float = 0.0) -> Person | None:
    """The person whom a name means: of the countries told, in a told role, and otherwise the weightiest by more than `margin`."""
    found = persons(rows, on, countries)
    if countries:
        found = [p for p in found if p.office.country in countries] or ([] if margin else found)
    if roles:
        found = [p for p in found if any(o.role in roles for o in offices().of_person(p.office))] or found
        found.sort(key=lambda p: -(p.weight + 8 * (p.held and p.office.role in roles)))
    if not found or (len(found) > 1 and margin and found[0].weight - found[1].weight < margin):
        return None
    return found[0]


def holder(country: str, titles: Iterable[tuple[str, str]], on: str | None) -> tuple[Person | None, list[Office]]:
    """Who held one of the offices that a title leads to, and all who may have; None where it is not one person."""
    for role, word in titles:
        roles = ("head_of_state", "head_of_government") if role == "leader" else (role,)
        rows = [o for r in roles for o in offices().of(country, r, on)]
        if role == "leader":
            reigns = [o for o in rows if o.role == "head_of_state" and country not in CEREMONIAL and not (
                o.title.startswith(ROYAL) and country not in RULING)]
            rows = reigns or [o for o in rows if o.role == "head_of_government"] or rows
        elif word:
            first, _, rest = word.partition(" ") if role == "igo_head" else (word, "", "")
            exact = [o for o in rows if first in o.title.lower() and (rest in o.title.lower() or (first, country) == ("high", "EUR"))]
            rows = exact or [o for o in rows if o.title == "leader" and role in ("head_of_state", "head_of_government")]
        if rows:
            return _one(rows, on), rows
    return None, []


def shared(name: str, other: str) -> bool:
    """Whether two names share a word of some length."""
    return any(len(k) > 4 for k in set(keys(name)) & set(keys(other)))


def _one(rows: list[Office], on: str | None) -> Person | None:
    """The one holder among rows, or None; a row that was seen at the day, and the later start, count more."""
    sure = [o for o in rows if not o.only_last_known(on)] or rows
    people = {o.person: o for o in sorted(sure, key=lambda o: (o.title not in UNTITLED, o.start))}
    for k, o in list(people.items()):  # one person under two spellings
        if any(k != j and j in people and shared(o.name, p.name) for j, p in people.items()):
            del people[k]
    if len(people) > 1:
        latest = max(o.start for o in people.values())
        if len({o.title for o in people.values()}) > 1 or len(people) > 2:
            return None
        people = {k: o for k, o in people.items() if o.start == latest}
    if len(people) != 1:
        return None
    office = next(iter(people.values()))
    return Person(office, office.sector, office.only_last_known(on), "office.held", 0.05, weight(office))

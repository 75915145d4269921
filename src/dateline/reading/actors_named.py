"""People named in a phrase: those that the tables know, on a day, and those whom only title and country place.

>>> from dateline.reading.actors_phrase import resolve
>>> resolve("Judge Nora Ruiz of Peru".split(), "2020-01-01", Setting()).country
'PER'
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.codes.actors import lexicon
from dateline.codes.actors_given import gender_of
from dateline.codes.actors_words import word_set
from dateline.codes.offices import Office, offices
from dateline.reading.actors_meaning import NONSTATE, Meaning, Parts, Setting, joined, name_end, pick, sector_of, words_from
from dateline.reading.actors_office import UNTITLED, Person, choose, persons
from dateline.reading.actors_scan import Hit, capital

HONORIFICS = word_set("honorific words")


def of_person(person: Person, why: str, doubt: float = 0.0) -> Meaning:
    """The meaning of a person known to the table."""
    office: Office = person.office
    title = "" if office.title in UNTITLED else office.title
    held = person.held or person.sector == "ELI"
    return Meaning("person", office.name, office.country, person.sector, title or None if held else None,
                   office.start if held else None, office.end or None, office.wikidata or None, person.last_known,
                   f"{why} {person.why}", min(0.9, person.doubt + doubt + (0.1 if person.last_known else 0)), weight=person.weight)


def titles_before(parts: Parts) -> list[tuple[str, str]]:
    """The roles that titles before the main hit lead to."""
    found: list[tuple[str, str]] = []
    for h in parts.hits:
        if h.kind == "agent" and h.start < parts.main.start:
            found += lexicon().roles.get(" ".join(parts.phrase.keys[h.start:h.end]), ())
    return found


def person_of(parts: Parts, told: list[str], on: str | None, setting: Setting) -> Meaning | None:
    main = parts.main
    roles = {r for r, _ in titles_before(parts)}
    agents = [h for h in parts.hits if h.kind == "agent" and h.start < main.start]
    before = any(h.end == main.start and h.kind != "surname" for h in parts.hits)
    alone = main.start and capital(parts.phrase.words[main.start - 1]) and not before
    surname = main.kind == "surname"
    if surname and name_end(parts, main.end) > main.end:
        return unknown_person(parts, told, agents, on, setting)
    if surname and alone and parts.phrase.keys[main.start - 1] not in ("mr", "mrs", "ms", "miss", "sir", "dr", "the"):
        return unknown_person(parts, told, agents, on, setting)
    countries = told or setting.countries
    margin = 0.0
    if surname:
        if not told and not roles and not (setting.guess and setting.countries):
            margin, countries = 3.0, ()
        elif not told and not setting.countries:
            margin = 2.0
    person = choose(main.rows, on, countries, roles, margin)
    guess = surname and not told and not roles
    floor = 9 if setting.guess and setting.countries else 12
    if guess and main.end - main.start == 1 and gender_of(parts.phrase.words[main.start]):
        floor = 14  # "Michael" alone is a given name
    if parts.phrase.keys[main.start] in offices().full:
        floor = 9  # a king or one with a single name
    if guess and agents and (only := _only(main.rows, on, countries or setting.countries, sector_of(parts, agents[-1], on, setting))):
        return of_person(only, "surname and title", 0.15)._replace(main=(0, 0))
    if person is None or (guess and person.weight < floor):
        return unknown_person(parts, told, agents, on, setting)
    fits = not told or person.office.country in told or person.office.country in NONSTATE or set(told) & NONSTATE
    if not fits or (surname and roles and not told and person.weight < 8 and not person.held):
        return unknown_person(parts, told, agents, on, setting)
    found = of_person(person, "surname" if surname else "name", 0.15 if surname and not told else 0.0)
    if not person.held and agents and (entry := pick(agents[-1], on, setting)) and entry.strength == "own":
        sector = entry.sector if entry.sector != "CVL" else person.sector
        return found._replace(sector=sector, office=words_from(parts, agents[-1].start, agents[-1].end), since=None, until=None,
                       why=found.why + " " + entry.row)
    return found


def _only(rows: Sequence[Office], on: str | None, countries: Sequence[str], sector: str | None) -> Person | None:
    """The only person of a surname who then held an office of a title's sector, in a country told around if any is."""
    held = [p for p in persons(rows, on) if p.held and p.sector == sector and (not countries or p.office.country in countries)]
    return held[0] if len(held) == 1 else None


def unknown_person(parts: Parts, told: list[str], agents: list[Hit], on: str | None, setting: Setting) -> Meaning:
    """A person whom the tables do not know: named by the words, placed by title and country."""
    start = agents[-1].end if agents else 0
    while start < parts.main.start and not capital(parts.phrase.words[start]):
        start += 1
    while start < parts.main.start and any(h.start <= start < h.end for h in parts.hits if h is not parts.main and h.kind != "surname"):
        start += 1
    while start < parts.main.start and (parts.phrase.keys[start] in HONORIFICS or parts.phrase.keys[start] in ("'s", "'")):
        start += 1
    sector = sector_of(parts, agents[-1], on, setting) if agents else None
    office = words_from(parts, agents[-1].start, agents[-1].end) if agents else None
    name = joined(parts.phrase, start, max(name_end(parts, parts.main.end), start + 1))
    return Meaning("name", name, told[0] if told else None, sector, office,
                   why="name with title" if agents else "name", doubt=0.25)

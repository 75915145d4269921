"""What a noun phrase means as an actor: its country, sector, name and office on a day. Works on words alone, without a parse.

>>> who = resolve("the Saudi Defence Minister".split(), "2022-06-01", Setting())
>>> who.name, who.country, who.sector
('Mohammed bin Salman', 'SAU', 'GOV')
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dateline.codes.actors import lexicon
from dateline.codes.actors_words import word_set
from dateline.codes.offices import offices
from dateline.reading.actors_meaning import (
    NONSTATE,
    Meaning,
    Parts,
    Setting,
    joined,
    pick,
    sector_of,
    take_apart,
    told_countries,
    unknown_name,
    words_from,
)
from dateline.reading.actors_named import of_person, person_of
from dateline.reading.actors_office import choose, holder
from dateline.reading.actors_scan import Hit, Phrase, capital, compact, scan
from dateline.records.candidate import Candidate

LONG = 40  # words: no longer phrase is taken apart at its "of" again
FORMER = word_set("former")
NOT_THE_HEAD = word_set("not the head")
ELITE = frozenset(("GOV", "LEG", "SPY", "JUD", "OPP", "PTY", "MIL", "COP", None))
CONTAINERS = word_set("containers")
MANY = word_set("many")


def resolve(words: Sequence[str], on: str | None, setting: Setting) -> Meaning | None:
    """What the words mean on an ISO day, or None where nothing in them is known."""
    return _resolve(tuple(words), on, setting)


@lru_cache(maxsize=4096)
def _resolve(words: tuple[str, ...], on: str | None, setting: Setting) -> Meaning | None:
    phrase, hits, parts = _taken(words)
    if setting.guess and setting.countries and (called := _called(phrase, on, setting)):
        return called
    if not hits:
        return None
    if len(words) < LONG and (held := _held(phrase, hits, parts)) is not None:
        tail = resolve(phrase.words[held + 1:], on, setting)
        if tail and tail.kind in ("group", "body", "title", "state", "adjective"):
            name = joined(phrase, 1 if phrase.keys[0] in ("the", "a", "an") else 0, len(phrase.keys))
            return tail._replace(kind="group", name=name, sector="CVL" if tail.kind == "state" else tail.sector, plural=True, office=None,
                           since=None, until=None, main=(0, phrase.at[-1] + 1))
    if parts is None:
        return None
    told = told_countries(parts, on, setting)
    found = _by_kind(parts, told, on, setting)
    if found is None:
        return None
    end = max([parts.main.end, *(h.end for h in parts.hits if h.start < parts.cut)])
    rest = [w for w in phrase.keys[end:parts.cut] if w not in ("'s", "'")]
    whole = found.whole and (not rest or found.kind == "name")
    return _former(parts, found._replace(whole=whole, countries=tuple(told),
                                  main=(phrase.at[parts.main.start], phrase.at[parts.main.end - 1] + 1)))


@lru_cache(maxsize=8192)
def _taken(words: tuple[str, ...]) -> tuple[Phrase, list[Hit], Parts | None]:
    """The phrase with its hits and parts: the same in every report, so that "the government" is taken apart once."""
    phrase = compact(words)
    hits = scan(phrase)
    return phrase, hits, take_apart(phrase, hits)


def _held(phrase: Phrase, hits: list[Hit], parts: Parts | None) -> int | None:
    """The place of "of" in "members of the guard", "a team of police": what follows it tells who they are."""
    if "of" not in phrase.keys:
        return None
    at = next((i for i, k in enumerate(phrase.keys) if k == "of" and not any(h.start <= i < h.end for h in hits)), None)
    if at is None or at == 0 or (phrase.keys[at - 1] not in CONTAINERS and phrase.keys[0] not in CONTAINERS):
        return None
    strong = any(e.strength == "own" for h in hits if h.end <= at for e in h.entries[:1] if e.sector not in ("SOC", "CVL", None))
    return None if strong else at


def _called(phrase: Phrase, on: str | None, setting: Setting) -> Meaning | None:
    """A leader's surname that is also another word ("Lagos" in a text on Chile)."""
    rows = offices().called(" ".join(phrase.keys)) if len(phrase.keys) < 4 and capital(phrase.words[0]) else []
    person = choose([o for o in rows if o.country in setting.countries[:2]], on, setting.countries[:2]) if rows else None
    if person is None or not person.held or person.office.role not in ("head_of_state", "head_of_government"):
        return None
    return of_person(person, "surname", 0.1)._replace(main=(0, phrase.at[-1] + 1))


def _by_kind(parts: Parts, told: list[str], on: str | None, setting: Setting) -> Meaning | None:
    main = parts.main
    if parts.stance and main in parts.stance:
        return Meaning("stance", words_from(parts, 0, parts.cut), None, None, why="stance", doubt=0.4)
    if main.kind in ("person", "surname"):
        ship = next((h.entries[0] for h in parts.hits if h.kind == "unit" and h.start < main.start), None)
        if ship:
            return Meaning("body", words_from(parts, 0, parts.cut), ship.country, ship.sector, why=ship.row, doubt=0.1)
        return person_of(parts, told, on, setting)
    if main.kind == "agent":
        return _agent(parts, told, on, setting)
    entry = pick(main, on, setting)
    assert entry is not None
    if main.kind in ("state", "capital", "seat"):
        kind = "state" if main.kind != "capital" or not parts.tail else "place"
        return Meaning(kind, entry.name, entry.country, "GOV", why=f"{main.kind} {entry.row}", doubt=0.08)
    if main.kind == "adjective" and unknown_name(parts):
        return Meaning("name", unknown_name(parts), entry.country, None, why=f"name after {entry.row}", doubt=0.3)
    if main.kind in ("adjective", "people"):
        people = next((e for e in main.entries if e.kind == "people"), None)
        article = parts.phrase.keys[0] in ("the", "a", "an") or bool(people and people.plural)
        return Meaning("group" if article else "adjective", words_from(parts, 0, parts.cut) if article else entry.name, entry.country,
                       "CVL" if people and article else "GOV", why=f"{main.kind} {entry.row}", doubt=0.2,
                       plural=bool(people and (people.plural or article)))
    if main.kind == "city":
        return Meaning("place", entry.name, entry.country, "CVL", why=entry.row, doubt=0.3)
    country = entry.country
    nearest = next((e for h in reversed(parts.owners or [h for h in parts.hits if h.end == main.start])
                    if h.kind in ("state", "adjective", "capital") and (e := pick(h, on, setting))), None)
    if nearest and nearest.country != country and country not in NONSTATE and entry.sector in ("GOV", "LEG", "JUD", "MIL", "COP", "SPY"):
        sector = "GOV" if {"ministry", "department"} & set(parts.phrase.keys[main.start:main.end]) else entry.sector
        return Meaning("body", words_from(parts, 0, parts.cut), nearest.country, sector, why=f"{entry.row} of {nearest.row}", doubt=0.15)
    if nearest and nearest.country != country and country not in NONSTATE and entry.sector in ("PTY", "REB", "REL") and owned(parts, main):
        name = words_from(parts, parts.owners[-1].start if parts.owners else main.start, main.end)
        return Meaning("body", name, nearest.country, entry.sector, why=f"{entry.row} of {nearest.row}", doubt=0.2)
    if entry.needs:
        country = told[0] if told else None
        return Meaning("group", words_from(parts, 0, parts.cut), country, entry.sector, why=entry.row, doubt=0.15)
    name = words_from(parts, main.start, main.end) if main.kind == "unit" else entry.name
    return Meaning("body", name, country, entry.sector, why=entry.row, doubt=0.06, plural=entry.plural)


def owned(parts: Parts, main: Hit) -> bool:
    """Whether "'s" stands right before a body: "Jordan's Muslim Brotherhood" is not the Egyptian one."""
    return main.start > 0 and parts.phrase.keys[main.start - 1] == "'s"


def _former(parts: Parts, found: Meaning) -> Meaning:
    """The meaning with "former", "ex-", "-elect" taken into account: they override the table."""
    if found.kind in ("body", "state", "place", "adjective") or found.sector not in ELITE:
        return found
    keys = parts.phrase.keys
    if not FORMER.isdisjoint(keys[:parts.main.end]) or "elect" in keys[:parts.cut]:
        return found._replace(sector="ELI", last_known=False, why=found.why + " +former", office=found.office)
    return found


def _agent(parts: Parts, told: list[str], on: str | None, setting: Setting) -> Meaning:
    main, phrase = parts.main, parts.phrase
    entry = main.entries[0]
    led = [e for h in parts.led if (e := pick(h, on, setting))]
    country = told[0] if told else (led[0].country if led else None)
    sector = sector_of(parts, main, on, setting)
    name = unknown_name(parts)
    title = words_from(parts, main.start, main.end)
    if name and not entry.plural:
        return Meaning("name", name, country, sector, title, why=f"name with title {entry.row}", doubt=0.12 if country else 0.2)
    whole = words_from(parts, 0, len(phrase.words))
    if parts.stance:
        backers = tuple(e.country for h in parts.stance if (e := pick(h, on, setting)) and e.country)
        theatre = country if country not in backers else None
        armed = "REB" if sector == "MIL" else sector
        return Meaning("group", whole, theatre, armed, why=f"stance {entry.row}", doubt=0.3, plural=entry.plural, backers=backers)
    if country and not entry.plural and not MANY & set(phrase.keys[:main.start]):
        titled = _titled(parts, country, on, sector)
        if titled:
            return titled
    kind = "title" if not entry.plural and " ".join(phrase.keys[main.start:main.end]) in lexicon().roles else "group"
    return Meaning(kind, whole, country, sector, title if kind == "title" else None, why=f"agent {entry.row}",
                   doubt=0.12 if country else 0.2, plural=entry.plural)


def _titled(parts: Parts, country: str, on: str | None, sector: str | None) -> Meaning | None:
    """The holder of the office that a title names, where the phrase means its one holder."""
    phrase, main = parts.phrase, parts.main
    before = phrase.keys[:main.start]
    if {"a", "an", "elect"} & {*before, *phrase.keys[main.end:parts.cut]} or NOT_THE_HEAD & set(before) or FORMER & set(before):
        return None
    title = " ".join(phrase.keys[main.start:main.end])
    roles = list(lexicon().roles.get(title, ()))
    if country in NONSTATE:
        bodies = [h for h in parts.hits if h.kind in ("body", "state", "adjective") and h is not main]
        names = {e.name.lower() for h in bodies for e in h.entries} | {" ".join(phrase.words[h.start:h.end]).lower() for h in bodies}
        roles = [("igo_head", f"{word} {name}") for r, word in roles for name in sorted(names) if r == "igo_head"]
    elif any(h.kind == "body" and h.start < parts.cut for h in parts.hits) or any(h.kind in ("body", "city") for h in parts.tail):
        return None
    if not roles:
        return None
    person, rows = holder(country, roles, on)
    candidates = tuple(Candidate(name=o.name, country=o.country, ref=o.wikidata or None, why=o.title) for o in rows[:5])
    if person is None:
        return None if not rows else Meaning("title", words_from(parts, 0, len(phrase.words)), country, sector, title,
                                             why="title.several", doubt=0.15, candidates=candidates)
    return of_person(person, f"title {title}")._replace(kind="person")

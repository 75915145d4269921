"""Who a name, a title or a description means on a day, and in which country, sector and office.

>>> from datetime import date
>>> from dateline.codes.book import CodeBook
>>> [find_who("Joe Biden", None, date(year, 6, 1), CodeBook()).sector for year in (2016, 2018, 2021)]
['GOV', 'ELI', 'GOV']
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.codes.actors import lexicon
from dateline.codes.actors_keys import words_of
from dateline.codes.book import CodeBook
from dateline.codes.offices import offices
from dateline.reading.actors_meaning import TAILS, Meaning, Setting, pick, town
from dateline.reading.actors_named import of_person
from dateline.reading.actors_office import on_day
from dateline.reading.actors_phrase import resolve
from dateline.reading.actors_scan import compact, scan
from dateline.records import Actor, Report

LONGEST = 60  # words of a mention that are read
CONTEXT = 400  # words of the context that are read


def find_who(mention: str, context: str | None, on: date | None, codes: CodeBook) -> Actor | None:
    """The actor that `mention` names on the day `on` (the latest that the tables know where it is None), or None.

    `context` is any text around the mention; the countries that it tells settle surnames and titles.
    """
    words = words_of(mention)[:LONGEST]
    if not words:
        return None
    day = on.isoformat() if on else None
    around = countries_in(context, day)
    found = resolve(words, day, Setting(around, guess=True))
    if found is None or (found.kind in ("name", "place") and found.country is None):
        found = _somewhere(words, day) or found
    if found and found.country is None and found.kind in ("title", "group") and around:
        found = _in_country(words, found, around[0], day)
    if found is None or found.why == "" or (found.kind == "name" and not (found.country or found.sector)):
        return None
    if found.why.startswith("state ") and len(words) < 6:
        found = found._replace(sector=None)  # a bare country: state, land or people is not told
    return actor_of(found, mention, "", (0, len(mention)), (0, len(mention)), codes)


def _in_country(words: list[str], found: Meaning, country: str, on: str | None) -> Meaning:
    """A title or group without a country, in that of which the context speaks most."""
    state = lexicon().states.get(country)
    if state and found.kind == "title":
        titled = resolve([*words_of(state.name), "'s", *[w for w in words if w.lower() != "the"]], on, Setting())
        if titled and titled.kind == "person":
            return titled._replace(why=titled.why + " +context", doubt=0.2)
    return found._replace(country=country, why=found.why + " +context", doubt=0.35)


def _somewhere(words: list[str], on: str | None) -> Meaning | None:
    """A thing or crowd that we do not know, in a country that its words tell ("a market in Kabul")."""
    bare = [w for w in words if w.lower() not in ("the", "a", "an")]
    if len(bare) < 5 and all(w[:1].isupper() for w in bare) and (country := town(" ".join(bare), ())):
        return Meaning("place", " ".join(bare), country, None, why="place.town", doubt=0.4)
    at = next((i for i, w in enumerate(words) if i and w.lower() in TAILS), None)
    tail = resolve(words[at + 1:], on, Setting()) if at else None
    if tail is None or tail.country is None or tail.kind not in ("state", "place", "group", "adjective", "person"):
        return None
    return Meaning("place", " ".join(words).replace(" - ", "-"), tail.country, None, why="place of " + tail.why, doubt=0.4)


def countries_in(context: str | None, on: str | None) -> tuple[str, ...]:
    """The countries that a text tells, the most often told first.

    >>> countries_in("Officials in Baku said Azerbaijan and Armenia had met.", None)
    ('AZE', 'ARM')
    """
    if not context:
        return ()
    phrase = compact(words_of(context)[:CONTEXT])
    count: dict[str, int] = {}
    for hit in scan(phrase, surnames=False):
        entry = pick(hit, on, Setting())
        if entry and entry.country:
            count[entry.country] = count.get(entry.country, 0) + 1
    return tuple(sorted(count, key=lambda c: -count[c]))


def actor_of(found: Meaning, text: str, report: str, span: tuple[int, int], sentence: tuple[int, int], codes: CodeBook) -> Actor:
    """The record of a meaning."""
    return Actor(report=report, sentence=sentence, span=span, why=found.why, doubt=round(found.doubt, 3), codes=codes.version,
                 name=found.name or text, country=found.country, sector=found.sector, office=found.office, since=found.since,
                 until=found.until, wikidata=found.wikidata, last_known=found.last_known, candidates=found.candidates)


def as_of(actor: Actor, on: date, codes: CodeBook) -> Actor:
    """The same mention recoded for another day: the office and sector that its person had then.

    Actors that no table of offices knows stay as they are.
    """
    day = on.isoformat()
    rows = [o for k in (actor.wikidata, f"{actor.name}/{actor.country}") if k for o in offices().rows_of(k)]
    person = on_day(rows, day)
    if person is None or person.sector is None:
        return actor
    found = of_person(person, "as of " + day)
    return replace(actor, sector=found.sector, country=found.country or actor.country, office=found.office, since=found.since,
                   until=found.until, last_known=found.last_known, why=f"{actor.why}; {found.why}"[:200])


def as_then(actors: tuple[Actor, ...], days: tuple[date, date] | None, report: Report, codes: CodeBook) -> tuple[Actor, ...]:
    """The actors in the offices that they held in days (from, to) that were past when a report appeared: the middle of a year or month
    told alone."""
    if days is None or report.published is None:
        return actors
    first, last = days
    day = first + (last - first) // 2
    return tuple(as_of(a, day, codes) for a in actors) if day.isoformat() < report.published else actors

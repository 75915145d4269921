"""FollowTheMoney JSON lines: entities, among them Events, whose parties are entities of the same file.

An Event's `organizer` is taken for who acted and `involved` for to whom; without an organizer nobody is said to have acted (`mutual`). FtM
has no event types: a PLOVER event among the `keywords`, as Dateline writes it, is taken for one. An Event without a date has the day
on which its proof was published.

>>> lines = ['{"id": "a", "schema": "PublicBody", "properties": {"name": ["Kremlin"], "country": ["ru"]}}',
...          '{"id": "b", "schema": "Person", "properties": {"name": ["Jo"], "nationality": ["us"]}}',
...          '{"id": "e", "schema": "Event", "properties": {"name": ["Talks"], "date": ["2021-06-16"], "involved": ["a", "b"]}}']
>>> [(r.actor, r.mutual, r.event) for r in rows(enumerate(lines, 1))]
[(('RUS', 'USA'), True, None)]
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateline.codes.peers import country_of_alpha2
from dateline.codes.plover import kinds
from dateline.peers.plover import object_of
from dateline.peers.row import BadLine, NoRow, PeerRow, iso_day, once

LONGEST = 31  # days that an event may last and still be said to be on its first
COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry")


@dataclass(slots=True)
class _Seen:
    """What the entities of a file say, for the events among them."""

    countries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)
    events: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)


def rows(lines: Iterable[tuple[int, str]]) -> Iterator[PeerRow | BadLine]:
    """A row or a refusal for each Event, after the whole file is seen; other entities give no row. Broken lines are refused at once."""
    seen = _Seen()
    for number, line in lines:
        try:
            _see(number, line, seen)
        except NoRow as error:
            yield BadLine(number, str(error))
    for number, line, data in seen.events:
        try:
            yield _row(number, line, data, seen)
        except NoRow as error:
            yield BadLine(number, str(error))


def _see(number: int, line: str, seen: _Seen) -> None:
    data = object_of(line)
    id_, properties = data.get("id"), data.get("properties")
    if not isinstance(id_, str) or not isinstance(data.get("schema"), str) or not isinstance(properties, dict):
        raise NoRow("no entity: it needs id, schema and properties")
    if data["schema"] == "Event":
        seen.events.append((number, line, data))
        return
    countries = once([country_of_alpha2(v) for name in COUNTRIES for v in _values(properties, name)])
    if countries:
        seen.countries[id_] = countries
    for url in _values(properties, "sourceUrl")[:1]:
        seen.urls[id_] = url
    for day in _values(properties, "publishedAt")[:1]:
        seen.published[id_] = day


def _row(number: int, line: str, data: dict[str, Any], seen: _Seen) -> PeerRow:
    properties = data["properties"]
    days = [v for name in ("date", "startDate") for v in _values(properties, name)]
    days = days or sorted(seen.published[i] for i in _values(properties, "proof") if i in seen.published)
    if not days:
        raise NoRow("the event has no date")
    first, last = iso_day(days[0]), _values(properties, "endDate")
    if last and abs((date.fromisoformat(iso_day(last[0])) - date.fromisoformat(first)).days) > LONGEST:
        raise NoRow(f"the event lasts from {first} to {last[0][:10]}: it has no day")
    organizer = _values(properties, "organizer")
    involved = [i for i in _values(properties, "involved") if i not in organizer]
    did, got = ([c for id_ in ids for c in seen.countries.get(id_, ())] for ids in (organizer, involved))
    mutual = not organizer
    known = kinds().get(next((k for k in _values(properties, "keywords") if k in kinds()), ""))
    urls = _values(properties, "sourceUrl") or [seen.urls[i] for i in _values(properties, "proof") if i in seen.urls]
    return PeerRow("ftm", data["id"], first, once([*(got if mutual else did)]), once([*got]), known.event if known else None,
                   known.quad if known else None, urls[0] if urls else None, number, line,
                   next(iter(_values(properties, "publisher")), None), mutual)


def _values(properties: dict[str, Any], name: str) -> list[str]:
    value = properties.get(name)
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str) and v]

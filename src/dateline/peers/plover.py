"""PLOVER's JSON, one event a line, in today's field names or the older ones (source, target, eventText).

>>> line = '{"id": "a", "date": "2021-06-04", "actor": [{"code": "RUSGOV"}], "recipient": [{"code": "USA"}], "event": ["CONSULT"]}'
>>> [(r.actor, r.event, r.recipient) for r in rows([(1, line)])]
[(('RUS',), 'CONSULT', ('USA',))]
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.peers.row import BadLine, NoRow, PeerRow, country_of, event_of, iso_day, once


def rows(lines: Iterable[tuple[int, str]]) -> Iterator[PeerRow | BadLine]:
    """Rows or a refusal for each line; a line with several events gives a row for each, the later ones with a number behind the id."""
    for number, line in lines:
        try:
            yield from rows_of(line, number)
        except NoRow as error:
            yield BadLine(number, str(error))


def object_of(line: str) -> dict[str, Any]:
    """The JSON object of a line; raises NoRow."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NoRow(f"no JSON: {str(error)[:60]}") from error
    if not isinstance(data, dict):
        raise NoRow("no JSON object")
    return data


def rows_of(line: str, number: int) -> list[PeerRow]:
    """The rows that a line tells; raises NoRow."""
    data = object_of(line)
    id_, names = data.get("id"), _list(data.get("event") or data.get("event_type"))
    if not isinstance(id_, str | int) or not str(id_):
        raise NoRow("it has no id")
    if not names or not all(isinstance(n, str) for n in names):
        raise NoRow("it has no event")
    day = iso_day(str(data.get("date")))
    actor, recipient = _countries(data.get("actor") or data.get("source")), _countries(data.get("recipient") or data.get("target"))
    link, cite = data.get("link"), data.get("cite_info")
    outlet = cite.get("outlet") if isinstance(cite, dict) else None
    made = []
    for index, name in enumerate(names, 1):
        event, quad = event_of(name)
        if event is None and quad is None:
            raise NoRow(f"the event is {name[:20]!r}; allowed: an event of PLOVER")
        made.append(PeerRow("plover", str(id_) if index == 1 else f"{id_}/{index}", day, actor, recipient, event, quad,
                            link if isinstance(link, str) and link else None, number, line, outlet if isinstance(outlet, str) else None))
    return made


def _countries(value: Any) -> tuple[str, ...]:
    found: list[str | None] = []
    for entity in _list(value):
        code = entity.get("code") if isinstance(entity, dict) else entity
        if isinstance(code, str):
            found.append(country_of(code))
    return once(found)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None or value == "" else [value]

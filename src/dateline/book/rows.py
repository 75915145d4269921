"""From records to the rows of the book, and the digests that prove them."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from typing import Any

from dateline.records import Actor, Agenda, Event, Finding, Place, Quote, Time
from dateline.records.plain import to_plain

CLASSES: dict[str, type[Finding]] = {c.kind_of_record: c for c in (Actor, Agenda, Event, Place, Quote, Time)}
NESTED = frozenset(("actor", "recipient", "speaker", "via", "who", "place", "where"))  # fields that hold findings
SHARED = frozenset(("report", "sentence", "codes"))  # what a finding within another mostly shares with it

CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
PLAIN = json.JSONEncoder(ensure_ascii=False).encode
Row = tuple[Any, ...]
Party = tuple[str, str, str | None, str | None]  # role, name, country, sector
PARTIES = {"actor": "actor", "recipient": "recipient", "speaker": "speaker", "via": "via", "who": "who"}


def canonical(data: Any) -> str:
    """JSON with sorted keys and no spare space: one text for one value.

    >>> canonical({"b": 1, "a": [None, "é"]})
    '{"a":[null,"é"],"b":1}'
    """
    return CANONICAL(data)


def packed(data: Mapping[str, Any]) -> str:
    """A finding as it is stored: fields that are empty are left out, and within it what it shares with the findings in it.

    >>> packed({"type": "actor", "id": "a1", "report": "r1", "name": "X", "country": None, "last_known": False, "candidates": []})
    '{"id":"a1","name":"X","report":"r1","type":"actor"}'
    """
    return canonical(_pack(data, {}))


def _pack(data: Mapping[str, Any], around: Mapping[str, Any]) -> dict[str, Any]:
    out = {}
    for key, value in data.items():
        if value is None or value is False or value == [] or value == () or (key in SHARED and value == around.get(key)):
            continue
        if key in NESTED:
            value = _pack(value, data) if isinstance(value, Mapping) else [_pack(v, data) for v in value]
        out[key] = value
    return out


def loaded(record: str) -> dict[str, Any]:
    """The plain data of a stored report or finding, as its record writes itself."""
    data: dict[str, Any] = json.loads(record)
    return _unpack(data, {}) if data["type"] in CLASSES else data


def _unpack(data: dict[str, Any], around: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {"type": None, "id": None}
    for key, empty in _fields(data["type"]):
        out[key] = data[key] if key in data else around.get(key) if key in SHARED and key in around else [] if empty == [] else empty
        if key in NESTED and out[key]:
            out[key] = _unpack(out[key], out) if isinstance(out[key], dict) else [_unpack(v, out) for v in out[key]]
    return {**out, "type": data["type"], "id": data["id"]}


@cache
def _fields(kind: str) -> tuple[tuple[str, Any], ...]:
    """The fields of a kind of finding, each with what it is where it is left out."""
    return tuple((f.name, to_plain(f.default) if f.default is not MISSING and f.default is not False else
                  False if f.default is False else [] if "tuple" in str(f.type) else None) for f in fields(CLASSES[kind]))


def digest(rows: Iterable[Sequence[Any]]) -> str:
    """SHA-256 over rows of plain values; bytes count by their own hash."""
    hashed = hashlib.sha256()
    for row in rows:
        line = [hashlib.sha256(v).hexdigest() if isinstance(v, bytes) else v for v in row]
        hashed.update(PLAIN(line).encode("utf-8", "surrogatepass") + b"\n")
    return hashed.hexdigest()


def chained(before: str, seq: int, kind: str, ref: str, digest_: str) -> str:
    """The hash that chains a log line to the one before."""
    return digest([(before, seq, kind, ref, digest_)])


def finding_columns(data: dict[str, Any] | None) -> tuple[Any, ...]:
    """The query columns of a finding: event, status, claimed, background, first_day, last_day, place, doubt."""
    if data is None:
        return (None,) * 8
    date = data.get("date") or {}
    place = data.get("place") or data.get("where") or {}
    first, last = date.get("start") or data.get("start"), date.get("end") or data.get("end")
    when = data.get("when") or data.get("said_on")
    if first is None and isinstance(when, str) and len(when) == 10:
        first = last = when
    flag = {None: None, True: 1, False: 0}
    event = data.get("event") if data["type"] == "event" else None
    return (event, data.get("status") or data.get("stance") or data.get("state"), flag[data.get("claimed")],
            flag[data.get("background")], first, last, data.get("country") if data["type"] == "place" else place.get("country"),
            None if data.get("doubt") is None else float(data["doubt"]))


def parties(data: dict[str, Any] | None) -> Iterator[Party]:
    """Everybody who takes part in a finding, each role and name once."""
    if data is None:
        return
    if data["type"] == "actor":
        yield "self", data["name"], data.get("country"), data.get("sector")
        return
    seen = set()
    for field, role in PARTIES.items():
        value = data.get(field) or ()
        for actor in [value] if isinstance(value, dict) else value:
            row = role, actor["name"], actor.get("country"), actor.get("sector")
            if row not in seen:
                seen.add(row)
                yield row

"""From records to the rows of the book, and the digests that prove them."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Row = tuple[Any, ...]
Party = tuple[str, str, str | None, str | None]  # role, name, country, sector
PARTIES = {"actor": "actor", "recipient": "recipient", "speaker": "speaker", "via": "via", "who": "who"}


def canonical(data: Any) -> str:
    """JSON with sorted keys and no spare space: one text for one value.

    >>> canonical({"b": 1, "a": [None, "é"]})
    '{"a":[null,"é"],"b":1}'
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(rows: Iterable[Sequence[Any]]) -> str:
    """SHA-256 over rows of plain values; bytes count by their own hash."""
    hashed = hashlib.sha256()
    for row in rows:
        line = [hashlib.sha256(v).hexdigest() if isinstance(v, bytes) else v for v in row]
        hashed.update(json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
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

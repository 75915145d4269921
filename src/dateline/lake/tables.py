"""The tables of a lake: which columns they have, and how a record becomes a row. Each row also holds the whole record as JSON.

>>> event_row({"event": "CONSULT", "date": {"value": "2021-06", "start": "2021-06-01", "end": "2021-06-30"}})["date_start"]
'2021-06-01'
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Row = dict[str, Any]
Data = Mapping[str, Any]
Spans = Iterable[tuple[int, int]]

PARTY = {"name": "string", "country": "string", "sector": "string", "office": "string", "wikidata": "string"}
PLACE = {"name": "string", "country": "string", "admin1": "string", "geonameid": "int64", "lat": "double", "lon": "double",
         "precision": "string"}
MADE = {"codes": "string", "made_by": "string", "configuration": "string", "shard": "string", "record": "string"}
FINDING = {"id": "string", "report": "string", "published": "string", "outlet": "string", "sentence_start": "int32",
           "sentence_end": "int32", "sentence": "string", "words": "string", "why": "string", "doubt": "double"}
# table -> column -> type; a dict is a struct, a list of one type a list of it
TABLES: dict[str, dict[str, Any]] = {
    "reports": {"id": "string", "outlet": "string", "url": "string", "title": "string", "byline": ["string"], "published": "string",
                "language": "string", "complete": "bool", "events": "int32", "quotes": "int32", "agenda": "int32", "text": "string",
                "exact": "binary", "original": "string", "part": "string", "path": "string", "walk": "string", "number": "int64", **MADE},
    "events": {**FINDING, "event": "string", "mode": "string", "contexts": ["string"], "quad": "int32", "intensity": "double",
               "status": "string", "claimed": "bool", "claimed_by": "string", "background": "bool", "date": "string",
               "date_start": "string", "date_end": "string", "actor": [PARTY], "recipient": [PARTY], "place": PLACE, **MADE},
    "quotes": {**FINDING, "kind": "string", "act": "string", "stance": "string", "said_on": "string", "speaker": PARTY, "via": [PARTY],
               "source": "string", "place": PLACE, **MADE},
    "agenda": {**FINDING, "event": "string", "what": "string", "due": "string", "state": "string", "who": [PARTY], "place": PLACE, **MADE},
    "mentions": {**FINDING, "type": "string", "name": "string", "country": "string", "sector": "string", "office": "string",
                 "wikidata": "string", "value": "string", "first_day": "string", "last_day": "string", "geonameid": "int64",
                 "lat": "double", "lon": "double", "precision": "string", **MADE},
    "originals": {"sha256": "string", "bytes": "binary", "shard": "string"},
    "copies": {"original": "string", "part": "string", "path": "string", "report": "string", "walk": "string", "number": "int64",
               "shard": "string"},
    "refusals": {"original": "string", "part": "string", "path": "string", "reason": "string", "walk": "string", "number": "int64",
                 "shard": "string"},
}
SIDE = {"name": "string", "country": "string", "sector": "string"}
# what joining makes of all shards together: one file each, derived from the rest
JOINED: dict[str, dict[str, Any]] = {
    "happenings": {"id": "string", "event": "string", "mode": "string", "status": "string", "claimed": "bool", "date": "string",
                   "day_first": "string", "day_last": "string", "actor": [SIDE], "recipient": [SIDE], "place": "string",
                   "country": "string", "reports": "int32", "origins": "int32", "claims": "int32", "doubt": "double", "record": "string"},
    "members": {"event": "string", "happening": "string", "recalled": "bool"},
    "origins": {"id": "string", "report": "string", "agency": "string", "reports": "int32"},
}
BY_MONTH = ("reports", "events", "quotes", "agenda", "mentions")
UNKNOWN = "unknown"  # the month of reports whose day of publication is not known


def month_of(published: str | None) -> str:
    """The partition of a day of publication.

    >>> month_of("2021-06-04"), month_of(None)
    ('2021-06', 'unknown')
    """
    return published[:7] if published else UNKNOWN


def report_row(report: Data, text: str, counts: Mapping[str, int]) -> Row:
    """A report's columns that come from its record. `exact` holds a text that UTF-8 cannot, in `surrogatepass`."""
    plain = clean(text)
    return {**{n: report[n] for n in ("id", "outlet", "url", "title", "byline", "published", "language", "complete")}, "text": plain,
            "exact": None if plain == text else text.encode("utf-8", "surrogatepass"),
            **{n: counts.get(n[:-1] if n != "agenda" else n, 0) for n in ("events", "quotes", "agenda")}}


def finding_row(data: Data, text: str, report: Data) -> Row:
    """A finding's columns: those that all have, and those of its type."""
    start, end = data["sentence"]
    return {"id": data["id"], "report": data["report"], "published": report["published"], "outlet": report["outlet"],
            "sentence_start": start, "sentence_end": end, "sentence": text[start:end], "why": data["why"], "doubt": data["doubt"],
            "words": _words(text, _own(data)), "codes": data["codes"], **ROWS[table_of(data["type"])](data),
            **({"source": _words(text, data["source"])} if data["type"] == "quote" else {})}


def table_of(type_: str) -> str:
    """The table of a type of finding.

    >>> table_of("event"), table_of("place")
    ('events', 'mentions')
    """
    return {"event": "events", "quote": "quotes", "agenda": "agenda"}.get(type_, "mentions")


def _own(data: Data) -> Spans:
    return data["anchor"] if data["type"] == "event" else data["content"] if data["type"] == "quote" else [data["span"]]


def _words(text: str, spans: Spans) -> str:
    return " … ".join(text[s:e] for s, e in spans)


def event_row(data: Data) -> Row:
    """The columns of an event."""
    date = data.get("date") or {}
    simple = ("event", "mode", "contexts", "quad", "intensity", "status", "claimed", "claimed_by", "background", "actor", "recipient",
              "place")
    return {**{n: data.get(n) for n in simple}, "date": date.get("value"), "date_start": date.get("start"), "date_end": date.get("end")}


def quote_row(data: Data) -> Row:
    """The columns of a quote."""
    return {n: data.get(n) for n in ("kind", "act", "stance", "said_on", "speaker", "via", "place")}


def agenda_row(data: Data) -> Row:
    """The columns of an agenda item; `due` is its `when`, which is a word of SQL."""
    return {**{n: data.get(n) for n in ("event", "what", "state", "who")}, "due": data.get("when"), "place": data.get("where")}


def mention_row(data: Data) -> Row:
    """The columns of an actor, a place or a time."""
    simple = ("type", "name", "country", "sector", "office", "wikidata", "value", "geonameid", "lat", "lon", "precision")
    return {**{n: data.get(n) for n in simple}, "first_day": data.get("start"), "last_day": data.get("end")}


ROWS: dict[str, Callable[[Data], Row]] = {"events": event_row, "quotes": quote_row, "agenda": agenda_row, "mentions": mention_row}


def packed(record: Data) -> str:
    r"""A record as JSON: one text for one record; escapes only where UTF-8 cannot hold it.

    >>> packed({"b": "é", "a": None})
    '{"a":null,"b":"é"}'
    """
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text if clean(text) == text else json.dumps(record, sort_keys=True, separators=(",", ":"))


def clean(text: str) -> str:
    """A text that UTF-8 can hold: lone surrogates become question marks, one for one."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()

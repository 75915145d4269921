"""The flat tables that CSV, TSV, Parquet and Excel share: plain column names, one value a cell, lists joined by "; ".

>>> TABLES["agenda"]["state"].kind
'text'
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from dateline.codes.cow import cow, dyad_key
from dateline.views.exports.content import Content, Row, words

Kind = Literal["text", "whole", "real", "truth"]
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """How a column is read from a row of the book, and what it holds."""

    read: Callable[[Content, Row], Value]
    kind: Kind = "text"


def _of(name: str, kind: Kind = "text") -> Column:
    return Column(lambda _, row: row.get(name), kind)


def _inside(outer: str, name: str, kind: Kind = "text") -> Column:
    return Column(lambda _, row: (row.get(outer) or {}).get(name), kind)


def _list(values: Iterable[Any]) -> str | None:
    """Values joined by "; ", an empty piece for each that is not known; None for no values at all."""
    held = [str(v) if v is not None else "" for v in values]
    return "; ".join(held) if any(held) else None


def _joined(name: str) -> Column:
    return Column(lambda _, row: _list(row.get(name) or ()))


def _each(field: str, name: str) -> Column:
    """One field of each of the actors in a role."""
    return Column(lambda _, row: _list(a.get(name) for a in _actors(row, field)))


def _actors(row: Row, field: str) -> list[Row]:
    value = row.get(field) or []
    return [value] if isinstance(value, dict) else list(value)


def _cows(field: str) -> Column:
    return Column(lambda _, row: _list(cow().get(a.get("country") or "") for a in _actors(row, field)))


def _dyad(_: Content, row: Row) -> int | None:
    """The directed dyad's key where one country acts on one other."""
    sides = [{a.get("country") for a in _actors(row, field)} for field in ("actor", "recipient")]
    if len(sides[0]) != 1 or len(sides[1]) != 1:
        return None
    (actor,), (recipient,) = sides
    return dyad_key(actor or "", recipient or "")


def _spans(field: str) -> Column:
    return Column(lambda content, row: words(content.text(row["report"]), row.get(field) or ()) or None)


def _part(name: str, index: int) -> Column:
    return Column(lambda _, row: row[name][index], "whole")


def _stamp(_: Content, row: Row) -> str:
    return str(_.stamp.version)


def _people(field: str) -> dict[str, Column]:
    return {f"{field}_name": _each(field, "name"), f"{field}_country": _each(field, "country"), f"{field}_cow": _cows(field),
            f"{field}_sector": _each(field, "sector"), f"{field}_office": _each(field, "office"),
            f"{field}_wikidata": _each(field, "wikidata")}


def _place(field: str) -> dict[str, Column]:
    return {"place": _inside(field, "name"), "place_country": _inside(field, "country"), "place_admin1": _inside(field, "admin1"),
            "place_geonameid": _inside(field, "geonameid", "whole"), "place_lat": _inside(field, "lat", "real"),
            "place_lon": _inside(field, "lon", "real"), "place_precision": _inside(field, "precision")}


MADE = {"configuration": Column(lambda content, _: content.stamp.configuration), "dateline_version": Column(_stamp)}
EVIDENCE = {
    "report": _of("report"), "outlet": _of("outlet"), "title": _of("title"), "published": _of("published"), "url": _of("url"),
    "sentence": _of("sentence_text"), "sentence_start": _part("sentence", 0), "sentence_end": _part("sentence", 1), "why": _of("why"),
    "doubt": _of("doubt", "real"), "origin": _of("origin"), "code_book": _of("codes"), **MADE}
EVENTS = {
    "id": _of("id"), "event": _of("event"), "mode": _of("mode"), "contexts": _joined("contexts"), "quad": _of("quad", "whole"),
    "intensity": _of("intensity", "real"), "status": _of("status"), "claimed": _of("claimed", "truth"), "claimed_by": _of("claimed_by"),
    "background": _of("background", "truth"), "date": _inside("date", "value"), "date_start": _inside("date", "start"),
    "date_end": _inside("date", "end"), **_people("actor"), **_people("recipient"), "dyad": Column(_dyad, "whole"), **_place("place"),
    "words": _spans("anchor"), **EVIDENCE}
QUOTES = {
    "id": _of("id"), "kind": _of("kind"), "act": _of("act"), "stance": _of("stance"), "said_on": _of("said_on"), **_people("speaker"),
    "via": _each("via", "name"), "source_words": _spans("source"), "addressee": _spans("addressee"), "words": _spans("content"),
    **EVIDENCE}
AGENDA = {
    "id": _of("id"), "event": _of("event"), "what": _of("what"), "when": _of("when"), "state": _of("state"), **_people("who"),
    **_place("where"), "topics": _spans("topics"), **EVIDENCE}
REPORTS = {
    "id": _of("id"), "outlet": _of("outlet"), "title": _of("title"), "byline": _joined("byline"), "published": _of("published"),
    "published_from": _of("published_from"), "language": _of("language"), "url": _of("url"), "sha256": _of("sha256"),
    "version": _of("version", "whole"), "complete": _of("complete", "truth"), "events": _of("events", "whole"),
    "quotes": _of("quotes", "whole"), "agenda": _of("agenda", "whole"), "code_book": Column(lambda c, _: " ".join(c.stamp.codes)), **MADE}
HAPPENINGS = {
    "id": _of("id"), "event": _of("event"), "mode": _of("mode"), "intensity": _of("intensity", "real"), "status": _of("status"),
    "claimed": _of("claimed", "truth"), "date": _of("date"), "date_start": _of("day_first"), "date_end": _of("day_last"),
    **{k: v for k, v in {**_people("actor"), **_people("recipient")}.items() if not k.endswith(("office", "wikidata"))},
    "dyad": Column(_dyad, "whole"), "place": _of("place"), "place_country": _of("country"), "reports": _of("reports", "whole"),
    "origins": _of("origins", "whole"), "claims": _of("claims", "whole"), "doubt": _of("doubt", "real"), "events": _joined("events"),
    "recalled": _joined("recalled"), "code_book": Column(lambda c, _: " ".join(c.stamp.codes)), **MADE}
TABLES: dict[str, dict[str, Column]] = {
    "events": EVENTS, "quotes": QUOTES, "agenda": AGENDA, "reports": REPORTS, "happenings": HAPPENINGS}


def cells(content: Content, row: Row, columns: dict[str, Column]) -> list[Value]:
    """The values of a row, in the order of the columns."""
    return [column.read(content, row) for column in columns.values()]


def plain(value: Value) -> str:
    """A value as text: nothing for what is not known, true and false in small letters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)

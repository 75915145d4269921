"""Asking the book: one filter grammar for events, quotes, agenda, actors and reports."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dateline.errors import BookError, NotFound


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for; every field that is set must hold.

    `actor`, `recipient` and `by` (speaker) are a country code (RUS), a sector (GOV), both (RUS GOV) or a part of a name; `about` is
    anybody who takes part; `day_from` and `day_to` are ISO days between which the finding happens, or its report was published where
    the finding has no day; `as_of` keeps only reports published by that day; `claims` and `background` keep (None), drop (False) or
    ask for (True) claims and recalled events.
    """

    event: str | None = None
    actor: str | None = None
    recipient: str | None = None
    by: str | None = None
    about: str | None = None
    status: str | None = None
    day_from: str | None = None
    day_to: str | None = None
    place: str | None = None
    outlet: str | None = None
    text: str | None = None
    as_of: str | None = None
    claims: bool | None = None
    background: bool | None = None


@dataclass(slots=True)
class Where:
    """SQL conditions and their values, as they gather."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, sql: str, *values: Any) -> None:
        self.parts.append(sql)
        self.values += values

    def __str__(self) -> str:
        return " AND ".join(self.parts) or "1"


FINDINGS_OF_REPORT = "SELECT current FROM finding WHERE report = ? AND current IS NOT NULL ORDER BY type, id"
ROLES = {"actor": ("actor",), "recipient": ("recipient",), "by": ("speaker",),
         "about": ("actor", "recipient", "speaker", "via", "who", "self")}


def findings(db: sqlite3.Connection, kind: str, wanted: Filter, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The findings of a kind that the filter lets through, as they stand after judgements, with sentence and report; by day, then id."""
    where = condition(kind, wanted)
    sql = (f"SELECT f.current, f.origin, r.text, r.outlet, r.title, r.published, r.url FROM finding f JOIN report r ON r.id = f.report"
           f" WHERE {where} ORDER BY coalesce(f.first_day, r.published, ''), f.report, json_extract(f.current, '$.sentence[0]'), f.id"
           f"{' LIMIT ?' if limit is not None else ''}")
    for current, origin, text, outlet, title, published, url in _rows(db, sql, [*where.values, *([limit] if limit is not None else [])]):
        data = json.loads(current)
        start, end = data["sentence"]
        yield {**data, "origin": origin, "sentence_text": text[start:end], "outlet": outlet, "title": title, "published": published,
               "url": url}


def condition(kind: str, wanted: Filter) -> Where:
    """What a filter asks of `finding f JOIN report r`; for the kind "report" of `report r` alone."""
    where = Where()
    if kind != "report":
        where.add("f.type = ?", kind)
        where.add("f.current IS NOT NULL")
        _by_finding(where, wanted)
    _by_report(where, wanted)
    return where


def reports(db: sqlite3.Connection, wanted: Filter, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The reports that the filter lets through, with counts of their findings; by publication day, then id."""
    where = Where()
    _by_report(where, wanted)
    counts = ", ".join(f"(SELECT count(*) FROM finding f WHERE f.report = r.id AND f.type = '{t}' AND f.current IS NOT NULL)"
                       for t in ("event", "quote", "agenda"))
    sql = f"SELECT r.record, r.path, {counts} FROM report r WHERE {where} ORDER BY coalesce(r.published, ''), r.id"
    for record, path, *numbers in _rows(db, sql + (" LIMIT ?" if limit is not None else ""),
                                        [*where.values, *([limit] if limit is not None else [])]):
        yield {**json.loads(record), "path": path, **dict(zip(("events", "quotes", "agenda"), numbers, strict=True))}


def actors(db: sqlite3.Connection, wanted: Filter, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Everybody in the book: name, codes, and in how many reports and findings they take part; most met first."""
    where = Where()
    where.add("f.current IS NOT NULL")
    _by_finding(where, Filter(about=wanted.about))
    _by_report(where, wanted)
    sql = ("SELECT p.name, p.country, p.sector, count(DISTINCT f.report), sum(p.role = 'actor'), sum(p.role = 'recipient'),"
           " sum(p.role = 'speaker')"
           f" FROM party p JOIN finding f ON f.id = p.finding JOIN report r ON r.id = f.report WHERE {where}"
           " GROUP BY p.name, p.country, p.sector ORDER BY 4 DESC, 1, 2, 3")
    names = ("name", "country", "sector", "reports", "did", "was_done_to", "said")
    for row in _rows(db, sql + (" LIMIT ?" if limit is not None else ""), [*where.values, *([limit] if limit is not None else [])]):
        yield dict(zip(names, row, strict=True))


def plain(record: str) -> dict[str, Any]:
    """The plain data of a stored record."""
    data: dict[str, Any] = json.loads(record)
    return data


def one(db: sqlite3.Connection, id_: str) -> dict[str, Any]:
    """A report with all its findings, or one finding with its sentence; raises NotFound."""
    found = db.execute("SELECT record, text FROM report WHERE id = ?", (id_,)).fetchone()
    if found:
        rows = db.execute(FINDINGS_OF_REPORT, (id_,))
        return {**json.loads(found[0]), "text": found[1], "findings": [json.loads(row[0]) for row in rows]}
    row = db.execute("SELECT f.record, f.current, f.origin, r.text, r.outlet, r.title, r.published, r.url FROM finding f"
                     " JOIN report r ON r.id = f.report WHERE f.id = ?", (id_,)).fetchone()
    if not row:
        raise NotFound(f"the book has no report and no finding with the id {id_!r}")
    data = json.loads(row[1] or row[0])
    start, end = data["sentence"]
    return {**data, "removed": row[1] is None, "origin": row[2], "sentence_text": row[3][start:end], "outlet": row[4], "title": row[5],
            "published": row[6], "url": row[7]}


def _rows(db: sqlite3.Connection, sql: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
    try:
        yield from db.execute(sql, values)
    except sqlite3.DatabaseError as error:
        raise BookError(f"{error}; `dateline verify` tells what is wrong with the book") from error


def _by_finding(where: Where, wanted: Filter) -> None:
    for column in ("event", "status", "place"):
        value = getattr(wanted, column)
        if value:
            where.add(f"f.{column} = ? COLLATE NOCASE", value)
    for name, roles in ROLES.items():
        value = getattr(wanted, name)
        if value:
            _by_party(where, value, roles)
    for column, asked in (("claimed", wanted.claims), ("background", wanted.background)):
        if asked is not None:
            where.add(f"coalesce(f.{column}, 0) = ?", int(asked))
    if wanted.day_from:
        where.add("coalesce(f.last_day, f.first_day, r.published) >= ?", wanted.day_from)
    if wanted.day_to:
        where.add("coalesce(f.first_day, r.published) <= ?", wanted.day_to)


def _by_party(where: Where, value: str, roles: tuple[str, ...]) -> None:
    """Codes are written in capitals: RUS, GOV, RUS GOV; anything else is part of a name."""
    codes = re.fullmatch(r"([A-Z]{3})(?:[ /]([A-Z]{3}))?", value.strip())
    sql = f"EXISTS (SELECT 1 FROM party p WHERE p.finding = f.id AND p.role IN ({', '.join('?' * len(roles))}) AND "
    if codes and codes[2]:
        where.add(sql + "p.country = ? AND p.sector = ?)", *roles, codes[1], codes[2])
    elif codes:
        where.add(sql + "(p.country = ? OR p.sector = ?))", *roles, codes[1], codes[1])
    else:
        where.add(sql + "p.name LIKE ? ESCAPE '\\')", *roles, "%" + re.sub(r"([\\%_])", r"\\\1", value) + "%")


def _by_report(where: Where, wanted: Filter) -> None:
    if wanted.outlet:
        where.add("r.outlet = ? COLLATE NOCASE", wanted.outlet)
    if wanted.as_of:
        where.add("r.published <= ?", wanted.as_of)
    if wanted.text:
        where.add("r.rowid IN (SELECT rowid FROM report_text WHERE report_text MATCH ?)", full_text(wanted.text))


def full_text(query: str) -> str:
    """A full-text query from what a person types: words that must all occur, "phrases" kept, nothing of FTS5's own grammar.

    >>> full_text('cod "foreign minister" AND')
    '"cod" "foreign minister" "AND"'
    """
    found = [a or b for a, b in re.findall(r'"([^"]+)"|([^\s"]+)', query)]
    return " ".join(f'"{word}"' for word in found) or '""'

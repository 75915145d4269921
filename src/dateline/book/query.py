"""Asking the book: one filter grammar for events, quotes, agenda, actors and reports."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from dateline.book.filter import Filter as Filter
from dateline.book.filter import full_text as full_text
from dateline.book.rows import loaded
from dateline.book.search import MANY, Where, reports_with, walk, who
from dateline.errors import BookError, NotFound

FINDINGS_OF_REPORT = ("SELECT current FROM finding WHERE report = (SELECT number FROM report WHERE id = ?) AND current IS NOT NULL"
                      " ORDER BY type, id")
SHOWN = "f.id, f.current, f.origin, r.text, r.outlet, r.title, r.published, r.url"
COUNTS = ", ".join(f"(SELECT count(*) FROM finding f WHERE f.report = r.number AND f.type = '{t}' AND f.current IS NOT NULL)"
                   for t in ("event", "quote", "agenda"))
STEP = 400  # findings that are read together
ACTOR = ("name", "country", "sector", "reports", "did", "was_done_to", "said")


def findings(db: sqlite3.Connection, kind: str, wanted: Filter, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The findings of a kind that the filter lets through, as they stand after judgements, with sentence and report; by day, then
    report, then place in the report."""
    rows = _safe(walk(db, kind, wanted, "x.at, x.finding", False, limit))
    while group := [row[1] for row in islice(rows, STEP)]:
        yield from rows_of(db, group)


def rows_of(db: sqlite3.Connection, numbers: list[int]) -> list[dict[str, Any]]:
    """Findings by their numbers, in that order, each with its sentence and report."""
    marks = ", ".join("?" * len(numbers))
    sql = f"SELECT f.number, {SHOWN} FROM finding f JOIN report r ON r.number = f.report WHERE f.number IN ({marks})"
    found = {row[0]: finding_row(*row[1:]) for row in db.execute(sql, numbers)}
    return [found[n] for n in numbers if n in found]


def finding_row(id_: str, current: str, origin: str, text: str, *more: Any) -> dict[str, Any]:
    """One finding as questions return it; `more` are outlet, title, published and url of its report."""
    data = loaded(current)
    start, end = data["sentence"]
    return {**data, "origin": origin, "sentence_text": text[start:end],
            **dict(zip(("outlet", "title", "published", "url"), more, strict=True))}


def report_condition(db: sqlite3.Connection, wanted: Filter, days: bool) -> tuple[Where, bool]:
    """What a filter asks of `report r`, and whether the words asked for are rare. With `days` its days are those of publication."""
    where, rare = Where(), False
    if wanted.outlet:
        where.add("r.outlet = ? COLLATE NOCASE", wanted.outlet)
    if wanted.as_of:
        where.add("r.day BETWEEN '0' AND ?", wanted.as_of)
    if days and wanted.day_from:
        where.add("r.day >= ?", wanted.day_from)
    if days and wanted.day_to:
        where.add("r.day BETWEEN '0' AND ?", wanted.day_to)
    if wanted.text:
        held = reports_with(db, wanted.text, MANY + 1)
        rare = len(held) <= MANY
        if rare:
            where.add("r.number IN (SELECT value FROM json_each(?))", json.dumps(held))
        else:
            where.add("+r.number IN (SELECT rowid FROM report_text WHERE report_text MATCH ?)", full_text(wanted.text))
    return where, rare


def reports(db: sqlite3.Connection, wanted: Filter, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The reports that the filter lets through, with counts of their findings; by publication day, then id."""
    where, _ = report_condition(db, wanted, days=False)
    sql = f"SELECT r.record, r.path, {COUNTS} FROM report r WHERE {where} ORDER BY r.day, r.id LIMIT ?"
    for record, path, *numbers in _safe(db.execute(sql, [*where.values, -1 if limit is None else limit])):
        yield {**json.loads(record), "path": path, **dict(zip(("events", "quotes", "agenda"), numbers, strict=True))}


def actors(db: sqlite3.Connection, wanted: Filter, limit: int | None = None, most_reports: int | None = None) -> Iterator[dict[str, Any]]:
    """Everybody in the book: name, codes, and in how many reports and findings they take part; most met first.

    Asked for some reports only (outlet, text, as_of), they are counted in these; with `most_reports` in the latest so many of them.
    """
    of_who, values = who(wanted.about) if wanted.about else ("reports > 0", [])
    if wanted.outlet or wanted.text or wanted.as_of:
        where, _ = report_condition(db, wanted, days=False)
        of = f"WHERE p.actor IN (SELECT id FROM actor WHERE {of_who})" if wanted.about else ""
        sql = (f"WITH r AS MATERIALIZED (SELECT r.number FROM report r WHERE {where} ORDER BY r.day DESC, r.id LIMIT ?), n AS (SELECT"
               " p.actor, count(DISTINCT f.report) AS n, sum(p.role = 'actor') AS did, sum(p.role = 'recipient') AS done,"
               " sum(p.role = 'speaker') AS said FROM r CROSS JOIN finding f ON f.report = r.number CROSS JOIN part p"
               f" ON p.finding = f.number {of} GROUP BY p.actor) SELECT a.name, a.country, a.sector, n.n, n.did, n.done, n.said FROM n"
               " JOIN actor a ON a.id = n.actor ORDER BY n.n DESC, a.name, a.country, a.sector LIMIT ?")
        values = [*where.values, -1 if most_reports is None else most_reports, *values]
    else:
        sql = (f"SELECT name, country, sector, reports, did, done, said FROM actor WHERE {of_who} AND reports > 0"
               " ORDER BY reports DESC, name, country, sector LIMIT ?")
    for row in _safe(db.execute(sql, [*values, -1 if limit is None else limit])):
        yield dict(zip(ACTOR, row, strict=True))


def offices(db: sqlite3.Connection, about: str, most: int = 50) -> list[dict[str, Any]]:
    """The offices under which somebody is named, with the number of mentions; by their first day."""
    of_who, values = who(about)
    sql = ("SELECT a.name, o.office, o.since, o.until, a.country, a.sector, o.last_known, o.mentions FROM actor a JOIN office o"
           f" ON o.actor = a.id WHERE a.id IN (SELECT id FROM actor WHERE {of_who}) ORDER BY o.mentions DESC LIMIT ?")
    rows = [{"name": name, "office": office, "since": since or None, "until": until or None, "country": country, "sector": sector,
             "last_known": last_known > 0, "mentions": n}
            for name, office, since, until, country, sector, last_known, n in db.execute(sql, [*values, most])]
    return sorted(rows, key=lambda o: (o["since"] or "", o["name"]))


def plain(record: str) -> dict[str, Any]:
    """The plain data of a stored report or finding."""
    return loaded(record)


def one(db: sqlite3.Connection, id_: str) -> dict[str, Any]:
    """A report with all its findings, or one finding with its sentence; raises NotFound."""
    found = db.execute("SELECT record, text FROM report WHERE id = ?", (id_,)).fetchone()
    if found:
        rows = db.execute(FINDINGS_OF_REPORT, (id_,))
        return {**json.loads(found[0]), "text": found[1], "findings": [loaded(row[0]) for row in rows]}
    row = db.execute(f"SELECT f.record, {SHOWN} FROM finding f JOIN report r ON r.number = f.report WHERE f.id = ?", (id_,)).fetchone()
    if not row:
        raise NotFound(f"the book has no report and no finding with the id {id_!r}")
    return {**finding_row(row[1], row[2] or row[0], *row[3:]), "removed": row[2] is None}


def _safe(rows: Iterable[Any]) -> Iterator[Any]:
    try:
        yield from rows
    except sqlite3.DatabaseError as error:
        raise BookError(f"{error}; `dateline verify` tells what is wrong with the book") from error

"""What pages ask of a book beyond rows: one page of them by key, how many there are, and counts by value (facets)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from typing import Any

from dateline.book.query import Filter, Where, condition

FINDING = "finding f JOIN report r ON r.id = f.report"
SHOWN = "f.current, f.origin, r.text, r.outlet, r.title, r.published, r.url"
DAY = {"report": "coalesce(r.published, '')"}
A_DAY = "coalesce(f.first_day, r.published, '')"
MOST_COUNTED = 20_000  # rows behind the counts of a page: more would make it slow, and nobody reads on for that long
COLUMNS = {  # kind -> the key of the filter grammar and the column it stands in
    "event": {"event": "f.event", "status": "f.status", "place": "f.place", "outlet": "r.outlet"},
    "quote": {"status": "f.status", "outlet": "r.outlet"},
    "agenda": {"place": "f.place", "outlet": "r.outlet"},
    "report": {"outlet": "r.outlet"},
}
ROLES = {  # kind -> the key of the filter grammar, the role of the party, and what of it is counted
    "event": (("actor", "actor", "p.country"), ("recipient", "recipient", "p.country")),
    "quote": (("by", "speaker", "p.name"),),
    "agenda": (("about", "who", "p.name"),),
}
Facets = dict[str, list[tuple[str, int]]]


def page_of(db: sqlite3.Connection, kind: str, wanted: Filter, after: tuple[str, str] | None, size: int,
            newest: bool = True) -> list[dict[str, Any]]:
    """At most `size` rows of a kind behind the key `after` (day, id), with the sentence and the report of each, and the row's `day`."""
    where = _where(kind, wanted)
    day, id_ = (DAY["report"], "r.id") if kind == "report" else (A_DAY, "f.id")
    if after:
        where.add(f"({day} {'<' if newest else '>'} ? OR ({day} = ? AND {id_} > ?))", after[0], after[0], after[1])
    order = f"ORDER BY {day} {'DESC' if newest else 'ASC'}, {id_} LIMIT ?"
    if kind == "report":
        counts = ", ".join(f"(SELECT count(*) FROM finding f WHERE f.report = r.id AND f.type = '{t}' AND f.current IS NOT NULL)"
                           for t in ("event", "quote", "agenda"))
        rows = db.execute(f"SELECT r.record, r.path, r.added, {day}, {counts} FROM report r WHERE {where} {order}", [*where.values, size])
        return [{**json.loads(record), **dict(zip(("path", "added", "day", "events", "quotes", "agenda"), more, strict=True))}
                for record, *more in rows]
    rows = db.execute(f"SELECT {SHOWN}, {day} FROM {FINDING} WHERE {where} {order}", [*where.values, size])
    return [_row(*row) for row in rows]


def _row(current: str, origin: str, text: str, *more: Any) -> dict[str, Any]:
    data = json.loads(current)
    start, end = data["sentence"]
    return {**data, "origin": origin, "sentence_text": text[start:end],
            **dict(zip(("outlet", "title", "published", "url", "day"), more, strict=True))}


def count(db: sqlite3.Connection, kind: str, wanted: Filter) -> int:
    """How many rows match, counted up to MOST_COUNTED."""
    where = _where(kind, wanted)
    source = "report r" if kind == "report" else FINDING
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {where} LIMIT {MOST_COUNTED})"
    return int(db.execute(sql, where.values).fetchone()[0])


def facets(db: sqlite3.Connection, kind: str, wanted: Filter, size: int = 8) -> Facets:
    """For each key that can narrow the answer, its most frequent values among the rows that match, with counts."""
    where = _where(kind, wanted)
    source = "report r" if kind == "report" else FINDING
    found: Facets = {}
    columns = COLUMNS.get(kind, {})
    wide = f"SELECT {', '.join(columns.values()) or '1'} FROM {source} WHERE {where} LIMIT {MOST_COUNTED}"
    held = db.execute(wide, where.values).fetchall() if columns else []
    for key, values in zip(columns, zip(*held, strict=True), strict=False):  # one walk over the rows for all keys
        counted = Counter(v for v in values if v is not None)
        found[key] = sorted(counted.items(), key=lambda c: (-c[1], c[0]))[:size]
    for key, role, column in ROLES.get(kind, ()):
        sql = (f"SELECT v, count(*) FROM (SELECT DISTINCT f.id, {column} AS v FROM {source} JOIN party p ON p.finding = f.id AND p.role = ?"
               f" WHERE {where} LIMIT {MOST_COUNTED}) WHERE v IS NOT NULL GROUP BY v ORDER BY 2 DESC, 1 LIMIT ?")
        found[key] = db.execute(sql, [role, *where.values, size]).fetchall()
    return {key: [(str(v), int(n)) for v, n in rows] for key, rows in found.items() if rows}


def recent(db: sqlite3.Connection, size: int) -> list[dict[str, Any]]:
    """The reports that were added last."""
    rows = db.execute("SELECT record, path, added FROM report ORDER BY added DESC, rowid DESC LIMIT ?", (size,))
    return [{**json.loads(record), "path": path, "added": added} for record, path, added in rows]


def doubtful(db: sqlite3.Connection, after: tuple[float, str] | None, size: int, types: tuple[str, ...]) -> list[dict[str, Any]]:
    """Findings that nobody has judged, the most doubtful first; `after` is the doubt and the id of the last one seen."""
    where = Where()
    where.add(f"f.type IN ({', '.join('?' * len(types))})", *types)
    where.add("f.current IS NOT NULL AND f.origin = 'read' AND f.doubt > 0")
    where.add("NOT EXISTS (SELECT 1 FROM judgement j WHERE j.target = f.id AND j.report = f.report)")
    if after:
        where.add("(f.doubt < ? OR (f.doubt = ? AND f.id > ?))", after[0], after[0], after[1])
    rows = db.execute(f"SELECT {SHOWN}, {A_DAY} FROM {FINDING} WHERE {where}"
                      " ORDER BY f.doubt DESC, f.id LIMIT ?", [*where.values, size])
    return [_row(*row) for row in rows]


def summary(db: sqlite3.Connection) -> dict[str, Any]:
    """What the book holds: counts, first and last day of publication, languages that are kept and not read."""
    counts = dict(db.execute("SELECT type, count(*) FROM finding WHERE current IS NOT NULL GROUP BY type").fetchall())
    head = db.execute("SELECT count(*), min(published), max(published), count(DISTINCT outlet) FROM report").fetchone()
    reports, first, last, outlets = head
    unread = db.execute("SELECT language, count(*) FROM report WHERE language != 'en' GROUP BY 1 ORDER BY 2 DESC, 1")
    names = {"event": "events", "quote": "quotes", "agenda": "agenda"}
    return {"reports": reports, "outlets": outlets, "first": first, "last": last, **{n: counts.get(t, 0) for t, n in names.items()},
            "unread": dict(unread.fetchall()), "judgements": db.execute("SELECT count(*) FROM judgement").fetchone()[0],
            "refused": db.execute("SELECT count(*) FROM refusal").fetchone()[0]}


def removed(db: sqlite3.Connection, report: str) -> list[dict[str, Any]]:
    """The findings of a report that judgements took out, as they were read."""
    rows = db.execute("SELECT record FROM finding WHERE report = ? AND current IS NULL ORDER BY id", (report,))
    return [json.loads(record) for (record,) in rows]


def as_read(db: sqlite3.Connection, finding: str) -> dict[str, Any] | None:
    """A finding as it was read, before any judgement."""
    row = db.execute("SELECT record FROM finding WHERE id = ?", (finding,)).fetchone()
    return json.loads(row[0]) if row else None


def happenings(db: sqlite3.Connection, wanted: Filter, after: tuple[str, str] | None, size: int, order: str) -> list[dict[str, Any]]:
    """At most `size` happenings with an event that the filter lets through; `order` is new, old or reports (the most reported first)."""
    where = condition("event", wanted)
    asked = ("EXISTS (SELECT 1 FROM member m JOIN finding f ON f.id = m.event JOIN report r ON r.id = f.report"
             f" WHERE m.happening = h.id AND {where})")
    values = [*where.values]
    if after and order != "reports":
        asked += f" AND (coalesce(h.first_day, '') {'<' if order == 'new' else '>'} ? OR (coalesce(h.first_day, '') = ? AND h.id > ?))"
        values += [after[0], after[0], after[1]]
    by = {"new": "coalesce(h.first_day, '') DESC", "old": "coalesce(h.first_day, '')", "reports": "h.reports DESC"}[order]
    rows = db.execute(
        f"SELECT h.record, coalesce(h.first_day, '') FROM happening h WHERE {asked} ORDER BY {by}, h.id LIMIT ?", [*values, size]
    )
    return [{**json.loads(record), "type": "happening", "day": day} for record, day in rows]


def pairs(db: sqlite3.Connection, size: int) -> list[tuple[str, str, int]]:
    """The pairs of countries with most events from the one to the other."""
    sql = (
        "SELECT a.country, b.country, count(DISTINCT a.finding) FROM party a JOIN party b ON b.finding = a.finding AND b.role = 'recipient'"
        " WHERE a.role = 'actor' AND a.country != b.country GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ?"
    )
    return [(str(a), str(b), int(n)) for a, b, n in db.execute(sql, (size,))]


def carriers(db: sqlite3.Connection, report: str) -> list[dict[str, Any]]:
    """The other reports that carry the text of this one, or the same agency's copy."""
    sql = (
        "SELECT r.id, r.outlet, r.title, r.published, j.agency FROM joined j JOIN report r ON r.id = j.report"
        " WHERE j.origin = (SELECT origin FROM joined WHERE report = ?) AND r.id != ? ORDER BY coalesce(r.published, ''), r.id LIMIT 200"
    )
    return [dict(zip(("id", "outlet", "title", "published", "agency"), row, strict=True)) for row in db.execute(sql, (report, report))]


def _where(kind: str, wanted: Filter) -> Where:
    """The condition of a filter; for reports its days are days of publication."""
    where = condition(kind, wanted)
    if kind == "report":
        for sql, day in (("r.published >= ?", wanted.day_from), ("r.published <= ?", wanted.day_to)):
            if day:
                where.add(sql, day)
    return where

"""The tables that joining fills: reading and writing them, nothing decided here.

Each step of joining is one transaction; a report that is not `done` is joined when the book is next written to or asked.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dateline.book.query import Filter, condition
from dateline.book.rows import canonical

MOST = 500  # values in one IN (..)
DERIVED = ("joined", "trace", "version", "lookup", "link", "happening", "member")
Row = tuple[Any, ...]


def few(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Values in groups that fit into one statement."""
    held = list(values)
    for start in range(0, len(held), MOST):
        yield held[start:start + MOST]


def gather(db: sqlite3.Connection, sql: str, values: Iterable[Any], *more: Any) -> list[Row]:
    """The rows of a statement with one `IN (?)`, for any number of values."""
    out: list[Row] = []
    for group in few(values):
        out += db.execute(sql.replace("(?)", f"({', '.join('?' * len(group))})", 1), [*group, *more]).fetchall()
    return out


def waiting(db: sqlite3.Connection) -> list[str]:
    """Reports that are not joined yet, or not since their findings changed."""
    rows = db.execute("SELECT id FROM report WHERE id NOT IN (SELECT report FROM joined WHERE done = 1) ORDER BY id")
    return [row[0] for row in rows.fetchall()]


def undo_joining(db: sqlite3.Connection, reports: Iterable[str]) -> None:
    """Have the events of some reports joined again."""
    db.executemany("UPDATE joined SET done = 0 WHERE report = ?", [(r,) for r in reports])


# -- copies --------------------------------------------------------------------------------------------------------------------
def known(db: sqlite3.Connection, report: str) -> bool:
    """Whether a report's text was compared already: texts never change."""
    return db.execute("SELECT 1 FROM joined WHERE report = ?", (report,)).fetchone() is not None


def holders(db: sqlite3.Connection, keys: Iterable[int]) -> set[str]:
    """The reports that have one of the keys."""
    return {row[0] for row in gather(db, "SELECT report FROM trace WHERE key IN (?)", keys)}


def origins(db: sqlite3.Connection, reports: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """Origin and agency of some reports."""
    return {r: (o, a) for r, o, a in gather(db, "SELECT report, origin, agency FROM joined WHERE report IN (?)", reports)}


def write_copies(db: sqlite3.Connection, report: str, keys: Iterable[int], heads: set[str], agency: str | None, credited: str,
                 versions: Iterable[Row]) -> set[str]:
    """A report's keys and origin; the origins `heads` become one with it. Returns the reports whose origin, or its
    agency, changed."""
    head = min({report, *heads})
    by_origin = "SELECT origin, min(agency) FROM joined WHERE origin IN (?) GROUP BY origin"
    agencies: dict[str, str | None] = dict(gather(db, by_origin, sorted(heads)))
    one = min((a for a in (agency, *agencies.values()) if a), default=None)
    moved = {row[0] for row in gather(db, "SELECT report FROM joined WHERE origin IN (?)",
                                      sorted(h for h in heads if h != head or agencies[h] != one))}
    for group in few(sorted(heads - {head})):
        db.execute(f"UPDATE joined SET origin = ? WHERE origin IN ({', '.join('?' * len(group))})", [head, *group])
    db.execute("INSERT INTO joined VALUES (?, ?, ?, ?, 0)", (report, head, agency, credited))
    db.executemany("INSERT OR IGNORE INTO trace VALUES (?, ?)", [(k, report) for k in keys])
    db.executemany("INSERT OR IGNORE INTO version VALUES (?, ?, ?)", versions)
    return moved


# -- events --------------------------------------------------------------------------------------------------------------------
EVENTS = ("SELECT f.current, r.published, substr(r.text, json_extract(f.current, '$.sentence[0]') + 1,"
          " json_extract(f.current, '$.sentence[1]') - json_extract(f.current, '$.sentence[0]')), r.outlet, j.origin,"
          " (SELECT min(k.agency) FROM joined k WHERE k.origin = j.origin) FROM finding f JOIN report r ON r.id = f.report"
          " JOIN joined j ON j.report = r.id WHERE f.type = 'event' AND f.current IS NOT NULL AND ")


def events_of(db: sqlite3.Connection, reports: Iterable[str]) -> list[Row]:
    """For each event of the reports: record, day of publication, sentence, outlet, origin, agency."""
    return [(json.loads(row[0]), *row[1:]) for row in gather(db, EVENTS + "f.report IN (?) ORDER BY f.id", reports)]


def events_with(db: sqlite3.Connection, ids: Iterable[str]) -> list[Row]:
    """The same for events by their ids."""
    return [(json.loads(row[0]), *row[1:]) for row in gather(db, EVENTS + "f.id IN (?) ORDER BY f.id", ids)]


def near(db: sqlite3.Connection, keys: Iterable[str]) -> set[str]:
    """Events that are held under one of the keys."""
    return {row[0] for row in gather(db, "SELECT event FROM lookup WHERE key IN (?)", keys)}


def drop_events(db: sqlite3.Connection, report: str) -> set[str]:
    """Take the events that were joined for a report out of lookups and links; returns the events that were linked to them."""
    mine = [row[0] for row in db.execute("SELECT event FROM lookup_report WHERE report = ?", (report,))]
    others = linked(db, mine) - set(mine)
    for table, column in (("lookup", "event"), ("link", "a"), ("link", "b"), ("lookup_report", "event")):
        db.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(i,) for i in mine])
    homes = {row[0] for row in gather(db, "SELECT happening FROM member WHERE event IN (?)", mine)}
    others |= {row[0] for row in gather(db, "SELECT event FROM member WHERE happening IN (?)", homes)} - set(mine)
    db.executemany("DELETE FROM member WHERE event = ?", [(i,) for i in mine])
    db.executemany("DELETE FROM happening WHERE id = ? AND id NOT IN (SELECT happening FROM member)", [(h,) for h in sorted(homes)])
    return others


def write_lookups(db: sqlite3.Connection, report: str, rows: Iterable[Row], events: Iterable[str]) -> None:
    """Rows of (key, event), and which events of the report they stand for."""
    db.executemany("INSERT OR IGNORE INTO lookup VALUES (?, ?)", rows)
    db.executemany("INSERT OR IGNORE INTO lookup_report VALUES (?, ?)", [(e, report) for e in events])


def write_links(db: sqlite3.Connection, rows: Iterable[Row]) -> None:
    db.executemany("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?)", rows)


def linked(db: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """The events that are linked to some events."""
    held = sorted(ids)
    return {row[0] for a, b in (("a", "b"), ("b", "a")) for row in gather(db, f"SELECT {b} FROM link WHERE {a} IN (?)", held)}


def links_among(db: sqlite3.Connection, ids: Iterable[str]) -> dict[tuple[str, str], float]:
    """The links within a set of events."""
    held = set(ids)
    rows = gather(db, "SELECT a, b, score FROM link WHERE a IN (?)", sorted(held))
    return {(a, b): score for a, b, score in rows if b in held}


def write_happenings(db: sqlite3.Connection, events: Iterable[str], happenings: Sequence[Mapping[str, Any]]) -> None:
    """Put these happenings in the place of all that the events were members of."""
    held = sorted(events)
    homes = {row[0] for row in gather(db, "SELECT happening FROM member WHERE event IN (?)", held)}
    db.executemany("DELETE FROM member WHERE event = ?", [(i,) for i in held])
    new = {h["id"] for h in happenings}
    db.executemany("INSERT OR REPLACE INTO happening VALUES (?, ?, ?, ?, ?)",
                   [(h["id"], canonical(h), h["day_first"], h["reports"], h["origins"]) for h in happenings])
    db.executemany("INSERT OR REPLACE INTO member VALUES (?, ?, ?)",
                   [(e, h["id"], recalled) for h in happenings for recalled, field in ((0, "events"), (1, "recalled")) for e in h[field]])
    db.executemany("DELETE FROM happening WHERE id = ? AND id NOT IN (SELECT happening FROM member WHERE happening = ?)",
                   [(h, h) for h in sorted(homes - new)])


def happening_of(db: sqlite3.Connection, id_: str) -> dict[str, Any] | None:
    """A happening by its own id or that of an event in it."""
    sql = "SELECT record FROM happening WHERE id = ? OR id = (SELECT happening FROM member WHERE event = ?)"
    row = db.execute(sql, (id_, id_)).fetchone()
    return json.loads(row[0]) if row else None


def clear(db: sqlite3.Connection) -> None:
    """Empty all derived tables."""
    for table in (*DERIVED[::-1], "lookup_report"):
        db.execute(f"DELETE FROM {table}")


def state(db: sqlite3.Connection) -> dict[str, list[Row]]:
    """All derived rows by table, in a fixed order: what two joinings of the same reports must have in common."""
    return {t: sorted(db.execute(f"SELECT * FROM {t}").fetchall(), key=repr) for t in (*DERIVED, "lookup_report")}


# -- outlets -------------------------------------------------------------------------------------------------------------------
def given_outlets(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The outlets that the user described."""
    return [json.loads(row[0]) for row in db.execute("SELECT record FROM outlet ORDER BY id")]


def give_outlets(db: sqlite3.Connection, records: Iterable[Mapping[str, Any]]) -> None:
    db.executemany("INSERT OR REPLACE INTO outlet VALUES (?, ?)", [(r["id"], canonical(r)) for r in records])


# -- asking --------------------------------------------------------------------------------------------------------------------
def event_ids(db: sqlite3.Connection, wanted: Filter) -> list[str]:
    """The events that a filter lets through."""
    where = condition("event", wanted)
    return [row[0] for row in db.execute(f"SELECT f.id FROM finding f JOIN report r ON r.id = f.report WHERE {where} ORDER BY f.id",
                                         where.values)]


def happenings(db: sqlite3.Connection, wanted: Filter, limit: int | None = None) -> list[dict[str, Any]]:
    """The happenings with an event that the filter lets through, by day, then id. `status` is that of the happening, not of its events."""
    where = condition("event", replace(wanted, status=None))
    asked = wanted.status.lower() if wanted.status else None
    sql = ("SELECT h.record FROM happening h WHERE h.id IN (SELECT m.happening FROM finding f JOIN report r ON r.id = f.report"
           f" JOIN member m ON m.event = f.id WHERE {where}) AND (? IS NULL OR json_extract(h.record, '$.status') = ?)"
           " ORDER BY coalesce(h.first_day, ''), h.id")
    values = [*where.values, asked, asked, *([limit] if limit is not None else [])]
    rows = db.execute(sql + (" LIMIT ?" if limit is not None else ""), values)
    return [json.loads(row[0]) for row in rows.fetchall()]


def homes(db: sqlite3.Connection, events: Iterable[str]) -> dict[str, str]:
    """The happening of each event."""
    return dict(gather(db, "SELECT event, happening FROM member WHERE event IN (?)", events))


def groups(db: sqlite3.Connection, as_of: str | None = None) -> list[Row]:
    """For each report that carries another's text or has copies: origin, report, outlet, agency, credited, published."""
    day, order = ("AND r.published <= ?" if as_of else ""), "j.origin, coalesce(r.published, ''), j.report"
    return db.execute("SELECT j.origin, j.report, r.outlet, j.agency, j.credited, r.published FROM joined j JOIN report r"
                      f" ON r.id = j.report WHERE 1 {day} ORDER BY {order}", [as_of] if as_of else []).fetchall()


def version_pairs(db: sqlite3.Connection) -> list[Row]:
    """Pairs of versions: a, b, why, and the day and text of each."""
    return db.execute("SELECT v.a, v.b, v.why, a.published, b.published FROM version v JOIN report a ON a.id = v.a JOIN report b"
                      " ON b.id = v.b ORDER BY v.a, v.b").fetchall()


def reports_of_countries(db: sqlite3.Connection, countries: Iterable[str], first: str, last: str) -> list[str]:
    """Reports of some days in which a party of one of the countries takes part in an event."""
    sql = ("SELECT DISTINCT f.report FROM party p JOIN finding f ON f.id = p.finding JOIN report r ON r.id = f.report"
           " WHERE p.country IN (?) AND f.type IN ('event', 'agenda') AND r.published BETWEEN ? AND ?")
    return sorted({row[0] for row in gather(db, sql, sorted(countries), first, last)})


def plans_of(db: sqlite3.Connection, where: str, values: Sequence[Any]) -> list[Row]:
    """Agenda items: record, published, sentence, kind and id of its event."""
    rows = db.execute("SELECT f.current, r.published, substr(r.text, json_extract(f.current, '$.sentence[0]') + 1,"
                      " json_extract(f.current, '$.sentence[1]') - json_extract(f.current, '$.sentence[0]')), e.event, e.id"
                      " FROM finding f JOIN report r ON r.id = f.report LEFT JOIN finding e ON e.id = json_extract(f.current, '$.event')"
                      f" WHERE f.type = 'agenda' AND f.current IS NOT NULL AND {where} ORDER BY f.id", values).fetchall()
    return [(json.loads(row[0]), *row[1:]) for row in rows]

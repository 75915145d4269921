"""What pages ask of a book beyond rows: one page of them by key, how many there are, and counts by value (facets)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

from dateline.book.filter import Filter
from dateline.book.query import COUNTS, SHOWN, finding_row, report_condition, rows_of
from dateline.book.rows import loaded
from dateline.book.search import search
from dateline.book.terms import first_of

MOST_COUNTED = 10_000  # rows behind the counts of a page: more would make it slow, and nobody reads on for that long
Facets = dict[str, list[tuple[str, int]]]
Key = tuple[str, str]
COLUMNS = {  # kind -> the key of the filter grammar and the column of `facet` that it stands in
    "event": {"event": "event", "status": "status", "place": "place", "outlet": "outlet", "actor": "who", "recipient": "whom"},
    "quote": {"status": "status", "outlet": "outlet", "by": "who"},
    "agenda": {"place": "place", "outlet": "outlet", "about": "who"},
}


def page(db: sqlite3.Connection, kind: str, wanted: Filter, after: Key | None, size: int, newest: bool = True, counts: bool = True,
         values: bool = True) \
        -> tuple[list[dict[str, Any]], int, Facets]:
    """At most `size` rows behind the key `after` (day, id), how many match in all (counted up to MOST_COUNTED), and counts by value
    among those that were counted. Rows bring their sentence and report, and their `day`. Without `counts` only the rows, without
    `values` no counts by value."""
    if kind == "report":
        rows = reports_page(db, wanted, after, size, newest)
        return (rows, *(reports_counted(db, wanted) if counts else (0, {})))
    found = search(db, kind, wanted)
    if found is None:
        return [], 0, {}
    columns = COLUMNS[kind]
    if not counts or after or (wanted.empty() and kind == "event"):
        shown = _shown(db, found.rows(db, "x.finding, x.day", newest, size, _at(db, after, newest)))
        if not counts:
            return shown, 0, {}
        if wanted.empty() and kind == "event":
            return shown, min(found.lead.size, MOST_COUNTED), _of_all(db, kind, columns)
        held = found.rows(db, ", ".join(f"x.{c}" for c in columns.values()) if values else "1", newest, MOST_COUNTED)
    else:  # the rows of the first page are the first of those that are counted: asked for together, since words are dear to look up
        both = found.rows(db, ", ".join(("x.finding", "x.day", *(f"x.{c}" for c in columns.values() if values))), newest, MOST_COUNTED)
        shown, held = _shown(db, [row[:2] for row in both[:size]]), [row[2:] for row in both]
    return shown, len(held), _counted(columns, held) if values else {}


def _shown(db: sqlite3.Connection, found: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """The rows of a page, each with its day, from (finding, day)."""
    days: dict[int, str] = dict(found)
    return [{**row, "day": day} for row, day in zip(rows_of(db, list(days)), days.values(), strict=True)] if days else []


def _at(db: sqlite3.Connection, after: Key | None, newest: bool) -> int | None:
    """The number of the row whose key is given; where it is gone, the edge of its day."""
    if after is None:
        return None
    row = db.execute("SELECT x.at FROM finding f JOIN facet x ON x.finding = f.number WHERE f.id = ?", (after[1],)).fetchone()
    return row[0] if row else first_of(after[0]) - (not newest)


def _counted(columns: Iterable[str], held: list[tuple[Any, ...]], size: int = 8) -> Facets:
    found: Facets = {}
    for key, values in zip(columns, zip(*held, strict=True), strict=False):
        counted: Counter[str] = Counter()
        for value, n in Counter(values).items():
            for one in value.split("|") if value and key in ("actor", "recipient", "by", "about") else (value,):
                if one:
                    counted[one] += n
        if counted:
            found[key] = sorted(counted.items(), key=lambda c: (-c[1], c[0]))[:size]
    return found


def _of_all(db: sqlite3.Connection, kind: str, columns: Iterable[str], size: int = 8) -> Facets:
    """The counts of the whole book, as they are kept."""
    found = {}
    for key in columns:
        rows = [(value, n) for value, n in db.execute("SELECT value, n FROM term WHERE kind = ? AND key = ? AND n > 0", (kind, key))]
        if key in ("actor", "recipient"):
            rows = [(v, n) for v, n in rows if db.execute("SELECT 1 FROM actor WHERE country = ? LIMIT 1", (v,)).fetchone()]
        if rows:
            found[key] = sorted(rows, key=lambda c: (-c[1], c[0]))[:size]
    return found


def reports_page(db: sqlite3.Connection, wanted: Filter, after: Key | None, size: int, newest: bool) -> list[dict[str, Any]]:
    """A page of reports by their day of publication."""
    where, _ = report_condition(db, wanted, days=True)
    if after:
        where.add(f"(r.day {'<' if newest else '>'} ? OR (r.day = ? AND r.id {'<' if newest else '>'} ?))", after[0], *after)
        where.add(f"r.day {'<=' if newest else '>='} ?", after[0])
    order = "DESC" if newest else "ASC"
    rows = db.execute(f"SELECT r.record, r.path, r.added, r.day, {COUNTS} FROM report r WHERE {where} ORDER BY r.day {order},"
                      f" r.id {order} LIMIT ?", [*where.values, size])
    return [{**json.loads(record), **dict(zip(("path", "added", "day", "events", "quotes", "agenda"), more, strict=True))}
            for record, *more in rows]


def reports_counted(db: sqlite3.Connection, wanted: Filter) -> tuple[int, Facets]:
    """How many reports match, and their outlets."""
    if wanted.empty():
        return min(tally(db, "report", "", ""), MOST_COUNTED), _of_all(db, "report", ("outlet",))
    where, _ = report_condition(db, wanted, days=True)
    held = db.execute(f"SELECT r.outlet FROM report r WHERE {where} LIMIT ?", [*where.values, MOST_COUNTED]).fetchall()
    return len(held), _counted(("outlet",), held)


def tally(db: sqlite3.Connection, kind: str, key: str, value: str) -> int:
    """How many rows have a term."""
    row = db.execute("SELECT n FROM term WHERE kind = ? AND key = ? AND value = ?", (kind, key, value)).fetchone()
    return int(row[0]) if row else 0


def recent(db: sqlite3.Connection, size: int) -> list[dict[str, Any]]:
    """The reports that were added last."""
    rows = db.execute("SELECT record, path, added FROM report ORDER BY number DESC LIMIT ?", (size,))
    return [{**json.loads(record), "path": path, "added": added} for record, path, added in rows]


def doubtful(db: sqlite3.Connection, after: tuple[float, str] | None, size: int) -> list[dict[str, Any]]:
    """Findings that nobody has judged, the most doubtful first; `after` is the doubt and the id of the last one seen."""
    behind, values = "", []
    if after:
        where = _at(db, (str(after[0]), after[1]), True)
        behind, values = "AND x.open <= ? AND (x.open < ? OR x.at > ?)", [after[0], after[0], where]
    rows = db.execute(f"SELECT x.day, {SHOWN} FROM facet x INDEXED BY facet_open JOIN finding f ON f.number = x.finding JOIN report r"
                      f" ON r.number = x.report WHERE x.open IS NOT NULL {behind} ORDER BY x.open DESC, x.at LIMIT ?", [*values, size])
    return [{**finding_row(*row), "day": day} for day, *row in rows]


def summary(db: sqlite3.Connection) -> dict[str, Any]:
    """What the book holds: counts, first and last day of publication, languages that are kept and not read,
    reports that wait to be joined."""
    first, last = (db.execute(f"SELECT day FROM report WHERE day > '' ORDER BY day {order} LIMIT 1").fetchone()
                   for order in ("ASC", "DESC"))
    outlets = db.execute("SELECT count(*) FROM term WHERE kind = 'report' AND key = 'outlet' AND n > 0").fetchone()[0]
    unread = db.execute("SELECT value, n FROM term WHERE kind = 'report' AND key = 'language' AND value NOT IN ('', 'en') AND n > 0"
                        " ORDER BY n DESC, value")
    return {"reports": tally(db, "report", "", ""), "outlets": outlets, "first": first and first[0], "last": last and last[0],
            **{name: tally(db, kind, "", "") for kind, name in (("event", "events"), ("quote", "quotes"), ("agenda", "agenda"))},
            "unread": dict(unread.fetchall()), "judgements": db.execute("SELECT count(*) FROM judgement").fetchone()[0],
            "waiting": db.execute("SELECT count(*) FROM waiting").fetchone()[0],
            "refused": db.execute("SELECT count(*) FROM refusal").fetchone()[0]}


def removed(db: sqlite3.Connection, report: str) -> list[dict[str, Any]]:
    """The findings of a report that judgements took out, as they were read."""
    rows = db.execute("SELECT record FROM finding WHERE report = (SELECT number FROM report WHERE id = ?) AND current IS NULL ORDER BY id",
                      (report,))
    return [loaded(record) for (record,) in rows]


def marked(db: sqlite3.Connection, report: str) -> list[Key]:
    """The findings of a report that a person marked, each with its judgement."""
    return db.execute("SELECT id, origin FROM finding WHERE report = (SELECT number FROM report WHERE id = ?) AND origin != 'read'",
                      (report,)).fetchall()


def as_read(db: sqlite3.Connection, finding: str) -> dict[str, Any] | None:
    """A finding as it was read, before any judgement."""
    row = db.execute("SELECT record FROM finding WHERE id = ?", (finding,)).fetchone()
    return loaded(row[0]) if row else None


def pairs(db: sqlite3.Connection, size: int) -> list[tuple[str, str, int]]:
    """The pairs of countries with most events from the one to the other."""
    rows = db.execute("SELECT value, n FROM term WHERE kind = 'event' AND key = 'dyad' AND n > 0 ORDER BY n DESC, value LIMIT ?", (size,))
    return [(*value.split(">"), n) for value, n in rows]


def carriers(db: sqlite3.Connection, report: str) -> list[dict[str, Any]]:
    """The other reports that carry the text of this one, or the same agency's copy."""
    sql = (
        "SELECT r.id, r.outlet, r.title, r.published, j.agency FROM joined j JOIN report r ON r.id = j.report"
        " WHERE j.origin = (SELECT origin FROM joined WHERE report = ?) AND r.id != ? ORDER BY r.day, r.id LIMIT 200"
    )
    return [dict(zip(("id", "outlet", "title", "published", "agency"), row, strict=True)) for row in db.execute(sql, (report, report))]

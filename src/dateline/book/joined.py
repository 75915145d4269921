"""The tables that joining fills: reading and writing them, nothing decided here.

Each step of joining is one transaction; a report that is not `done` is joined when the book is next written to or asked.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from dateline.book.filter import Filter
from dateline.book.rows import canonical, loaded
from dateline.book.search import ALL, Search, search, walk

MOST = 500  # values in one IN (..)
DERIVED = ("joined", "carrier", "trace", "version", "lookup", "lookup_report", "link", "happening", "dyad", "member")
COLLECTED = 20_000  # events that match up to which their happenings are gathered; of more the order of happenings leads
TITLE, AROUND = 200, 350  # characters of a headline, and before and behind a sentence, in which its town may be told
NEAR = 100  # days that a happening may lie from the days asked for
HOME = "(SELECT m.happening FROM finding f JOIN member m ON m.event = f.id WHERE f.number = x.finding)"
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


def waiting(db: sqlite3.Connection, most: int = -1) -> list[str]:
    """Reports that are not joined yet, or not since their findings changed; at most so many, in the order of adding."""
    rows = db.execute("SELECT r.id FROM waiting w JOIN report r ON r.number = w.report ORDER BY w.report LIMIT ?", (most,))
    return [row[0] for row in rows.fetchall()]


def waits(db: sqlite3.Connection, id_: str) -> bool:
    """Whether an event, or a report, is in the book and its report not joined."""
    sql = "SELECT 1 FROM waiting w JOIN report r ON r.number = w.report WHERE r.id = ? OR EXISTS (SELECT 1 FROM finding f WHERE f.id = ?"
    return db.execute(f"{sql} AND f.report = w.report) LIMIT 1", (id_, id_)).fetchone() is not None


def joining_done(db: sqlite3.Connection, report: str) -> None:
    db.execute("DELETE FROM waiting WHERE report = (SELECT number FROM report WHERE id = ?)", (report,))


def undo_joining(db: sqlite3.Connection, reports: Iterable[str]) -> None:
    """Have the events of some reports joined again."""
    db.executemany("INSERT OR IGNORE INTO waiting SELECT number FROM report WHERE id = ?", [(r,) for r in reports])


# -- copies --------------------------------------------------------------------------------------------------------------------
def known(db: sqlite3.Connection, report: str) -> bool:
    """Whether a report's text was compared already: texts never change."""
    return db.execute("SELECT 1 FROM joined WHERE report = ?", (report,)).fetchone() is not None


def holders(db: sqlite3.Connection, strong: Iterable[int], weak: Iterable[int]) -> list[Row]:
    """The reports that have one of the strong keys or two of the weak ones: id, outlet, origin."""
    found = {row[0] for row in gather(db, "SELECT report FROM trace WHERE key IN (?)", strong)}
    twice = Counter(row[0] for row in gather(db, "SELECT report FROM trace WHERE key IN (?)", weak))
    found |= {report for report, times in twice.items() if times > 1}
    return sorted(gather(db, "SELECT r.id, r.outlet, j.origin FROM report r JOIN joined j ON j.report = r.id WHERE r.number IN (?)", found))


def origins(db: sqlite3.Connection, reports: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """Origin and agency of some reports."""
    return {r: (o, a) for r, o, a in gather(db, "SELECT report, origin, agency FROM joined WHERE report IN (?)", reports)}


def write_copies(db: sqlite3.Connection, report: str, keys: Iterable[int], heads: set[str], agency: str | None, credited: str,
                 versions: Iterable[Row]) -> set[str]:
    """A report's keys and origin; the origins `heads` become one with it. Returns the reports whose origin, or its
    agency, changed."""
    head = min({report, *heads})
    agencies = {h: db.execute("SELECT min(agency) FROM joined WHERE origin = ?", (h,)).fetchone()[0] for h in sorted(heads)}
    one = min((a for a in (agency, *agencies.values()) if a), default=None)
    moved = {row[0] for row in gather(db, "SELECT report FROM joined WHERE origin IN (?)",
                                      sorted(h for h in heads if h != head or agencies[h] != one))}
    members = [db.execute("SELECT report FROM joined WHERE origin = ? LIMIT 2", (h,)).fetchall() for h in sorted(heads)]
    alone = [found[0][0] for found in members if len(found) == 1]
    for group in few(sorted(heads - {head})):
        db.execute(f"UPDATE joined SET origin = ? WHERE origin IN ({', '.join('?' * len(group))})", [head, *group])
    db.execute("INSERT INTO joined VALUES (?, ?, ?, ?)", (report, head, agency, credited))
    _count(db, [(report, 1, bool(heads)), *((r, 0, 1) for r in alone)])
    number = db.execute("SELECT number FROM report WHERE id = ?", (report,)).fetchone()[0]
    db.executemany("INSERT OR IGNORE INTO trace VALUES (?, ?)", [(k, number) for k in sorted(keys)])
    db.executemany("INSERT OR IGNORE INTO version VALUES (?, ?, ?)", versions)
    return moved


def _count(db: sqlite3.Connection, changes: Iterable[tuple[str, int, int]]) -> None:
    """Add to the counts of where reports came from: report, how many more reports, how many more copies."""
    sql = "SELECT r.outlet, r.url, r.published, j.agency FROM report r JOIN joined j ON j.report = r.id WHERE r.id = ?"
    for report, more, copies in changes:
        outlet, url, published, agency = db.execute(sql, (report,)).fetchone()
        key = outlet or "", urlsplit(url or "").netloc.lower() if "://" in (url or "") else "", "" if outlet else (published or "")[:7]
        db.execute("INSERT INTO carrier VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET reports = reports + excluded.reports,"
                   " copies = copies + excluded.copies", (*key, agency or "", more, int(copies)))


def carriers(db: sqlite3.Connection) -> list[Row]:
    """How many reports came from where: outlet, site, month, agency, reports, copies."""
    return db.execute("SELECT outlet, site, month, agency, reports, copies FROM carrier ORDER BY outlet, site, month, agency").fetchall()


# -- events --------------------------------------------------------------------------------------------------------------------
EVENTS = ("SELECT f.current, r.published, r.text, r.outlet, j.origin, (SELECT min(k.agency) FROM joined k WHERE k.origin = j.origin)"
          " FROM finding f JOIN report r ON r.number = f.report JOIN joined j ON j.report = r.id"
          " WHERE f.type = 'event' AND f.current IS NOT NULL AND ")


def events_of(db: sqlite3.Connection, reports: Iterable[str]) -> list[Row]:
    """For each event of the reports: record, day of publication, sentence, the words around it, outlet, origin, agency."""
    return _events(db, "f.report IN (SELECT number FROM report WHERE id IN (?)) ORDER BY f.id", reports)


def events_with(db: sqlite3.Connection, ids: Iterable[str]) -> list[Row]:
    """The same for events by their ids."""
    return _events(db, "f.id IN (?) ORDER BY f.id", ids)


def _events(db: sqlite3.Connection, where: str, values: Iterable[str]) -> list[Row]:
    out = []
    for current, published, text, *more in gather(db, EVENTS + where, values):
        record = loaded(current)
        start, end = record["sentence"]
        title = text[:min(TITLE, start)].partition("\n")[0]
        near = f"{title} {text[max(0, start - AROUND):start]} {text[end:end + AROUND]}"
        out.append((record, published, text[start:end], near, *more))
    return out


def near(db: sqlite3.Connection, keys: Iterable[int]) -> set[str]:
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
    _drop_empty(db, homes)
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


def write_happenings(db: sqlite3.Connection, events: Iterable[str],
                     happenings: Sequence[tuple[Mapping[str, Any], str | None, Iterable[tuple[str, str]]]]) -> None:
    """Put these happenings - record, first day of publication, pairs of countries - in the place of all that the events were members of."""
    held = sorted(events)
    homes = {row[0] for row in gather(db, "SELECT happening FROM member WHERE event IN (?)", held)}
    new = {h["id"]: h for h, _, _ in happenings}
    before: dict[str, str] = dict(gather(db, "SELECT id, record FROM happening WHERE id IN (?)", sorted(new)))
    changed = [(h, canonical(h), published, pairs) for h, published, pairs in happenings]
    changed = [row for row in changed if before.get(row[0]["id"]) != row[1]]
    db.executemany("INSERT OR REPLACE INTO happening VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   [(h["id"], record, h["day_first"], h["day_first"] or "", published, h["event"], h["mode"], h["status"],
                     int(h["claimed"]), h["reports"], h["origins"]) for h, record, published, _ in changed])
    db.executemany("DELETE FROM dyad WHERE happening = ?", [(h["id"],) for h, *_ in changed if h["id"] in before])
    db.executemany("INSERT INTO dyad VALUES (?, ?, ?)", [(*pair, h["id"]) for h, _, _, pairs in changed for pair in sorted(pairs)])
    members = {e: (h["id"], recalled) for h in new.values() for recalled, field in ((0, "events"), (1, "recalled")) for e in h[field]}
    db.executemany("DELETE FROM member WHERE event = ?", [(i,) for i in held if i not in members])
    db.executemany("INSERT OR REPLACE INTO member VALUES (?, ?, ?)", [(e, *home) for e, home in members.items()])
    _drop_empty(db, homes - set(new))


def _drop_empty(db: sqlite3.Connection, happenings: Iterable[str]) -> None:
    """Take out those of the happenings that have no member."""
    for id_ in sorted(happenings):
        if not db.execute("SELECT 1 FROM member WHERE happening = ?", (id_,)).fetchone():
            db.execute("DELETE FROM dyad WHERE happening = ?", (id_,))
            db.execute("DELETE FROM happening WHERE id = ?", (id_,))


def happening_of(db: sqlite3.Connection, id_: str) -> dict[str, Any] | None:
    """A happening by its own id or that of an event in it."""
    sql = "SELECT record FROM happening WHERE id = ? OR id = (SELECT happening FROM member WHERE event = ?)"
    row = db.execute(sql, (id_, id_)).fetchone()
    return json.loads(row[0]) if row else None


STATE = {t: f"SELECT * FROM {t}" for t in DERIVED} | {"trace": "SELECT t.key, r.id FROM trace t JOIN report r ON r.number = t.report"}


def state(db: sqlite3.Connection) -> dict[str, list[Row]]:
    """All derived rows by table, in a fixed order: what two joinings of the same reports must have in common."""
    return {t: sorted(db.execute(sql).fetchall(), key=repr) for t, sql in STATE.items()}


# -- outlets -------------------------------------------------------------------------------------------------------------------
def given_outlets(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The outlets that the user described."""
    return [json.loads(row[0]) for row in db.execute("SELECT record FROM outlet ORDER BY id")]


def give_outlets(db: sqlite3.Connection, records: Iterable[Mapping[str, Any]]) -> None:
    db.executemany("INSERT OR REPLACE INTO outlet VALUES (?, ?)", [(r["id"], canonical(r)) for r in records])


# -- asking --------------------------------------------------------------------------------------------------------------------
def event_ids(db: sqlite3.Connection, wanted: Filter) -> list[str]:
    """The events that a filter lets through."""
    return sorted(row[1] for row in walk(db, "event", wanted, "x.at, (SELECT id FROM finding WHERE number = x.finding)", False, None))


ORDERS = {"new": ("h.day DESC, h.id DESC", "<"), "old": ("h.day, h.id", ">"), "reports": ("h.reports DESC, h.id", "")}


@dataclass(frozen=True, slots=True)
class Matching:
    """The happenings that have an event which a filter lets through: their ids, None for all there are; not `whole` where more than
    COLLECTED events match, of the latest of which they are. `found` is the search for the events."""

    ids: tuple[str, ...] | None
    whole: bool = True
    found: Search | None = None


def matching(db: sqlite3.Connection, wanted: Filter, every: bool = False) -> Matching:
    """The happenings that a filter lets through, but for its `status`; `every` gathers them however many there are."""
    asked = replace(wanted, status=None)
    if asked.empty():
        return Matching(None)
    found = search(db, "event", asked)
    if found is None:
        return Matching(())
    held = [row[0] for row in found.rows(db, HOME, True, ALL if every else COLLECTED + 1)]
    return Matching(tuple(sorted({h for h in held if h})), every or len(held) <= COLLECTED, found)


def happenings(db: sqlite3.Connection, wanted: Filter, limit: int | None = None, order: str = "old", after: tuple[str, str] | None = None,
               among: Matching | None = None) -> list[dict[str, Any]]:
    """The happenings with an event that the filter lets through; `status` is that of the happening, not of its events.

    `order` is new, old or reports (the most reported first); `after` is the day and id of the one before the first; `among` is what
    `matching` gives for the filter, where that is known."""
    by, sign = ORDERS[order]
    where, values = _status(wanted)
    if after and sign:
        where, values = f"{where} AND (h.day, h.id) {sign} (?, ?)", [*values, *after]
    held = among or matching(db, wanted, limit is None)
    if held.ids is not None and held.whole:
        rows = gather(db, f"SELECT h.day, h.id, h.reports FROM happening h WHERE h.id IN (?) AND {where}", held.ids, *values)
        rows.sort(key=(lambda r: (-r[2], r[1])) if order == "reports" else (lambda r: r[:2]), reverse=order == "new")
        chosen = [row[1] for row in rows[:limit]]
        records: dict[str, str] = dict(gather(db, "SELECT id, record FROM happening WHERE id IN (?)", chosen))
        return [json.loads(records[i]) for i in chosen]
    if held.found:
        near, more = _near(wanted)
        where = (f"{where} AND {near} AND EXISTS (SELECT 1 FROM member m JOIN finding f ON f.id = m.event JOIN facet x"
                 f" ON x.finding = f.number WHERE m.happening = h.id AND x.type = 'event' AND {held.found.where})")
        values = [*values, *more, *held.found.where.values]
    sql = f"SELECT h.record FROM happening h WHERE {where} ORDER BY {by} LIMIT ?"
    return [json.loads(record) for (record,) in db.execute(sql, [*values, -1 if limit is None else limit])]


def happening_days(db: sqlite3.Connection, wanted: Filter, most: int, among: Matching) -> list[Row]:
    """Day ("" where it is not known), id and event of the same happenings, the latest first, at most `most`: of very many events that
    match, those of the latest."""
    where, values = _status(wanted)
    if among.ids is None:
        sql = f"SELECT h.day, h.id, h.event FROM happening h WHERE {where} ORDER BY h.day DESC, h.id DESC LIMIT ?"
        return db.execute(sql, [*values, most]).fetchall()
    sql = f"SELECT h.day, h.id, h.event FROM happening h WHERE h.id IN (?) AND {where}"
    return sorted(gather(db, sql, among.ids, *values), reverse=True)[:most]


def _status(wanted: Filter) -> tuple[str, list[Any]]:
    return "(? IS NULL OR h.status = ?)", [wanted.status.lower() if wanted.status else None] * 2


def _near(wanted: Filter) -> tuple[str, list[str]]:
    """The days in which happenings of the days asked for are looked for, where very many match."""
    where = "1"
    values: list[str] = []
    for sign, day, days in ((">=", wanted.day_from, -NEAR), ("<=", wanted.day_to, NEAR)):
        if day and len(day) == 10:
            where, values = f"{where} AND h.day {sign} ?", [*values, (date.fromisoformat(day) + timedelta(days)).isoformat()]
    return where, values


def dyad(db: sqlite3.Connection, actor: str, recipient: str, first: str | None, last: str | None) -> list[Row]:
    """The happenings from one country to another: day, event, mode, reports, origins, id, status, claimed."""
    return db.execute("SELECT coalesce(h.first_day, h.published) AS d, h.event, h.mode, h.reports, h.origins, h.id, h.status, h.claimed"
                      " FROM dyad y JOIN happening h ON h.id = y.happening WHERE y.actor = ? AND y.recipient = ?"
                      " AND (? IS NULL OR d >= ?) AND (? IS NULL OR d <= ?) ORDER BY h.id",
                      (actor, recipient, first, first, last, last)).fetchall()


def dyad_happenings(db: sqlite3.Connection, actor: str, recipient: str) -> set[str]:
    return {row[0] for row in db.execute("SELECT happening FROM dyad WHERE actor = ? AND recipient = ?", (actor, recipient))}


def events_in(db: sqlite3.Connection, reports: Iterable[str]) -> list[str]:
    """The events of some reports."""
    return [row[0] for row in gather(db, "SELECT f.id FROM report r JOIN finding f ON f.report = r.number WHERE r.id IN (?)"
                                         " AND f.type = 'event' AND f.current IS NOT NULL", reports)]


def members(db: sqlite3.Connection, happenings: Iterable[str]) -> list[str]:
    """The events of some happenings."""
    return [row[0] for row in gather(db, "SELECT event FROM member WHERE happening IN (?)", happenings)]


def homes(db: sqlite3.Connection, events: Iterable[str]) -> dict[str, str]:
    """The happening of each event."""
    return dict(gather(db, "SELECT event, happening FROM member WHERE event IN (?)", events))


def groups(db: sqlite3.Connection, as_of: str | None = None) -> list[Row]:
    """For each report that carries another's text or has copies: origin, report, outlet, agency, credited, published."""
    day, order = ("AND r.published <= ?" if as_of else ""), "j.origin, coalesce(r.published, ''), j.report"
    return db.execute("SELECT j.origin, j.report, r.outlet, j.agency, j.credited, r.published FROM joined j JOIN report r"
                      f" ON r.id = j.report WHERE 1 {day} ORDER BY {order}", [as_of] if as_of else []).fetchall()


def version_pairs(db: sqlite3.Connection, reports: Iterable[str] | None = None) -> list[Row]:
    """Pairs of versions, of some reports or all: a, b, why, and the day of each."""
    sql = ("SELECT v.a, v.b, v.why, a.published, b.published FROM version v JOIN report a ON a.id = v.a JOIN report b ON b.id = v.b")
    if reports is None:
        return db.execute(sql + " ORDER BY v.a, v.b").fetchall()
    held = sorted(reports)
    return sorted(set(gather(db, sql + " WHERE v.a IN (?)", held)) | set(gather(db, sql + " WHERE v.b IN (?)", held)), key=lambda v: v[:2])


MOST_AROUND = 100  # reports in which the outcome of one agenda item is looked for


def reports_of_countries(db: sqlite3.Connection, countries: Iterable[str], first: str, last: str, near: str) -> list[str]:
    """Reports of some days in which a party of one of the countries takes part in an event or an agenda item: at most
    MOST_AROUND, those nearest to the day `near`."""
    sql = ("SELECT DISTINCT r.id, abs(julianday(a.day) - julianday(?)) AS far FROM about a JOIN report r ON r.number = a.report"
           " WHERE a.day BETWEEN ? AND ? AND a.country IN (?) ORDER BY far, r.id LIMIT ?")
    held = sorted(countries)
    sql = sql.replace("(?) ORDER", f"({', '.join('?' * len(held))}) ORDER")
    return [row[0] for row in db.execute(sql, [near, first or "0", last, *held, MOST_AROUND])]


def plans_of(db: sqlite3.Connection, where: str, values: Sequence[Any]) -> list[Row]:
    """Agenda items: record, published, sentence, kind and id of its event."""
    rows = db.execute("SELECT f.current, r.published, r.text, e.event, e.id FROM finding f JOIN report r ON r.number = f.report"
                      " LEFT JOIN finding e ON e.id = json_extract(f.current, '$.event')"
                      f" WHERE f.type = 'agenda' AND f.current IS NOT NULL AND {where} ORDER BY f.id", values)
    out = []
    for current, published, text, *more in rows:
        record = loaded(current)
        out.append((record, published, text[record["sentence"][0]:record["sentence"][1]], *more))
    return out

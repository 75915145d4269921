"""Checking the book: every hash, every link of the chain, and that each span says what its record says."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator

from dateline.book.beside import beside, different
from dateline.book.index import Index
from dateline.book.judge import CLASSES
from dateline.book.rows import chained, digest, finding_columns, loaded
from dateline.book.store import Store
from dateline.errors import DatelineError

TOGETHER = 1000  # reports whose lists are written together


def problems(store: Store) -> Iterator[str]:
    """What is wrong with the book, a line each, the row named first; nothing when all is well."""
    steps = (_file, _chain, _rows_as_logged, _everything_is_logged, _originals, _reports, _findings, _lists, _full_text)
    for step in steps:
        try:
            yield from step(store)
        except (sqlite3.DatabaseError, UnicodeDecodeError, ValueError, OverflowError) as error:
            yield f"{step.__name__.strip('_')}: the file itself is damaged: {error}"


def _file(store: Store) -> Iterator[str]:
    for (line,) in store.db.execute("PRAGMA integrity_check(5)"):
        if line != "ok":
            yield f"file: {line}"
    for table, row, parent, _ in store.db.execute("PRAGMA foreign_key_check"):
        yield f"{table} row {row}: what it refers to in {parent} is not there"


def _chain(store: Store) -> Iterator[str]:
    before, expected = "", 1
    for seq, kind, ref, made, chain in store.db.execute("SELECT seq, kind, ref, digest, chain FROM log ORDER BY seq"):
        if seq != expected:
            yield f"log line {expected}: missing"
        if chain != chained(before, seq, kind, ref, made):
            yield f"log line {seq} ({kind} {ref}): its hash does not follow from the line before"
        before, expected = chain, seq + 1


def _rows_as_logged(store: Store) -> Iterator[str]:
    for seq, kind, ref, made in store.db.execute("SELECT seq, kind, ref, digest FROM log ORDER BY seq"):
        if store.db.execute("SELECT 1 FROM log WHERE kind = ? AND ref = ? AND seq > ?", (kind, ref, seq)).fetchone():
            continue  # a later line tells how it stands
        rows = store.rows_of(kind, ref)
        if not rows:
            yield f"{kind} {ref}: it was written and is not there any more"
        elif digest(rows) != made:
            yield f"{kind} {ref}: its rows are not what was written"


def _everything_is_logged(store: Store) -> Iterator[str]:
    refs = {"report": "id", "judgement": "id", "refusal": "original || '/' || part", "copy": "original || '/' || part"}
    for table, ref in refs.items():
        for (row,) in store.db.execute(f"SELECT {ref} FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM log WHERE kind = ? AND ref = {ref})",
                                       (table,)):
            yield f"{table} {row}: it is not in the log"
    for (row,) in store.db.execute("SELECT sha256 FROM original o WHERE NOT EXISTS (SELECT 1 FROM report r WHERE r.original = o.sha256)"):
        yield f"original {row}: no report came from it"


def _originals(store: Store) -> Iterator[str]:
    for sha256, packed in store.db.execute("SELECT sha256, bytes FROM original ORDER BY sha256"):
        try:
            raw = zlib.decompress(packed)
        except zlib.error as error:
            yield f"original {sha256}: its bytes cannot be unpacked ({error})"
            continue
        if hashlib.sha256(raw).hexdigest() != sha256:
            yield f"original {sha256}: its bytes have another hash"


def _reports(store: Store) -> Iterator[str]:
    sql = "SELECT id, text, record, outlet, url, title, published, language, complete FROM report ORDER BY id"
    for id_, text, record, *columns in store.db.execute(sql):
        data = json.loads(record)
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != data["sha256"]:
            yield f"report {id_}: its text has another hash"
        told = [data[k] for k in ("outlet", "url", "title", "published", "language")] + [int(data["complete"])]
        if data["id"] != id_ or told != columns:
            yield f"report {id_}: its columns are not what its record says"


def _findings(store: Store) -> Iterator[str]:
    sql = ("SELECT f.id, f.type, f.record, f.current, f.event, f.status, f.claimed, f.background, f.first_day, f.last_day,"
           " f.place, f.doubt, length(r.text), r.id FROM report r JOIN finding f ON f.report = r.number ORDER BY r.number")
    for id_, kind, record, current, *columns, size, report in store.db.execute(sql):
        now = None if current is None else loaded(current)
        if tuple(columns) != finding_columns(now):
            yield f"{kind} {id_}: its columns are not what its record says"
        try:
            finding = CLASSES[kind].from_dict(loaded(record))
        except (DatelineError, KeyError) as error:
            yield f"{kind} {id_}: its record cannot be read: {error}"
            continue
        if finding.id != id_ or finding.report != report:
            yield f"{kind} {id_}: its id does not follow from its report and spans"
        if any(end > size for _, end in (*finding.own_spans(), finding.sentence)):
            yield f"{kind} {id_}: it points outside its report"


VALUE = ("CASE WHEN t.key LIKE '.%' THEN (SELECT a.name || '/' || coalesce(a.country, '') || '/' || coalesce(a.sector, '')"
         " FROM {0}.actor a WHERE a.id = CAST(t.value AS INTEGER)) ELSE t.value END")
HELD = {  # the lists by what their numbers stand for, which are given in the order of writing
    "facet": "SELECT f.id, x.at >> 15, x.report, x.type, x.event, x.status, x.claimed, x.background, x.place, x.outlet, x.published, x.day,"
             " x.last, x.open, x.who, x.whom, x.spot FROM {0}.facet x JOIN main.finding f ON f.number = x.finding",
    "term": f"SELECT t.kind, t.key, {VALUE}, t.n FROM {{0}}.term t WHERE t.n != 0",
    "posting": f"SELECT t.kind, t.key, {VALUE}, f.id FROM {{0}}.posting d JOIN {{0}}.term t ON t.id = d.term JOIN {{0}}.facet x"
               " ON x.at = d.at JOIN main.finding f ON f.number = x.finding",
    "actor": "SELECT a.name, a.country, a.sector, a.reports, a.did, a.done, a.said FROM {0}.actor a WHERE a.reports != 0",
    "part": "SELECT f.id, p.role, a.name, a.country, a.sector FROM {0}.part p JOIN main.finding f ON f.number = p.finding JOIN {0}.actor a"
            " ON a.id = p.actor",
    "about": "SELECT a.country, a.day, a.report FROM {0}.about a",
    "office": "SELECT a.name, a.country, a.sector, o.office, o.since, o.until, o.mentions, o.last_known FROM {0}.office o JOIN {0}.actor a"
              " ON a.id = o.actor",
}


def _lists(store: Store) -> Iterator[str]:
    """The lists, made anew beside the old ones and compared."""
    db = store.db
    with beside(db, tuple(HELD)):
        index = Index(db, names=False)
        reports = "SELECT number, id, outlet, published, language FROM report ORDER BY number"
        for done, (number, report, outlet, published, language) in enumerate(db.execute(reports)):
            judged = {row[0] for row in db.execute("SELECT target FROM judgement WHERE report = ?", (report,))}
            rows = db.execute("SELECT number, id, origin, current FROM finding WHERE report = ? AND current IS NOT NULL ORDER BY number",
                              (number,)).fetchall()
            index.add_report(outlet, language)
            index.add(number, report, outlet, published,
                      [(n, loaded(current), origin != "read" or id_ in judged) for n, id_, origin, current in rows])
            if done % TOGETHER == TOGETHER - 1:
                index.flush()
        index.flush()
        for table, sql in HELD.items():
            for row in different(db, sql):
                yield f"{table} {row[0]}: it is not what the findings say ({', '.join(map(str, row[1:4]))})"
        for table in ("facet", "posting"):  # rows that stand for nothing are in no comparison
            one, other = (db.execute(f"SELECT count(*) FROM {place}.{table}").fetchone()[0] for place in ("main", "temp"))
            if one != other:
                yield f"{table}: {one} rows, not {other}"


def _full_text(store: Store) -> Iterator[str]:
    for table, what in (("report_text", "the reports"), ("actor_text", "the names of actors")):
        try:
            store.db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield f"full text: it does not match {what} ({error})"

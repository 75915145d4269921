"""Checking the book: every hash, every link of the chain, and that each span says what its record says."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator

from dateline.book.judge import CLASSES
from dateline.book.rows import canonical, chained, digest, finding_columns, parties
from dateline.book.store import Store
from dateline.errors import DatelineError


def problems(store: Store) -> Iterator[str]:
    """What is wrong with the book, a line each, the row named first; nothing when all is well."""
    steps = (_file, _chain, _rows_as_logged, _everything_is_logged, _originals, _reports, _findings, _full_text)
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
    latest = ("SELECT kind, ref, digest FROM log l"
              " WHERE seq = (SELECT max(seq) FROM log m WHERE m.kind = l.kind AND m.ref = l.ref) ORDER BY seq")
    for kind, ref, made in store.db.execute(latest).fetchall():
        rows = store.rows_of(kind, ref)
        if not rows:
            yield f"{kind} {ref}: it was written and is not there any more"
        elif digest(rows) != made:
            yield f"{kind} {ref}: its rows are not what was written"


def _everything_is_logged(store: Store) -> Iterator[str]:
    refs = {"report": "id", "judgement": "id", "refusal": "original || '/' || part", "copy": "original || '/' || part"}
    for table, ref in refs.items():
        for (row,) in store.db.execute(f"SELECT {ref} FROM {table} WHERE {ref} NOT IN (SELECT ref FROM log WHERE kind = ?)", (table,)):
            yield f"{table} {row}: it is not in the log"
    for (row,) in store.db.execute("SELECT sha256 FROM original WHERE sha256 NOT IN (SELECT original FROM report)"):
        yield f"original {row}: no report came from it"
    for (row,) in store.db.execute("SELECT DISTINCT finding FROM party WHERE finding NOT IN (SELECT id FROM finding)"):
        yield f"party {row}: it belongs to no finding"


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
           " f.place, f.doubt, length(r.text) FROM finding f JOIN report r ON r.id = f.report ORDER BY f.id")
    for id_, kind, record, current, *columns, size in store.db.execute(sql):
        now = None if current is None else json.loads(current)
        if tuple(columns) != finding_columns(now):
            yield f"{kind} {id_}: its columns are not what its record says"
        held = store.db.execute("SELECT role, name, country, sector FROM party WHERE finding = ?", (id_,)).fetchall()
        if sorted(map(canonical, held)) != sorted(map(canonical, parties(now))):
            yield f"{kind} {id_}: its parties are not what its record says"
        try:
            finding = CLASSES[kind].from_dict(json.loads(record))
        except (DatelineError, KeyError) as error:
            yield f"{kind} {id_}: its record cannot be read: {error}"
            continue
        if finding.id != id_:
            yield f"{kind} {id_}: its id does not follow from its spans"
        if any(end > size for _, end in (*finding.own_spans(), finding.sentence)):
            yield f"{kind} {id_}: it points outside its report"


def _full_text(store: Store) -> Iterator[str]:
    try:
        store.db.execute("INSERT INTO report_text (report_text, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield f"full text: it does not match the reports ({error})"

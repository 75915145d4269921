"""The user's own notes: what was collected in which dossier, and what was written about it. They stand beside the evidence, never in it."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Any

from dateline.errors import NotFound, RecordError

NAMES = ("id", "dossier", "place", "target", "text", "by", "at")
LONGEST, LONGEST_NAME, MOST = 10_000, 120, 2_000  # characters of a note, of a dossier's name; notes of a dossier


def notes(db: sqlite3.Connection, dossier: str) -> list[dict[str, Any]]:
    """The notes of a dossier, in its order."""
    rows = db.execute(f"SELECT {', '.join(NAMES)} FROM note WHERE dossier = ? ORDER BY place, id", (dossier,))
    return [dict(zip(NAMES, row, strict=True)) for row in rows]


def dossiers(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The dossiers with how many notes each holds, the last changed first."""
    rows = db.execute("SELECT dossier, count(*), max(at) FROM note GROUP BY dossier ORDER BY 3 DESC, 1")
    return [dict(zip(("name", "notes", "at"), row, strict=True)) for row in rows]


def put(db: sqlite3.Connection, dossier: str, target: str, text: str, by: str, at: str) -> str:
    """Collect something, or write its note anew where it is collected already; returns the note's id."""
    name = " ".join(dossier.split())
    if not name or len(name) > LONGEST_NAME or len(text) > LONGEST:
        raise RecordError(f"a dossier needs a name of at most {LONGEST_NAME} characters, and a note at most {LONGEST:,}")
    count = db.execute("SELECT count(*) FROM note WHERE dossier = ?", (name,)).fetchone()[0]
    id_ = "n" + hashlib.sha256(f"{name}\x1f{target}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    there = db.execute("SELECT 1 FROM note WHERE id = ?", (id_,)).fetchone()
    if count >= MOST and not there:
        raise RecordError(f"the dossier {name!r} holds {MOST:,} notes; begin another")
    db.execute("INSERT INTO note VALUES (?, ?, (SELECT coalesce(max(place), 0) + 1 FROM note WHERE dossier = ?), ?, ?, ?, ?)"
               " ON CONFLICT (id) DO UPDATE SET text = excluded.text, by = excluded.by, at = excluded.at",
               (id_, name, name, target, text, by, at))
    return id_


def drop(db: sqlite3.Connection, id_: str) -> str:
    """Take a note out of its dossier, whose name is returned; raises NotFound."""
    name = _dossier_of(db, id_)
    db.execute("DELETE FROM note WHERE id = ?", (id_,))
    return name


def move(db: sqlite3.Connection, id_: str, up: bool) -> str:
    """Let a note change places with the one before or after it; returns the dossier's name, raises NotFound."""
    name = _dossier_of(db, id_)
    ids = [n["id"] for n in notes(db, name)]
    at = ids.index(id_)
    other = at - 1 if up else at + 1
    if 0 <= other < len(ids):
        ids[at], ids[other] = ids[other], ids[at]
    db.executemany("UPDATE note SET place = ? WHERE id = ?", [(place, i) for place, i in enumerate(ids, 1)])
    return name


def _dossier_of(db: sqlite3.Connection, id_: str) -> str:
    row = db.execute("SELECT dossier FROM note WHERE id = ?", (id_,)).fetchone()
    if row is None:
        raise NotFound(f"there is no note {id_!r}")
    return str(row[0])

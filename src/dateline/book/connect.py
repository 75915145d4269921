"""Opening a book: the connection, its settings, and the frame in which the schema moves on."""

import sqlite3
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from dateline.errors import BookError

SCHEMA_VERSION = 2
JOINED = "\n-- Joined:"  # the part of the schema that version 2 added stands below this line


def connect(path: Path, read_only: bool = False, moved: list[int] | None = None) -> sqlite3.Connection:
    """A connection to the book at `path`, made when it is not there; raises BookError where it cannot be used.

    An older book is brought to this version; `moved` then gets the versions it passed, so that the caller can log it.
    """
    if read_only and not path.exists():
        raise BookError(f"{path}: no book there; make one with: dateline add {path} FOLDER")
    try:
        uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30)
        db.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
        _ready(db, path, read_only, moved if moved is not None else [])
    except sqlite3.DatabaseError as error:
        raise BookError(f"{path}: {error}; is it a book, on a disk that can be written and is not full?") from error
    return db


def _ready(db: sqlite3.Connection, path: Path, read_only: bool, moved: list[int]) -> None:
    """Make the tables of a new book, or bring an older one to this version."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        if db.execute("SELECT 1 FROM sqlite_master").fetchone() or read_only:
            raise BookError(f"{path} is an SQLite file but no book of Dateline's")
        db.executescript(f"BEGIN IMMEDIATE; {schema()} INSERT INTO meta VALUES ('schema_version', '{SCHEMA_VERSION}'); COMMIT;")
        return
    version = int(db.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise BookError(f"{path} has schema version {version}; this Dateline knows up to {SCHEMA_VERSION}: use a newer one")
    while version < SCHEMA_VERSION:
        if read_only:
            raise BookError(f"{path} has schema version {version}; `dateline verify {path}` brings it to {SCHEMA_VERSION}")
        db.executescript(f"BEGIN IMMEDIATE; {MIGRATIONS[version]()} "
                         f"UPDATE meta SET value = '{version + 1}' WHERE key = 'schema_version'; COMMIT;")
        version += 1
        moved.append(version)


def schema() -> str:
    """The SQL that makes an empty book."""
    return files("dateline.book").joinpath("schema.sql").read_text(encoding="utf-8")


def _to_2() -> str:
    return JOINED + schema().partition(JOINED)[2]


MIGRATIONS: dict[int, Callable[[], str]] = {1: _to_2}  # from version -> SQL that leads to the next one

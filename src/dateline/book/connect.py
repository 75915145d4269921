"""Opening a book: the connection, its settings, and the frame in which the schema moves on."""

import sqlite3
from importlib.resources import files
from pathlib import Path

from dateline.errors import BookError

SCHEMA_VERSION = 1
MIGRATIONS: dict[int, str] = {}  # from version -> SQL that leads to the next one


def connect(path: Path, read_only: bool = False) -> sqlite3.Connection:
    """A connection to the book at `path`, made when it is not there; raises BookError where it cannot be used."""
    if read_only and not path.exists():
        raise BookError(f"{path}: no book there; make one with: dateline add {path} FOLDER")
    try:
        uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30)
        db.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
        _ready(db, path, read_only)
    except sqlite3.DatabaseError as error:
        raise BookError(f"{path}: {error}; is it a book, on a disk that can be written and is not full?") from error
    return db


def _ready(db: sqlite3.Connection, path: Path, read_only: bool) -> None:
    """Make the tables of a new book, or bring an older one to this version."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        if db.execute("SELECT 1 FROM sqlite_master").fetchone() or read_only:
            raise BookError(f"{path} is an SQLite file but no book of Dateline's")
        script = files("dateline.book").joinpath("schema.sql").read_text(encoding="utf-8")
        db.executescript(f"BEGIN IMMEDIATE; {script} INSERT INTO meta VALUES ('schema_version', '{SCHEMA_VERSION}'); COMMIT;")
        return
    version = int(db.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise BookError(f"{path} has schema version {version}; this Dateline knows up to {SCHEMA_VERSION}: use a newer one")
    while version < SCHEMA_VERSION:
        db.executescript(f"BEGIN IMMEDIATE; {MIGRATIONS[version]} "
                         f"UPDATE meta SET value = '{version + 1}' WHERE key = 'schema_version'; COMMIT;")
        version += 1

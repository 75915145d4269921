"""Opening a book: the connection, and its settings."""

import sqlite3
from importlib.resources import files
from pathlib import Path

from dateline.errors import BookError

SCHEMA_VERSION = 4
CACHE_KIB = 65_536  # pages of a connection kept in memory


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
        db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        _ready(db, path, read_only)
    except sqlite3.DatabaseError as error:
        raise BookError(f"{path}: {error}; is it a book, on a disk that can be written and is not full?") from error
    return db


def _ready(db: sqlite3.Connection, path: Path, read_only: bool) -> None:
    """Make the tables of a new book, or see that those of an older one are of this version."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        if db.execute("SELECT 1 FROM sqlite_master").fetchone() or read_only:
            raise BookError(f"{path} is an SQLite file but no book of Dateline's")
        db.executescript(f"BEGIN IMMEDIATE; {schema()} INSERT INTO meta VALUES ('schema_version', '{SCHEMA_VERSION}'); COMMIT;")
        return
    version = int(db.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()[0])
    if version != SCHEMA_VERSION:
        older = "it was made by an early version; add its reports to a new book, `export` and `judgements` bring the corrections along"
        raise BookError(f"{path} has schema version {version}, this Dateline reads {SCHEMA_VERSION}: "
                        f"{'use a newer one' if version > SCHEMA_VERSION else older}")


def schema() -> str:
    """The SQL that makes an empty book."""
    return files("dateline.book").joinpath("schema.sql").read_text(encoding="utf-8")

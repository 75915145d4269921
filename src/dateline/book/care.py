"""Looking after a book: a backup while it is in use, tidying up, and questions in SQL that cannot change it or run away."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from time import monotonic
from typing import Any

from dateline.book.connect import connect
from dateline.errors import BookError

SECONDS, ROWS = 10.0, 10_000


def backup(source: Path, target: Path) -> None:
    """A whole copy of a book at one moment; raises BookError where `target` is there already or cannot be written."""
    if target.exists():
        raise BookError(f"{target} is there already; name a new file for the backup")
    db = connect(source, read_only=True)
    try:
        with sqlite3.connect(target) as copy:
            db.backup(copy)
        copy.close()
    except sqlite3.Error as error:
        raise BookError(f"{target}: {error}; the book itself is as it was") from error
    finally:
        db.close()


def vacuum(path: Path) -> tuple[int, int]:
    """Write the book anew without the room that changes left free, and its full text as one; returns its bytes before and after.

    The disk must have room for a second book meanwhile. Raises BookError where it has not, or where somebody else is writing.
    """
    db = connect(path)
    try:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = path.stat().st_size
        for table in ("report_text", "actor_text"):
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise BookError(f"{path}: {error}; the book itself is as it was") from error
    finally:
        db.close()
    return before, path.stat().st_size


def ask(path: Path, sql: str, seconds: float = SECONDS, rows: int = ROWS) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of one SELECT, read-only; raises BookError when it fails, writes, or takes longer than `seconds`."""
    db = connect(path, read_only=True)
    stop = monotonic() + seconds
    db.set_progress_handler(lambda: int(monotonic() > stop), 10_000)
    db.execute("PRAGMA query_only = ON")
    db.set_authorizer(_read_only)
    try:
        found = db.execute(sql)
        if found.description is None:
            raise BookError("the question returns no rows; ask with SELECT")
        return [d[0] for d in found.description], found.fetchmany(rows)
    except sqlite3.Error as error:
        why = f"it took longer than {seconds:g} seconds" if "interrupt" in str(error) else str(error)
        raise BookError(f"{why}; the question was: {sql}") from error
    finally:
        db.close()


def _read_only(action: int, first: str | None, second: str | None, base: str | None, trigger: str | None) -> int:
    """Only what a SELECT does is let through: no writing, no attaching, no settings, no loading of code."""
    allowed = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
    harmful = action == sqlite3.SQLITE_FUNCTION and second in ("load_extension", "fts3_tokenizer")
    return sqlite3.SQLITE_OK if action in allowed and not harmful else sqlite3.SQLITE_DENY

"""Derived tables made anew beside the old ones: in SQLite's temporary database, which lies on disk, and so at any size in little memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dateline.book.rows import Row

PARENT = re.compile(r" REFERENCES \w+ \(\w+\)")  # a temporary table cannot refer to one of the book


@contextmanager
def beside(db: sqlite3.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Empty tables of these names that hide the book's own, until the end: what is written to them is never in the book."""
    mine = not db.in_transaction
    if mine:
        db.execute("BEGIN")
    try:
        for table in tables:
            made = "SELECT name, sql FROM main.sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC"
            for name, sql in db.execute(made, (table,)).fetchall():
                db.execute(PARENT.sub("", re.sub(rf"^CREATE (UNIQUE )?(TABLE|INDEX) {name}\b", rf"CREATE \1\2 temp.{name}", sql, count=1)))
        yield
    finally:
        for table in tables:
            db.execute(f"DROP TABLE IF EXISTS temp.{table}")
        if mine:
            db.execute("COMMIT")


def different(db: sqlite3.Connection, sql: str, most: int = 5) -> list[Row]:
    """Rows that a question gets from the book's own tables and not from the new ones, or the other way round; `{0}` in it stands for the
    database that is asked."""
    one, other = sql.format("main"), sql.format("temp")
    return [row for a, b in ((one, other), (other, one)) for row in db.execute(f"SELECT * FROM ({a} EXCEPT {b}) LIMIT {most}")]

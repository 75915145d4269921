"""Damage that is done behind the book's back is found and the row is named."""

import random

import pytest

from dateline.book.verify import problems
from tests.book.conftest import NOW, a_report

TABLES = ("original", "report", "finding", "facet", "posting", "term", "actor", "part", "about", "judgement", "refusal", "copy", "log")


@pytest.fixture
def rich(filled):
    """A book with a row in every table."""
    event = filled.db.execute("SELECT id FROM finding WHERE type = 'event'").fetchone()[0]
    filled.judge("ana", NOW, "planned", event, {"set": {"status": "planned"}})
    filled.refuse("f" * 64, "", "b.bin", "it is empty")
    filled.add(b"other bytes", "0" * 64, "", "c.txt", "", a_report().to_dict(), [], "c1", "test", NOW)
    assert list(problems(filled)) == []
    return filled


def flip(db, chance):
    """Change one byte of one cell of one row; returns (table, column) or None where the flip is not possible."""
    table = chance.choice(TABLES)
    names = [r[1] for r in db.execute(f"PRAGMA table_info({table})")]
    row = chance.choice(db.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall())
    column = chance.choice(names)
    value = row[names.index(column)]
    this = " AND ".join(f"{n} IS ?" for n in names)
    kind = db.execute(f"SELECT typeof({column}) FROM {table} WHERE {this}", row).fetchone()[0]
    if kind == "null":
        new = "x" if "TEXT" in next(r[2] for r in db.execute(f"PRAGMA table_info({table})") if r[1] == column) else 1
    elif kind in ("integer", "real"):
        new = value + 1
    else:
        raw = bytearray(value if kind == "blob" else value.encode())
        if not raw:
            return None
        at = chance.randrange(len(raw))
        raw[at] ^= 1
        new = bytes(raw) if kind == "blob" else raw.decode("utf-8", "replace")
    db.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {this}", (new, *row))
    return table, column


def flips_are_found(store, times, seed):
    chance, done = random.Random(seed), 0
    store.db.execute("PRAGMA foreign_keys = OFF")  # damage keeps no rules
    while done < times:
        store.db.execute("BEGIN")
        where = flip(store.db, chance)
        found = list(problems(store))
        store.db.execute("ROLLBACK")
        if where:
            assert found, f"a changed byte in {where} goes unseen"
            assert all(line.split(":")[0].strip() for line in found)
            done += 1
    assert list(problems(store)) == []


def test_twenty_flipped_bytes_are_found(rich):
    flips_are_found(rich, 20, seed=1)


@pytest.mark.prove
def test_two_hundred_flipped_bytes_are_found(rich):
    flips_are_found(rich, 200, seed=2)


@pytest.mark.parametrize("damage, says", [
    ("DELETE FROM log WHERE seq = 2", "log line 2: missing"), ("DELETE FROM judgement", "it was written and is not there"),
    ("DELETE FROM part", "it is not what the findings say"), ("DELETE FROM posting WHERE term = 5", "it is not what the findings say"),
    ("UPDATE facet SET open = NULL", "it is not what the findings say"),
    ("UPDATE term SET n = n + 1", "it is not what the findings say"), ("UPDATE report SET text = text || 'x'", "its text has another hash"),
    ("INSERT INTO refusal VALUES ('a', 'b', 'c', 'd')", "it is not in the log"),
    ("INSERT INTO report_text (report_text, rowid, title, text) VALUES ('delete', 1, 'Norway frees crew', 'x')", "full text")])
def test_damage_is_named(rich, damage, says):
    rich.db.execute(damage)
    assert any(says in line for line in problems(rich)), list(problems(rich))

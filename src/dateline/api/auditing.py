"""A random sample of a book's findings and what a person said of each: how right the book is, on the user's own reports.

What was removed or put right counts as wrong, what was accepted as right. The sample is drawn by hashes of the seed among the ids, which
are hashes themselves, so it needs no walk over the book, and it stays the same when a finding of it is removed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from dateline.api.book import Book
from dateline.api.desk import history, summary
from dateline.api.joined import audit_result
from dateline.records.ids import LETTERS

KINDS = {"event": "events", "quote": "quotes", "agenda": "agenda"}


def sample(book: Book, size: int, seed: int) -> list[dict[str, Any]]:
    """`size` findings that were read, kinds by their share; each with `said`: right, wrong or None."""
    held = summary(book)
    total = sum(held[name] for name in KINDS.values())
    ids = [id_ for kind, name in KINDS.items() if total for id_ in _drawn(book, kind, round(size * held[name] / total), seed)]
    rows = [book.show(id_) for id_ in sorted(ids, key=lambda i: _digest(seed, i))]
    return [{**row, "said": _said(book, row)} for row in rows]


def result(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Precision with its 95 % interval, for each kind and for all, of the rows that somebody judged."""
    judged = [(row["type"], row["said"] == "right") for row in rows if row["said"]]
    return audit_result(judged) if judged else []


def _drawn(book: Book, kind: str, size: int, seed: int) -> Iterator[str]:
    """Ids of a kind, each the next one behind a random place; at most as many as there are."""
    letter = LETTERS[kind]
    seen: set[str] = set()
    for number in range(size * 20):
        if len(seen) == size:
            return
        at = letter + _digest(seed, f"{kind} {number}")[:16]
        found = _next(book, at, letter) or _next(book, letter, letter)
        if found and found not in seen:
            seen.add(found)
            yield found


def _next(book: Book, at: str, letter: str) -> str | None:
    sql = "SELECT id FROM finding WHERE id >= ? AND id < ? AND origin = 'read' ORDER BY id LIMIT 1"
    row = book.store.db.execute(sql, (at, letter + "g")).fetchone()
    return str(row[0]) if row else None


def _digest(seed: int, text: str) -> str:
    return hashlib.sha256(f"{seed} {text}".encode()).hexdigest()


def _said(book: Book, row: dict[str, Any]) -> str | None:
    """What the latest standing judgement on a finding says of it."""
    for judgement in history(book, row["report"], row["id"]):
        if judgement["stands"] and judgement["target"] == row["id"]:
            return "right" if judgement["change"] == {"set": {}} else "wrong"
    return None

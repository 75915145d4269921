"""Notes and dossiers: what a user collects from a book, with the evidence of each thing beside the user's own words."""

from __future__ import annotations

from typing import Any

from dateline.api.book import Book, now
from dateline.book import notes as stored
from dateline.errors import NotFound


def dossiers(book: Book) -> list[dict[str, Any]]:
    """The dossiers of a book, the last changed first: name, notes, at."""
    return stored.dossiers(book.store.db)


def notes(book: Book, dossier: str) -> list[dict[str, Any]]:
    """The notes of a dossier in its order, each with what it is about in `row`; None where the book does not hold that any more."""
    return [{**n, "row": _row(book, n["target"])} for n in stored.notes(book.store.db, dossier)]


def _row(book: Book, target: str) -> dict[str, Any] | None:
    try:
        if not target.startswith("h"):
            return book.show(target)
        found = book.happening(target)
        told = [book.show(e) for e in (*found.events, *found.recalled)[:1]]
        return {**found.to_dict(), "type": "happening", "told": told}
    except NotFound:
        return None


def put(book: Book, dossier: str, target: str, text: str, by: str) -> str:
    """Collect a report, finding or happening with a note; raises NotFound where the book does not hold it. Returns the note's id."""
    if _row(book, target) is None:
        raise NotFound(f"nothing in the book has the id {target!r}")
    with book.store.transaction():
        return stored.put(book.store.db, dossier, target, text.replace("\r\n", "\n").strip(), by, now())


def drop(book: Book, note: str) -> str:
    """Take a note out of its dossier; returns the dossier's name."""
    with book.store.transaction():
        return stored.drop(book.store.db, note)


def move(book: Book, note: str, up: bool) -> str:
    """Let a note change places with its neighbour; returns the dossier's name."""
    with book.store.transaction():
        return stored.move(book.store.db, note, up)

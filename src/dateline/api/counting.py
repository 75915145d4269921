"""What the pictures of the desk ask of a book: parties and places with their counts, and who carries an utterance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dateline.api.book import Book
from dateline.book import counts, query
from dateline.book.query import Filter
from dateline.codes.normal import normal
from dateline.errors import NotFound
from dateline.joining.utterances import Said, utterances

MOST_COUNTED = counts.MOST_COUNTED
AROUND = 45  # days before and after a quote in which others may carry it
MOST_QUOTES = 2_000  # quotes that are compared with one


def network(book: Book, wanted: Mapping[str, Any], node: str, size: int) -> list[dict[str, Any]]:
    """The pairs of parties with most events from the one to the other; `node` is country or name."""
    return counts.network(book.store.db, Filter(**wanted), node, size)


def places(book: Book, wanted: Mapping[str, Any], size: int) -> list[dict[str, Any]]:
    """Where the events happened, those with most first."""
    return counts.places(book.store.db, Filter(**wanted), size)


def spread(book: Book, quote: str) -> dict[str, Any]:
    """Who carries the words of a quote: each report with its wording, the earliest first; raises NotFound where it is no quote.

    Compared are the quotes of the same speaker - all quotes where none is named - within 45 days of it.
    """
    row = book.show(quote)
    if row["type"] != "quote":
        raise NotFound(f"{quote!r} is no quote; quotes stand in /quotes")
    speaker = (row["speaker"] or {}).get("name")
    day = row["published"]
    wanted = Filter(by=speaker, day_from=_plus(day, -AROUND) if day else None, as_of=_plus(day, AROUND) if day else None)
    held = {r["id"]: r for r in query.findings(book.store.db, "quote", wanted, MOST_QUOTES)}
    held.setdefault(quote, row)
    words = {i: _words(r) for i, r in held.items()}
    origin = counts.carried(book.store.db, list(held))
    said = [Said(i, r["report"], r["published"] or "", normal((r["speaker"] or {}).get("name", "")), normal(words[i]), origin.get(i, ""))
            for i, r in held.items()]
    own = next(u for u in utterances(said) if quote in u.quotes)
    order = {w: n for n, (w, _) in enumerate(sorted(own.variants, key=lambda v: (own.first not in v[1], -len(v[1]), v[0])))}
    rows = [{"id": i, "report": held[i]["report"], "published": held[i]["published"], "outlet": held[i]["outlet"],
             "title": held[i]["title"], "words": words[i], "origin": origin.get(i, held[i]["report"]), "speaker": held[i]["speaker"],
             "wording": f"wording {order[normal(words[i])] + 1}", "kind": held[i]["kind"], "first": i == own.first} for i in own.quotes]
    return {"quote": quote, "first": own.first, "reports": own.reports, "origins": own.origins, "wordings": len(own.variants), "rows": rows,
            "compared": len(held)}


def _words(row: Mapping[str, Any]) -> str:
    """The words of a quote that stand in its sentence; a quote may go on beyond it."""
    start = row["sentence"][0]
    return " ".join(row["sentence_text"][max(0, s - start):max(0, e - start)] for s, e in row["content"])


def _plus(day: str, days: int) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()

"""What is new since the last look at a question: the rows whose ids were not there then. The looks are kept in a file beside the book.

    with Book("news.db") as book:
        memory = remembered(memory_beside("news.db"))
        look = look_at(book, memory.query("quotes", {"by": "RUS"}), "2021-06-04T10:00:00+00:00")
        look.new
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.api.book import Book
from dateline.api.polled import read_plain_file, write_whole
from dateline.errors import NotFound

FORM = 1
KINDS = ("events", "quotes", "agenda", "reports", "happenings")


@dataclass(slots=True)
class Query:
    """A question: which rows, which filters, and when each row that was found was found first."""

    of: str
    wanted: dict[str, Any]
    looked: str | None = None
    seen: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Memory:
    """The questions of a state file, by the names under which they were saved, else by what they ask."""

    path: Path
    queries: dict[str, Query] = field(default_factory=dict)

    def query(self, of: str, wanted: Mapping[str, Any], name: str | None = None) -> Query:
        """The question that asks this, with what was seen of it; under a name it takes the place of another of that name."""
        asked = asked_of(wanted)
        key = name or json.dumps([of, asked], sort_keys=True)
        held = self.queries.get(key)
        if held is None or (held.of, held.wanted) != (of, asked):
            held = self.queries[key] = Query(of, asked)
        return held

    def saved(self, name: str) -> Query:
        """The question that was saved under a name; raises NotFound."""
        if name not in self.queries or name.startswith("["):
            names = ", ".join(n for n in self.queries if not n.startswith("[")) or "none yet"
            raise NotFound(f"no question was saved as {name!r}; there are: {names}; save one with --save NAME")
        return self.queries[name]

    def save(self) -> None:
        """Write the file, whole or not at all."""
        plain = {key: {"of": q.of, "wanted": q.wanted, "looked": q.looked, "seen": q.seen} for key, q in self.queries.items()}
        write_whole(self.path, {"form": FORM, "queries": plain})


def asked_of(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The filters that ask something, as JSON keeps them.

    >>> asked_of({"by": "RUS", "about": None, "outcome": (), "kinds": ("a",)})
    {'by': 'RUS', 'kinds': ['a']}
    """
    return {k: list(v) if isinstance(v, tuple) else v for k, v in wanted.items() if v is not None and v != () and v != []}


@dataclass(frozen=True, slots=True)
class Look:
    """One look: the rows that are new, and all that the question found, each with the time at which it was found first."""

    new: list[dict[str, Any]]
    rows: list[tuple[str, dict[str, Any]]]


def memory_beside(book: str | Path) -> Path:
    """Where the looks at a book are remembered."""
    path = Path(book)
    return path.with_name(path.name + ".watch.json")


def remembered(path: Path) -> Memory:
    """The memory in a file, an empty one where there is none."""
    data = read_plain_file(path, lambda d: d["form"] == FORM)
    held = data.get("queries", {}).items()
    return Memory(path, {key: Query(q["of"], dict(q["wanted"]), q["looked"], dict(q["seen"])) for key, q in held})


def look_at(book: Book, query: Query, at: str) -> Look:
    """Look once: `query` then knows what was seen. What is no longer there is forgotten, so that it is new when it comes again."""
    rows = list(getattr(book, query.of)(**{k: tuple(v) if isinstance(v, list) else v for k, v in query.wanted.items()}))
    new = [row for row in rows if row["id"] not in query.seen]
    query.seen = {row["id"]: query.seen.get(row["id"], at) for row in rows}
    query.looked = at
    return Look(new, [(query.seen[row["id"]], row) for row in rows])

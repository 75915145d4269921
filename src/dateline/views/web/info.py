"""Pages about Dateline itself: how right it is, what this book holds and what made it, one report by any id."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.requests import Request

from dateline import __version__
from dateline.api import desk as ask
from dateline.codes.book import CodeBook
from dateline.views.web.answers import Answer
from dateline.views.web.state import Desk

EMPHASIS = re.compile(r"\*(\w[^*]*)\*")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document: a heading with its level, a paragraph, figures as they stand, or a table with its rows."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def accuracy(desk: Desk, request: Request) -> Answer:
    """The measured figures, as docs/accuracy.md gives them."""
    found = list(parts(accuracy_text()))
    data = {"found": bool(found), "parts": [{"kind": p.kind, "text": p.text, "rows": [list(r) for r in p.rows]} for p in found]}
    return Answer("accuracy", "Accuracy", data, {"document": found})


def about(desk: Desk, request: Request) -> Answer:
    """What this book holds, what read it, what was refused."""
    with desk.book() as book:
        held, refused = ask.summary(book), book.refusals()
    data: dict[str, Any] = {
        "held": held,
        "dateline": __version__,
        "codes": CodeBook().version,
        "book": str(desk.path),
        "refusals": refused[:200],
    }
    return Answer("about", "About", data)


@cache
def accuracy_text() -> str:
    """The document: from the package, or in a clone from its docs; empty where neither is there."""
    shipped = files("dateline.views").joinpath("templates", "accuracy.md")
    if shipped.is_file():
        return shipped.read_text(encoding="utf-8")
    clone = Path(__file__).parents[4] / "docs" / "accuracy.md"
    return clone.read_text(encoding="utf-8") if clone.is_file() else ""


def parts(text: str) -> Iterator[Part]:
    """The pieces of a document in the plain Markdown that our docs use.

    >>> [(p.kind, p.text, p.rows) for p in parts("# A\\n\\nb\\nc\\n\\n| x | y |\\n|---|---|\\n| 1 | 2 |")]
    [('heading', 'A', ()), ('paragraph', 'b c', ()), ('table', '', (('x', 'y'), ('1', '2')))]
    """
    for number, piece in enumerate(re.split(r"^```.*$", text, flags=re.M)):
        if number % 2:
            yield Part("code", piece.strip("\n"))
        else:
            yield from _plain_parts(piece)


def _plain_parts(text: str) -> Iterator[Part]:
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith("<!--")]
        while lines and lines[0].startswith("#"):
            head = lines.pop(0)
            yield Part("heading", head.lstrip("# "), len(head) - len(head.lstrip("#")))
        table = [line for line in lines if line.startswith("|")]
        if told := " ".join(line for line in lines if not line.startswith("|")):
            yield Part("paragraph", EMPHASIS.sub(r"\1", told.replace("`", "").replace("**", "")))
        if table:
            cells = [tuple(c.strip().replace("`", "").replace("**", "") for c in line.strip("|").split("|")) for line in table]
            yield Part("table", rows=tuple(r for r in cells if not set("".join(r)) <= set("-: ")))

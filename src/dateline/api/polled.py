"""What a book's fetches remember beside it: of each address what it said of its version, of each feed and sitemap what was taken from it.

The file `BOOK.fetched.json` is a convenience: without it a fetch asks for everything again, and the book knows what it has.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import BookError
from dateline.fetching.fetcher import Validators

FORM = 1


@dataclass(slots=True)
class Polled:
    """The memory of a book's fetches. `seen` is, for each listing, the entries that were taken, each with the version it had."""

    path: Path
    known: dict[str, Validators] = field(default_factory=dict)
    seen: dict[str, dict[str, str]] = field(default_factory=dict)

    def save(self, written: int) -> None:
        """Write the file whole or not at all; `written` is the number of lines of the book's log, by which it is known again."""
        known = {url: [v.url, v.etag, v.modified] for url, v in sorted(self.known.items())}
        write_whole(self.path, {"form": FORM, "written": written, "known": known, "seen": self.seen})


def polled(book: Path, written: int) -> Polled:
    """The memory beside a book; none where the book has written fewer lines than it remembers: it is another book, or an older copy."""
    path = book.with_name(book.name + ".fetched.json")
    data = read_plain_file(path, lambda d: d["form"] == FORM and int(d["written"]) <= written)
    known = {url: Validators(*row) for url, row in data.get("known", {}).items()}
    return Polled(path, known, {url: dict(names) for url, names in data.get("seen", {}).items()})


def read_plain_file(path: Path, fits: Callable[[Mapping[str, Any]], bool]) -> dict[str, Any]:
    """The JSON object in a file of our own, {} where there is none, or one that does not fit."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return data if isinstance(data, dict) and fits(data) else {}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BookError(f"{path}: {error}; it is only a memory of what was seen: move it away and run again") from error


def write_whole(path: Path, data: Mapping[str, Any]) -> None:
    """Write a JSON file so that at any moment the old or the new one is there; raises BookError where that cannot be."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with draft.open("w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, indent=0)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise BookError(f"{path}: {error.strerror or error}; what was seen cannot be remembered there") from error

"""The code book: every table, loaded when it is first asked for."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


class CodeBook:
    """What the reading steps are told about the world. Each table is loaded on first use and shared from then on."""

    @property
    def version(self) -> str:
        """The code-book version: the first twelve hex digits of SHA-256 over all its tables."""
        return book_version()


@cache
def book_version() -> str:
    """A hash over the names and bytes of all tables, so that a changed line is a changed version."""
    digest = hashlib.sha256()
    for name, file in sorted(tables(files("dateline.codes"))):
        digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def tables(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    """All data files below `folder` with their names; Python files are no tables."""
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        if entry.name.startswith(("_", ".")) or entry.name.endswith((".py", ".pyc")):
            continue
        if entry.is_dir():
            found += tables(entry, f"{prefix}{entry.name}/")
        else:
            found.append((prefix + entry.name, entry))
    return found

"""Reading the code book's files: every line is checked, a bad one is refused with its file and number."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline.errors import TableError


def table(*path: str) -> Traversable:
    """The file of the code book at `path`, e.g. `table("text", "abbreviations.txt")`."""
    return files("dateline.codes").joinpath(*path)


def refuse(file: Traversable, number: int, why: str) -> TableError:
    """The error for a bad line."""
    return TableError(f"codes/{file.name}, line {number}: {why}")


def lines(*path: str) -> Iterator[tuple[int, str]]:
    """The numbered lines of a file, without blank lines and comments (lines that start with #).

    >>> next(lines("text", "abbreviations.txt"))[1]
    'Mr'
    """
    for number, line in enumerate(table(*path).read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip()


def rows(columns: tuple[str, ...], *path: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The numbered rows of a tab-separated table whose first line names exactly `columns`.

    Missing trailing cells are empty. Raises TableError for another header, for too many cells and for a cell with
    space around it.
    """
    file, header = table(*path), None
    for number, line in lines(*path):
        cells = line.split("\t")
        if header is None:
            header = tuple(cells)
            if header != columns:
                raise refuse(file, number, f"the columns are {header}; allowed: {columns}")
            continue
        if len(cells) > len(columns):
            raise refuse(file, number, f"{len(cells)} cells; allowed: {len(columns)}")
        if any(c != c.strip() for c in cells):
            raise refuse(file, number, "a cell has space before or after it")
        yield number, dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))

"""Looking into the code book: what a word does, why a sentence is read as it is, and whether every table is sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from importlib.resources import files
from typing import Any

from dateline.api.reading import CODES, iso_day
from dateline.codes.book import tables
from dateline.errors import TableError
from dateline.intake.text import report_of_text
from dateline.reading.actors import find_actors
from dateline.reading.parse import parse
from dateline.reading.why import explain
from dateline.records import Block


def why(text: str, published: str | None = None) -> list[dict[str, Any]]:
    """Every frame that fits a sentence: who fills it, what stands above it, and whether it became an event or what was against it."""
    whole = [Block(kind="paragraph", span=(0, len(text)))]
    report, parsed = report_of_text(text, iso_day(published)), parse(text, whole)
    return [asdict(tried) for tried in explain(parsed, find_actors(report, parsed, CODES))]


def rows_with(word: str) -> Iterator[tuple[str, int, str]]:
    """The lines of all text tables that hold `word` as a cell or as a word of one: (table, line number, line)."""
    wanted = word.casefold()
    for name, file in sorted(tables(files("dateline.codes"))):
        if not name.endswith((".tsv", ".txt")):
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            cells = line.casefold().replace("|", "\t").split("\t")
            if not line.startswith("#") and (wanted in cells or any(wanted in cell.split() for cell in cells)):
                yield name, number, line


def check() -> tuple[int, list[str]]:
    """Load every table; returns how many tables there are, and what is wrong with them."""
    wrong = []
    for loader in loaders():
        try:
            loader()
        except TableError as error:
            wrong.append(str(error))
    return len(tables(files("dateline.codes"))), wrong


def loaders() -> Iterator[Any]:
    """The functions without arguments that load tables: the cached public ones of the modules under `codes`."""
    for entry in sorted(files("dateline.codes").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".py") and not entry.name.startswith("_"):
            module = import_module(f"dateline.codes.{entry.name[:-3]}")
            for name, value in sorted(vars(module).items()):
                cached = hasattr(value, "cache_parameters") and value.__module__ == module.__name__
                if cached and not name.startswith("_") and value.__wrapped__.__code__.co_argcount == 0:
                    yield value

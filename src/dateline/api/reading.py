"""The composition root: the only place where intake, reading, joining, book and engine meet."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.api.configuration import made_by
from dateline.codes.book import CodeBook
from dateline.errors import InputRefused
from dateline.intake.files import taken_of_bytes
from dateline.intake.taken import Refused
from dateline.intake.text import refuse_long, report_of_text
from dateline.reading.coder import coder, marked
from dateline.reading.parse import parse, parse_many
from dateline.reading.read import read_report
from dateline.reading.relate import Relation, find_relation
from dateline.reading.relate_settled import settle
from dateline.reading.who import find_who
from dateline.records import Actor, Block, Reading, Report
from dateline.records.span import Span

BATCH = 8  # reports whose sentences go through the model together; written one by one when all are read
CODES = CodeBook()


def read(text: str, published: str | date | None = None, outlet: str | None = None, url: str | None = None) -> Reading:
    """The reading of one report's text.

    `published` is an ISO date; without it the date is looked for in the text. Raises InputRefused for a date that is none.
    """
    return next(read_many([{"text": text, "published": published, "outlet": outlet, "url": url}]))


def read_many(rows: Iterable[Mapping[str, Any]]) -> Iterator[Reading]:
    """The readings of many reports, each a mapping with `text` and, where known, `published`, `outlet` and `url`; same order."""
    todo = iter(rows)
    while batch := list(islice(todo, BATCH)):
        yield from read_taken([(r["text"], report_of_text(r["text"], iso_day(r.get("published")), r.get("outlet"), r.get("url")))
                               for r in batch])


def check_row(row: Mapping[str, Any]) -> None:
    """Raise InputRefused where `read_many` would not take a mapping: for a date that is none, a text longer than any report."""
    iso_day(row.get("published"))
    refuse_long(row["text"])


def read_taken(batch: list[tuple[str, Report]]) -> Iterator[Reading]:
    """The readings of texts that are taken in already. What is not in English gets no findings."""
    parses = iter(parse_many([(text, report.blocks) for text, report in batch if readable(report)]))
    for text, report in batch:
        yield read_report(report, next(parses), CODES) if readable(report) else Reading(report=report, text=text)
    _settle_memory()


@cache
def _settle_memory() -> None:
    """Once, when the first reports are read and all tables are loaded: take them out of the garbage collector's rounds.

    The tables are a million small objects that never go away; walking them again and again took an eighth of the actors' time.
    """
    gc.collect()
    gc.freeze()


def readable(report: Report) -> bool:
    """Whether Dateline reads the report's language; what is undecided counts as English."""
    return report.language in (None, "en")


def read_path(path: str, published: str | date | None = None, outlet: str | None = None, url: str | None = None) -> Iterator[Reading]:
    """The readings of the reports in one file; `-` is standard input. Raises InputRefused when one cannot be read."""
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputRefused(f"{path}: {error.strerror}; give the path of a file, or - for standard input") from error
    try:
        for taken in taken_of_bytes(raw, path, Path(path).suffix.lower(), outlet, iso_day(published), url):
            if isinstance(taken, Refused):
                raise InputRefused(taken.reason)
            yield from read_taken([(taken.text, taken.report)])
    except InputRefused as error:
        raise InputRefused(f"{path}: {error}") from error


def relate(text: str, actor: Span, recipient: Span | None = None) -> Relation:
    """The PLOVER event that a sentence tells between two given spans."""
    whole = Block(kind="paragraph", span=(0, len(text)))
    doer, done = (actor[0], actor[1]), (recipient[0], recipient[1]) if recipient else None
    found, trained = find_relation(parse(text, [whole]), CODES, doer, done), coder()
    return settle(found, trained.code([marked(text, doer, done)])[0] if trained else None)


def who(mention: str, context: str | None = None, on: str | date | None = None) -> Actor | None:
    """Who a name, a title or a description means on a day (today's tables where no day is given), or None."""
    return find_who(mention, context, iso_day(on), CODES)


def stamp() -> str:
    """What reads here: two machines with one stamp read alike."""
    return f"{made_by()} with code book {CODES.version}"


def iso_day(value: str | date | None) -> date | None:
    """A day from an ISO date; raises InputRefused for anything else.

    >>> iso_day("2021-06-04")
    datetime.date(2021, 6, 4)
    """
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value[:10])
    except (ValueError, TypeError) as error:
        raise InputRefused(f"the date {value!r} is not understood; write it as 2021-06-04") from error

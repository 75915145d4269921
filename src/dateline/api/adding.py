"""Reports into the book: what is new is taken in, read (in several processes where asked) and written, one report at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.api.reading import BATCH, CODES, read_taken, stamp
from dateline.api.taking import Given, Turned, Waiting, bytes_of, parts_of_file, turned
from dateline.book.store import Store
from dateline.engine.run import Engine, run
from dateline.intake.files import files_of
from dateline.records import Report

SETTLE = 64  # reports after which what is written is joined: a little at a time, so that no worker waits for it
Progress = Callable[[str], None]
Clock = Callable[[], str]


@dataclass(slots=True)
class Added:
    """What came of an `add`: counts, and the reason of each refusal."""

    new: int = 0
    known: int = 0
    copies: int = 0
    unread: int = 0
    refused: int = 0
    reasons: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        seen = self.new + self.known + self.copies + self.refused
        other = f" ({self.unread} in other languages: kept, not read)" if self.unread else ""
        return (f"{seen:,} seen: {self.new:,} new{other}, {self.known:,} known, {self.copies:,} copies of reports that are there, "
                f"{self.refused:,} refused")


def add_paths(store: Store, paths: Iterable[Path], engine: Engine, made_by: str, clock: Clock, progress: Progress,
              given: Given, settle: Callable[[], object] = lambda: None) -> Added:
    """Add the reports below `paths`; see Book.add_paths. `settle` is called now and then, while the workers read on."""
    added = Added()
    flying: set[tuple[str, str]] = set()  # what is being read: the book does not know it yet
    batches = _batches(_new_parts(store, paths, given, added, flying))
    kept: list[list[Waiting]] = []

    def work() -> Iterator[list[tuple[str, Report]]]:
        for batch in batches:
            kept.append(batch)
            yield [(w.text, w.report) for w in batch]
    for findings in run(read_plain, work(), engine, stamp=stamp):
        for waiting, found in zip(kept.pop(0), findings, strict=True):
            _write(store, waiting, found, made_by, clock(), added)
            flying.discard((waiting.sha256, waiting.part))
            progress(waiting.path)
            if (added.new + added.copies) % SETTLE == 0:
                settle()
    return added


def write_read(store: Store, found: list[Waiting], made_by: str, clock: Clock, added: Added) -> None:
    """Read some reports in this process and write them."""
    for waiting, findings in zip(found, read_plain([(w.text, w.report) for w in found]), strict=True):
        _write(store, waiting, findings, made_by, clock(), added)


def _write(store: Store, waiting: Waiting, found: list[dict[str, Any]], made_by: str, at: str, added: Added) -> None:
    if store.add(waiting.raw, waiting.sha256, waiting.part, waiting.path, waiting.text, waiting.report.to_dict(), found, CODES.version,
                 made_by, at):
        added.new += 1
        added.unread += waiting.report.language not in (None, "en")
    else:
        added.copies += 1


def _new_parts(store: Store, paths: Iterable[Path], given: Given, added: Added, flying: set[tuple[str, str]]) -> Iterator[Waiting]:
    """The reports of all files that the book has not seen; refusals are recorded on the way."""
    for path in paths:
        files = list(files_of(path))
        if not files:
            refuse(store, added, turned(str(path), "no such file or folder, or an empty folder"))
        for file in files:
            for part in _of_file(store, file, given, added):
                if (part.sha256, part.part) in flying:
                    added.known += 1
                    continue
                flying.add((part.sha256, part.part))
                yield part


def _of_file(store: Store, file: Path, given: Given, added: Added) -> Iterator[Waiting]:
    """The new reports of one file. JSON lines, archives and other large files are taken part by part, each its own original."""
    raw = bytes_of(file)
    if raw and store.has_part(hashlib.sha256(raw).hexdigest(), ""):
        added.known += 1
        return
    for part in parts_of_file(file, given, raw):
        if isinstance(part, Turned):
            refuse(store, added, part)
        elif store.has_part(part.sha256, part.part):
            added.known += 1
        else:
            yield part


def refuse(store: Store, added: Added, part: Turned) -> None:
    """Record what is turned away."""
    added.refused += 1
    added.reasons.append(f"{part.path}: {part.reason}")
    store.refuse(part.sha256, part.part, part.path, part.reason)


def _batches(parts: Iterator[Waiting]) -> Iterator[list[Waiting]]:
    while batch := list(islice(parts, BATCH)):
        yield batch


def read_plain(batch: list[tuple[str, Report]]) -> list[list[dict[str, Any]]]:
    """The findings of some reports as plain dicts: what a worker process sends back."""
    return [[f.to_dict() for f in reading.findings()] for reading in read_taken(batch)]


def reread(store: Store, jobs: int, made_by: str, progress: Progress) -> int:
    """Read every report again from its stored text; see Book.reread."""
    ids = [row[0] for row in store.db.execute("SELECT id FROM report ORDER BY id")]
    order = iter(ids)

    def work() -> Iterator[list[tuple[str, Report]]]:
        for start in range(0, len(ids), BATCH):
            yield [store.text_and_report(i) for i in ids[start:start + BATCH]]
    for findings in run(read_plain, work(), Engine(jobs=jobs)):
        for found in findings:
            id_ = next(order)
            store.replace_reading(id_, found, CODES.version, made_by)
            progress(id_)
    return len(ids)

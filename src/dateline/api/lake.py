"""A lake from files: each shard of the input is taken in, read and written by one worker, here or on a cluster."""

from __future__ import annotations

import io
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.api.configuration import made_by
from dateline.api.reading import BATCH, CODES, iso_day, read_taken, stamp
from dateline.api.taking import Given, Turned, Waiting, bytes_of, parts_of_file, turned
from dateline.engine.run import Engine, run
from dateline.errors import LakeError
from dateline.intake.files import LINES, files_of, is_archive
from dateline.intake.jsonl import columns_of, taken_of_lines
from dateline.lake import tables
from dateline.lake.files import digest_of_stretch, sweep
from dateline.lake.manifest import Source, configuration_of, opened, path_of, shard_name
from dateline.lake.plan import Found, Piece, Shard, order, shards
from dateline.lake.write import REPORTS, ShardWriter, arrow_version, is_done

MADE_BY = made_by()
STALE = 86_400.0  # seconds after which a half-written file belongs to nobody
SEEN_WITHIN = 20.0  # seconds in which a file that a worker wrote must be seen from here: network storage lags


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs to know to read a shard."""

    lake: str
    shard: Shard
    given: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a shard. `done` says that its manifest is there; `known` that it was before."""

    shard: str
    bytes: int = 0
    known: bool = False
    done: bool = True
    rows: tuple[tuple[str, int], ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class Written:
    """What came of writing a lake."""

    shards: int = 0
    known: int = 0
    lost: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    reasons: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lost = f", {self.lost:,} not written" if self.lost else ""
        return (f"{self.shards:,} shards: {self.known:,} known, {self.shards - self.known - self.lost:,} read{lost}; new: "
                f"{self.rows['reports']:,} reports, {self.rows['copies']:,} copies, {self.rows['refusals']:,} refused")


Progress = Callable[[Outcome, int], None]  # what came of a shard, and the bytes of all input


def write_lake(lake: str | Path, paths: Iterable[str | Path], engine: str = "local", jobs: int = 1, progress: Progress | None = None,
               **given: str | None) -> Written:
    """Read the reports below `paths` into the lake at `lake`, a folder that all workers see; what is there already is not read again.

    `given` may hold `published`, `outlet` and `columns` for all of them. Safe to run again after any interruption, which costs the shards
    in hand. Raises LakeError and EngineError.
    """
    root, said = Path(lake).absolute(), tuple(sorted(given.items()))
    iso_day(given.get("published"))  # what cannot be meant is said here, not by a worker
    columns_of(given.get("columns"))
    opened(root, make=True)
    where = [Path(p).absolute() for p in paths]  # workers elsewhere stand in another folder
    total = sum(f.size for f in _found(where))
    tasks = (Task(str(root), shard, said) for shard in shards(_found(where)))
    written = Written()
    for outcome in run(read_shard, tasks, Engine(engine, jobs), lost=_lost, ordered=False, stamp=lake_stamp):
        if outcome.done and not _seen(path_of(root, outcome.shard)):
            raise LakeError(f"{root}: a worker has written {outcome.shard} and it is not seen here; all machines must share the folder")
        _count(written, outcome)
        if progress:
            progress(outcome, total)
    sweep(root, STALE)
    return written


def lake_stamp() -> str:
    """What reads and writes here: two machines with one stamp write the same bytes."""
    return f"{stamp()} and pyarrow {arrow_version()}"


def _count(written: Written, outcome: Outcome) -> None:
    written.shards += 1
    written.known += outcome.known
    written.lost += not outcome.done
    written.reasons += outcome.reasons
    if not outcome.known:
        written.rows.update(dict(outcome.rows))


def _lost(task: Task) -> Outcome:
    size = sum(_size(Path(p.path)) for p in task.shard.pieces)
    return Outcome(str(task.shard), size, done=False, reasons=(f"{task.shard}: workers died on this shard; it is not written",))


def _seen(path: Path) -> bool:
    until = time.monotonic() + SEEN_WITHIN
    while not path.exists():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def _found(paths: Iterable[Path]) -> Iterator[Found]:
    """The files of the input with what planning needs to know; a path where nothing is stays, so that its refusal is recorded."""
    for path in paths:
        for file in list(files_of(path)) or [path]:
            lines = file.suffix.lower() in LINES and file.is_file()
            yield Found(str(file), _size(file), lines, is_archive(file))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


# -- on a worker -----------------------------------------------------------------------------------------------------------
def read_shard(task: Task) -> Outcome:
    """Read and write one shard, unless its manifest says that it is done."""
    lake, given = Path(task.lake), dict(task.given)
    sources = tuple(map(_source, task.shard.pieces))
    name, size = shard_name(sources, configuration_of(given)), sum(s.bytes for s in sources)
    done = is_done(lake, name, CODES.version, MADE_BY)
    if done:
        return Outcome(name, size, known=True, rows=tuple(done.rows.items()))
    writer = ShardWriter(lake, name, sources, given, CODES.version, MADE_BY)
    reasons = _Filling(writer).run(task.shard, given)
    made = writer.finish()
    return Outcome(name, size, rows=tuple(made.rows.items()), reasons=tuple(reasons))


def _source(piece: Piece) -> Source:
    """What is known of a piece; no bytes where they cannot be read, which is refused later."""
    try:
        path = Path(piece.path)
        size = (piece.end or path.stat().st_size) - piece.start if path.is_file() else 0
        digest = digest_of_stretch(path, piece.start, piece.end) if path.is_file() else ""
    except OSError:
        size, digest = 0, ""
    return Source(tables.clean(piece.path), digest, size, piece.start, piece.line)


class _Filling:
    """Reads the parts of a shard and hands their rows to its writer."""

    def __init__(self, writer: ShardWriter) -> None:
        self.writer, self.reports, self.parts = writer, set[str](), set[tuple[str, str]]()
        self.originals: set[str] = set()
        self.since = 0

    def run(self, shard: Shard, given: Given) -> list[str]:
        """Fill the writer; returns the reasons of refusals."""
        reasons: list[str] = []
        parts = ((part, place) for piece in shard.pieces for part, place in _parts(piece, given))
        while batch := list(islice(parts, BATCH)):
            waiting = []
            for part, place in batch:
                if isinstance(part, Turned):
                    reasons.append(f"{part.path}: {part.reason}")
                    self._row("refusals", {"original": part.sha256, "part": part.part, "path": part.path, "reason": part.reason}, place)
                elif (part.sha256, part.part) not in self.parts:
                    self.parts.add((part.sha256, part.part))
                    waiting.append((part, place))
            self._read(waiting)
            if self.since >= REPORTS:
                self.writer.flush()
                self.since = 0
        return reasons

    def _row(self, table: str, row: tables.Row, place: tuple[str, int]) -> None:
        self.writer.add(table, None, {**row, "walk": place[0], "number": place[1]})

    def _read(self, waiting: list[tuple[Waiting, tuple[str, int]]]) -> None:
        new = []
        for part, place in waiting:
            if part.report.id in self.reports:
                self._row("copies", {"original": part.sha256, "part": part.part, "path": part.path, "report": part.report.id}, place)
            else:
                self.reports.add(part.report.id)
                new.append((part, place))
        for (part, place), reading in zip(new, read_taken([(p.text, p.report) for p, _ in new]), strict=True):
            self._write(part, place, {f.id: f.to_dict() for f in reversed(list(reading.findings()))})
        self.since += len(new)

    def _write(self, part: Waiting, place: tuple[str, int], findings: dict[str, dict[str, Any]]) -> None:
        """The rows of a report; of findings with one id the first counts."""
        report, writer = part.report.to_dict(), self.writer
        made = {"codes": writer.codes, "made_by": writer.made_by, "configuration": writer.configuration}
        month = tables.month_of(report["published"])
        for data in findings.values():
            writer.add(tables.table_of(data["type"]), month,
                       {**tables.finding_row(data, part.text, report), **made, "record": tables.packed(data)})
        row = tables.report_row(report, part.text, Counter(f["type"] for f in findings.values()))
        writer.add("reports", month, {**row, **made, "original": part.sha256, "part": part.part, "path": part.path, "walk": place[0],
                                      "number": place[1], "record": tables.packed(report)})
        if part.sha256 not in self.originals:
            self.originals.add(part.sha256)
            writer.add("originals", None, {"sha256": part.sha256, "bytes": part.raw})


def _parts(piece: Piece, given: Given) -> Iterator[tuple[Waiting | Turned, tuple[str, int]]]:
    """What a piece holds, with its place in the order of the input: the file, and the number within it."""
    file, walk = Path(piece.path), order(piece.path)
    if not file.exists():
        yield turned(piece.path, "no such file or folder, or an empty folder"), (walk, 0)
        return
    parts = parts_of_file(file, given, bytes_of(file)) if piece.whole else _of_stretch(file, piece, given)
    yield from ((part, (walk, number)) for number, part in enumerate(parts, piece.line))


def _of_stretch(file: Path, piece: Piece, given: Given) -> Iterator[Waiting | Turned]:
    with file.open("rb") as whole:
        whole.seek(piece.start)
        lines = io.BytesIO(whole.read(-1 if piece.end is None else piece.end - piece.start))
    return parts_of_file(file, given, b"", lambda: taken_of_lines(lines, str(file), columns_of(given.get("columns")), piece.line))

"""A book as its users hold it: add reports, ask, correct, check."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateline.api.adding import Added, Progress, add_paths, reread
from dateline.api.configuration import made_by
from dateline.api.joined import Joined
from dateline.api.joining import problems_of_joining
from dateline.api.rows import Rows
from dateline.book import care, query
from dateline.book.judge import Judgement, standing
from dateline.book.query import Filter
from dateline.book.store import Store
from dateline.book.verify import problems
from dateline.engine.run import Engine

MADE_BY = made_by()


class Book(Joined):
    """One SQLite file with reports, their findings and the corrections made to them.

    Questions take the fields of `Filter` by name: `book.events(actor="RUS", recipient="USA").to_records()`. One across reports joins first
    what still waits for it; where the book is opened read-only it refuses instead, or answers by what is joined, with `as_joined`.
    """

    def __init__(self, path: str | Path, read_only: bool = False, as_joined: bool = False) -> None:
        self.store, self.read_only, self.as_joined = Store(path, read_only), read_only, as_joined

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- adding ----------------------------------------------------------------------------------------------------------
    def add_paths(self, paths: Iterable[str | Path], jobs: int = 1, progress: Progress | None = None, engine: str = "local",
                  **given: str | None) -> Added:
        """Read the reports in files and folders that the book does not have yet, and say what came of it.

        They are read by `jobs` processes of this machine, or by the workers of a Dask cluster where `engine` is `dask://HOST:PORT`.
        `given` may hold `published`, `outlet` and `columns` for all of them. Safe to run again after any interruption.
        """
        added = add_paths(self.store, [Path(p) for p in paths], Engine(engine, jobs), MADE_BY, now,
                          progress or (lambda _: None), given, self.join)
        self.join()
        return added

    def reread(self, jobs: int = 1, progress: Progress | None = None) -> int:
        """Read all reports again with today's code book, keeping the corrections; returns how many readings changed hands."""
        count = reread(self.store, jobs, MADE_BY, progress or (lambda _: None))
        self.join()
        return count

    # -- asking ----------------------------------------------------------------------------------------------------------
    def reports(self, limit: int | None = None, **wanted: Any) -> Rows:
        """The reports, by day of publication."""
        return Rows(lambda: query.reports(self.store.db, Filter(**wanted), limit))

    def events(self, limit: int | None = None, **wanted: Any) -> Rows:
        """The events, by day."""
        return Rows(lambda: query.findings(self.store.db, "event", Filter(**wanted), limit))

    def quotes(self, limit: int | None = None, **wanted: Any) -> Rows:
        """The quotes, by day."""
        return Rows(lambda: query.findings(self.store.db, "quote", Filter(**wanted), limit))

    def agenda(self, limit: int | None = None, outcome: str | Iterable[str] | None = None, **wanted: Any) -> Rows:
        """What is or was to come, by day. With `outcome` (ahead, due, held, moved, called_off, unreported; one or more) only the items of
        which that has become by the day `as_of`, which must be given; each row then says what became of it, as `outcomes` does."""
        if outcome is not None:
            return self.outcomes(wanted.pop("as_of", None), limit, outcome=outcome, **wanted)
        return Rows(lambda: query.findings(self.store.db, "agenda", Filter(**wanted), limit))

    def actors(self, limit: int | None = None, **wanted: Any) -> Rows:
        """Who takes part, most met first."""
        return Rows(lambda: query.actors(self.store.db, Filter(**wanted), limit))

    def show(self, id_: str) -> dict[str, Any]:
        """One report with its findings, or one finding with its sentence; raises NotFound."""
        return query.one(self.store.db, id_)

    def size(self) -> int:
        """How many reports the book holds: what an empty answer was looked for in."""
        return int(self.store.db.execute("SELECT coalesce(sum(n), 0) FROM term WHERE kind = 'report' AND key = ''").fetchone()[0])

    def refusals(self) -> list[dict[str, str]]:
        """Input that was not taken in, with the reason."""
        rows = self.store.db.execute("SELECT path, part, reason FROM refusal ORDER BY path, part")
        return [dict(zip(("path", "part", "reason"), row, strict=True)) for row in rows]

    def code_books(self) -> list[str]:
        """The code-book versions with which the reports were read; one, after `reread`."""
        return [row[0] for row in self.store.db.execute("SELECT DISTINCT codes FROM report ORDER BY codes")]

    def export(self) -> Iterator[dict[str, Any]]:
        """Every report and each of its findings as they stand: a function of the reports, the code book and the judgements alone."""
        rows = self.store.db.execute("SELECT id, record, codes, made_by FROM report ORDER BY day, id")
        for id_, record, codes, maker in rows:
            yield {**query.plain(record), "codes": codes, "made_by": maker}
            for (current,) in self.store.db.execute(query.FINDINGS_OF_REPORT, (id_,)):
                yield query.plain(current)

    # -- correcting ------------------------------------------------------------------------------------------------------
    def fix(self, id_: str, because: str, by: str | None = None, **fields: Any) -> Judgement:
        """Set fields of a finding to what is right."""
        return self.judge(id_, {"set": fields}, because, by)

    def remove(self, id_: str, because: str, by: str | None = None) -> Judgement:
        """Take a wrong finding out of all answers; it stays in the book, marked as removed."""
        return self.judge(id_, {"remove": True}, because, by)

    def mark(self, report: str, type_: str, spans: list[tuple[int, int]], because: str, by: str | None = None, **fields: Any) -> Judgement:
        """Add a finding that the reading missed, from the words at `spans` of the report's text."""
        return self.judge(report, {"mark": {"type": type_, "spans": [list(s) for s in spans], **fields}}, because, by)

    def undo(self, judgement: str, because: str, by: str | None = None) -> Judgement:
        """Take back a judgement; an undo can itself be undone."""
        return self.judge(judgement, {"undo": judgement}, because, by)

    def judge(self, target: str, change: Mapping[str, Any], because: str, by: str | None = None, at: str | None = None) -> Judgement:
        judgement = self.store.judge(by or _user(), at or now(), because, target, change)
        self.rejoin(judgement)
        self.join()
        return judgement

    def judgements(self) -> list[dict[str, Any]]:
        """All judgements in order; `fits` is False where the present reading has no finding that one could hold for."""
        all_, stand = self.store.judgements(), {j.id for j in standing(self.store.judgements())}
        known = {j.id for j in all_} | {j.target for j in all_ if self.store.has(j.target)}
        return [{**asdict(j), "type": "judgement", "stands": j.id in stand, "fits": j.target in known} for j in all_]

    def import_judgements(self, rows: Iterable[Mapping[str, Any]]) -> tuple[int, list[str]]:
        """Take in judgements that were exported from a book of the same reports; returns how many, and what did not fit."""
        taken = self.store.take_judgements(rows)
        for judgement in self.store.judgements():
            self.rejoin(judgement)
        self.join()
        return taken

    # -- care ------------------------------------------------------------------------------------------------------------
    def verify(self) -> list[str]:
        """What is wrong with the book, the row named first in each line; empty when all is well."""
        return list(problems(self.store)) or problems_of_joining(self.store)

    def backup(self, target: str | Path) -> None:
        """A whole copy, also while the book is in use."""
        care.backup(self.store.path, Path(target))


def open_book(path: str | Path, read_only: bool = False) -> Book:
    """The book at `path`; it is made where there is none, unless `read_only`."""
    return Book(path, read_only)


def ask_sql(path: str | Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of one SELECT on a book: read-only, at most 10 seconds and 10,000 rows."""
    return care.ask(Path(path), sql)


def now() -> str:
    """The time, as it is written into the book. Tests and proofs may set DATELINE_NOW."""
    return os.environ.get("DATELINE_NOW") or datetime.now(UTC).isoformat(timespec="seconds")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no user name on this machine
        return "unknown"

"""Writing to the book: each report, with all that belongs to it, in one transaction or not at all."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dateline.book.connect import connect
from dateline.book.index import Index
from dateline.book.joined import undo_joining
from dateline.book.judge import Judgement, apply, checked, marked, standing
from dateline.book.rows import canonical, chained, digest, finding_columns, loaded, packed
from dateline.errors import BookError, NotFound, RecordError
from dateline.records import Report
from dateline.records.ids import make_id

REPORT = "number, id, original, part, text, record, outlet, url, title, published, language, complete, codes, made_by, added, path"
FINDING = "id, report, type, origin, record, revised, event, status, claimed, background, first_day, last_day, place, doubt"
LEVEL = 6  # zlib: the originals are text, and 6 is within a few per cent of the best at a third of its time


class Store:
    """The book's tables. The clock is the caller's: every write is told the time."""

    def __init__(self, path: str | Path, read_only: bool = False) -> None:
        self.path = Path(path)
        self.db = connect(self.path, read_only)
        self.index = Index(self.db)

    def close(self) -> None:
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, also for what is written inside; errors of the disk become a BookError that says what to do."""
        if self.db.in_transaction:
            yield
            return
        try:
            self.db.execute("BEGIN IMMEDIATE")
            yield
            self.index.flush()
            self.db.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise BookError(f"{self.path}: {error}; nothing of this step was written, run it again when that is mended") from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        self.index.forget()
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    def in_bulk(self, cache_mib: int = 640) -> None:
        """Settings for adding very many reports: a large cache, and no waiting for the disk at each commit. A power cut may then cost
        the last transactions, never the book."""
        self.db.execute(f"PRAGMA cache_size = -{cache_mib * 1024}")
        self.db.execute("PRAGMA synchronous = NORMAL")

    # -- what is there ---------------------------------------------------------------------------------------------------
    def has_part(self, original: str, part: str) -> bool:
        """Whether a part of an original was taken in or refused before."""
        return any(self.db.execute(f"SELECT 1 FROM {table} WHERE original = ? AND part = ?", (original, part)).fetchone()
                   for table in ("report", "copy", "refusal"))

    def has_report(self, report: str) -> bool:
        return self.db.execute("SELECT 1 FROM report WHERE id = ?", (report,)).fetchone() is not None

    def has(self, id_: str) -> bool:
        """Whether there is a finding or a report with this id."""
        return any(self.db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (id_,)).fetchone() for table in ("finding", "report"))

    def text_and_report(self, report: str) -> tuple[str, Report]:
        """A report's text and record; raises NotFound."""
        row = self.db.execute("SELECT text, record FROM report WHERE id = ?", (report,)).fetchone()
        if row is None:
            raise NotFound(f"{self.path} has no report {report!r}")
        return row[0], Report.from_dict(json.loads(row[1]))

    def judgements(self, report: str | None = None) -> list[Judgement]:
        """The judgements on one report, or all, in the order in which they were made."""
        where, values = ("WHERE report = ?", (report,)) if report else ("", ())
        rows = self.db.execute(f"SELECT id, seq, by, at, because, target, report, change FROM judgement {where} ORDER BY seq", values)
        return [Judgement(id_, seq, by, at, because, target, of, json.loads(change))
                for id_, seq, by, at, because, target, of, change in rows]

    # -- writing ---------------------------------------------------------------------------------------------------------
    def add(self, raw: bytes, sha256: str, part: str, path: str, text: str, report: Mapping[str, Any], findings: Iterable[dict[str, Any]],
            codes: str, made_by: str, at: str) -> bool:
        """Write a report with its original and findings; False when it is there already."""
        with self.transaction():
            if self.has_report(report["id"]):
                self.db.execute("INSERT OR IGNORE INTO copy VALUES (?, ?, ?, ?)", (sha256, part, path, report["id"]))
                self._log("copy", f"{sha256}/{part}")
                return False
            original = (sha256, zlib.compress(raw, LEVEL))
            if not self.db.execute("INSERT OR IGNORE INTO original VALUES (?, ?)", original).rowcount:
                original = self.db.execute("SELECT sha256, bytes FROM original WHERE sha256 = ?", (sha256,)).fetchone()
            number = self._next("report")
            row = (number, report["id"], sha256, part, text, canonical(report), report["outlet"], report["url"], report["title"],
                   report["published"], report["language"], int(report["complete"]), codes, made_by, at, path)
            self.db.execute(f"INSERT INTO report ({REPORT}) VALUES ({', '.join('?' * 16)})", row)
            self.db.execute("INSERT INTO report_text (rowid, title, text) VALUES (?, ?, ?)", (number, report["title"], text))
            self.db.execute("INSERT INTO waiting VALUES (?)", (number,))
            held = list({data["id"]: data for data in reversed(list(findings))}.values())[::-1]
            first, written = self._write_findings(number, held)
            self.index.add_report(report["outlet"], report["language"])
            self.index.add(number, report["id"], report["outlet"], report["published"],
                           ((first + i, data, False) for i, data in enumerate(held)))
            self._log("report", report["id"], digest([row, original, *sorted(written)]))
        return True

    def replace_reading(self, report: str, findings: Iterable[dict[str, Any]], codes: str, made_by: str) -> None:
        """Put a newer reading in the place of a report's findings; judgements are applied to it anew."""
        with self.transaction():
            number = self.number_of(report)
            self.index.drop(number)
            self.db.execute("DELETE FROM finding WHERE report = ? AND origin = 'read'", (number,))
            self.db.execute("UPDATE report SET codes = ?, made_by = ? WHERE number = ?", (codes, made_by, number))
            self._write_findings(number, {data["id"]: data for data in findings}.values())
            self._settle(report, number)
            self._log("report", report)

    def refuse(self, original: str, part: str, path: str, reason: str) -> None:
        """Record that input was not taken in, and why."""
        row = (original, part, path, reason)
        if self.db.execute("SELECT 1 FROM refusal WHERE (original, part, path, reason) = (?, ?, ?, ?)", row).fetchone():
            return
        with self.transaction():
            self.db.execute("INSERT OR REPLACE INTO refusal VALUES (?, ?, ?, ?)", row)
            self._log("refusal", f"{original}/{part}")

    def judge(self, by: str, at: str, because: str, target: str, change: Mapping[str, Any], id_: str | None = None) -> Judgement:
        """Write a judgement and settle its report anew; raises NotFound or RecordError where it does not fit.

        `id_` is given for a judgement that comes from another book, so that both know it by one name.
        """
        if not because.strip():
            raise RecordError("a judgement needs its reason; say it with --because")
        with self.transaction():
            report = self._report_of(target)
            self._check(target, report, change)
            seq = self.db.execute("SELECT coalesce(max(seq), 0) + 1 FROM judgement").fetchone()[0]
            id_ = id_ or make_id("judgement", by, at, because, target, canonical(change), str(seq))
            judgement = Judgement(id_, seq, by, at, because, target, report, dict(change))
            self.db.execute("INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                            (*list(asdict(judgement).values())[:7], canonical(change)))
            self._log("judgement", id_)
            number = self.number_of(report)
            self.index.drop(number)
            self._settle(report, number)
            self._log("report", report)
        return judgement

    def take_judgements(self, rows: Iterable[Mapping[str, Any]]) -> tuple[int, list[str]]:
        """Write judgements that another book exported, in their order; returns how many were new, and what fits nothing here."""
        taken, strange = 0, []
        for row in rows:
            try:
                if self.db.execute("SELECT 1 FROM judgement WHERE id = ?", (row["id"],)).fetchone():
                    continue
                self.judge(row["by"], row["at"], row["because"], row["target"], row["change"], row["id"])
                taken += 1
            except (NotFound, RecordError) as error:
                strange.append(f"{row['id']}: {error}")
            except (KeyError, TypeError) as error:
                strange.append(f"{row!r}: no judgement ({error})")
        return taken, strange

    def _report_of(self, target: str) -> str:
        """The report that a target belongs to."""
        for question in ("SELECT id FROM report WHERE id = ?", "SELECT report FROM judgement WHERE id = ?",
                         "SELECT r.id FROM finding f JOIN report r ON r.number = f.report WHERE f.id = ?"):
            found = self.db.execute(question, (target,)).fetchone()
            if found:
                return str(found[0])
        raise NotFound(f"nothing in {self.path} has the id {target!r}; ids stand in: dateline events {self.path}")

    def _check(self, target: str, report: str, change: Mapping[str, Any]) -> None:
        """Raise where a change does not fit its target."""
        if "undo" in change or change.get("remove"):
            return
        if "merge" in change or "split" in change:
            self._check_events([*change.get("merge", ()), *change.get("split", ()), *change.get("from", ())])
            return
        if "mark" in change:
            text = self.db.execute("SELECT text FROM report WHERE id = ?", (report,)).fetchone()[0]
            marked(report, text, "", change["mark"])
            return
        found = self.db.execute("SELECT record FROM finding WHERE id = ?", (target,)).fetchone()
        if not found or "set" not in change:
            raise RecordError(f"{target} cannot be changed by {sorted(change)}; findings allow set, mark, remove, undo")
        checked(loaded(found[0]), change["set"])

    def _check_events(self, events: list[Any]) -> None:
        """Raise unless all of these, and at least two, are events of this book."""
        strange = [e for e in events if not self.db.execute("SELECT 1 FROM finding WHERE id = ? AND type = 'event'", (e,)).fetchone()]
        if strange or len(set(events)) < 2:
            raise RecordError(f"merge and split take two or more events of this book, not {strange or events}")

    # -- the inner workings ----------------------------------------------------------------------------------------------
    def number_of(self, report: str) -> int:
        """The number under which a report stands; raises NotFound."""
        row = self.db.execute("SELECT number FROM report WHERE id = ?", (report,)).fetchone()
        if row is None:
            raise NotFound(f"{self.path} has no report {report!r}")
        return int(row[0])

    def _next(self, table: str) -> int:
        return int(self.db.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table}").fetchone()[0])

    def _write_findings(self, number: int, findings: Iterable[dict[str, Any]], origin: str = "read") -> tuple[int, list[tuple[Any, ...]]]:
        """Write findings that the report does not have yet; returns the number of the first and the rows."""
        first = self._next("finding")
        rows = [(data["id"], number, data["type"], origin, packed(data), None, *finding_columns(data)) for data in findings]
        self.db.executemany(f"INSERT INTO finding (number, {FINDING}) VALUES ({', '.join('?' * 15)})",
                            ((first + i, *row) for i, row in enumerate(rows)))
        return first, rows

    def _settle(self, report: str, number: int) -> None:
        """Bring the report's findings, which are out of all lists, in line with the judgements that stand, and list them."""
        every = self.judgements(report)
        judgements = standing(every)
        self.db.execute("DELETE FROM finding WHERE report = ? AND origin != 'read'", (number,))
        text, codes, outlet, published = self.db.execute("SELECT text, codes, outlet, published FROM report WHERE number = ?",
                                                         (number,)).fetchone()
        have = {row[0] for row in self.db.execute("SELECT id FROM finding WHERE report = ?", (number,))}
        for judgement in judgements:
            if "mark" in judgement.change:
                made = marked(report, text, codes, judgement.change["mark"])
                if made["id"] not in have:
                    self._write_findings(number, [made], judgement.id)
                    have.add(made["id"])
        listed, judged = [], {j.target for j in every}
        rows = self.db.execute("SELECT number, id, origin, record FROM finding WHERE report = ? ORDER BY number", (number,)).fetchall()
        for finding, id_, origin, record in rows:
            read = loaded(record)
            current = apply(read, judgements)
            revised = "" if current is None else None if current is read else packed(current)
            self.db.execute("UPDATE finding SET revised = ?, event = ?, status = ?, claimed = ?, background = ?, first_day = ?,"
                            " last_day = ?, place = ?, doubt = ? WHERE number = ?", (revised, *finding_columns(current), finding))
            if current is not None:
                listed.append((finding, current, origin != "read" or id_ in judged))
        self.index.add(number, report, outlet, published, listed)
        undo_joining(self.db, [report])

    def _log(self, kind: str, ref: str, now: str | None = None) -> None:
        """Write a line; `now` is the digest of its rows, where that is known already."""
        last = "SELECT coalesce(max(seq), 0), (SELECT chain FROM log ORDER BY seq DESC LIMIT 1) FROM log"
        seq, before = self.db.execute(last).fetchone()
        if seq == 0:
            seq, before = 1, ""
            made = digest(self.rows_of("meta", "meta"))
            before = chained("", 1, "meta", "meta", made)
            self.db.execute("INSERT INTO log VALUES (1, 'meta', 'meta', ?, ?)", (made, before))
        now = now or digest(self.rows_of(kind, ref))
        self.db.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?)", (seq + 1, kind, ref, now, chained(before, seq + 1, kind, ref, now)))

    def rows_of(self, kind: str, ref: str) -> list[tuple[Any, ...]]:
        """All rows that belong to what a log line names, in a fixed order."""
        if kind == "report":
            rows = self.db.execute(f"SELECT {REPORT} FROM report WHERE id = ?", (ref,)).fetchall()
            for row in list(rows):
                rows += self.db.execute("SELECT sha256, bytes FROM original WHERE sha256 = ?", (row[2],)).fetchall()
                rows += self.db.execute(f"SELECT {FINDING} FROM finding WHERE report = ? ORDER BY id", (row[0],)).fetchall()
            return rows
        if kind in ("refusal", "copy"):
            return self.db.execute(f"SELECT * FROM {kind} WHERE original = ? AND part = ?", tuple(ref.split("/", 1))).fetchall()
        if kind == "judgement":
            return self.db.execute("SELECT * FROM judgement WHERE id = ?", (ref,)).fetchall()
        return self.db.execute("SELECT * FROM meta ORDER BY key").fetchall()

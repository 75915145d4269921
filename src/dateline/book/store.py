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
from dateline.book.joined import undo_joining
from dateline.book.judge import Judgement, apply, checked, marked, standing
from dateline.book.rows import canonical, chained, digest, finding_columns, parties
from dateline.errors import BookError, NotFound, RecordError
from dateline.records import Report
from dateline.records.ids import make_id

FINDING = "id, report, type, origin, record, current, event, status, claimed, background, first_day, last_day, place, doubt"
LEVEL = 6  # zlib: the originals are text, and 6 is within a few per cent of the best at a third of its time


class Store:
    """The book's tables. The clock is the caller's: every write is told the time."""

    def __init__(self, path: str | Path, read_only: bool = False) -> None:
        self.path = Path(path)
        moved: list[int] = []
        self.db = connect(self.path, read_only, moved)
        if moved and self.db.execute("SELECT 1 FROM log").fetchone():
            with self.transaction():
                self._log("meta", "meta")

    def close(self) -> None:
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; errors of the disk become a BookError that says what to do."""
        try:
            self.db.execute("BEGIN IMMEDIATE")
            yield
            self.db.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise BookError(f"{self.path}: {error}; nothing of this step was written, run it again when that is mended") from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    # -- what is there ---------------------------------------------------------------------------------------------------
    def has_part(self, original: str, part: str) -> bool:
        """Whether a part of an original was taken in or refused before."""
        return any(self.db.execute(f"SELECT 1 FROM {table} WHERE original = ? AND part = ?", (original, part)).fetchone()
                   for table in ("report", "copy", "refusal"))

    def has_report(self, report: str) -> bool:
        return self.db.execute("SELECT 1 FROM report WHERE id = ?", (report,)).fetchone() is not None

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
            self.db.execute("INSERT OR IGNORE INTO original VALUES (?, ?)", (sha256, zlib.compress(raw, LEVEL)))
            row = (report["id"], sha256, part, text, canonical(report), report["outlet"], report["url"], report["title"],
                   report["published"], report["language"], int(report["complete"]), codes, made_by, at, path)
            self.db.execute(f"INSERT INTO report VALUES ({', '.join('?' * len(row))})", row)
            number = self.db.execute("SELECT rowid FROM report WHERE id = ?", (report["id"],)).fetchone()[0]
            self.db.execute("INSERT INTO report_text (rowid, title, text) VALUES (?, ?, ?)", (number, report["title"], text))
            self._write_findings(report["id"], findings)
            self._log("report", report["id"])
        return True

    def replace_reading(self, report: str, findings: Iterable[dict[str, Any]], codes: str, made_by: str) -> None:
        """Put a newer reading in the place of a report's findings; judgements are applied to it anew."""
        with self.transaction():
            self._drop_findings(report, "origin = 'read'")
            self.db.execute("UPDATE report SET codes = ?, made_by = ? WHERE id = ?", (codes, made_by, report))
            self._write_findings(report, findings)
            self._settle(report)
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
            self._settle(report)
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
        for column, table in (("id", "report"), ("report", "finding"), ("report", "judgement")):
            found = self.db.execute(f"SELECT {column} FROM {table} WHERE id = ?", (target,)).fetchone()
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
        checked(json.loads(found[0]), change["set"])

    def _check_events(self, events: list[Any]) -> None:
        """Raise unless all of these, and at least two, are events of this book."""
        strange = [e for e in events if not self.db.execute("SELECT 1 FROM finding WHERE id = ? AND type = 'event'", (e,)).fetchone()]
        if strange or len(set(events)) < 2:
            raise RecordError(f"merge and split take two or more events of this book, not {strange or events}")

    # -- the inner workings ----------------------------------------------------------------------------------------------
    def _write_findings(self, report: str, findings: Iterable[dict[str, Any]], origin: str = "read") -> None:
        for data in findings:
            record = canonical(data)
            self.db.execute(f"INSERT OR IGNORE INTO finding ({FINDING}) VALUES ({', '.join('?' * 14)})",
                            (data["id"], report, data["type"], origin, record, record, *finding_columns(data)))
            self.db.executemany("INSERT INTO party VALUES (?, ?, ?, ?, ?)", [(data["id"], *p) for p in parties(data)])

    def _drop_findings(self, report: str, condition: str) -> None:
        which = f"SELECT id FROM finding WHERE report = ? AND {condition}"
        self.db.execute(f"DELETE FROM party WHERE finding IN ({which})", (report,))
        self.db.execute(f"DELETE FROM finding WHERE report = ? AND {condition}", (report,))

    def _settle(self, report: str) -> None:
        """Bring the report's findings in line with the judgements that stand."""
        judgements = standing(self.judgements(report))
        self._drop_findings(report, "origin != 'read'")
        text, codes = self.db.execute("SELECT text, codes FROM report WHERE id = ?", (report,)).fetchone()
        for judgement in judgements:
            if "mark" in judgement.change:
                self._write_findings(report, [marked(report, text, codes, judgement.change["mark"])], judgement.id)
        for id_, record in self.db.execute("SELECT id, record FROM finding WHERE report = ?", (report,)).fetchall():
            current = apply(json.loads(record), judgements)
            self.db.execute("DELETE FROM party WHERE finding = ?", (id_,))
            self.db.execute("UPDATE finding SET current = ?, event = ?, status = ?, claimed = ?, background = ?, first_day = ?,"
                            " last_day = ?, place = ?, doubt = ? WHERE id = ?",
                            (None if current is None else canonical(current), *finding_columns(current), id_))
            self.db.executemany("INSERT INTO party VALUES (?, ?, ?, ?, ?)", [(id_, *p) for p in parties(current)])
        undo_joining(self.db, [report])

    def _log(self, kind: str, ref: str) -> None:
        last = "SELECT coalesce(max(seq), 0), (SELECT chain FROM log ORDER BY seq DESC LIMIT 1) FROM log"
        seq, before = self.db.execute(last).fetchone()
        if seq == 0:
            seq, before = 1, ""
            made = digest(self.rows_of("meta", "meta"))
            before = chained("", 1, "meta", "meta", made)
            self.db.execute("INSERT INTO log VALUES (1, 'meta', 'meta', ?, ?)", (made, before))
        now = digest(self.rows_of(kind, ref))
        self.db.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?)", (seq + 1, kind, ref, now, chained(before, seq + 1, kind, ref, now)))

    def rows_of(self, kind: str, ref: str) -> list[tuple[Any, ...]]:
        """All rows that belong to what a log line names, in a fixed order."""
        if kind == "report":
            rows = self.db.execute("SELECT * FROM report WHERE id = ?", (ref,)).fetchall()
            rows += self.db.execute("SELECT o.* FROM original o JOIN report r ON r.original = o.sha256 WHERE r.id = ?", (ref,)).fetchall()
            rows += self.db.execute(f"SELECT {FINDING} FROM finding WHERE report = ? ORDER BY id", (ref,)).fetchall()
            return rows + self.db.execute("SELECT p.* FROM party p JOIN finding f ON f.id = p.finding WHERE f.report = ?"
                                          " ORDER BY p.finding, p.role, p.name, p.country, p.sector", (ref,)).fetchall()
        if kind in ("refusal", "copy"):
            return self.db.execute(f"SELECT * FROM {kind} WHERE original = ? AND part = ?", tuple(ref.split("/", 1))).fetchall()
        if kind == "judgement":
            return self.db.execute("SELECT * FROM judgement WHERE id = ?", (ref,)).fetchall()
        return self.db.execute("SELECT * FROM meta ORDER BY key").fetchall()

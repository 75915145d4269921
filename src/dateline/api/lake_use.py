"""What a lake is used for: asking it, checking it, making a book of it, joining its reports."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.api.adding import Added
from dateline.api.book import Book, now
from dateline.book.store import Store
from dateline.errors import LakeError
from dateline.lake import tables
from dateline.lake.ask import ask, counts, joined_file
from dateline.lake.files import put
from dateline.lake.manifest import manifests
from dateline.lake.rows import Part, first_place, parts, reports_of
from dateline.lake.verify import left_over, problems
from dateline.lake.write import parquet


def lake_info(lake: str | Path) -> dict[str, Any]:
    """What a lake holds: shards, rows by table, months, bytes, versions, and files that do not count."""
    root = Path(lake)
    shards_ = list(manifests(root))
    files = [w for m in shards_ for w in m.files]
    months = Counter({w.month: 0 for w in files if w.table == "reports"})
    for written in files:
        if written.table == "reports":
            months[written.month] += written.rows
    return {"shards": len(shards_), "rows": dict(counts(shards_)), "months": dict(sorted(months.items(), key=lambda m: str(m[0]))),
            "files": len(files), "bytes": sum(w.bytes for w in files), "input_bytes": sum(s.bytes for m in shards_ for s in m.sources),
            "made_by": sorted({m.made_by for m in shards_}), "codes": sorted({m.codes for m in shards_}),
            "left_over": len(left_over(root))}


def ask_lake(lake: str | Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of one SELECT on a lake: read-only, at most 60 seconds and 10,000 rows."""
    return ask(Path(lake), sql)


def verify_lake(lake: str | Path) -> list[str]:
    """What is wrong with a lake, a line each; empty when all is well."""
    return list(problems(Path(lake)))


def import_lake(book: Book, lake: str | Path, progress: Callable[[str], None] | None = None) -> Added:
    """Take all that a lake holds into a book: as if the files had been added in the order of their paths. What the book has is not
    written again, so that it can be run again at any time."""
    root, added, store = Path(lake), Added(), book.store
    for manifest in sorted(manifests(root), key=first_place):
        for part in parts(root, manifest):
            _take(store, part, added)
            if progress:
                progress(part.row["path"])
    book.join()
    return added


def join_lake(lake: str | Path, book: str | Path | None = None, progress: Callable[[str], None] | None = None) -> dict[str, int]:
    """Join the reports of all shards as a book does, by taking them into one, and write what comes of it beside the shards: the views
    happenings, members and origins. Returns how many rows each has.

    `book` is a file on a disk of this machine: where it is kept, the next time joins only what is new. Without it one is made and thrown
    away.
    """
    root = Path(lake)
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder, Book(book or Path(folder, "joined.db")) as opened_:
        import_lake(opened_, root, progress)
        made = _joined(opened_, {report for manifest in manifests(root) for report in reports_of(root, manifest)})
    shards_ = list(manifests(root))
    for table, rows in made.items():
        put(joined_file(root, shards_, table), parquet(table, rows))
    return {table: len(rows) for table, rows in made.items()}


def _joined(book: Book, reports: set[str]) -> dict[str, list[tables.Row]]:
    """The rows of happenings, their members and origins, by id."""
    strange = book.size() - len(reports)
    if strange:
        raise LakeError(f"{book.store.path} holds {strange:,} reports that are not in the lake; name a book that is the lake's alone")
    happenings = sorted(book.happenings(), key=lambda h: h["id"])
    members = [{"event": e, "happening": h["id"], "recalled": name == "recalled"} for h in happenings for name in ("events", "recalled")
               for e in h[name]]
    origins = [{"id": o.id, "report": r, "agency": o.agency, "reports": len(o.reports)} for o in book.origins() for r in o.reports]
    simple = [n for n in tables.JOINED["happenings"] if n != "record"]
    return {"happenings": [{**{n: h[n] for n in simple}, "record": tables.packed(h)} for h in happenings],
            "members": sorted(members, key=lambda m: str(m["event"])),
            "origins": sorted(origins, key=lambda o: (str(o["id"]), o["report"]))}


def _take(store: Store, part: Part, added: Added) -> None:
    row = part.row
    if part.table == "refusals":
        added.refused += 1
        added.reasons.append(f"{row['path']}: {row['reason']}")
        store.refuse(row["original"], row["part"], row["path"], row["reason"])
    elif store.has_part(row["original"], row["part"]):
        added.known += 1
    elif part.table == "reports" and part.record is not None:
        new = store.add(part.original, row["original"], row["part"], row["path"], part.text, part.record, part.findings, row["codes"],
                        row["made_by"], now())
        added.new += new
        added.copies += not new
        added.unread += new and row["language"] not in (None, "en")
    else:
        store.add(b"", row["original"], row["part"], row["path"], "", {"id": row["report"]}, (), "", "", now())
        added.copies += 1

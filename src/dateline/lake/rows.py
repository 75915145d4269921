"""The rows of a shard, as they were written, for a book that takes them in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.lake.manifest import Manifest
from dateline.lake.plan import order

Row = dict[str, Any]
FINDINGS = ("events", "quotes", "agenda", "mentions")


@dataclass(frozen=True, slots=True)
class Part:
    """What stood at one place of the input: a report with its findings, a copy of one, or a refusal, by the table of its `row`."""

    table: str
    row: Row
    original: bytes = b""
    text: str = ""
    record: Row | None = None
    findings: tuple[Row, ...] = ()


def parts(lake: Path, manifest: Manifest) -> Iterator[Part]:
    """All that a shard holds, in the order of the input; read file by file, so that a large shard does not fill the memory."""
    originals = {r["sha256"]: r["bytes"] for r in _read(lake, manifest, "originals", ("sha256", "bytes"))}
    findings: defaultdict[str, list[Row]] = defaultdict(list)
    for table in FINDINGS:
        for row in _read(lake, manifest, table, ("report", "record")):
            findings[row["report"]].append(json.loads(row["record"]))
    rows = [(row["walk"], row["number"], table, row) for table in ("reports", "copies", "refusals")
            for row in _read(lake, manifest, table)]
    for _, _, table, row in sorted(rows, key=lambda r: r[:3]):
        if table != "reports":
            yield Part(table, row)
            continue
        text = row["exact"].decode("utf-8", "surrogatepass") if row["exact"] is not None else row["text"]
        yield Part(table, row, originals[row["original"]], text, json.loads(row["record"]), tuple(findings.pop(row["id"], ())))


def first_place(manifest: Manifest) -> tuple[str, int, str]:
    """Where a shard begins in the order of the input."""
    first = manifest.sources[0]
    return order(first.path), first.line, manifest.shard


def reports_of(lake: Path, manifest: Manifest) -> Iterator[str]:
    """The ids of a shard's reports."""
    return (row["id"] for row in _read(lake, manifest, "reports", ("id",)))


def _read(lake: Path, manifest: Manifest, table: str, columns: tuple[str, ...] | None = None) -> Iterator[Row]:
    import pyarrow.parquet as pq

    for written in manifest.files:
        if written.table == table:
            with pq.ParquetFile(lake / written.name) as file:
                yield from file.read(columns=list(columns) if columns else None).to_pylist()

"""Checking a lake: every manifest, every file's hash, every count, and what lies there without counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.errors import LakeError
from dateline.lake.files import TEMPORARY, digest_of
from dateline.lake.manifest import MANIFESTS, Manifest, manifest_of, opened
from dateline.lake.tables import BY_MONTH, TABLES


def problems(lake: Path) -> Iterator[str]:
    """What is wrong with a lake, a line each, the file named first; nothing when all is well."""
    opened(lake)
    for path in sorted((lake / MANIFESTS).glob("*.json")):
        if path.name.startswith(TEMPORARY):
            continue
        try:
            found = manifest_of(lake, path.stem)
        except LakeError as error:
            yield str(error)
            continue
        if found:
            yield from _shard(lake, path.stem, found)


def left_over(lake: Path) -> list[str]:
    """Files that no manifest names: of a run that was stopped, or of an older reading. They do not count; writing again uses or replaces
    them."""
    named = {w.name for path in (lake / MANIFESTS).glob("s*.json") if (m := _sound(lake, path.stem)) for w in m.files}
    there = (p for table in TABLES for p in (lake / table).rglob("*") if p.is_file())
    return sorted(n for p in there if (n := p.relative_to(lake).as_posix()) not in named)


def _sound(lake: Path, shard: str) -> Manifest | None:
    try:
        return manifest_of(lake, shard)
    except LakeError:
        return None


def _shard(lake: Path, name: str, manifest: Manifest) -> Iterator[str]:
    if manifest.shard != name:
        yield f"{MANIFESTS}/{name}.json: it is that of {manifest.shard}"
    rows: Counter[str] = Counter()
    for written in manifest.files:
        path = lake / written.name
        rows[written.table] += written.rows
        if not path.is_file():
            yield f"{written.name}: missing"
        elif path.stat().st_size != written.bytes or digest_of(path) != written.sha256:
            yield f"{written.name}: its bytes are not what was written"
        else:
            yield from _rows(path, written.name, written.table, written.rows, written.month, name)
    if {t: n for t, n in manifest.rows.items() if n} != {t: n for t, n in rows.items() if n}:
        yield f"{MANIFESTS}/{name}.json: its files do not hold the rows that it counts"


def _rows(path: Path, name: str, table: str, rows: int, month: str | None, shard: str) -> Iterator[str]:
    """Whether a file's rows are as many as the manifest says, and lie in the right month and shard."""
    import pyarrow.parquet as pq

    columns = ["shard", *(["published"] if table in BY_MONTH else [])]
    found: Any = pq.ParquetFile(path).read(columns=columns)
    if found.num_rows != rows:
        yield f"{name}: {found.num_rows:,} rows, its manifest says {rows:,}"
    if set(found.column("shard").unique().to_pylist()) - {shard}:
        yield f"{name}: rows of another shard"
    if month is not None and {(p or "unknown")[:7] for p in found.column("published").unique().to_pylist()} - {month}:
        yield f"{name}: rows of another month"

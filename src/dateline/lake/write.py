"""Writing a shard: rows gather by table and month, become Parquet files, and count when the manifest is there, which is written last.

>>> file_name("events", "2021-06", "s01", "c0ffee", 2)
'events/month=2021-06/s01-c0ffee-0002.parquet'
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from dateline.errors import LakeError
from dateline.lake.files import put
from dateline.lake.manifest import Manifest, Source, Written, configuration_of, manifest_of, path_of
from dateline.lake.tables import BY_MONTH, JOINED, TABLES, Row, clean

REPORTS = 400  # reports after which what has gathered is written, which bounds memory where a shard is a large archive


class ShardWriter:
    """The files of one shard. `add` rows, `flush` now and then, `finish` once."""

    def __init__(self, lake: Path, shard: str, sources: tuple[Source, ...], given: dict[str, str | None], codes: str, made_by: str) -> None:
        self.lake, self.shard, self.sources, self.given, self.codes, self.made_by = lake, shard, sources, given, codes, made_by
        self.configuration = configuration_of(given)
        self.stamp = hashlib.sha256(f"{made_by}\x1f{codes}\x1f{arrow_version()}".encode()).hexdigest()[:6]
        self.held: defaultdict[tuple[str, str | None], list[Row]] = defaultdict(list)
        self.files: list[Written] = []
        self.rows: Counter[str] = Counter()
        self.part = 0

    def add(self, table: str, month: str | None, row: Row) -> None:
        """Take a row; `month` for the tables that are kept by month."""
        self.held[table, month if table in BY_MONTH else None].append({**row, "shard": self.shard})
        self.rows[table] += 1

    def flush(self) -> None:
        """Write what has gathered."""
        for (table, month), rows in sorted(self.held.items(), key=lambda item: (item[0][0], item[0][1] or "")):
            data = parquet(table, rows)
            name = file_name(table, month, self.shard, self.stamp, self.part)
            put(self.lake / name, data)
            self.files.append(Written(name, table, month, len(rows), len(data), hashlib.sha256(data).hexdigest()))
        self.held.clear()
        self.part += 1

    def finish(self) -> Manifest:
        """Write what is left and the manifest; files of an earlier reading of the same input go after that."""
        if self.held:
            self.flush()
        before = manifest_of(self.lake, self.shard)
        made = Manifest(self.shard, self.made_by, self.codes, self.configuration, self.given, arrow_version(), self.sources,
                        tuple(self.files), {table: self.rows[table] for table in TABLES})
        put(path_of(self.lake, self.shard), made.to_json().encode())
        kept = {w.name for w in made.files}
        for old in before.files if before else ():
            if old.name not in kept:
                with contextlib.suppress(OSError):
                    (self.lake / old.name).unlink()
        return made


def is_done(lake: Path, shard: str, codes: str, made_by: str) -> Manifest | None:
    """The manifest of a shard that these versions have read already and whose files are there, else None."""
    found = manifest_of(lake, shard)
    if not found or (found.codes, found.made_by, found.arrow) != (codes, made_by, arrow_version()):
        return None
    there = all((p := lake / w.name).is_file() and p.stat().st_size == w.bytes for w in found.files)
    return found if there else None


def file_name(table: str, month: str | None, shard: str, stamp: str, part: int) -> str:
    """The name of a file below the lake: the same for the same input and versions, on every machine."""
    return f"{table}/{f'month={month}/' if month else ''}{shard}-{stamp}-{part:04}.parquet"


def parquet(table: str, rows: list[Row]) -> bytes:
    """Rows as the bytes of a Parquet file: a function of the rows."""
    pa, pq = arrow(), _parquet()
    out = io.BytesIO()
    try:
        made = pa.Table.from_pylist(rows, schema=schema(table))
    except UnicodeEncodeError:  # a lone surrogate somewhere: the record, in which it stands escaped, still tells it
        made = pa.Table.from_pylist(printable(rows), schema=schema(table))
    pq.write_table(made, out, compression="zstd", use_dictionary=True)
    return out.getvalue()


@cache
def schema(table: str) -> Any:
    """The Arrow schema of a table."""
    return arrow().schema([(name, _type(kind)) for name, kind in (TABLES | JOINED)[table].items()])


def _type(kind: Any) -> Any:
    pa = arrow()
    if isinstance(kind, list):
        return pa.list_(_type(kind[0]))
    if isinstance(kind, dict):
        return pa.struct([(name, _type(inner)) for name, inner in kind.items()])
    return pa.type_for_alias(kind)


def printable(value: Any) -> Any:
    """A value whose texts UTF-8 can hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [printable(v) for v in value]
    return {k: printable(v) for k, v in value.items()} if isinstance(value, dict) else value


def arrow() -> Any:
    """pyarrow, loaded when it is used."""
    try:
        import pyarrow
    except ImportError as error:
        raise LakeError("a lake needs pyarrow and DuckDB; install them with: pip install 'dateline[cluster]'") from error
    return pyarrow


def arrow_version() -> str:
    return str(arrow().__version__)


def _parquet() -> Any:
    arrow()
    import pyarrow.parquet
    return pyarrow.parquet

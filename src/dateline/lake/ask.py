"""Asking a lake in SQL by DuckDB: views over the files of committed shards, nothing else to see, nothing to write.

A report that several shards hold counts once: the first by its place in the order of the input.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dateline.errors import LakeError
from dateline.lake.files import put
from dateline.lake.manifest import Manifest, manifests
from dateline.lake.tables import BY_MONTH, JOINED, TABLES

SECONDS, ROWS, MEMORY = 60.0, 10_000, "2GB"
DERIVED = "derived"  # what can be made again from the rest
MENTIONS = {"actors": "actor", "places": "place", "times": "time"}
DOUBLES = ("SELECT id, shard FROM (SELECT id, shard, row_number() OVER (PARTITION BY id ORDER BY walk, number, shard) AS n"
           " FROM all_reports) WHERE n > 1 ORDER BY ALL")


def ask(lake: Path, sql: str, seconds: float = SECONDS, rows: int = ROWS) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of one SELECT on a lake's views; raises LakeError when it fails, is no SELECT, or takes too long."""
    with connected(lake) as db:
        _only_a_select(db, sql)
        stop = threading.Timer(seconds, db.interrupt)
        stop.start()
        try:
            found = db.execute(sql)
            return [d[0] for d in found.description], found.fetchmany(rows)
        except _duckdb().Error as error:
            why = f"it took longer than {seconds:g} seconds" if isinstance(error, _duckdb().InterruptException) else str(error)
            if any(f"Table with name {name} " in why for name in JOINED):
                why = f"the lake is not joined as it stands now; run: dateline lake join {lake}"
            raise LakeError(f"{why}; the question was: {sql}") from error
        finally:
            stop.cancel()


@contextmanager
def connected(lake: Path) -> Iterator[Any]:
    """A DuckDB connection with the views of a lake, that sees no other file and whose settings are fixed."""
    lake = lake.absolute()
    shards = list(manifests(lake))
    db = _duckdb().connect(":memory:", config={"memory_limit": MEMORY, "autoinstall_known_extensions": "false",
                                               "autoload_known_extensions": "false"})
    with tempfile.TemporaryDirectory(prefix="dateline-") as spill:
        try:
            db.execute(f"SET temp_directory = {_quoted(spill)}")
            for statement in views(lake, shards, _doubles(db, lake, shards)):
                db.execute(statement)
            db.execute(f"SET allowed_directories = [{_quoted(str(lake))}, {_quoted(spill)}]")
            db.execute("SET enable_external_access = false")
            db.execute("SET lock_configuration = true")
            yield db
        except _duckdb().IOException as error:
            raise LakeError(f"{error}; `dateline lake verify {lake}` tells what is wrong with the lake") from error
        finally:
            db.close()


def views(lake: Path, shards: Sequence[Manifest], doubles: Path | None) -> Iterator[str]:
    """The SQL that makes the views: `all_..` for what the files hold, and the plain names for what counts."""
    files: defaultdict[str, list[str]] = defaultdict(list)
    for shard in shards:
        for written in shard.files:
            files[written.table].append(str(lake / written.name))
    for table, columns in TABLES.items():
        if files[table]:
            names = ", ".join(map(_quoted, files[table]))
            yield (f"CREATE VIEW all_{table} AS SELECT * FROM read_parquet([{names}], hive_partitioning = {str(table in BY_MONTH).lower()},"
                   " hive_types_autocast = false)")
        else:
            empty = ", ".join(f'NULL::{_sql(kind)} AS "{name}"' for name, kind in columns.items())
            month = ", NULL::VARCHAR AS month" if table in BY_MONTH else ""
            yield f"CREATE VIEW all_{table} AS SELECT {empty}{month} WHERE false"
        yield f"CREATE VIEW {table} AS SELECT * FROM all_{table}{_once(table, doubles)}"
    for name, type_ in MENTIONS.items():
        yield f"CREATE VIEW {name} AS SELECT * FROM mentions WHERE type = '{type_}'"
    for name in JOINED:
        if (path := joined_file(lake, shards, name)).exists():
            yield f"CREATE VIEW {name} AS SELECT * FROM read_parquet({_quoted(str(path))})"


def _once(table: str, doubles: Path | None) -> str:
    """The condition that leaves out what another shard holds too."""
    if doubles is None or table not in BY_MONTH:
        return ""
    key = "id" if table == "reports" else "report"
    other = f"FROM read_parquet({_quoted(str(doubles))}) AS d WHERE d.id = all_{table}.{key} AND d.shard = all_{table}.shard"
    return f" WHERE NOT EXISTS ({other})"


def _doubles(db: Any, lake: Path, shards: Sequence[Manifest]) -> Path | None:
    """A file that names the reports which another shard holds too, and the shards whose rows of them do not count; None for none.

    It is made once for each set of shards.
    """
    path = lake / DERIVED / f"doubles-{state_of(shards)}.parquet"
    if not path.exists():
        for statement in views(lake, shards, None):
            if statement.startswith("CREATE VIEW all_reports"):
                db.execute(statement)
        found = db.execute(DOUBLES).fetchall()
        db.execute("DROP VIEW all_reports")
        if not found:
            return None
        put(path, _table(found))
    return path


def state_of(shards: Iterable[Manifest]) -> str:
    """A name for what a lake holds now: what is derived from it carries it."""
    return hashlib.sha256("\n".join(m.to_json() for m in shards).encode()).hexdigest()[:16]


def joined_file(lake: Path, shards: Iterable[Manifest], table: str) -> Path:
    """The file of a table that joining makes of these shards."""
    return lake / DERIVED / f"{table}-{state_of(shards)}.parquet"


def _table(rows: Sequence[tuple[Any, ...]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"id": [r[0] for r in rows], "shard": [r[1] for r in rows]}), out, compression="zstd")
    return out.getvalue()


def _only_a_select(db: Any, sql: str) -> None:
    try:
        statements = db.extract_statements(sql)
    except _duckdb().Error as error:
        raise LakeError(f"{error}; the question was: {sql}") from error
    if len(statements) != 1 or statements[0].type != _duckdb().StatementType.SELECT:
        raise LakeError("a lake is asked with one SELECT; nothing else is let through")


def counts(shards: Iterable[Manifest]) -> Counter[str]:
    """How many rows of each table the shards hold, as their manifests say."""
    found: Counter[str] = Counter()
    for shard in shards:
        found.update(shard.rows)
    return found


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _sql(kind: Any) -> str:
    """DuckDB's name of a type.

    >>> _sql([{"a": "string", "b": "int32"}])
    'STRUCT("a" VARCHAR, "b" INTEGER)[]'
    """
    if isinstance(kind, list):
        return f"{_sql(kind[0])}[]"
    if isinstance(kind, dict):
        return "STRUCT(" + ", ".join(f'"{name}" {_sql(inner)}' for name, inner in kind.items()) + ")"
    return {"string": "VARCHAR", "int32": "INTEGER", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN", "binary": "BLOB"}[kind]


def _duckdb() -> Any:
    """DuckDB, loaded when it is used."""
    try:
        import duckdb
    except ImportError as error:
        raise LakeError("asking a lake needs DuckDB; install it with: pip install 'dateline[cluster]'") from error
    return duckdb

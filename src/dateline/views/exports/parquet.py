"""Parquet: one table with typed columns and plain names, for DuckDB, pandas, polars, R and Spark. Needs the extra `parquet`.

>>> TYPES["truth"]
'bool'
"""

import io
from collections.abc import Iterator
from itertools import islice

from dateline.views.exports.content import Content
from dateline.views.exports.tables import TABLES, cells

TYPES = {"text": "string", "whole": "int64", "real": "double", "truth": "bool"}
GROUP = 20_000  # rows held at a time, and in a row group


class Drain(io.RawIOBase):
    """A file that gives away what was written, so that a large table never stands in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.held, self.size = bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.held += data
        self.size += len(data)
        return len(data)

    def tell(self) -> int:
        return self.size

    def take(self) -> bytes:
        """What was written since it was last taken."""
        taken = bytes(self.held)
        self.held.clear()
        return taken


def write(content: Content) -> Iterator[bytes]:
    """The table `content.of`; the versions stand in the file's metadata, and in each row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns, drain, rows = TABLES[content.of], Drain(), iter(content.group())
    schema = pa.schema([pa.field(name, pa.type_for_alias(TYPES[c.kind])) for name, c in columns.items()],
                       metadata={"dateline": content.stamp.version, "code_books": " ".join(content.stamp.codes),
                                 "configuration": content.stamp.configuration, "rows": content.of})
    with pq.ParquetWriter(drain, schema, compression="zstd") as writer:
        while group := [cells(content, row, columns) for row in islice(rows, GROUP)]:
            values = [[_fit(v, c.kind) for v in column] for column, c in zip(zip(*group, strict=True), columns.values(), strict=True)]
            writer.write_table(pa.table(values, schema=schema))
            yield drain.take()
    yield drain.take()


def _fit(value: object, kind: str) -> object:
    """A value of the column's type; lone surrogates, which Arrow refuses, become question marks."""
    if value is None or kind != "text":
        return value
    return str(value).encode("utf-8", "replace").decode()

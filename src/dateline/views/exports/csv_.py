"""CSV: a header line, then one row a record; text that a spreadsheet would take for a formula gets a leading apostrophe.

>>> rendered(["id", "title"], [["e1", "=1+1"]], ",").splitlines()
['id,title', "e1,'=1+1"]
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from dateline.views.exports.content import Content
from dateline.views.exports.tables import TABLES, Value, cells, plain
from dateline.views.safe import inert


def write(content: Content) -> Iterator[str]:
    """The table `content.of`."""
    columns = TABLES[content.of]
    yield rendered(list(columns), [], ",")
    for row in content.group():
        yield rendered(None, [cells(content, row, columns)], ",")


def rendered(header: Sequence[str] | None, rows: Iterable[Sequence[Value]], delimiter: str) -> str:
    """Lines of CSV; numbers and truth values stay as they are, text is made inert."""
    lines = [[str(name) for name in header]] if header is not None else []
    lines += [[inert(plain(v)) if isinstance(v, str) else plain(v) for v in row] for row in rows]
    return "".join(_line(cells_, delimiter) for cells_ in lines)


def _line(values: Sequence[str], delimiter: str) -> str:
    """A line that ends in a line feed; written with both line ends first, so that either inside a cell is quoted."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerow(values)
    return out.getvalue()[:-2] + "\n"

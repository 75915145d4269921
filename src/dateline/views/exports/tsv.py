"""TSV: tabs between cells, no quoting at all; tabs and line breaks inside a cell become spaces, formulas are made inert.

>>> line(["e1", "a\\tb", None])
'e1\\ta b\\t\\n'
"""

from collections.abc import Iterator, Sequence

from dateline.views.exports.content import Content
from dateline.views.exports.tables import TABLES, Value, cells, plain
from dateline.views.safe import inert


def write(content: Content) -> Iterator[str]:
    """The table `content.of`."""
    columns = TABLES[content.of]
    yield line(list(columns))
    for row in content.group():
        yield line(cells(content, row, columns))


def line(values: Sequence[Value]) -> str:
    """One line; white space in a cell is made single."""
    return "\t".join(inert(" ".join(v.split())) if isinstance(v, str) else plain(v) for v in values) + "\n"

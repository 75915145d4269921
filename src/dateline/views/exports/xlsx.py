"""Excel: a workbook with a sheet for each group of rows. Text stays text: no formulas, no links. Needs the extra `xlsx`.

>>> cell("a\\x00b")
'ab'
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from dateline.errors import DatelineError
from dateline.views.exports.content import Content
from dateline.views.exports.tables import TABLES, Value, cells

MOST_ROWS = 1_048_576  # that a sheet holds, and characters that a cell holds
MOST_TEXT = 32_767
CREATED = datetime(2000, 1, 1)  # the same bytes on every day
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(content: Content) -> Iterator[bytes]:
    """The workbook; raises DatelineError where a sheet would have more rows than Excel takes."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": str(content.stamp), "author": "", "created": CREATED})
    for name, columns in TABLES.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for index, title in enumerate(columns):
            sheet.write_string(0, index, title)
        for number, row in enumerate(getattr(content, name), 1):
            if number >= MOST_ROWS:
                raise DatelineError(f"more than {MOST_ROWS - 1:,} {name}: Excel holds no more; narrow it with filters, or write parquet")
            for index, value in enumerate(cells(content, row, columns)):
                _put(sheet, number, index, value)
    book.close()
    yield out.getvalue()


def _put(sheet: Any, row: int, column: int, value: Value) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, cell(value))


def cell(text: str) -> str:
    """Text as a cell can hold it: without signs that XML forbids, cut with an ellipsis at Excel's limit."""
    held = _FORBIDDEN.sub("", text)
    return held if len(held) <= MOST_TEXT else held[:MOST_TEXT - 1] + "…"

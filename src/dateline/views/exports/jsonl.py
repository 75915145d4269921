"""JSON lines: every report and finding with all its fields. The one format that loses nothing.

>>> import json; json.loads(line({"id": "e1", "event": "CONSULT"}))["event"]
'CONSULT'
"""

import json
from collections.abc import Iterator

from dateline.views.exports.content import Content, Row


def write(content: Content) -> Iterator[str]:
    """A line for each report, then one for each of its findings; the versions stand in each."""
    made = {"dateline": content.stamp.version, "configuration": content.stamp.configuration}
    return (line({**row, **made}) for row in content.whole)


def line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"

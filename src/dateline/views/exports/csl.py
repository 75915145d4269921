"""CSL-JSON: the reports for citation tools (Zotero, pandoc, citeproc).

>>> item({"id": "r1", "title": "Talks", "byline": [], "outlet": None, "published": "2021-06-04", "url": None, "language": "en",
...       "sha256": "ab"}, "dateline 1")["issued"]
{'date-parts': [[2021, 6, 4]]}
"""

import json
from collections.abc import Iterator
from typing import Any

from dateline.views.exports.content import Content, Row


def write(content: Content) -> Iterator[str]:
    """A JSON list with an item for each report, by day."""
    yield "["
    comma = "\n"
    for row in content.reports:
        yield comma + json.dumps(item(row, str(content.stamp)), ensure_ascii=False)
        comma = ",\n"
    yield "\n]\n"


def item(row: Row, stamp: str) -> dict[str, Any]:
    """A report; what is not known is left out. Names stay whole, as bylines give them."""
    made = {"id": row["id"], "type": "article-newspaper", "title": row["title"], "author": [{"literal": n} for n in row["byline"]],
            "container-title": row["outlet"], "URL": row["url"], "language": row["language"],
            "issued": row["published"] and {"date-parts": [[int(p) for p in row["published"].split("-")]]},
            "note": f"SHA-256 {row['sha256']}; {stamp}"}
    return {k: v for k, v in made.items() if v}

"""W3C Web Annotation: each finding as an annotation of its report, with the exact words, what stands around them, and their offsets.

>>> selectors("Oslo thanked Riga.", 5, 12)[0]
{'type': 'TextQuoteSelector', 'exact': 'thanked', 'prefix': 'Oslo ', 'suffix': ' Riga.'}
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from dateline.views.exports.content import Content, Row

AROUND = 32  # characters before and after the words, as most tools keep
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\ud800-\udfff<>\"{}|\\^`]+")  # what may stand as a source: RFC 3987, roughly
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"dateline": "urn:dateline:terms:"}]


def write(content: Content) -> Iterator[str]:
    """One AnnotationPage with the events, quotes and agenda items."""
    head = {"@context": CONTEXT, "id": "urn:dateline:annotations", "type": "AnnotationPage", "generator": generator(content)}
    yield json.dumps(head)[:-1] + ', "items": ['
    comma = "\n"
    for group in (content.events, content.quotes, content.agenda):
        for row in group:
            yield comma + json.dumps(annotation(row, content), ensure_ascii=False)
            comma = ",\n"
    yield "\n]}\n"


def generator(content: Content) -> dict[str, str]:
    """The software, as the annotation vocabulary names it."""
    return {"id": f"urn:dateline:version:{content.stamp.version}", "type": "Software", "name": str(content.stamp)}


def annotation(row: Row, content: Content) -> dict[str, Any]:
    """A finding as an annotation; a target for each of its spans."""
    report = content.report(row["report"])
    state = {"type": "dateline:TextState", "dateline:sha256": report["sha256"], "dateline:version": report["version"]}
    source = report["url"] if IRI.fullmatch(report["url"] or "") else f"urn:dateline:{report['id']}"
    targets = [{"source": source, "state": state, "selector": selectors(report["text"], start, end)} for start, end in _spans(row)]
    return {"id": f"urn:dateline:{row['id']}", "type": "Annotation", "motivation": "classifying", "body": _body(row), "target": targets,
            "dateline:report": row["report"], "dateline:why": row["why"], "dateline:doubt": row["doubt"],
            "dateline:codes": row["codes"], "dateline:configuration": content.stamp.configuration,
            "dateline:madeBy": content.stamp.version}


def selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """The words with what stands around them, and their offsets in Unicode code points."""
    return [{"type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - AROUND):start],
             "suffix": text[end:end + AROUND]}, {"type": "TextPositionSelector", "start": start, "end": end}]


def _spans(row: Row) -> list[list[int]]:
    if row["type"] == "agenda":
        return [row["span"]]
    return list(row["anchor" if row["type"] == "event" else "content"])


def _body(row: Row) -> list[dict[str, str]]:
    """Tags that any reader can show: the type, and what it says in a line."""
    if row["type"] == "event":
        act = " ".join(p for p in (row["event"], row["mode"]) if p)
        said = f"{_names(row['actor'])} — {act} — {_names(row['recipient'])} ({row['status']})"
    elif row["type"] == "quote":
        said = f"{row['kind']} {row['act']}, {row['stance']}: {_names([row['speaker']] if row['speaker'] else [])}"
    else:
        said = f"{row['what']}, {row['when'] or 'no day'} ({row['state']})"
    return [{"type": "TextualBody", "purpose": "tagging", "value": row["type"]},
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": said}]


def _names(actors: list[Row]) -> str:
    return "; ".join(a["name"] for a in actors) or "nobody named"

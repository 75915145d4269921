"""Ids: a type letter and 16 hex digits of SHA-256, the same for the same input on every machine."""

import hashlib
from collections.abc import Iterable

from dateline.records.span import Span

LETTERS = {
    "report": "r", "time": "t", "place": "p", "actor": "a", "quote": "q", "event": "e", "agenda": "g",
    "origin": "o", "happening": "h", "disagreement": "d", "outlet": "u", "judgement": "j",
}


def make_id(kind: str, *parts: str) -> str:
    r"""An id for a record of `kind` from the text parts that identify it.

    >>> make_id("report", "Press TV", "", "Hello")
    'rc8fa45eaca6963cb'
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return LETTERS[kind] + digest[:16]


def finding_id(kind: str, report: str, spans: Iterable[Span], ordinal: int = 0) -> str:
    """A finding's id: its report, its type and its own spans, never its resolved values.

    `ordinal` tells apart several findings of one type on the very same words ("the two leaders" are two actors).
    """
    where = ",".join(f"{s}-{e}" for s, e in spans)
    return make_id(kind, report, where, str(ordinal)) if ordinal else make_id(kind, report, where)

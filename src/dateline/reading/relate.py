"""What happened between two given spans. A first version that finds nothing."""

from dataclasses import dataclass

from dateline.codes.book import CodeBook
from dateline.reading.parse import Parse
from dateline.records.span import Span


@dataclass(frozen=True, slots=True)
class Relation:
    """The PLOVER event between two spans, or None, and what decided it."""

    event: str | None
    mode: str | None = None
    status: str = "actual"
    why: str = ""
    doubt: float = 1.0


def find_relation(parse: Parse, codes: CodeBook, actor: Span, recipient: Span | None) -> Relation:
    """The event that the text tells between the actor's span and the recipient's."""
    return Relation(event=None, why="nothing found")

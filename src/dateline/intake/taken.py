"""What intake hands on: a report with its text and the way back to the original, or a refusal with its reason."""

from dataclasses import dataclass, field
from typing import Literal

from dateline.intake.rawmap import RawMap
from dateline.records.report import Report
from dateline.records.span import Span

Form = Literal["text", "html", "json", "mail", "pdf"]


@dataclass(frozen=True, slots=True)
class Element:
    """The element of the original from which a block came: its path ("article > p") and its span in the decoded original."""

    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dropped:
    """What of a page did not come into the text, and why; the span counts in the decoded original."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A report that was taken in. `text` is the clean text that all spans count in; `raw` is the decoded original.

    `source` names the file, with `#3` for the third line or part of it. `elements` stand beside `report.blocks`, None where
    a block came from no element.
    """

    report: Report
    text: str
    raw: str = field(repr=False)
    raw_map: RawMap
    source: str = ""
    form: Form = "text"
    encoding: str | None = None
    elements: tuple[Element | None, ...] = ()
    dropped: tuple[Dropped, ...] = field(default=(), repr=False)

    def raw_words(self, span: Span) -> str:
        """The original markup behind a span of the text."""
        start, end = self.raw_map.to_raw(span)
        return self.raw[start:end]


@dataclass(frozen=True, slots=True)
class Refused:
    """Input that was not read: where it stands and why."""

    source: str
    reason: str

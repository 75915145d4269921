"""Reports: one text as it was given, with what is known of it."""

import hashlib
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

from dateline.records.finding import Plain
from dateline.records.ids import make_id
from dateline.records.plain import fields_to_dict, record_from_dict
from dateline.records.span import Span

BlockKind = Literal["headline", "byline", "dateline", "caption", "paragraph", "quote", "list", "furniture"]
PublishedFrom = Literal["json-ld", "meta", "text", "file", "given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Plain):
    """A stretch of the text and what it is; `reason` says why a block counts as furniture."""

    kind: BlockKind
    span: Span
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelineOf(Plain):
    """The dateline that opens a report: its place in words, its date, and the words themselves."""

    place: str | None = None
    date: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is known of one report. `published_span` points at the words that told the date, where the text told it."""

    kind_of_record: ClassVar[str] = "report"

    id: str
    sha256: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    dateline: DatelineOf | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    published_span: Span | None = None
    language: str | None = None
    version: int = 1
    blocks: tuple[Block, ...] = ()
    complete: bool = True

    def to_dict(self) -> dict[str, Any]:
        return {"type": "report", **fields_to_dict(self)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        return record_from_dict(cls, data)  # type: ignore[no-any-return]


def text_hash(text: str) -> str:
    """SHA-256 of a report's text, in hex; lone surrogates are kept as they are.

    >>> text_hash("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_id(outlet: str | None, url: str | None, text: str) -> str:
    """A report's id: outlet, URL and text."""
    return make_id("report", outlet or "", url or "", text)

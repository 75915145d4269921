"""Quotes: what somebody said, wrote, thought, meant to do or found, in the report's words."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from dateline.records.actor import Actor
from dateline.records.finding import Finding
from dateline.records.place import Place
from dateline.records.span import Span

QuoteKind = Literal["direct", "indirect", "mixed"]
Act = Literal["speech", "writing", "thought", "intention", "finding"]
Stance = Literal["asserts", "denies", "alleges", "promises", "asks", "orders", "hopes", "expects"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Finding):
    """A quote. `content` of a direct quote is verbatim, without its marks; `via` is the chain of relays, outermost first."""

    kind_of_record: ClassVar[str] = "quote"

    kind: QuoteKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: Actor | None = None
    via: tuple[Actor, ...] = ()
    addressee: tuple[Span, ...] = ()
    act: Act = "speech"
    stance: Stance = "asserts"
    said_on: str | None = None
    place: Place | None = None

    def own_spans(self) -> tuple[Span, ...]:
        return self.content

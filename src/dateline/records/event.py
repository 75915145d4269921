"""Events: who did what to whom, in PLOVER's terms."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from dateline.records.actor import Actor
from dateline.records.finding import Finding, Plain
from dateline.records.place import Place
from dateline.records.span import Span

Status = Literal["actual", "planned", "hypothetical", "negated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate(Plain):
    """When an event happens: a TIMEX3 value or EDTF interval, its first and last day, and the words that tell it."""

    value: str
    start: str | None = None
    end: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Plain):
    """A number told of an event: `what` is killed, wounded, arrested, people, money ..; `low` and `high` bound it."""

    what: str
    low: float | None
    high: float | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Finding):
    """One act. `anchor` is the shortest words that tell it; `also` holds the further places that speak of it."""

    kind_of_record: ClassVar[str] = "event"

    event: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: int = 0
    intensity: float | None = None
    actor: tuple[Actor, ...] = ()
    recipient: tuple[Actor, ...] = ()
    anchor: tuple[Span, ...]
    status: Status = "actual"
    date: EventDate | None = None
    place: Place | None = None
    topics: tuple[Span, ...] = ()
    figures: tuple[Figure, ...] = ()
    background: bool = False
    claimed: bool = False
    claimed_by: str | None = None
    also: tuple[Span, ...] = ()

    def own_spans(self) -> tuple[Span, ...]:
        return self.anchor

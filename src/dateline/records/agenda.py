"""Agenda items: what is to come."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from dateline.records.actor import Actor
from dateline.records.finding import Finding
from dateline.records.place import Place
from dateline.records.span import Span

State = Literal["ahead", "due", "held", "moved", "called_off", "unreported"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Finding):
    """A planned event or a scheduled public occasion. `event` is the id of its event, None where it is no PLOVER event."""

    kind_of_record: ClassVar[str] = "agenda"

    span: Span
    event: str | None = None
    what: str
    who: tuple[Actor, ...] = ()
    when: str | None = None
    where: Place | None = None
    topics: tuple[Span, ...] = ()
    state: State = "ahead"

    def own_spans(self) -> tuple[Span, ...]:
        return (self.span,)

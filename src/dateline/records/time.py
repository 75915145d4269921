"""Times that a report tells, as TIMEX3."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from dateline.records.finding import Finding
from dateline.records.span import Span

Timex = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Finding):
    """A time expression. `value` is TIMEX3; `anchor` is "published", the ISO date it was counted from, or None."""

    kind_of_record: ClassVar[str] = "time"

    span: Span
    timex: Timex
    value: str
    anchor: str | None = None
    start: str | None = None
    end: str | None = None

    def own_spans(self) -> tuple[Span, ...]:
        return (self.span,)

"""Disagreements: what reports of one happening tell differently."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from dateline.records.finding import Plain

Field = Literal["date", "place", "figure", "actor", "recipient", "denial"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side(Plain):
    """What some events say: `origins` counts the independent ones among their reports."""

    value: str
    events: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement(Plain):
    """Two or more answers to one question about a happening; `what` names the figure (killed, arrested ..)."""

    kind_of_record: ClassVar[str] = "disagreement"

    happening: str
    field: Field
    what: str | None = None
    sides: tuple[Side, ...]

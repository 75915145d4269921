"""Actors: states, office-holders, organisations, groups and people that a report mentions."""

from dataclasses import dataclass
from typing import ClassVar

from dateline.records.candidate import Candidate
from dateline.records.finding import Finding
from dateline.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Finding):
    """A mention of an actor, resolved as far as the text and the tables settle it.

    `country` is ISO 3166-1 alpha-3 or a PLOVER non-state code (IGO UNO EUR NGO ISM IMG MNC); `sector` a PLOVER sector;
    `since` and `until` bound the office; `last_known` marks an answer past the day our table was last checked.
    """

    kind_of_record: ClassVar[str] = "actor"

    span: Span
    name: str
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    since: str | None = None
    until: str | None = None
    wikidata: str | None = None
    last_known: bool = False
    candidates: tuple[Candidate, ...] = ()

    def own_spans(self) -> tuple[Span, ...]:
        return (self.span,)

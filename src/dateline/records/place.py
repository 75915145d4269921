"""Places that a report names."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from dateline.records.candidate import Candidate
from dateline.records.finding import Finding
from dateline.records.span import Span

Precision = Literal["site", "city", "admin1", "country", "region"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Finding):
    """A place name. `country` is ISO 3166-1 alpha-3; `lat`, `lon` are WGS 84 degrees; `precision` is never finer than the text."""

    kind_of_record: ClassVar[str] = "place"

    span: Span
    name: str
    country: str | None = None
    admin1: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision = "region"
    candidates: tuple[Candidate, ...] = ()

    def own_spans(self) -> tuple[Span, ...]:
        return (self.span,)

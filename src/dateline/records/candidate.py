"""A candidate: one answer that a resolver weighed."""

from dataclasses import dataclass

from dateline.records.finding import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Plain):
    """An answer that a name could have had: who or what, its country, an outside id (GeoNames, Wikidata), and why."""

    name: str
    country: str | None = None
    ref: str | None = None
    why: str = ""

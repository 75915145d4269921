"""A reading: a report, its text and all that was found in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.errors import SpanError
from dateline.records.actor import Actor
from dateline.records.agenda import Agenda
from dateline.records.event import Event
from dateline.records.finding import Finding
from dateline.records.place import Place
from dateline.records.quote import Quote
from dateline.records.report import Report
from dateline.records.span import Span
from dateline.records.time import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report with its findings; raises SpanError when a finding points outside the text."""

    report: Report
    text: str
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    agenda: tuple[Agenda, ...] = ()

    def __post_init__(self) -> None:
        size = len(self.text)
        for finding in self.findings():
            for start, end in (*finding.own_spans(), finding.sentence):
                if end > size:
                    raise SpanError(f"{finding.kind_of_record} {finding.id} points at [{start}, {end}) of a text of {size} characters")

    def findings(self) -> Iterator[Finding]:
        """All findings: events, quotes, agenda, actors, places, times."""
        for group in (self.events, self.quotes, self.agenda, self.actors, self.places, self.times):
            yield from group

    def words(self, span: Span) -> str:
        """The words at a span.

        The sentence of a finding is `reading.words(finding.sentence)`.
        """
        return self.text[span[0]:span[1]]

    def to_dicts(self) -> Iterator[dict[str, Any]]:
        """The report and then each finding as plain dicts: what `dateline read --json` prints, a line each."""
        yield self.report.to_dict()
        for finding in self.findings():
            yield finding.to_dict()

"""All reading steps in their order, each told what the earlier ones found."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from dateline.codes.book import CodeBook
from dateline.reading.actors import find_actors
from dateline.reading.agenda import find_agenda
from dateline.reading.events import find_events
from dateline.reading.parse import Parse
from dateline.reading.places import find_places
from dateline.reading.quotes import find_quotes
from dateline.reading.times import find_times
from dateline.records import Finding, Reading, Report

F = TypeVar("F", bound=Finding)


def read_report(report: Report, parse: Parse, codes: CodeBook) -> Reading:
    """All findings of one report."""
    times = _numbered(find_times(report, parse, codes))
    places = _numbered(find_places(report, parse, codes))
    actors = _numbered(find_actors(report, parse, codes))
    quotes = _numbered(find_quotes(report, parse, codes, actors, places, times))
    events = _numbered(find_events(report, parse, codes, actors, places, times, quotes))
    agenda = _numbered(find_agenda(report, parse, codes, actors, places, times, events))
    return Reading(report=report, text=parse.text, quotes=quotes, events=events, times=times, places=places, actors=actors,
                   agenda=agenda)


def _numbered(findings: Iterable[F]) -> tuple[F, ...]:
    """The findings with an ordinal where several of them stand on the very same words, so that ids differ."""
    seen: dict[tuple[tuple[int, int], ...], int] = {}
    out = []
    for finding in findings:
        count = seen.get(finding.own_spans(), 0)
        seen[finding.own_spans()] = count + 1
        out.append(finding if finding.ordinal == count else replace(finding, ordinal=count))
    return tuple(out)

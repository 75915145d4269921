"""Who did what to whom. A first version that finds nothing."""

from dateline.codes.book import CodeBook
from dateline.reading.parse import Parse
from dateline.records import Actor, Event, Place, Quote, Report, Time


def find_events(report: Report, parse: Parse, codes: CodeBook, actors: tuple[Actor, ...], places: tuple[Place, ...],
                times: tuple[Time, ...], quotes: tuple[Quote, ...]) -> tuple[Event, ...]:
    """The events of a report, in text order."""
    return ()

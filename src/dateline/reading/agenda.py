"""What is to come. A first version that finds nothing."""

from dateline.codes.book import CodeBook
from dateline.reading.parse import Parse
from dateline.records import Actor, Agenda, Event, Place, Report, Time


def find_agenda(report: Report, parse: Parse, codes: CodeBook, actors: tuple[Actor, ...], places: tuple[Place, ...],
                times: tuple[Time, ...], events: tuple[Event, ...]) -> tuple[Agenda, ...]:
    """The agenda items of a report, in text order."""
    return ()

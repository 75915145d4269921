"""Which actors a report names. A first version that finds none."""

from dateline.codes.book import CodeBook
from dateline.reading.parse import Parse
from dateline.records import Actor, Report


def find_actors(report: Report, parse: Parse, codes: CodeBook) -> tuple[Actor, ...]:
    """The actors of a report, in text order."""
    return ()

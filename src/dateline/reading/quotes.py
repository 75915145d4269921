"""Who said what. A first version that finds nothing."""

from dateline.codes.book import CodeBook
from dateline.reading.parse import Parse
from dateline.records import Actor, Place, Quote, Report, Time


def find_quotes(report: Report, parse: Parse, codes: CodeBook, actors: tuple[Actor, ...], places: tuple[Place, ...],
                times: tuple[Time, ...]) -> tuple[Quote, ...]:
    """The quotes of a report, in text order."""
    return ()

"""Which times a report names. A first version that finds none."""

from dateline.codes.book import CodeBook
from dateline.reading.parse import Parse
from dateline.records import Time, Report


def find_times(report: Report, parse: Parse, codes: CodeBook) -> tuple[Time, ...]:
    """The times of a report, in text order."""
    return ()

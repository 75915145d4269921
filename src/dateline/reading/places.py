"""Which places a report names. A first version that finds none."""

from dateline.codes.book import CodeBook
from dateline.reading.parse import Parse
from dateline.records import Place, Report


def find_places(report: Report, parse: Parse, codes: CodeBook) -> tuple[Place, ...]:
    """The places of a report, in text order."""
    return ()

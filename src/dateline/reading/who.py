"""Who a name means on a day. A first version that knows nobody."""

from datetime import date

from dateline.codes.book import CodeBook
from dateline.records import Actor


def find_who(mention: str, context: str | None, on: date | None, codes: CodeBook) -> Actor | None:
    """The actor that `mention` names on the day `on`, or None."""
    return None

"""A quote's words in the form under which joining looks for the same speech in other reports.

>>> normal('“We won’t — ever — give   up,”')
'we won t ever give up'
"""

from dateline.codes.normal import normal
from dateline.records import Quote

__all__ = ["normal", "normal_quote"]


def normal_quote(quote: Quote, text: str) -> str:
    """The normal form of all of a quote's words, its pieces joined."""
    return normal(" ".join(text[s:e] for s, e in quote.content))

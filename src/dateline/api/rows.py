"""What a question to the book returns: rows that can be walked through or taken as plain dicts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer. It is asked anew each time it is walked through; `to_records()` is what pandas and polars take as it is.

    >>> Rows(lambda: iter([{"event": "CONSULT"}])).to_records()
    [{'event': 'CONSULT'}]
    """

    ask: Callable[[], Iterator[dict[str, Any]]]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self.ask()

    def to_records(self) -> list[dict[str, Any]]:
        """All rows as plain dicts."""
        return list(self.ask())

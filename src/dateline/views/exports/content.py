"""What an export is made from: the rows of a book that a filter lets through, and the text of a report where words are needed.

>>> words("Oslo thanked Riga.", [[0, 4], [13, 17]])
'Oslo … Riga'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.api.book import Book

Row = Mapping[str, Any]
OF_REPORTS = ("outlet", "text", "as_of")  # filters that speak of reports; the others speak of findings
KEPT = 64  # reports whose text is held while their findings are written


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who made an export: Dateline's version, the code-book versions with which its reports were read, and the configuration's hash."""

    version: str
    codes: tuple[str, ...]
    configuration: str = ""

    def __str__(self) -> str:
        return f"dateline {self.version} code book {' '.join(self.codes) or 'none'} configuration {self.configuration or 'none'}"

    def of(self, codes: str) -> str:
        """The same for one row, which was read with one code book.

        >>> Stamp("1.2", ("a", "b"), "c").of("b")
        'dateline 1.2 b c'
        """
        return " ".join(p for p in ("dateline", self.version, codes, self.configuration) if p)


@dataclass(frozen=True, slots=True)
class Content:
    """The rows to write, each group walked through as often as a format needs it.

    `report` gives one report with its text and findings, `event` one event with its sentence; `of` names the group that a format of
    one table writes; `judged` counts the judgements on a finding; `claims` and `background` say what the filter asked for.
    """

    stamp: Stamp
    reports: Iterable[Row]
    events: Iterable[Row]
    quotes: Iterable[Row]
    agenda: Iterable[Row]
    happenings: Iterable[Row]
    whole: Iterable[Row]
    report: Callable[[str], Row]
    event: Callable[[str], Row]
    of: str = "events"
    judged: Mapping[str, int] = field(default_factory=dict)
    claims: bool | None = None
    background: bool | None = None

    def group(self) -> Iterable[Row]:
        """The rows of the group `of`."""
        return getattr(self, self.of)  # type: ignore[no-any-return]

    def text(self, report: str) -> str:
        """The text of a report."""
        return str(self.report(report)["text"])


def content_of(book: Book, of: str, wanted: Mapping[str, Any]) -> Content:
    """What the filter `wanted` lets through of a book. With `as_of` the agenda tells what had become of each item by that day."""
    from dateline import __version__
    from dateline.api.configuration import configuration_of

    filters = {k: v for k, v in wanted.items() if v is not None}
    as_of = filters.get("as_of")
    rest = {k: v for k, v in filters.items() if k != "as_of"}
    return Content(
        Stamp(__version__, tuple(book.code_books()), configuration_of(book.store)),
        _Reports(book, filters), book.events(**filters), book.quotes(**filters),
        book.outcomes(as_of, **rest) if as_of else book.agenda(**filters), book.happenings(**filters),
        _Whole(book, filters), lru_cache(KEPT)(book.show), book.show, of, _judged(book.judgements()),
        filters.get("claims"), filters.get("background"))


@dataclass(frozen=True, slots=True)
class _Whole:
    """Everything, as `Book.export` tells it; with a filter, the events, quotes and agenda that it lets through after their reports."""

    book: Book
    filters: Mapping[str, Any]

    def __iter__(self) -> Iterator[Row]:
        if not self.filters:
            yield from self.book.export()
            return
        yield from _Reports(self.book, self.filters)
        for kind in (self.book.events, self.book.quotes, self.book.agenda):
            yield from kind(**self.filters)


@dataclass(frozen=True, slots=True)
class _Reports:
    """The reports that a filter lets through; where it speaks of findings, those that hold one of them."""

    book: Book
    filters: Mapping[str, Any]

    def __iter__(self) -> Iterator[Row]:
        kinds = (self.book.events, self.book.quotes, self.book.agenda)
        of_reports = {k: v for k, v in self.filters.items() if k in OF_REPORTS}
        held = None if of_reports == self.filters else {row["report"] for kind in kinds for row in kind(**self.filters)}
        yield from (r for r in self.book.reports(**of_reports) if held is None or r["id"] in held)


def _judged(judgements: Iterable[Row]) -> dict[str, int]:
    """How many judgements were ever made on each finding, undoings among them: the number only grows."""
    held = list(judgements)
    home: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in held:
        target = home.get(row["target"]) or str(row["target"])
        home[row["id"]] = target
        counts[target] = counts.get(target, 0) + 1
    return counts


def words(text: str, spans: Iterable[Sequence[int]]) -> str:
    """The words at the spans, pieces joined by an ellipsis, white space made single."""
    return " … ".join(" ".join(text[s:e].split()) for s, e in spans)

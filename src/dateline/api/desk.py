"""What the desk asks of a book: pages of rows, counts, a reading as it stands, pasted text.

Each function opens the book for itself and closes it, so that requests never share a connection.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from dateline.api.adding import Added
from dateline.api.book import Book
from dateline.api.joining import Joiner
from dateline.api.reading import iso_day, read_taken
from dateline.book import browse, query
from dateline.book.joined import Matching
from dateline.book.judge import CLASSES, standing
from dateline.book.query import Filter
from dateline.errors import BookError, InputRefused, NotFound
from dateline.intake.files import taken_of_bytes
from dateline.intake.taken import Refused
from dateline.records import Finding, Reading, Report

GROUPS = {"event": "events", "quote": "quotes", "agenda": "agenda", "actor": "actors", "place": "places", "time": "times"}
MOST_COUNTED = browse.MOST_COUNTED  # a total of so many means so many or more
MOST_READ = 3_000  # reports in which actors are counted for a page that asks for some reports only
MOST_CHARACTERS = 400_000  # of a pasted report: some 60,000 words, which take a few seconds


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer: its rows, how many match in all, counts by value, and whether there are more behind the last row."""

    rows: list[dict[str, Any]]
    total: int
    facets: browse.Facets
    more: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A report as it stands: its reading after judgements, what they removed, all judgements on it, the latest first, and which of them
    marked which finding."""

    reading: Reading
    removed: tuple[Finding, ...]
    judgements: tuple[Mapping[str, Any], ...]
    marked: Mapping[str, str]


def page(book: Book, kind: str, wanted: Mapping[str, Any], after: tuple[str, str] | None, size: int, newest: bool = True,
         counts: bool = True, values: bool = True) -> Page:
    """The rows of `kind` (report event quote agenda) behind the key `after`; see browse.page. Without `counts` only the rows."""
    rows, total, facets = browse.page(book.store.db, kind, Filter(**wanted), after, size + 1, newest, counts, values)
    return Page(rows[:size], total, facets, len(rows) > size)


def all_rows(book: Book, kind: str, wanted: Mapping[str, Any], most: int, newest: bool = True) -> Iterator[dict[str, Any]]:
    """All rows that match, page by page, at most `most`."""
    after, left = None, most
    while left > 0:
        rows, *_ = browse.page(book.store.db, kind, Filter(**wanted), after, min(left, 1000), newest, counts=False)
        yield from rows
        if len(rows) < min(left, 1000):
            return
        left -= len(rows)
        after = (rows[-1]["day"], rows[-1]["id"])


def summary(book: Book) -> dict[str, Any]:
    """What the book holds, in counts."""
    return browse.summary(book.store.db)


def recent(book: Book, size: int) -> list[dict[str, Any]]:
    """The reports that were added last."""
    return browse.recent(book.store.db, size)


def doubtful(book: Book, after: tuple[float, str] | None, size: int) -> list[dict[str, Any]]:
    """Events, quotes and agenda items that nobody has judged, the most doubtful first."""
    return browse.doubtful(book.store.db, after, size)


def happenings(book: Book, wanted: Mapping[str, Any], after: tuple[str, str] | None, size: int, order: str,
               among: Matching | None = None) -> list[dict[str, Any]]:
    """Happenings page by page; with `as_of` the first `size` of the book as it stood then."""
    return [{**row, "day": row["day_first"] or ""} for row in book.happenings_page(Filter(**wanted), size, order, after, among)]


def happenings_matching(book: Book, wanted: Mapping[str, Any]) -> Matching:
    """What a filter lets through, for `happenings` and `happening_days` to share."""
    return book.happenings_matching(Filter(**wanted))


def happening_days(book: Book, wanted: Mapping[str, Any], most: int, among: Matching) -> tuple[list[tuple[str, str, str]], bool]:
    """Day, id and event of the happenings that match, the latest first - what a picture of very many is drawn from - and whether there
    are more."""
    rows = book.happening_days(Filter(**wanted), most + 1, among)
    return rows[:most], len(rows) > most or not among.whole


def actors(book: Book, size: int, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who takes part, most met first; asked of some reports only, counted in the latest MOST_READ of these."""
    return list(query.actors(book.store.db, Filter(**wanted), size, MOST_READ))


def offices(book: Book, who: str) -> list[dict[str, Any]]:
    """The offices under which somebody is named: name, office, since, until, country, sector, last_known, mentions."""
    return query.offices(book.store.db, who)


def events_of(book: Book, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Some findings, each with its sentence and report."""
    return [query.one(book.store.db, id_) for id_ in ids]


def outcomes_of(book: Book, rows: Iterable[dict[str, Any]], day: str) -> Iterator[dict[str, Any]]:
    """Agenda rows with what became of each by `day`. One without a day, or one told years ahead, stays as it was read: it would have to
    be looked for in too many later reports for a page."""
    book.join()
    joiner = Joiner(book.store)
    for row in rows:
        yield book.outcome_of(row, day, joiner) if _near(row) else row


def _near(row: Mapping[str, Any]) -> bool:
    when, told = row.get("when") or "", row.get("published") or ""
    return when[:4].isdigit() and told[:4].isdigit() and int(when[:4]) - int(told[:4]) <= 1


def pairs(book: Book, size: int) -> list[tuple[str, str, int]]:
    """The pairs of countries with most events from the one to the other."""
    return browse.pairs(book.store.db, size)


def around(book: Book, report: str) -> dict[str, Any]:
    """What joining knows of a report: who else carries its text, and its earlier or later versions with the sentences that changed."""
    try:
        versions = [v.to_dict() for v in book.versions(report)]
    except BookError:  # opened read-only, and some reports are not joined yet
        versions = []
    return {"carriers": browse.carriers(book.store.db, report), "versions": versions}


def report_as_it_stands(book: Book, report: str) -> Standing:
    """A report with its findings after judgements; raises NotFound."""
    text, record = book.store.text_and_report(report)
    found = [finding_of(query.plain(row[0])) for row in book.store.db.execute(query.FINDINGS_OF_REPORT, (report,))]
    gone = tuple(finding_of(data) for data in browse.removed(book.store.db, report))
    marked = dict(browse.marked(book.store.db, report))
    return Standing(reading_of(record, text, found), gone, tuple(history(book, report)), marked)


def history(book: Book, report: str, target: str | None = None) -> list[dict[str, Any]]:
    """The judgements on a report (on one finding of it, where `target` is given), the latest first; `stands` is False once undone."""
    all_ = book.store.judgements(report)
    stand = {j.id for j in standing(all_)}
    undone = {j.change["undo"] for j in all_ if "undo" in j.change}
    rows = [{**asdict(j), "stands": j.id in stand and "undo" not in j.change, "undone": j.id in undone} for j in reversed(all_)]
    if target is None:
        return rows
    own = {r["id"] for r in rows if r["target"] == target}
    return [r for r in rows if r["id"] in own or r["target"] in own]


def as_read(book: Book, finding: str) -> dict[str, Any] | None:
    """A finding as it was read, before any judgement."""
    return browse.as_read(book.store.db, finding)


def finding_of(data: Mapping[str, Any]) -> Finding:
    """The record of a finding's plain data; what rows hold beside it (the sentence, the report, what joining says) is left out."""
    cls = CLASSES[data["type"]]
    own = {f.name for f in fields(cls)}
    return cls.from_dict({k: v for k, v in data.items() if k in own})


def reading_of(report: Report, text: str, findings: list[Finding]) -> Reading:
    """The reading that holds these findings."""
    groups: dict[str, tuple[Any, ...]] = {name: tuple(f for f in findings if f.kind_of_record == kind) for kind, name in GROUPS.items()}
    return Reading(report=report, text=text, **groups)


def read_given(raw: bytes, name: str, published: str | date | None, outlet: str | None, url: str | None = None) -> Reading:
    """The reading of one pasted text or file, stored nowhere; raises InputRefused with the reason."""
    for taken in taken_of_bytes(raw, name, Path(name).suffix.lower(), outlet or None, iso_day(published or None), url or None):
        if isinstance(taken, Refused):
            raise InputRefused(taken.reason)
        if len(taken.text) > MOST_CHARACTERS:
            raise InputRefused(f"{len(taken.text):,} characters are too many for a page; at most {MOST_CHARACTERS:,}. Use: dateline add")
        return next(read_taken([(taken.text, taken.report)]))
    raise InputRefused("there is no report in it")


def keep(book: Book, raw: bytes, name: str, published: str | None, outlet: str | None) -> Added:
    """Put a pasted text or file into the book; says what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(raw)
        return book.add_paths([file], published=published or None, outlet=outlet or None)


def id_of(book: Book, raw: bytes) -> str:
    """The id of the report that came in these bytes; raises NotFound."""
    sha256 = hashlib.sha256(raw).hexdigest()
    for table, column in (("report", "id"), ("copy", "report")):
        row = book.store.db.execute(f"SELECT {column} FROM {table} WHERE original = ?", (sha256,)).fetchone()
        if row:
            return str(row[0])
    raise NotFound("the text is not in the book")

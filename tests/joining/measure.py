"""How right joining is on the corpus: copies, happenings, disagreements and outcomes, from planted findings or the reader's."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.api.book import Book
from dateline.api.reading import read_taken
from dateline.records import Agenda
from tests.joining.corpus.build import Corpus, Made, events

AT = "2026-01-01T00:00:00+00:00"


def planted(made: Made, corpus: Corpus) -> list[dict[str, Any]]:
    """The findings of a reader that never errs: the planted events, and an agenda item for each that is planned."""
    out: list[dict[str, Any]] = []
    for _, event in events(made, corpus.happenings):
        out.append(event.to_dict())
        if event.status == "planned" and event.date:
            words = made.text[event.sentence[0]:event.sentence[1]]
            out.append(Agenda(report=event.report, sentence=event.sentence, why="planted", codes="c", span=event.anchor[0], event=event.id,
                              what=words, who=event.actor + event.recipient, when=event.date.value, where=event.place).to_dict())
    return out


def read(made: Iterable[Made]) -> dict[str, list[dict[str, Any]]]:
    """What Dateline's reader finds in each report."""
    batch = [(m.text, m.report) for m in made]
    return {r.report.id: [f.to_dict() for f in r.findings()] for r in read_taken(batch)}


def fill(path: Path, corpus: Corpus, order: Iterable[Made], findings: dict[str, list[dict[str, Any]]] | None = None,
         one_by_one: bool = False) -> Book:
    """A book of the corpus, from planted findings unless others are given."""
    book = Book(path)
    for made in order:
        found = planted(made, corpus) if findings is None else findings[made.report.id]
        raw = f"{made.outlet}\n{made.text}".encode()
        book.store.add(raw, hashlib.sha256(raw).hexdigest(), "", made.id, made.text, made.report.to_dict(), found,
                       "c", "test", AT)
        if one_by_one:
            book.join()
    book.join()
    return book


def measure(book: Book, corpus: Corpus) -> dict[str, tuple[float, float, int]]:
    """Precision, recall and the number of planted cases, for each question."""
    return {"copies": _copies(book, corpus), "happenings": _happenings(book, corpus), "disagreements": _disagreements(book, corpus),
            "outcomes": _outcomes(book, corpus)}


def _score(right: int, found: int, planted_: int) -> tuple[float, float, int]:
    return (right / found if found else 1.0), (right / planted_ if planted_ else 1.0), planted_


def _copies(book: Book, corpus: Corpus) -> tuple[float, float, int]:
    origin = {r: o.id for o in book.origins() for r in o.reports}
    said = {(a.id, b.id) for a, b in combinations(corpus.reports, 2) if origin[a.report.id] == origin[b.report.id]}
    true = {(a.id, b.id) for a, b in combinations(corpus.reports, 2) if a.origin == b.origin}
    return _score(len(said & true), len(said), len(true))


def labels(book: Book, corpus: Corpus) -> dict[str, tuple[str, str]]:
    """Report and label of each event of the book, by the sentence it stands in; a headline may tell any."""
    by_report = {m.report.id: m for m in corpus.reports}
    out = {}
    for event in book.events():
        made = by_report[event["report"]]
        start, end = event["sentence"]
        label = next((la for la, (s, e), _ in made.told if s < end and start < e), "~headline" if start < len(made.title) else "")
        out[event["id"]] = (made.id, label)
    return out


def _happenings(book: Book, corpus: Corpus) -> tuple[float, float, int]:
    """Pairs of events of two reports that are one happening; recall counts pairs of (report, label)."""
    of = labels(book, corpus)
    right = wrong = 0
    joined: set[tuple[str, str, str]] = set()
    for row in book.happenings():
        for a, b in combinations([*row["events"], *row["recalled"]], 2):
            (ra, la), (rb, lb) = of[a], of[b]
            if la == lb == "" or "~" in la + lb:  # ~ marks sentences that may be taken for the happening or not
                continue
            right, wrong = right + (la == lb), wrong + (la != lb)
            if la == lb:
                joined.add((min(ra, rb), max(ra, rb), la))
    holders: dict[str, set[str]] = defaultdict(set)
    for made in corpus.reports:
        for label, _, _ in made.told:
            if label and "~" not in label:
                holders[label].add(made.id)
    true = {(a, b, label) for label, reports in holders.items() for a, b in combinations(sorted(reports), 2)}
    return (right / (right + wrong) if right + wrong else 1.0), len(joined & true) / len(true), len(true)


def _disagreements(book: Book, corpus: Corpus) -> tuple[float, float, int]:
    of = labels(book, corpus)
    said = set()
    for row in book.disagreements():
        found = Counter(of[e][1] for side in row["sides"] for e in side["events"]).most_common(1)[0][0]
        said.add((found, row["field"], row["what"], frozenset(plain(s["value"]) for s in row["sides"])))
    true = {(d["label"], d["field"], d.get("what"), frozenset(map(plain, d["values"]))) for d in corpus.disagreements}
    return _score(len(said & true), len(said), len(true))


def plain(value: str) -> str:
    """A side's answer as it is compared: without the commas of long numbers, in small letters and no accents.

    >>> plain("1,200,000"), plain("M23 Rebels"), plain("Tibú")
    ('1200000', 'm23 rebels', 'tibu')
    """
    letters = unicodedata.normalize("NFD", value.casefold())
    return re.sub(r"(?<=\d),(?=\d)", "", "".join(c for c in letters if not unicodedata.combining(c)))


def _outcomes(book: Book, corpus: Corpus) -> tuple[float, float, int]:
    right = found = 0
    for case in corpus.outcomes:
        made = next(m for m in corpus.reports if m.id == case["report"])
        spans = [span for label, span, _ in made.told if label == case["label"]]
        states = {r["state"] for r in book.outcomes(str(case["as_of"])) if r["report"] == made.report.id
                  and any(s < r["sentence"][1] and r["sentence"][0] < e for s, e in spans)}
        found += bool(states)
        right += states == {case["state"]}
    return _score(right, found, len(corpus.outcomes))

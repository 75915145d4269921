"""Words that count: what a number tells of an event, words for numbers, and words that leave a bound open.

>>> figure_words().verbs["kill"], figure_words().numbers["dozen"], figure_words().bounds["at least"]
('killed', (12.0, 12.0), 'least')
"""

from dataclasses import dataclass
from functools import cache

from dateline.codes.lines import refuse, rows, table

KINDS = frozenset(["verb", "noun", "toll", "number", "least", "most", "about"])


@dataclass(frozen=True, slots=True)
class FigureWords:
    """`verbs`, `nouns` and `tolls` give what is counted; `numbers` the bounds of a number word; `bounds` least, most or about."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    tolls: dict[str, str]
    numbers: dict[str, tuple[float, float | None]]
    bounds: dict[str, str]


@cache
def figure_words() -> FigureWords:
    """The table `status/figures.tsv`."""
    path = ("status", "figures.tsv")
    what: dict[str, dict[str, str]] = {"verb": {}, "noun": {}, "toll": {}}
    numbers: dict[str, tuple[float, float | None]] = {}
    bounds: dict[str, str] = {}
    for number, row in rows(("kind", "word", "what", "low", "high"), *path):
        kind = row["kind"]
        if kind not in KINDS:
            raise refuse(table(*path), number, f"kind {kind!r}; allowed: {', '.join(sorted(KINDS))}")
        if kind == "number":
            try:
                numbers[row["word"]] = (float(row["low"]), float(row["high"]) if row["high"] else None)
            except ValueError as error:
                raise refuse(table(*path), number, f"{row['low']!r} or {row['high']!r} is no number") from error
        elif kind in what:
            if not row["what"]:
                raise refuse(table(*path), number, "the column what is empty")
            what[kind][row["word"]] = row["what"]
        else:
            bounds[row["word"]] = kind
    return FigureWords(what["verb"], what["noun"], what["toll"], numbers, bounds)

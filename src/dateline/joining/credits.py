"""Whose copy a report carries, and whose news it passes on.

>>> credit("PARIS, June 3 (Reuters) - The prime minister resigned.", ()).agency
'Reuters'
>>> cited("The bridge was hit, Interfax reported, quoting a local official.")
('Interfax',)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.codes.normal import normal
from dateline.codes.outlets import outlets
from dateline.records import Report

OPENING = re.compile(r"^[^\n()]{2,70}\(([A-Z][^\n()]{1,38})\)\s*[-–—:]", re.M)
BEFORE = 1_500  # characters from the start in which a dateline may stand
LAST_LINES = 4
CLOSING = (re.compile(r"^\W*\(?(?:with )?(?:reporting by|source|via|credit)s?[:\s]+(?:the )?([A-Z][\w .'-]{1,38}?)\)?\W*$", re.I),
           re.compile(r"^\W*\(?(?:©|\(c\)|copyright)?\s*(?:\d{4}\s+)?(?:the )?([A-Z][\w .'-]{1,38}?)\)?\W*$"))
WORD = re.compile(r"\w+")
MARKS = re.compile(r"^(?:by )?(?:the )?|(?:/.*| staff| news desk| correspondents?)$", re.I)
TOLD = r"(?:report(?:s|ed)|said|says|quoted|cited|wrote|announced|carried|claimed|added)"


@dataclass(frozen=True, slots=True)
class Credit:
    """The agency whose copy a report is, and how the report shows it: dateline, byline or closing; None and "" where it shows none."""

    agency: str | None
    why: str = ""


def credit(text: str, byline: Iterable[str], outlet: str | None = None) -> Credit:
    """The agency that a report credits with its text. An outlet is no agency to itself unless it is one in our table."""
    opening = OPENING.search(text[:BEFORE])
    if opening and (name := _agency(opening[1], open_=True)):
        return Credit(name, "dateline")
    for line in byline:
        if name := _agency(line, open_=False):
            return Credit(name, "byline")
    for line in [line.strip() for line in text[-1_000:].splitlines() if line.strip()][-LAST_LINES:]:
        for form in CLOSING:
            match = form.match(line) if len(line) < 80 else None
            if match and (name := _agency(match[1], open_=False)):
                return Credit(name, "closing")
    own = outlets().named(outlet)
    return Credit(own.name, "outlet") if own and own.kind == "agency" else Credit(None)


def _agency(words: str, open_: bool) -> str | None:
    """An agency's name in its full form. `open_` lets names pass that our table does not have: a dateline's bracket holds nothing else."""
    name = MARKS.sub("", words.strip().removeprefix("By ").removeprefix("by ")).strip()
    known = outlets().named(name)
    if known:
        return known.name if known.kind == "agency" or open_ else None
    plain = open_ and re.fullmatch(r"[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,3}", name) and not re.search(r"\d", name)
    return name if plain else None


def credit_of(text: str, report: Report) -> Credit:
    return credit(text, report.byline, report.outlet)


@cache
def _names() -> tuple[str, ...]:
    """The names under which sentences give agencies and outlets as their source, the longest first."""
    names = {n for o in outlets().all for n in (o.name, *o.names) if len(n) > 2 and (" " in n or o.kind == "agency" or n.isupper())}
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


@cache
def _openings() -> frozenset[str]:
    """The first word of each of these names."""
    return frozenset(WORD.findall(name)[0] for name in _names())


@cache
def _told() -> re.Pattern[str]:
    """`Reuters reported`, `according to Reuters`, `told Reuters`, `quoted by Reuters` for each agency and outlet in the table."""
    any_ = "|".join(map(re.escape, _names()))
    return re.compile(r"(?:\b(?:according to|quoted by|cited by|reported by|citing|quoting|told)\s+"
                      rf"(?:the\s+)?(?:\w+['’]s\s+)?(?:\w+\s+){{0,3}}(?P<a>{any_})\b)|(?:\b(?P<b>{any_})(?:\s+(?:news\s+)?agency)?\s+(?:has\s+|also\s+)?{TOLD}\b)")


def cited(sentence: str) -> tuple[str, ...]:
    """The agencies and outlets that a sentence gives as its source, in the order in which it names them."""
    found: list[str] = []
    if _openings().isdisjoint(WORD.findall(sentence[:2_000])):  # most sentences: much quicker than the pattern
        return ()
    for match in _told().finditer(sentence[:2_000]):
        outlet = outlets().named(match["a"] or match["b"])
        found.append(outlet.name if outlet else match["a"] or match["b"])
    return tuple(dict.fromkeys(found))


def roots(report_origin: str, agency: str | None, cited_: tuple[str, ...], outlet: str | None) -> str:
    """The origin that a statement counts under: the last outlet it is said to come from, else the agency, else the text itself.

    >>> roots("o1", None, ("Reuters",), "Press TV"), roots("o1", "AFP", (), "Le Monde"), roots("o1", None, (), "Le Monde")
    ('agency reuters', 'agency afp', 'o1')
    """
    for name in reversed(cited_):
        if normal(name) != normal(outlet or ""):
            return "agency " + normal(name)
    return "agency " + normal(agency) if agency else report_origin

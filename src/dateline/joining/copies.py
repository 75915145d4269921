"""Which reports carry one text: near-duplicates, excerpts, new versions; decided pair by pair, so that order cannot matter.

>>> kin(seen("r1", "The bridge fell on Monday in heavy rain. Two cars were on it."),
...     seen("r2", "The bridge fell on Monday in heavy rain. Two cars were on it, police said.")).why
'text'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from dateline.codes.normal import normal
from dateline.joining.traces import HEADLINE_DAYS, LEAST_WORDS, Body, Trace, body, likeness, trace, triples
from dateline.records import Report

LIKE = 0.5  # share of word triples at which two texts are one
HELD = 0.5  # share of the shorter text's sentences that the longer one must hold
LEAST_HELD, LEAST_LEAD = 2, 12  # shared sentences that make an excerpt; one alone must be a lead of so many words: others are boilerplate
HEADLINE, HEADLINE_LIKE = 0.75, 0.2  # share of words of two headlines, and of triples of two texts, that make a version
TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|ref|src|cmp|share|amp|output)$", re.I)
Why = Literal["text", "excerpt", "url", "headline"]


@dataclass(frozen=True)
class Seen:
    """A report as joining sees it."""

    id: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    body: Body

    @cached_property
    def trace(self) -> Trace:
        return trace(self.body)

    @cached_property
    def triples(self) -> frozenset[str]:
        return triples(self.body)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The sentences that are long enough to prove a copy."""
        return frozenset(n for n in self.body.normals if n.count(" ") + 1 >= LEAST_WORDS)


@dataclass(frozen=True, slots=True)
class Kin:
    """Two reports of one text, the smaller id first; `share` is the likeness that was found."""

    a: str
    b: str
    why: Why
    share: float


def seen(id_: str, text: str, report: Report | None = None) -> Seen:
    """A report's text made ready to be compared."""
    if report is None:
        return Seen(id_, None, None, None, None, body(text))
    return Seen(id_, report.outlet, plain_url(report.url), report.title, report.published, body(text, report))


def plain_url(url: str | None) -> str | None:
    """A URL without scheme, `www.`, fragment and tracking keys: what two addresses of one page share.

    >>> plain_url("https://www.example.org/a/?utm_source=x&id=3#top")
    'example.org/a?id=3'
    """
    if not url:
        return None
    rest = re.sub(r"^[a-z]+://", "", url.strip(), flags=re.I).partition("#")[0]
    path, _, query = rest.partition("?")
    host, slash, tail = path.partition("/")
    kept = "&".join(p for p in query.split("&") if p and not TRACKING.match(p.partition("=")[0]))
    return re.sub(r"^(www|m|amp)\.", "", host.lower()) + (slash + tail).rstrip("/") + (f"?{kept}" if kept else "")


def kin(a: Seen, b: Seen) -> Kin | None:
    """How two reports are kin, or None. A version (same outlet) is told by its URL or headline; a copy by its words."""
    first, second = sorted((a.id, b.id))
    if a.url and a.url == b.url and same_outlet(a, b):
        return Kin(first, second, "url", round(likeness(a.triples, b.triples), 4))
    like = likeness(a.triples, b.triples)
    if _same_headline(a, b) and like >= HEADLINE_LIKE:
        return Kin(first, second, "headline", round(like, 4))
    if like >= LIKE:
        return Kin(first, second, "text", round(like, 4))
    fewer = min(len(a.telling), len(b.telling))
    common = a.telling & b.telling
    lead = {s for s in common if s.count(" ") + 1 >= LEAST_LEAD} & {a.body.normals[0], b.body.normals[0]} if common else set()
    if common and len(common) >= HELD * fewer and (len(common) >= LEAST_HELD or lead):
        return Kin(first, second, "excerpt", round(len(common) / fewer, 4))
    return None


def same_outlet(a: Seen, b: Seen) -> bool:
    return (a.outlet or "").casefold() == (b.outlet or "").casefold()


def _same_headline(a: Seen, b: Seen) -> bool:
    if not (a.title and b.title and a.outlet and same_outlet(a, b) and a.published and b.published):
        return False
    if abs(_number(a.published) - _number(b.published)) > HEADLINE_DAYS:
        return False
    return likeness(frozenset(normal(a.title).split()), frozenset(normal(b.title).split())) >= HEADLINE


def _number(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def groups(ids: Iterable[str], pairs: Iterable[Kin]) -> dict[str, str]:
    """For each report the smallest id of those it is joined with, over any number of steps.

    >>> groups(["r1", "r2", "r3"], [Kin("r2", "r3", "text", 1.0)])
    {'r1': 'r1', 'r2': 'r2', 'r3': 'r2'}
    """
    parent = {i: i for i in sorted(ids)}
    for pair in pairs:
        a, b = sorted((root(parent, pair.a), root(parent, pair.b)))
        parent[b] = a
    return {i: root(parent, i) for i in parent}


def root(parent: Mapping[str, str], one: str) -> str:
    """The head of the set that `one` is in."""
    while parent[one] != one:
        one = parent[one]
    return one

"""One utterance, wherever it is quoted: its variants, its drift, where it appeared first, who carries it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

LEAST = 5  # words below which a quote is too short to be known again
RUN = 4  # words of a run that two quotes must share to be compared
HELD = 0.6  # share of the shorter quote's runs that the longer one must hold


@dataclass(frozen=True, slots=True)
class Said:
    """A quote ready for comparing: `words` in normal form; `speaker` in normal form, "" where nobody is named."""

    id: str
    report: str
    published: str
    speaker: str
    words: str
    root: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Quotes that are one utterance; `first` appeared first, `variants` are its wordings with their quotes, most carried first."""

    id: str
    first: str
    quotes: tuple[str, ...]
    reports: int
    origins: int
    variants: tuple[tuple[str, tuple[str, ...]], ...]


def utterances(said: Iterable[Said]) -> list[Utterance]:
    """The utterances among some quotes, by first appearance; a function of the set, whatever its order.

    >>> a = Said("q1", "r1", "2020-01-02", "anna kess", "we will not leave this valley")
    >>> b = Said("q2", "r2", "2020-01-01", "kess", "we will not leave this valley or any other")
    >>> [(u.first, u.reports, len(u.variants)) for u in utterances([a, b])]
    [('q2', 2, 2)]
    """
    quotes = {s.id: s for s in sorted(said, key=lambda s: s.id)}
    runs = {s.id: _runs(s.words) for s in quotes.values()}
    holders: dict[str, list[str]] = defaultdict(list)
    parent = {i: i for i in quotes}

    def head(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i
    for i, own in runs.items():
        near = sorted({other for run in own for other in holders[run]})
        for other in near:
            a, b = head(i), head(other)
            if a != b and _one(quotes[i], quotes[other], own, runs[other]):
                parent[max(a, b)] = min(a, b)
        for run in own:
            holders[run].append(i)
    groups: dict[str, list[Said]] = defaultdict(list)
    for i in quotes:
        groups[head(i)].append(quotes[i])
    return sorted((_made(g) for g in groups.values()), key=lambda u: (quotes[u.first].published, u.first))


def _runs(words: str) -> frozenset[str]:
    w = words.split()
    if len(w) < LEAST:
        return frozenset()
    return frozenset(" ".join(w[i:i + RUN]) for i in range(len(w) - RUN + 1))


def _one(a: Said, b: Said, runs_a: frozenset[str], runs_b: frozenset[str]) -> bool:
    """Whether two quotes are one utterance: most of the shorter one stands in the longer, and no two speakers are named."""
    if a.speaker and b.speaker and not set(a.speaker.split()) & set(b.speaker.split()):
        return False
    return len(runs_a & runs_b) >= HELD * min(len(runs_a), len(runs_b))


def _made(group: list[Said]) -> Utterance:
    ordered = sorted(group, key=lambda s: (s.published, s.id))
    variants: dict[str, list[str]] = defaultdict(list)
    for s in ordered:
        variants[s.words].append(s.id)
    by_use = sorted(variants.items(), key=lambda v: (-len(v[1]), v[0]))
    id_ = "s" + hashlib.sha256(min(s.id for s in group).encode()).hexdigest()[:16]
    return Utterance(id_, ordered[0].id, tuple(s.id for s in ordered), len({s.report for s in group}),
                     len({s.root or s.report for s in group}), tuple((w, tuple(q)) for w, q in by_use))

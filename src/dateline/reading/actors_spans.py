"""Noun phrases of a sentence: the stretches that can be a mention of an actor.

A phrase runs from its first modifier to its head and on through "of", "for" or "in" where that names whose it is; following
appositions and relative clauses stay outside ("Russian President Vladimir Putin", not ", who ..").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.codes.actors_words import word_set
from dateline.reading.parse import Sentence

LEFT = word_set("left")
STOPS = frozenset((",", ";", ":", "(", ")", '"', "“", "”", "—", "--"))
HYPHENS = frozenset(("-", "‑", "‐"))
LONGEST = 30  # words before a head that are looked at
LINKS = frozenset(("of", "for", "in", "from", "at"))
INSIDE = word_set("inside")
NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "X"))
SUBJECT = frozenset(("nsubj", "nsubjpass", "agent"))
PRONOUNS = word_set("pronouns")


class Phrase(NamedTuple):
    """A noun phrase: head token, its first and last token, and the last token without the "of .." part."""

    head: int
    first: int
    last: int
    near: int


def phrases(s: Sentence) -> Iterator[Phrase]:
    """The noun phrases of a sentence in text order of their heads; pronouns are left to coreference."""
    deps, heads, children, tags = s.deps, s.heads, s.children, s.pos
    last = len(tags) - 1
    for i, pos in enumerate(tags):
        if pos not in NOMINAL or (heads[i] > i and deps[i] in INSIDE):
            continue
        if pos == "ADJ" and not _nominal(s, i):
            continue
        if pos == "NUM" and deps[i] not in ("nsubj", "nsubjpass"):
            continue
        below = children[i]
        first = _first(s, i) if below and below[0] < i else i
        near = _flat(s, i) if i < last and (tags[i + 1] == "PROPN" or (pos == "PROPN" and s.words[i + 1] in HYPHENS)) else i
        yield Phrase(i, first, _last(s, near, i) if near < last and deps[near + 1] == "prep" else near, near)


def _nominal(s: Sentence, i: int) -> bool:
    """Whether an adjective stands for people: "the French", "the wounded"."""
    return s.deps[i] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "ROOT", "poss") or s.words[i][:1].isupper()


def _first(s: Sentence, head: int) -> int:
    first, todo = head, [head]
    children, deps, words = s.children, s.deps, s.words
    while todo:
        at = todo.pop()
        for c in children[at]:
            if c >= at:
                break  # they stand in text order
            dep = deps[c]
            if dep not in LEFT or (dep == "punct" and words[c] not in ("-", "‑", "–")) \
                    or (dep == "advmod" and at == head and words[c][:1].islower() and s.tags[c] == "RB") \
                    or (dep == "appos" and words[c][:1].islower()):
                continue
            first = c if c < first else first
            todo.append(c)
    if first == head:
        return head
    first = max(first, head - LONGEST)
    for t in range(first, head):  # a comma, a quote mark or a verb inside: only the stretch after it belongs to the head
        if s.words[t] in STOPS or (s.pos[t] == "VERB" and s.deps[t] not in ("amod", "compound")):
            return _after(s, t, head)
        if s.deps[t] == "cc" and t > first and s.pos[t - 1] == "NOUN":
            return t + 1
    return first


def _after(s: Sentence, comma: int, head: int) -> int:
    last = comma
    for t in range(comma, head):
        if s.words[t] in STOPS or s.pos[t] == "VERB":
            last = t
    return last + 1


def _flat(s: Sentence, head: int) -> int:
    """The head, or the last word of a name that the parser hung to the right of it ("spokesman Dmitry Peskov")."""
    last = head
    total, pos = len(s.words), s.pos
    while last + 1 < total and pos[last + 1] == "PROPN" and s.deps[last + 1] in ("appos", "compound", "flat", "nmod") \
            and (s.heads[last + 1] <= last or s.heads[last + 1] > last + 1) and _reaches(s, last + 1, head):
        last += 1
    while last + 2 < total and pos[last] == "PROPN" and s.words[last + 1] in HYPHENS and s.words[last + 2].islower() \
            and s.ends[last] == s.starts[last + 1] and s.ends[last + 1] == s.starts[last + 2] and len(s.words[last + 2]) < 7:
        last += 2  # "Moon Jae-in"
    return last


def _reaches(s: Sentence, token: int, head: int) -> bool:
    """Whether a token hangs on `head` through neighbouring name words alone."""
    for _ in range(5):
        if s.heads[token] == head:
            return True
        if s.pos[s.heads[token]] != "PROPN" or s.heads[token] <= head:
            return False
        token = s.heads[token]
    return False


def _last(s: Sentence, near: int, head: int) -> int:
    """The end of the phrase with its "of .." part."""
    at = near + 1
    if at < len(s.words) and s.deps[at] == "prep" and s.words[at].lower() in LINKS and s.heads[at] in (head, near):
        below = s.child(at, "pobj")
        if below is not None and below > at and _first(s, below) == at + 1:
            tail = _flat(s, below)
            further = tail + 1
            if further < len(s) and s.words[further].lower() == "of" and s.heads[further] == below:
                deeper = s.child(further, "pobj")
                if deeper is not None and _first(s, deeper) == further + 1:
                    return deeper
            other = s.child(below, "conj")
            if other is not None and s.pos[other] == s.pos[below] == "PROPN" and s.words[tail + 1].lower() == "and" \
                    and _first(s, other) == tail + 2:
                return _flat(s, other)
            return tail
    return near

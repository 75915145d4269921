"""What stands above an act: the words that demand it, threaten it, deny it, plan it or say that it happened.

>>> from dateline.codes.frames import frames
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Aland threatened to bomb Boria."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [(a.embed.words[0], a.embed.status) for a in Surroundings(sentence, frames()).above(3)]
[('threaten', 'drop')]
"""

from dataclasses import dataclass

from dateline.codes.frames import Embed, Frames
from dateline.reading.arguments import VERBS, Arguments
from dateline.reading.parse import Sentence

FINITE = frozenset(("will", "would", "can", "may", "might", "could", "shall", "have"))
MUST = frozenset(("must", "should", "ought"))
HIGH = 10  # embedding words that are climbed at most


@dataclass(frozen=True, slots=True)
class Above:
    """An embedding word above an event: its row, its token and the place the event stands in."""

    embed: Embed
    token: int
    place: str


class Surroundings:
    """The embedding words of one sentence."""

    def __init__(self, sentence: Sentence, book: Frames, arguments: Arguments | None = None) -> None:
        self.s, self.book = sentence, book
        self.arguments = arguments or Arguments(sentence)

    def lemma(self, token: int, pos: str) -> str:
        """The lemma to look up: lower case, with the e that the lemmatiser loses ("staged" is no "stag"); a gerund's form."""
        s = self.s
        word = s.lemmas[token].lower()
        if pos == "N":
            return s.words[token].lower() if s.tags[token] == "VBG" else word
        lost = s.words[token].lower().endswith(("ed", "ing", "es"))
        if pos == "V" and lost and not self.book.of(word, "V") and self.book.of(word + "e", "V"):
            return word + "e"
        return word

    def words_beside(self, words: tuple[str, ...], pos: str, token: int) -> list[int] | None:
        """Where the other words of a compound head stand: particles behind a verb, words before a noun."""
        s, found = self.s, []
        if pos == "N":
            at = token
            for word in reversed(words[:-1]):
                at -= 1
                while at >= 0 and s.words[at] == "-":
                    at -= 1
                if at < 0 or word not in (s.lemmas[at].lower(), s.words[at].lower()):
                    return None
                found.append(at)
            return found
        at = token
        for word in words[1:]:
            hit = next((c for c in (*s.children[token], *(s.children[at] if at != token else ())) if c > at and c - token < 9
                        and word in (s.lemmas[c].lower(), s.words[c].lower())), None)
            if hit is None:
                return None
            found.append(hit)
            at = hit
        return found

    def infinitive(self, token: int) -> bool:
        return any(self.s.tags[c] == "TO" for c in self.s.children[token])

    def base(self, token: int) -> bool:
        """Whether a clause is a demand in form: "that Boria withdraw", "that it should withdraw"."""
        s = self.s
        helpers = [s.lemmas[c] for c in s.children[token] if s.deps[c] in ("aux", "auxpass")]
        singular = any(s.tags[c] in ("NN", "NNP") for c in s.childs(token, "nsubj")) and s.words[token].lower() == s.lemmas[token]
        if "must" in helpers or "should" in helpers:
            return True
        bare = s.tags[token] == "VB" or (s.tags[token] == "VBP" and singular) or any(
            s.words[c].lower() == "be" and s.tags[c] == "VB" for c in s.children[token])
        return bare and not FINITE.intersection(helpers)

    def must(self, token: int) -> bool:
        """Whether a clause tells somebody what to do: "Boria must withdraw"; not "this must be the reason"."""
        s = self.s
        told = any(s.lemmas[c] in MUST for c in s.childs(token, "aux"))
        own = any(s.lemmas[c] in ("I", "we") for c in s.childs(token, "nsubj", "nsubjpass"))
        return told and not own and s.tags[token] == "VB" and s.lemmas[token] != "be"

    def above(self, token: int) -> tuple[Above, ...]:
        """The embedding words above an event's token, nearest first."""
        found, at, apart = [], token, False
        for _ in range(HIGH):
            step = self._step(at)
            if step is None:
                break
            place, prep, up = step
            row = self._row(up, place, prep, at)
            if row is not None and (row.status == "drop" or not apart):
                found.append(Above(row, up, place))
            elif row is None and place in ("obj", "prep", "acl") and not self._is_light(up, place, prep):
                apart = True  # of a plain verb's object only what drops it counts: "threatened to end the pact"
            at = up
        return tuple(found)

    def _step(self, at: int) -> tuple[str, str, int] | None:
        """One step up: the place in which a token stands under the word above it."""
        s = self.s
        up, dep = s.heads[at], s.deps[at]
        seen = 0
        while dep == "conj" and up != at and seen < 20:
            if ";" in s.words[min(at, up):max(at, up)]:
                return None
            at = self.arguments.partner(at)
            up, dep, seen = s.heads[at], s.deps[at], seen + 1
        if up == at or (dep in ("ccomp", "parataxis") and ";" in s.words[min(at, up):max(at, up)]):
            return None  # a semicolon parts two sentences
        if dep in ("xcomp", "ccomp", "acl", "acomp"):
            infinitive = self.infinitive(at)
            return ("xcomp" if dep == "ccomp" and infinitive else dep), "", up
        if dep == "advcl" and self.infinitive(at) and s.pos[up] in (*VERBS, "ADJ") and self._row(up, "xcomp", "", at):
            return "xcomp", "", up
        if dep in ("dobj", "nsubjpass"):
            return "obj", "", up
        if dep == "pcomp":
            return "pcomp", s.words[up].lower(), s.heads[up]
        if dep == "pobj":
            return "prep", s.words[up].lower(), s.heads[up]
        return None

    def _row(self, up: int, place: str, prep: str, at: int) -> Embed | None:
        s = self.s
        pos = "V" if s.pos[up] in VERBS else "A" if s.pos[up] == "ADJ" else "N"
        for row in self.book.embed_of(self.lemma(up, pos), pos):
            for need in row.places:
                wanted = need.place.partition(".")[0]
                if wanted != place and not (wanted in ("ccomp", "xcomp") and place == "acl"):
                    continue
                if need.prep and need.prep != prep:
                    continue
                if need.place == "ccomp.base" and not self.base(at):
                    continue
                if need.place == "ccomp.must" and not self.must(at):
                    continue
                if need.place == "xcomp.other" and s.deps[at] != "ccomp" and s.child(up, "dobj") is None:
                    continue
                if need.words and s.lemmas[at] not in need.words:
                    continue
                if len(row.words) == 1 or self.words_beside(row.words, "V", up) is not None:
                    return row
        return None

    def _is_light(self, up: int, place: str, prep: str) -> bool:
        wanted = place if place == "obj" else f"{place}:{prep}"
        return any(f.light == wanted for f in self.book.supports_of(self.lemma(up, "V")))

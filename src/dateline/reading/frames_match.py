"""Which frames fit which words of a sentence, and what stands in their slots.

Matching is pure syntax: it says that "Aland imposed sanctions on Boria" fits the noun frame of `sanction`, carried by the
light verb `impose`, with `Aland` and `Boria` in its slots. Whether those are actors is asked of the caller.

>>> from dateline.codes.frames import frames
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Aland condemned Boria."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> match = Matcher(sentence, frames(), lambda token: token in (0, 2)).all()[0]
>>> match.frame.event, match.actor[0], match.recipient[0]
('ACCUSE', ('subj', (0,)), ('obj', (2,)))
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.codes.frames import Frame, Frames, Need, word_classes
from dateline.reading.arguments import VERBS, Arguments
from dateline.reading.frames_above import Surroundings
from dateline.reading.parse import Sentence

Filled = tuple[str, tuple[int, ...]]
IsActor = Callable[[int], bool]
AUTHOR = word_classes()["AUTHOR"]  # who plans, orders or ends a strike is its doer
MEASURES = word_classes()["MEASURE"]
AMOUNTS = word_classes()["AMOUNT"]
HEADS = frozenset(("VERB", "AUX", "NOUN", "PROPN", "ADJ"))
COPULAS = frozenset(("be", "remain", "become", "seem", "look", "appear"))


@dataclass(frozen=True, slots=True)
class Match:
    """A frame at a head. `carrier` is its light verb; the slots are in the frame's order, empty ones left out.

    `used` are the tokens that listed words of the frame's needs stand on: they tell no second event.
    """

    frame: Frame
    head: int
    actor: tuple[Filled, ...]
    recipient: tuple[Filled, ...]
    carrier: int | None = None
    undone_by: Frame | None = None
    used: frozenset[int] = frozenset()

    @property
    def top(self) -> int:
        """The token through which the event hangs in the sentence: the light verb, else the head."""
        return self.head if self.carrier is None else self.carrier


class Matcher(Surroundings):
    """The frames that fit one sentence."""

    def __init__(self, sentence: Sentence, book: Frames, is_actor: IsActor, weak: bool = True, arguments: Arguments | None = None) -> None:
        super().__init__(sentence, book, arguments)
        self.is_actor = is_actor
        self.frames_of = book.of if weak else book.strong_of
        self._standing: dict[tuple[str, str, int], list[int]] = {}

    def all(self) -> list[Match]:
        """Every match, by head in text order, at one head the most specific first."""
        found: list[Match] = []
        tags = self.s.tags
        for token, pos in enumerate(self.s.pos):
            if pos in HEADS or tags[token] == "VBG":
                found += self.at(token)
        return found

    def loose(self) -> list[Match]:
        """Every frame whose head stands in the sentence, whatever it asks for: for guesses alone."""
        return [match for token in range(len(self.s)) for match in self.at(token, strict=False)]

    def at(self, token: int, strict: bool = True) -> list[Match]:
        """The matches whose head is `token`; not `strict`: also those whose needs are not met."""
        pos = self._pos(token)
        if not pos:
            return []
        options = self.frames_of(self.lemma(token, pos), pos)
        if not options:
            return []
        carrier, undone = self._support(token) if pos == "N" else (None, None)
        found = []
        for frame in options:
            used = self.fits(frame, token) if strict else frozenset()
            if used is not None:
                found.append(Match(frame, token, self._fill(frame.actor, frame, token, carrier, True),
                                   self._fill(frame.recipient, frame, token, carrier, False), carrier, undone, used))
        return found

    def _pos(self, token: int) -> str:
        s = self.s
        pos, dep = s.pos[token], s.deps[token]
        if s.tags[token] == "VBG" and dep in ("nsubj", "nsubjpass", "pobj", "dobj") and self.book.of(s.words[token].lower(), "N"):
            return "N"
        if pos == "VERB" or (pos == "AUX" and dep in ("ROOT", "conj")):
            return "" if dep in ("amod", "compound") else "V"
        if pos == "NOUN" or (pos == "PROPN" and s.block == "headline"):
            return "" if dep in ("compound", "nmod", "amod") else "N"
        if pos == "ADJ" and dep in ("acomp", "oprd", "ROOT", "conj", "ccomp", "advcl"):
            return "A"
        return ""

    def fits(self, frame: Frame, token: int) -> frozenset[int] | None:
        """The tokens that the frame's words beyond the head stand on, or None where the frame does not fit."""
        used: set[int] = set()
        lemmas = self.s.lemmas
        if len(frame.words) > 1:
            rest = self.words_beside(frame.words, frame.pos, token)
            if rest is None:
                return None
            used.update(rest)
        elif frame.pos == "V" and self.s.child(token, "prt") is not None:
            return None  # "call off" is no calling
        for need in frame.needs:
            tokens = self._standing.get((need.place, need.prep, token))
            if tokens is None:
                tokens = self.standing(need, token)
            if not tokens:
                if need.absent:
                    continue
                return None
            if need.words:
                tokens = [t for t in tokens if lemmas[t].lower() in need.words]
                if tokens and not need.absent and not self._told_apart(token, need.place):
                    used.update(tokens)
            elif need.actor:
                tokens = [t for t in tokens if self.is_actor(t)]
            if bool(tokens) == need.absent:
                return None
        return frozenset(used)

    def _told_apart(self, token: int, place: str) -> bool:
        """Whether what stands there is an act of its own: what is condemned, welcomed, recalled."""
        return any(r.status == "actual" and any(n.place == place for n in r.places) for r in self.book.embed_of(self.s.lemmas[token], "V"))

    def standing(self, need: Need, token: int) -> list[int]:
        """The tokens that stand in the place a need looks at."""
        key = (need.place, need.prep, token)
        found = self._standing.get(key)
        if found is None:
            found = self._standing[key] = self._look(need, token)
            if need.place == "prep" and not found and self.arguments.has_prep(token, need.prep):
                self._standing[key] = found = [token]  # the preposition is there, whatever it leads to
        return found

    def _look(self, need: Need, token: int) -> list[int]:
        s, a, place = self.s, self.arguments, need.place
        verbal = s.pos[token] in VERBS
        match place:
            case "obj":
                found = list(a.objects(token) if verbal else a.preps(token, "of"))
                counted = [t for t in found if s.pos[t] == "NUM" or s.lemmas[t].lower() in AMOUNTS]
                return found + [inner for t in counted for inner in a.preps(t, "of")]  # "two of its diplomats", "90 million euros of aid"
            case "subj":
                return list(a.subjects(token) if verbal else a.owners(token))
            case "iobj":
                return list(a.indirect(token))
            case "prep":
                return list(a.preps(token, need.prep))
            case "pcomp":
                form = a.gerund(token, need.prep)
                return [] if form is None else [form]
            case "xcomp":
                return [c for c in s.childs(token, "xcomp", "ccomp", "advcl", "acl") if s.deps[c] == "xcomp" or self.infinitive(c)]
            case "ccomp":
                return [c for c in s.children[token] if s.deps[c] in ("ccomp", "acl") and not self.infinitive(c) and c > token] or \
                       [c for c in s.childs(token, "ccomp") if not self.infinitive(c)]
            case "ccomp.base":
                return [c for c in s.childs(token, "ccomp") if self.base(c)]
            case "ccomp.must":
                return [c for c in s.childs(token, "ccomp") if self.must(c)]
            case "acomp":
                return list(s.childs(token, "acomp", "oprd", "attr"))
            case "obj.comp":
                return [c for t in a.objects(token) for c in a.compounds(t)]
            case "attr":
                return [token] if s.deps[token] in ("attr", "oprd") else []
            case "acl":
                return list(s.childs(token, "acl"))
            case "advcl":
                return list(s.childs(token, "advcl"))
            case "advmod":
                return list(s.childs(token, "advmod", "npadvmod", "prt"))
            case "comp":
                return list(a.compounds(token))
            case "of" | "by":
                return list(a.preps(token, place))
            case "poss":
                return list(a.possessors(token))
            case "passive":
                return [token] if verbal and a.passive(token) else []
        return []

    def _support(self, noun: int) -> tuple[int | None, Frame | None]:
        """The light verb that carries a noun and the verb frame that calls it off."""
        for verb, place in self._governors(noun):
            if self._told_apart(verb, place):
                continue  # who welcomes a release did not release
            for frame in self.book.supports_of(self.lemma(verb, "V")):
                if frame.light == place and self.fits(frame, verb) is not None:
                    return verb, None
                if frame.undo == place and self.fits(frame, verb) is not None:
                    return verb, frame
        return None, None

    def _governors(self, noun: int) -> Iterator[tuple[int, str]]:
        """The verbs whose object the noun is, and those with it behind a preposition."""
        s = self.s
        at = noun
        while s.deps[at] == "conj" and s.heads[at] != at and s.pos[s.heads[at]] in ("NOUN", "PROPN"):
            at = s.heads[at]
        measure = s.heads[s.heads[at]]
        if s.deps[at] == "pobj" and s.words[s.heads[at]].lower() == "of" and s.lemmas[measure].lower() in MEASURES:
            at = measure  # "held nine rounds of talks", "a wave of strikes"
        above = s.heads[at]
        if s.deps[at] in ("dobj", "nsubjpass") and s.pos[above] in VERBS:
            yield above, "obj"
        elif s.deps[at] == "pobj" and s.pos[s.heads[above]] in VERBS:
            yield s.heads[above], f"prep:{s.words[above].lower()}"
        for child in s.children[noun]:
            if s.deps[child] in ("relcl", "acl") and s.pos[child] in VERBS and noun in self.arguments.objects(child):
                yield child, "obj"

    def _fill(self, slots: tuple[tuple[str, ...], ...], frame: Frame, token: int, carrier: int | None, doer: bool) -> tuple[Filled, ...]:
        found: list[Filled] = []
        if doer and carrier is not None:
            for part in ("by", "prep:from"):  # "drew a protest from Aland": who drew it did not protest
                doers_only = any(part in slot for slot in slots) and not any(part in slot for slot in frame.recipient)
                if doers_only and (named := self.slot(part, token)):
                    found.append((part, named))
        if doer and carrier is not None and self.s.pos[token] not in VERBS:
            subjects = self.arguments.subjects(carrier)
            if subjects and not any("+" in "+".join(slot) and len(slot) > 1 for slot in slots):
                found.append(("subj", subjects))
        owned = frame.pos == "N" and self.arguments.suffered(token)
        if owned and not doer:
            found.append(("poss", self.arguments.possessors(token)))  # "Kess's arrest": he was arrested
        for slot in slots:
            if owned and doer and slot == ("poss",):
                continue
            tokens: list[int] = []
            for part in slot:
                tokens += [t for t in self.slot(part, token, carrier) if t not in tokens]
            if tokens:
                found.append(("+".join(slot), tuple(tokens)))
        if doer and carrier is None and frame.pos == "N":
            found += [("author", subjects) for verb, place in self._governors(token)
                      if place == "obj" and self.lemma(verb, "V") in AUTHOR and (subjects := self.arguments.subjects(verb))]
        return tuple(found)

    def slot(self, part: str, token: int, carrier: int | None = None) -> tuple[int, ...]:
        """The tokens in one slot of the head `token`."""
        s, a = self.s, self.arguments
        verbal = s.pos[token] in VERBS
        if part.startswith("prep:"):
            found = a.preps(token, part[5:])
            return found if found or carrier is None else a.preps(carrier, part[5:])
        if part.startswith(("comp.", "obj.")):
            things = a.objects(token) if verbal else a.preps(token, "of")
            inner = part.partition(".")[2]
            if inner == "obj":
                return tuple(o for t in things for o in a.owners(t))
            return tuple(o for t in things for o in a.preps(t, inner.partition(":")[2]))
        if part.endswith("comp.subj"):
            place = part.partition(".")[0]
            return tuple(x for c in self.standing(Need(place), token) for x in a.surface(c))
        match part:
            case "speaker":
                return self._speaker(token)
            case "subj":
                if verbal:
                    return a.subjects(token)
                if s.pos[token] == "ADJ" or s.deps[token] in ("attr", "oprd"):
                    return self._subject_of_predicate(token)
                return a.subjects(carrier) if carrier is not None else ()
            case "obj":
                if verbal:
                    return a.objects(token)
                return a.preps(token, "of") or (a.indirect(carrier) if carrier is not None else ())
            case "iobj":
                return a.indirect(token if verbal or carrier is None else carrier)
            case "poss":
                return a.possessors(token)
            case "obj.comp":
                return tuple(c for t in a.objects(token) for c in a.compounds(t))
            case "attr":
                return (token,) if s.deps[token] in ("attr", "oprd") else ()
            case "acl":
                return s.childs(token, "acl")
            case "comp":
                return a.compounds(token)
            case "of" | "by":
                return a.preps(token, part) or (a.preps(carrier, part) if carrier is not None and part == "by" else ())
        return ()

    def _speaker(self, token: int) -> tuple[int, ...]:
        """Who says the clause, where a verb of saying stands above it; else the token itself, for the quote around it."""
        for above in self.above(token if self.s.pos[token] in VERBS else self.s.heads[token]):
            if above.embed.claimed and above.place == "ccomp" and above.embed.pos == "V":
                return self.arguments.subjects(above.token)
        return (token,)

    def _subject_of_predicate(self, token: int) -> tuple[int, ...]:
        """What an adjective or noun is said of: the subject of its copula, or the object of "called X barbaric"."""
        s = self.s
        verb = s.heads[token]
        if s.pos[verb] not in VERBS:
            return ()
        return self.arguments.surface(verb) if s.lemmas[verb] in COPULAS else self.arguments.objects(verb)

def first_by_head(matches: Iterable[Match], keep: Callable[[Match], bool]) -> dict[int, Match]:
    """The first match at each head that `keep` accepts."""
    chosen: dict[int, Match] = {}
    for match in matches:
        if match.head not in chosen and keep(match):
            chosen[match.head] = match
    return chosen


def best_by_head(matches: Iterable[Match], keep: Callable[[Match], bool]) -> list[Match]:
    """The first match at each head that `keep` accepts, without heads that stand on the words of another kept match."""
    chosen = first_by_head(matches, keep)
    using = [m for m in chosen.values() if not m.frame.doerless]
    used = {(m.head, t) for m in using for t in m.used if t != m.head}
    # of two that stand on each other's head ("ceased" and "fire") the verb's stays
    apart = {b for a, b in used if (b, a) not in used or chosen[a].frame.pos == "V"}
    return [m for m in chosen.values() if m.head not in apart]


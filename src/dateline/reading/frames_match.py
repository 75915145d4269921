"""Which frames fit which words of a sentence, and what stands in their slots.

Matching is pure syntax: it says that "Aland imposed sanctions on Boria" fits the noun frame of `sanction`, carried by the
light verb `impose`, with `Aland` and `Boria` in its slots. Whether those are actors is asked of the caller.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.codes.frames import Embed, Frame, Frames, Need, word_classes
from dateline.reading.arguments import VERBS, Arguments
from dateline.reading.parse import Sentence

Filled = tuple[str, tuple[int, ...]]
IsActor = Callable[[int], bool]
AUTHOR = word_classes()["AUTHOR"]  # who plans, orders or ends a strike is its doer
FINITE = frozenset(("will", "would", "can", "may", "might", "could", "shall", "have"))
COPULAS = frozenset(("be", "remain", "become", "seem", "look", "appear"))
MUST = frozenset(("must", "should", "ought"))
HIGH = 10  # embedding words that are climbed at most


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


@dataclass(frozen=True, slots=True)
class Above:
    """An embedding word above an event: its row, its token and the place the event stands in."""

    embed: Embed
    token: int
    place: str


class Matcher:
    """The frames that fit one sentence."""

    def __init__(self, sentence: Sentence, book: Frames, is_actor: IsActor, weak: bool = True) -> None:
        self.s, self.book, self.is_actor = sentence, book, is_actor
        self.frames_of = book.of if weak else book.strong_of
        self.arguments = Arguments(sentence)
        self._standing: dict[tuple[str, str, int], list[int]] = {}

    def all(self) -> list[Match]:
        """Every match, by head in text order, at one head the most specific first."""
        found: list[Match] = []
        for token in range(len(self.s)):
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

    def lemma(self, token: int, pos: str) -> str:
        """The lemma to look up: lower case, with the e that the lemmatiser loses ("staged" is no "stag"); a gerund's form."""
        s = self.s
        word = s.lemmas[token].lower()
        if pos == "N":
            return s.words[token].lower() if s.tags[token] == "VBG" else word
        if pos == "V" and not self.book.of(word, "V") and self.book.of(word + "e", "V") and s.words[token].lower().endswith(("ed", "ing")):
            return word + "e"
        return word

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
        if len(frame.words) > 1:
            rest = self._rest(frame, token)
            if rest is None:
                return None
            used.update(rest)
        elif frame.pos == "V" and self.s.child(token, "prt") is not None:
            return None  # "call off" is no calling
        for need in frame.needs:
            tokens = self.standing(need, token)
            if need.words:
                tokens = [t for t in tokens if self.s.lemmas[t].lower() in need.words]
                if not need.absent and not self._told_apart(token, need.place):
                    used.update(tokens)
            elif need.actor:
                tokens = [t for t in tokens if self.is_actor(t)]
            if bool(tokens) == need.absent:
                return None
        return frozenset(used)

    def _told_apart(self, token: int, place: str) -> bool:
        """Whether what stands there is an act of its own: what is condemned, welcomed, recalled."""
        return any(r.status == "actual" and any(n.place == place for n in r.places) for r in self.book.embed_of(self.s.lemmas[token], "V"))

    def _rest(self, frame: Frame, token: int) -> list[int] | None:
        """Where the other words of a compound head stand: particles behind a verb, words before a noun."""
        s, found = self.s, []
        if frame.pos == "N":
            at = token
            for word in reversed(frame.words[:-1]):
                at -= 1
                while at >= 0 and s.words[at] == "-":
                    at -= 1
                if at < 0 or word not in (s.lemmas[at].lower(), s.words[at].lower()):
                    return None
                found.append(at)
            return found
        at = token
        for word in frame.words[1:]:
            hit = next((c for c in (*s.children[token], *(s.children[at] if at != token else ())) if c > at and c - token < 9
                        and word in (s.lemmas[c].lower(), s.words[c].lower())), None)
            if hit is None:
                return None
            found.append(hit)
            at = hit
        return found

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
                return found + [inner for t in found if s.pos[t] == "NUM" for inner in a.preps(t, "of")]  # "two of its diplomats"
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
                return [c for c in s.childs(token, "xcomp", "ccomp", "advcl", "acl") if s.deps[c] == "xcomp" or self._infinitive(c)]
            case "ccomp":
                return [c for c in s.children[token] if s.deps[c] in ("ccomp", "acl") and not self._infinitive(c) and c > token] or \
                       [c for c in s.childs(token, "ccomp") if not self._infinitive(c)]
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
            case "comp":
                return list(a.compounds(token))
            case "of" | "by":
                return list(a.preps(token, place))
            case "poss":
                return list(a.possessors(token))
            case "passive":
                return [token] if verbal and a.passive(token) else []
        return []

    def _infinitive(self, token: int) -> bool:
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
        if doer and carrier is not None and self.s.pos[token] not in VERBS:
            subjects = self.arguments.subjects(carrier)
            if subjects and not any("+" in "+".join(slot) and len(slot) > 1 for slot in slots):
                found.append(("subj", subjects))
        for slot in slots:
            tokens: list[int] = []
            for part in slot:
                tokens += [t for t in self.slot(part, token, carrier) if t not in tokens]
            if tokens:
                found.append(("+".join(slot), tuple(tokens)))
        if doer and not found and carrier is None and frame.pos == "N":
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
                return [c for t in a.objects(token) for c in a.compounds(t)]
            case "attr":
                return [token] if s.deps[token] in ("attr", "oprd") else []
            case "acl":
                return list(s.childs(token, "acl"))
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

    def above(self, token: int) -> tuple[Above, ...]:
        """The embedding words above an event's token, nearest first."""
        found, at = [], token
        for _ in range(HIGH):
            step = self._step(at)
            if step is None:
                break
            place, prep, up = step
            row = self._row(up, place, prep, at)
            if row is not None:
                found.append(Above(row, up, place))
            elif place in ("obj", "prep", "acl") and not self._is_light(up, place, prep):
                break
            at = up
        return tuple(found)

    def _step(self, at: int) -> tuple[str, str, int] | None:
        """One step up: the place in which a token stands under the word above it."""
        s = self.s
        up, dep = s.heads[at], s.deps[at]
        seen = 0
        while dep == "conj" and up != at and seen < 20:
            at = self.arguments.partner(at)
            up, dep, seen = s.heads[at], s.deps[at], seen + 1
        if up == at:
            return None
        if dep in ("xcomp", "ccomp", "acl", "acomp"):
            infinitive = self._infinitive(at)
            return ("xcomp" if dep == "ccomp" and infinitive else dep), "", up
        if dep == "advcl" and self._infinitive(at) and s.pos[up] in (*VERBS, "ADJ") and self._row(up, "xcomp", "", at):
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
                if len(row.words) == 1 or self._rest(Frame("", row.words, "V", (), "", None, (), (), "", 0), up) is not None:
                    return row
        return None

    def _is_light(self, up: int, place: str, prep: str) -> bool:
        wanted = place if place == "obj" else f"{place}:{prep}"
        return any(f.light == wanted for f in self.book.supports_of(self.lemma(up, "V")))


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
    used = {t for m in chosen.values() for t in m.used if t != m.head}
    return [m for m in chosen.values() if m.head not in used]


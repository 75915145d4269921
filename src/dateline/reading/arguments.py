"""Who stands where around a word: its doer, its object, what its prepositions lead to, across the whole sentence.

"Aland has agreed to send tanks to Boria": `send` has no subject of its own, yet Aland sends. Passives, relative and
participial clauses, control ("agreed to", "urged X to"), conjoined verbs and headlines are read through in the same way.
Answers are tokens: heads of noun phrases, every member of "A, B and C".

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Aland has agreed to send tanks to Boria."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [sentence.words[t] for t in Arguments(sentence).subjects(4)]
['Aland']
"""

from dateline.codes.frames import word_classes
from dateline.reading.parse import Sentence

NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"))
NAMES = frozenset(("NOUN", "PROPN"))
VERBS = frozenset(("VERB", "AUX"))
WH = frozenset(("who", "which", "that", "whom"))
SUBJECT = ("nsubj", "csubj")
SUBJECT_CONTROL = frozenset(("promise", "vow", "threaten", "swear", "use", "take", "need", "pledge"))
OBJECT_PREPS = frozenset(("of", "for", "from", "against", "into", "with"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
FIRST_CASE = frozenset(("I", "he", "she", "they", "we"))
PAST = frozenset(("VBD", "VBN"))
PARTICLES = frozenset(("away", "out", "back", "up", "down", "off"))
WAYS = word_classes()["WAY"]
VICTIM = word_classes()["VICTIM"]
SETTING = frozenset(("set", "let", "leave", "shoot"))
CLAIMING = frozenset(("after", "before", "during", "following", "despite", "amid", "since", "until"))  # an act of its own may follow
DEEP = 12  # clauses that are climbed at most


class Arguments:
    """The arguments of the words of one sentence, each found once."""

    def __init__(self, sentence: Sentence) -> None:
        self.s = sentence
        self._surface: dict[int, tuple[int, ...]] = {}
        self._passive: dict[int, bool] = {}
        self._objects: dict[int, tuple[int, ...]] = {}

    def members(self, token: int) -> tuple[int, ...]:
        """`token` and the tokens conjoined with it: all of "A, B and C" from A."""
        s, found, at = self.s, [token], token
        while len(found) < 40:
            following = next((c for c in s.children[at] if s.deps[c] == "conj" and s.pos[c] in NOUNS), None)
            if following is None:
                return tuple(found)
            found.append(following)
            at = following
        return tuple(found)

    def _all(self, tokens: tuple[int, ...]) -> tuple[int, ...]:
        found: list[int] = []
        for token in tokens:
            found += [m for m in self.members(self._antecedent(token)) if m not in found]
        return tuple(found)

    def _antecedent(self, token: int) -> int:
        """The noun that a relative pronoun stands for, else the token itself."""
        s = self.s
        if s.lemmas[token] in WH and s.tags[token] in ("WP", "WDT", "IN", "WP$"):
            at = token
            for up in s.ancestors(token):
                if s.deps[at] == "relcl":
                    cleft = s.child(up, "attr") if s.lemmas[up] == "be" else None
                    return up if cleft is None else cleft
                if s.deps[at] == "ccomp" and s.lemmas[up] == "be" and s.child(up, "attr") is not None:
                    return s.child(up, "attr") or token
                if s.deps[at] in ("ccomp", "ROOT", "advcl"):
                    break
                at = up
        return token

    def passive(self, verb: int) -> bool:
        """Whether the verb is passive, also as a participle ("troops sent by") and in headlines ("Boria accused of")."""
        known = self._passive.get(verb)
        if known is None:
            known = self._passive[verb] = self._is_passive(verb)
        return known

    def _is_passive(self, verb: int) -> bool:
        s, deps = self.s, [self.s.deps[c] for c in self.s.children[verb]]
        if "auxpass" in deps or "nsubjpass" in deps:
            return True
        if s.tags[verb] not in ("VBN", "VBD"):
            return False
        if any(s.lemmas[c] == "have" and s.deps[c] == "aux" for c in s.children[verb]):
            return False
        if "agent" in deps:
            return not ("nsubj" in deps and "dobj" in deps)  # "the tariffs that Aland imposed by decree"
        if s.deps[verb] == "pcomp" and s.tags[verb] == "VBN" and "nsubj" in deps and s.words[s.heads[verb]].lower() == "with":
            return "dobj" not in deps  # "with forty people killed"
        if s.deps[verb] == "acl":
            # a sentence that is one noun with a participle has its verb read wrongly: "Hundreds protested", outside headlines
            return s.deps[s.heads[verb]] != "ROOT" or s.block == "headline" or s.pos[s.heads[verb]] not in NAMES
        if s.deps[verb] == "conj" and s.tags[verb] == "VBN" and not any(d in ("nsubj", "aux", "dobj") for d in deps):
            return self.passive(s.heads[verb]) if s.heads[verb] != verb else False
        if s.tags[verb] == "VBN" and "dobj" not in deps and "ccomp" not in deps:
            by_or_of = any(s.words[c].lower() in ("of", "by") for c in s.childs(verb, "prep"))
            if "nsubj" in deps and s.block != "headline" and not by_or_of:
                return False  # more often a past tense read wrongly
            return s.deps[verb] in ("ROOT", "advcl", "ccomp", "conj", "xcomp")
        return False

    def surface(self, verb: int, depth: int = 0) -> tuple[int, ...]:
        """The grammatical subject: of a passive, the one done to."""
        known = self._surface.get(verb)
        if known is None:
            known = (self._find_surface(verb, depth) or self._beside(verb)) if depth < DEEP else ()
            self._surface[verb] = known
        return known

    def _beside(self, verb: int) -> tuple[int, ...]:
        """A pronoun right before a finite verb that the parse left without a subject."""
        s, at = self.s, verb - 1
        while at >= 0 and s.pos[at] in ("ADV", "AUX"):
            at -= 1
        return (at,) if at >= 0 and s.words[at] in FIRST_CASE and s.tags[verb] in FINITE else ()

    def _find_surface(self, verb: int, depth: int) -> tuple[int, ...]:
        s = self.s
        own = s.childs(verb, "nsubj", "nsubjpass", "csubj", "csubjpass")
        if own:
            return self._all((*self._listed(verb, own[0]), *own))
        if s.tags[verb] in ("VBZ", "VBP", "VBD"):
            near = tuple(c for c in s.children[verb] if c < verb and s.deps[c] in ("compound", "nmod", "dep") and s.pos[c] in NAMES)
            if near:
                return near[-1:]  # headlines: "Sudan army shells market"
        head, dep = s.heads[verb], s.deps[verb]
        if head == verb:
            return ()
        if dep == "relcl":
            cleft = s.child(head, "attr") if s.lemmas[head] == "be" else None
            if cleft is not None:
                return self._all((cleft,))  # "it was Aland that attacked"
            if s.deps[head] in ("attr", "oprd") and any(s.tags[c] == "TO" for c in s.children[verb]) and s.lemmas[s.heads[head]] == "be":
                return self.surface(s.heads[head], depth + 1)  # "Aland was the first to recognise Boria"
            if s.lemmas[head].lower() in WAYS and any(s.tags[c] == "TO" for c in s.children[verb]):
                return self._of_noun(head, depth + 1)  # "needs to find ways to mend ties": ways mend nothing
            return self._all((head,)) if s.child(verb, "dobj") is not None or not self._gap_is_object(verb) else ()
        if dep == "acl":
            if s.pos[head] in VERBS:
                return self.surface(head, depth + 1)
            return self._all((head,)) if s.tags[verb] in ("VBG", "VBN", "VBD") else self._of_noun(head, depth + 1)
        if dep == "conj" and s.pos[head] in (*VERBS, "NOUN", "ADJ"):
            return self.surface(self.partner(verb), depth + 1) if s.pos[head] != "NOUN" else ()
        if dep in ("xcomp", "ccomp"):
            return self._controller(verb, head, depth + 1)
        if dep in ("advcl", "dep", "parataxis") and s.pos[head] in VERBS:
            return self.surface(head, depth + 1)
        if dep == "pcomp":
            return self._of_preposition(head, depth + 1)
        return ()

    def partner(self, verb: int) -> int:
        """The verb that a conjoined verb goes with: a finite one never with an infinitive ("urged Boria to think and met Kess")."""
        s, head = self.s, self.s.heads[verb]
        helped = any(s.tags[c] == "MD" or s.lemmas[c] == "be" for c in s.childs(head, "aux"))
        if s.tags[verb] in FINITE and s.tags[head] in ("VB", "VBG") and not helped:
            return next((up for up in s.ancestors(head) if s.tags[up] in FINITE), head)
        return head

    def _listed(self, verb: int, subject: int) -> tuple[int, ...]:
        """Names before a headline's subject, with a comma for "and": "China, Japan hold talks"."""
        s = self.s
        if s.block != "headline":
            return ()
        return tuple(c for c in s.childs(verb, "npadvmod", "dep", "nsubj", "intj") if c < subject and s.pos[c] == "PROPN"
                     and s.words[c + 1] == ",")

    def _gap_is_object(self, verb: int) -> bool:
        return self.s.child(verb, "nsubj") is not None

    def _controller(self, verb: int, head: int, depth: int) -> tuple[int, ...]:
        """The subject of an infinitive: the object of the verb above where that has one, else its subject."""
        s = self.s
        if s.pos[head] not in VERBS:
            if s.pos[head] == "NOUN":
                return self._of_noun(head, depth)
            return self.surface(head, depth) or self.surface(s.heads[head], depth)
        if s.deps[verb] == "xcomp" and s.lemmas[head] not in SUBJECT_CONTROL:
            objects = self.objects(head)
            if objects:
                return objects
            called = next((c for c in s.children[head] if s.deps[c] == "prep" and s.lemmas[c] in ("on", "upon", "to", "for")
                           and s.starts[c] < s.starts[verb]), None)
            if called is not None and s.child(called, "pobj") is not None:
                return self._all(s.childs(called, "pobj"))
        return self.surface(head, depth)

    def _of_noun(self, noun: int, depth: int) -> tuple[int, ...]:
        """The subject of "to send" in "Aland's offer to send", "Aland made an offer to send"."""
        owner = self.owners(noun)
        if owner:
            return owner
        s = self.s
        above = s.heads[noun]
        if s.deps[noun] in ("dobj", "attr", "oprd", "nsubjpass") and s.pos[above] in VERBS:
            return self.surface(above, depth)
        return ()

    def _of_preposition(self, prep: int, depth: int) -> tuple[int, ...]:
        """The subject of a gerund behind a preposition: "accused Boria of shelling", "left after signing"."""
        s = self.s
        above = s.heads[prep]
        if s.words[above].lower() == "turn" and s.deps[above] == "pobj":
            above = s.heads[s.heads[above]]  # "accused Boria in turn of shelling"
        if s.pos[above] in VERBS:
            if s.lemmas[prep] in OBJECT_PREPS:
                objects = self.objects(above)
                if objects:
                    return objects
            return self.surface(above, depth)
        if s.pos[above] == "NOUN":
            if s.lemmas[prep] in ("of", "for", "by", "against") and s.deps[above] == "dobj" and s.lemmas[prep] != "by":
                targets = [t for p in ("against", "on", "at") for t in self._direct_preps(above, p)]
                if targets:
                    return tuple(targets)
            return self._of_noun(above, depth)
        return ()

    def subjects(self, verb: int) -> tuple[int, ...]:
        """The doers: the subject of an active verb, the `by` agent of a passive."""
        if not self.passive(verb):
            return self.surface(verb)
        s = self.s
        found = tuple(p for c in s.children[verb] if s.deps[c] == "agent" or (s.deps[c] == "prep" and s.lemmas[c] == "by")
                      for p in s.childs(c, "pobj"))
        if not found and s.lemmas[verb] == "let":
            found = tuple(p for x in s.childs(verb, "xcomp", "ccomp") for c in s.childs(x, "agent", "prep") if s.lemmas[c] == "by"
                          for p in s.childs(c, "pobj"))  # "were let go by rebels"
        return self._all(found or self._agent_astray(verb))

    def _agent_astray(self, verb: int) -> tuple[int, ...]:
        """The agent of a passive that the parser hung on a time or a thing behind it: "was signed on 28 May by Kess"."""
        s = self.s
        near = [c for c in s.childs(verb, "prep", "oprd", "npadvmod", "dobj", "advcl", "xcomp") if c > verb
                and (s.pos[c] not in VERBS or (self.infinitive_of(c) and s.child(c, "dobj") is None))]
        for _ in range(4):
            for c in near:
                if s.words[c].lower() == "by" and s.deps[c] in ("prep", "agent"):
                    return s.childs(c, "pobj")
            near = [d for c in near for d in s.childs(c, "pobj", "prep", "agent") if s.words[c].lower() not in CLAIMING]
        return ()

    def infinitive_of(self, verb: int) -> bool:
        return any(self.s.tags[c] == "TO" for c in self.s.children[verb])

    def objects(self, verb: int) -> tuple[int, ...]:
        """The ones done to: the object of an active verb, the subject of a passive."""
        known = self._objects.get(verb)
        if known is None:
            known = self._objects[verb] = self._find_objects(verb)
        return known

    def _find_objects(self, verb: int) -> tuple[int, ...]:
        s = self.s
        if self.passive(verb):
            if s.child(verb, "dobj") is not None and s.child(verb, "nsubjpass") is not None:
                return self._all(s.childs(verb, "dobj"))  # "Boria was given tanks"
            return self.surface(verb)
        own = s.childs(verb, "dobj")
        if own:
            return self._all(own)
        told_of = s.child(verb, "oprd", "acomp", *(("advcl", "ccomp", "xcomp") if s.lemmas[verb] in SETTING else ()))
        if told_of is not None and (s.deps[told_of] in ("oprd", "acomp") or s.pos[told_of] == "ADJ"):
            near = tuple(c for c in s.children[told_of] if c < told_of and s.deps[c] in ("compound", "nsubj", "nmod", "npadvmod"))
            if near:
                return near  # "called the decision shameful", "set the prisoners free", read as one phrase
        if s.deps[verb] == "relcl" and self._gap_is_object(verb) and not any(
                s.lemmas[c] in WH for c in s.childs(verb, "nsubj", "pobj")):
            return self._all((s.heads[verb],))
        following = next((c for c in s.children[verb] if s.deps[c] == "conj" and s.pos[c] in VERBS), None)
        if following is not None and not self._closed(verb, following) and (
                s.tags[verb] == s.tags[following] or {s.tags[verb], s.tags[following]} == PAST):
            return self._all(s.childs(following, "dobj"))  # "bombed and shelled the town"
        return ()

    def _closed(self, verb: int, following: int) -> bool:
        """Whether the first of two conjoined verbs has a complement of its own, or they do not touch."""
        s = self.s
        return following - verb > 3 or s.child(verb, "prep", "ccomp", "xcomp", "acomp", "attr", "agent", "prt") is not None

    def indirect(self, verb: int) -> tuple[int, ...]:
        """The receiver told without a preposition: "gave Boria tanks", "Boria was given tanks"."""
        s = self.s
        if self.passive(verb) and s.child(verb, "dobj") is not None:
            return self.surface(verb)
        found = self._all(tuple(c for c in s.childs(verb, "dative", "iobj") if s.pos[c] in NOUNS))
        thing = s.child(verb, "dobj")
        if found or thing is None:
            return found
        # "sent Boria 14 battle tanks", read as one phrase: a name before the number is the receiver
        return tuple(c for c in s.childs(thing, "compound", "nmod", "poss")
                     if c + 1 < thing and s.pos[c] == "PROPN" and s.tags[c + 1] == "CD")

    def _direct_preps(self, token: int, prep: str) -> list[int]:
        s, found = self.s, []
        first, _, rest = prep.partition(" ")
        near = s.children[token]
        for c in near:
            if s.deps[c] in ("advmod", "prt") and s.children[c] and s.words[c].lower() in PARTICLES:
                near = (*near, *s.children[c])  # "walked away from the accord"
        for c in near:
            if s.words[c].lower() != first or s.deps[c] not in ("prep", "dative", "agent", "prt", "advmod"):
                continue
            at = c
            if rest:
                following = next((d for d in (*s.children[c], *s.children[token]) if s.words[d].lower() == rest and d > c), None)
                if following is None:
                    continue
                at = following
            found += list(self._all(s.childs(at, "pobj")))
            if first == "between" and len(found) == 1:  # "between the government of Mali and Tuareg rebels"
                found += [m for d in s.childs(found[0], "prep") for t in s.childs(d, "pobj") for m in self.members(t)[1:]]
            found += [t for d in s.childs(at, "conj") if s.words[d].lower() == (rest or first) for t in self._all(s.childs(d, "pobj"))]
        return found

    def preps(self, token: int, prep: str) -> tuple[int, ...]:
        """What a preposition under the token or its object leads to."""
        found = self._direct_preps(token, prep)
        if not found and self.s.pos[token] in VERBS:
            for thing in self.objects(token):
                if thing != token and self.s.heads[thing] == token:
                    found += self._direct_preps(thing, prep)
        return tuple(found)

    def has_prep(self, token: int, prep: str) -> bool:
        """Whether the preposition stands under the token, whatever it leads to."""
        s = self.s
        return any(s.words[c].lower() == prep and s.deps[c] in ("prep", "agent", "dative", "prt") for c in s.children[token])

    def gerund(self, token: int, prep: str) -> int | None:
        """The verb form behind a preposition: "from entering"."""
        s = self.s
        for holder in (token, *(self.objects(token) if s.pos[token] in VERBS else ())):
            for c in s.children[holder]:
                if s.words[c].lower() == prep and s.deps[c] in ("prep", "dative"):
                    form = s.child(c, "pcomp")
                    if form is not None:
                        return form
        return None

    def compounds(self, noun: int) -> tuple[int, ...]:
        """The names and adjectives before a noun: "Russian missile strikes", "the US-led invasion", "Aland-Boria talks"."""
        s, found = self.s, []
        for c in s.children[noun]:
            if c < noun and s.deps[c] in ("compound", "amod", "nmod", "npadvmod"):
                found.append(c)
                found += [d for d in s.children[c] if s.deps[d] in ("compound", "npadvmod", "nmod", "amod", "conj") and d < noun]
        return tuple(found)

    def possessors(self, noun: int) -> tuple[int, ...]:
        """The owners told by a possessive."""
        return self._all(self.s.childs(noun, "poss"))

    def suffered(self, noun: int) -> bool:
        """Whether the possessive of a noun names the one done to: "Kess's arrest"; not "Aland's arrest of Kess"."""
        return self.s.lemmas[noun].lower() in VICTIM and bool(self.possessors(noun)) and not self._direct_preps(noun, "of")

    def owners(self, noun: int) -> tuple[int, ...]:
        """Whose the noun is: possessive, else `by`, else the names before it, else `of`."""
        if self.suffered(noun):
            return tuple(self._direct_preps(noun, "by"))
        named = (c for c in self.compounds(noun) if self.s.pos[c] == "PROPN" or self.s.words[c][:1].isupper())
        return self.possessors(noun) or tuple(self._direct_preps(noun, "by")) or tuple(named) or tuple(self._direct_preps(noun, "of"))

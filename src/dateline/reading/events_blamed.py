"""Who did what somebody is blamed for, or owns up to, where the deed's own words do not say it.

In "Kenya blamed al-Shabaab for the bombing" the bombing is al-Shabaab's, as Kenya tells it; so it is in "Kenya pinned the bombing on
al-Shabaab" and in "al-Shabaab claimed responsibility for the bombing".

>>> from dateline.codes.frames import frames
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Kenya blamed the rebels for the bombing."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [sentence.words[t] for t in culprits(6, Matcher(sentence, frames(), lambda token: True))]
['rebels']
"""

from dateline.codes.frames import word_classes
from dateline.reading.arguments import VERBS
from dateline.reading.events_actors import SentenceActors, Side
from dateline.reading.frames_match import Match, Matcher

BLAMING, ACCUSING, LAYING, OWNING, ANSWERABLE, ONUS = (
    word_classes()[name] for name in ("BLAMING", "ACCUSING", "LAYING", "OWNING", "ANSWERABLE", "ONUS"))
MEASURES = word_classes()["MEASURE"]
DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST"))
BLAMED = "blamed"  # the slot of a doer whom somebody holds answerable
DOUBT = 0.1


def blamed(match: Match, matcher: Matcher, actors: SentenceActors) -> Side:
    """The actors that the sentence holds answerable for a deed, or no one."""
    if match.frame.event not in DEEDS:
        return Side()
    s = matcher.s
    if match.frame.pos == "N":
        nouns = [match.head]
    else:  # "a bombing which killed two" is told by its verb
        nouns = [t for t in matcher.arguments.surface(match.head) if s.pos[t] == "NOUN" and matcher.book.of(s.lemmas[t].lower(), "N")]
    verb = match.head if match.frame.pos == "V" else s.heads[match.head] if s.deps[match.head] == "nsubj" else match.head
    for at in (verb, s.heads[verb] if s.deps[verb] == "conj" else verb):
        nouns += restated(at, matcher)
    for noun in nouns:
        side = actors.side(((BLAMED, culprits(noun, matcher)),))
        if side.actors:
            return Side(side.actors, BLAMED, side.doubt + DOUBT)
    return Side()


def restated(verb: int, matcher: Matcher) -> list[int]:
    """The nouns that a deed told by a verb is summed up in: "a car bomb killed five, an attack blamed on rebels"."""
    s = matcher.s
    return [c for c in s.childs(verb, "dobj", "appos", "npadvmod", "dep", "conj") if c > verb and s.pos[c] == "NOUN"
            and s.words[s.subtree(c)[0] - 1] == "," and any(s.lemmas[x] in LAYING for x in s.childs(c, "acl"))]


def culprits(noun: int, matcher: Matcher) -> tuple[int, ...]:
    """The words for those who are held answerable for the deed that a noun names."""
    s, a = matcher.s, matcher.arguments
    for clause in s.childs(noun, "acl", "relcl"):  # "the attack, blamed on rebels"
        if s.lemmas[clause] in LAYING and noun in a.objects(clause) and (found := _laid(clause, noun, matcher)):
            return found
    at = noun
    while s.deps[at] == "conj" and s.heads[at] != at and s.pos[s.heads[at]] in ("NOUN", "PROPN"):
        at = s.heads[at]
    up = s.heads[at]
    if s.deps[at] == "pobj" and s.words[up].lower() == "of" and s.lemmas[s.heads[up]].lower() in MEASURES:
        at = s.heads[up]  # "a series of bombings"
        up = s.heads[at]
    if s.deps[at] in ("dobj", "nsubjpass") and s.pos[up] in VERBS:
        return _laid(up, at, matcher) if s.lemmas[up] in LAYING else ()
    if s.deps[at] != "pobj":
        return ()
    return _behind(up, matcher)


def _laid(verb: int, noun: int, matcher: Matcher) -> tuple[int, ...]:
    """Whom a deed is laid at: "pinned the raid on rebels", "attributed it to Boria"."""
    return matcher.arguments.preps(verb, "on") or matcher.arguments.preps(verb, "to")


def _behind(prep: int, matcher: Matcher) -> tuple[int, ...]:
    """Whom the words above a preposition hold answerable for what stands behind it."""
    s, a, up = matcher.s, matcher.arguments, matcher.s.heads[prep]
    word, told = s.words[prep].lower(), s.lemmas[up].lower()
    if word == "behind" and told == "be":
        return a.surface(up)
    if word == "of" and told in ACCUSING:
        return a.objects(up) if s.pos[up] in VERBS else ()
    if word not in ("for", "over"):
        return ()
    if s.pos[up] in VERBS:
        for held in s.childs(up, "acomp", "oprd", "xcomp", "ccomp", "advcl"):
            if s.lemmas[held].lower() in ANSWERABLE:
                return s.childs(held, "nsubj") or a.objects(up) or a.surface(up)
        if told in BLAMING:
            return a.objects(up)
        owned = [t for t in a.objects(up) if s.lemmas[t].lower() in ONUS]
        return _owned(up, matcher) if owned else ()
    if told in ANSWERABLE:
        return s.childs(up, "nsubj") or matcher.slot("subj", up) or a.objects(s.heads[up])
    if told in ONUS and s.deps[up] in ("dobj", "nsubjpass") and s.pos[s.heads[up]] in VERBS:
        return _owned(s.heads[up], matcher)
    return ()


def _owned(verb: int, matcher: Matcher) -> tuple[int, ...]:
    """Who takes or is given the blame: "claimed responsibility for", "laid the blame for .. on rebels"."""
    s = matcher.s
    if s.lemmas[verb] in OWNING:
        return matcher.arguments.subjects(verb)
    return matcher.arguments.preps(verb, "on") or matcher.arguments.preps(verb, "with") if s.lemmas[verb] in LAYING else ()

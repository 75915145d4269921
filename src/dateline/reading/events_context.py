"""Whom an act is aimed at where its own clause names nobody: whom the words are said to, who holds the other end of a quarrel.

In "'We are ready to mediate,' the minister told Moscow" the offer is one to Moscow. In "North Korea shelled the South. The North has
also threatened war" the threat is one at the South: the other side of the last clash that the one who threatens was in.

>>> from dateline.records import Actor
>>> def actor(country, sector="GOV"):
...     return Actor(report="r", sentence=(0, 9), why="state", span=(0, 9), name=country, country=country, sector=sector)
>>> clash = Told(0, "ASSAULT", Side((actor("PRK"),)), Side((actor("KOR"),)))
>>> [a.country for a in other_side(Side((actor("PRK"),)), 1, (clash,)).actors]
['KOR']
"""

from collections.abc import Sequence

from dateline.codes.frames import word_classes
from dateline.reading.arguments import VERBS
from dateline.reading.events_actors import SentenceActors, Side, key_of, without
from dateline.reading.events_implied import DENIALS, Told, answered
from dateline.reading.frames_match import Match, Matcher
from dateline.records import Actor

ADDRESSED = frozenset(("tell", "say", "write", "assure", "inform", "promise", "announce", "pledge", "suggest", "propose", "state", "reply"))
SAID_TO = frozenset(("AGREE", "REQUEST", "THREATEN", "REJECT", "CONCEDE"))
NO_PARTY = frozenset(("JRN", "LEG", "CVL", "BUS", "SOC", "EDU", "LAB", "UNK", None))  # who is only spoken before
CLASHES = frozenset(("ASSAULT", "THREATEN", "SANCTION", "COERCE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST"))
AIMED_BACK = frozenset((("THREATEN", None), ("THREATEN", "violence"), ("RETREAT", "ceasefire")))
RULERS = frozenset(("GOV", "MIL"))
HURT = word_classes()["HURT"]
BACK = 8  # sentences back to the clash that a threat goes on with
CONTEXT_DOUBT = 0.25
DISPUTED = "disputed"  # the slot of those whose word is denied: the denial hangs on a claim and is none


def elsewhere(match: Match, doer: Side, matcher: Matcher, actors: SentenceActors, told: Sequence[Told], here: Sequence[Told]) -> Side:
    """The recipient that the words around the act's own clause tell, or the sentences before; `here`: the acts of its own sentence."""
    before = (*told, *here) if match.frame.words[0] in DENIALS else told
    side = addressed(match, doer, matcher, actors)
    side = side if side.actors else disputed(match, doer, matcher, actors)
    side = side if side.actors else answered(match, doer, matcher, before)
    side = side if side.actors else aimed_back(match, doer, matcher, told)
    side = side if side.actors else regretted(match, doer, matcher, told)
    side = side if side.actors else again(match, doer, matcher, told)
    return without(side, doer)


def addressed(match: Match, doer: Side, matcher: Matcher, actors: SentenceActors) -> Side:
    """To whom an act of speech is said: "told Moscow and Kyiv"; not the reporters or deputies who only listen."""
    if match.frame.event not in SAID_TO:
        return Side()
    for above in matcher.above(match.top):
        if above.place != "ccomp" or not above.embed.claimed or matcher.s.lemmas[above.token] not in ADDRESSED:
            continue
        a = matcher.arguments
        heard = tuple(x for t in (*a.objects(above.token), *a.indirect(above.token), *a.preps(above.token, "to")) for x in actors.of(t))
        left = tuple(x for x in heard if x.sector not in NO_PARTY and x.country and not any(x.country == d.country for d in doer.actors))
        return Side(left, "addressed", CONTEXT_DOUBT) if left else Side()
    return Side()


def asked_of(match: Match, matcher: Matcher, actors: SentenceActors) -> Side:
    """Whom a demand goes to by the verb above it: "wrote to the embassy asking to waive her immunity"."""
    s = matcher.s
    if match.frame.event != "REQUEST" or s.deps[match.top] not in ("advcl", "acl", "conj") or s.tags[match.top] != "VBG":
        return Side()
    up = s.heads[match.top]
    if matcher.arguments.objects(match.top) and s.child(match.top, "dobj") is not None:
        return Side()
    if s.pos[up] in VERBS:
        return actors.side((("asked", matcher.arguments.preps(up, "to")),), owners=False)
    return actors.side((("asked", matcher.arguments.preps(up, "to")),), owners=False) if s.lemmas[up].lower() == "letter" else Side()


def other_side(doer: Side, index: int, told: Sequence[Told]) -> Side:
    """The other side of the last clash that a doer was in, told at most BACK sentences before."""
    for one in reversed(told):
        if index - one.index > BACK:
            break
        if one.event not in CLASHES:
            continue
        if one.done.actors:
            first, second = one.doer.actors, one.done.actors
        elif len(one.doer.actors) == 2:
            first, second = one.doer.actors[:1], one.doer.actors[1:]
        else:
            continue
        for own, other in ((first, second), (second, first)):
            if _one_party(doer.actors, own) and not _one_party(doer.actors, other):
                return Side(other, "other side", CONTEXT_DOUBT)
    return Side()


def _one_party(first: Sequence[Actor], second: Sequence[Actor]) -> bool:
    """Whether two sides are the same party: one actor, or bodies of one state's rule."""
    return any(key_of(x) == key_of(y) or (x.country == y.country and x.country is not None and _kind(x) == _kind(y))
               for x in first for y in second)


def _kind(actor: Actor) -> str | None:
    return "GOV" if actor.sector in RULERS else actor.sector


def aimed_back(match: Match, doer: Side, matcher: Matcher, told: Sequence[Told]) -> Side:
    """Whom a threat or a halt to fighting is about where nobody is told: the other side of the clash so far."""
    frame, s, a = match.frame, matcher.s, matcher.arguments
    if frame.event == "ASSAULT":  # what its doer says it would do
        said = any(x.place == "ccomp" and x.embed.claimed for x in matcher.above(match.top)[:1])
        if not said or not any(s.lemmas[c] in ("will", "would") for c in s.childs(match.top, "aux")):
            return Side()
    elif (frame.event, frame.mode) not in AIMED_BACK or any(a.objects(c) for c in s.childs(match.head, "xcomp", "ccomp")):
        return Side()  # "threatened to hit airliners" tells at what
    return other_side(doer, matcher.s.index, told)


def again(match: Match, doer: Side, matcher: Matcher, told: Sequence[Told]) -> Side:
    """Of whom a demand is made that its maker repeats: "wrote to the embassy asking for a waiver. He urged that it be granted"."""
    if match.frame.event != "REQUEST":
        return Side()
    names = {a.name for a in doer.actors}
    for one in reversed(told):
        if matcher.s.index - one.index > 1:
            break
        if one.event == "REQUEST" and one.done.actors and any(a.name in names for a in one.doer.actors):
            return Side(one.done.actors, "again", CONTEXT_DOUBT)
    return Side()


def regretted(match: Match, doer: Side, matcher: Matcher, told: Sequence[Told]) -> Side:
    """Who did what somebody voices regret at, right after it is told: "Ecuador let him in. London voiced disappointment"."""
    s = matcher.s
    if match.frame.event != "ACCUSE" or not any(s.lemmas[t].lower() in HURT for t in (*match.used, match.head)):
        return Side()
    at = match.top if s.pos[match.top] in VERBS else match.head
    if any(s.words[c].lower() in ("at", "with", "over", "about", "in") for t in (at, *match.used) for c in s.childs(t, "prep")):
        return Side()  # told, though by no name that we know
    home = {a.country for a in doer.actors}
    for one in reversed(told):
        if s.index - one.index > 1:
            break
        foreign = tuple(a for a in one.doer.actors if a.country and a.country not in home)
        if foreign:
            return Side(foreign, "regretted", CONTEXT_DOUBT)
    return Side()


def disputed(match: Match, doer: Side, matcher: Matcher, actors: SentenceActors) -> Side:
    """Whose word is denied where the denial hangs on the claim: "Kyiv said the wheat was stolen, which Moscow disputes"."""
    s, top = matcher.s, match.top
    if match.frame.event != "REJECT" or match.frame.words[0] not in DENIALS:
        return Side()
    if s.deps[top] not in ("relcl", "ccomp", "advcl", "conj", "acl"):
        return Side()
    home = {a.country for a in doer.actors}
    at = s.heads[top]
    for verb in (at, *s.ancestors(at)):
        if s.pos[verb] in VERBS and any(row.claimed for row in matcher.book.embed_of(matcher.lemma(verb, "V"), "V")):
            said = tuple(x for t in matcher.arguments.subjects(verb) for x in actors.of(t) if x.country and x.country not in home)
            if said:
                return Side(said, DISPUTED, CONTEXT_DOUBT)
    return Side()

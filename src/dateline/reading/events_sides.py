"""The two sides of an act: who did it and to whom, from the slots of its frame, its complement and the words around.

In "Aland threatened to bomb Boria", the frame of "threatened" tells Aland; its complement tells whom it threatens.
"""

from dataclasses import dataclass, replace

from dateline.codes.frames import frames, word_classes
from dateline.reading.arguments import VERBS
from dateline.reading.events_actors import SentenceActors, Side, is_town, unique, without
from dateline.reading.events_implied import PLACE
from dateline.reading.events_parties import own_words_apart
from dateline.reading.frames_above import Above
from dateline.reading.frames_match import Filled, Match, Matcher, first_by_head

RELEASE = frozenset(("release", "freeing", "liberation", "freedom"))
RECIPROCAL = frozenset(("CONSULT", "COOPERATE"))
SCENES = frozenset(("prep:in", "prep:at"))  # where a meeting is, not whom it is with
OWN_FORCES = frozenset(("MOBILIZE", "AGREE", "RETREAT"))
DENIAL = word_classes()["DENIAL"]
SPEECH = frozenset(("REQUEST", "REJECT", "THREATEN", "AGREE", "ACCUSE", "SUPPORT", "CONCEDE"))
FALLBACK = {
    "SANCTION": ("to", "on", "from", "with"), "AID": ("to", "for", "in"), "ASSAULT": ("on", "at", "in", "over"), "AGREE": ("to", "with"),
    "REJECT": ("from", "with"), "THREATEN": ("against", "to"), "COERCE": ("on", "in"), "RETREAT": ("on", "from"), "ACCUSE": ("at", "over"),
    "SUPPORT": ("for", "to")}


@dataclass(frozen=True, slots=True)
class Found:
    """A match with its actors: what one event is made of."""

    match: Match
    actor: Side
    recipient: Side
    above: tuple[Above, ...]


def sides_of(match: Match, actors: SentenceActors) -> tuple[Side, Side]:
    """Doers and done-to of a match; all parties of a meeting are doers; nobody stands on both sides."""
    slots = match.recipient
    if match.frame.event == "MOBILIZE":
        slots = tuple(slot for slot in slots if not slot[0].startswith(("obj", "iobj")))  # those sent, not those sent to
    doer, done = (own_words_apart(actors.side(tokens), match, actors.s) for tokens in (match.actor, slots))
    if doer.slot == "comp" and match.frame.event == "ASSAULT":
        doer = replace(doer, actors=tuple(a for a in doer.actors if not is_town(a)))  # "the Istanbul bombing" is not Turkey's
    if not done.actors and match.frame.recipient and match.frame.event != "MOBILIZE" and actors.s.pos[match.top] in VERBS:
        ways = [("obj", actors.a.objects(match.top)), ("prep:against", actors.a.preps(match.top, "against"))]
        if not actors.a.passive(match.top):
            ways.append(("prep:by", actors.a.preps(match.top, "by")))  # "condemned the launch by Boria"
        ways += [(f"prep:{p}", actors.a.preps(match.top, p)) for p in FALLBACK.get(match.frame.event, ())]
        done = own_words_apart(actors.side(tuple(ways)), match, actors.s)
    if not done.actors and match.frame.pos == "N" and match.frame.event in ("ASSAULT", "COERCE") and actors.s.deps[match.head] == "nsubj":
        done = actors.side((("verb.obj", actors.a.objects(actors.s.heads[match.head])),), owners=False)  # "the coup removed Kess"
    if match.frame.words == ("join",) and match.frame.event == "REQUEST":
        return joined(match, doer, done, actors)
    if match.frame.event in RECIPROCAL and match.frame.mode != "visit":
        if done.slot in SCENES:
            done = replace(done, actors=tuple(a for a in done.actors if a.why != "country as party"))  # "met in Oslo"
        return Side(unique(doer.actors + done.actors), doer.slot, doer.doubt), Side()
    if match.frame.event == "PROTEST":
        done = against_whom(done)
    return doer, without(done, doer)


def joined(match: Match, doer: Side, done: Side, actors: SentenceActors) -> tuple[Side, Side]:
    """Who asks and who is asked in "joined the calls by deputies asking Boria to": those who called before ask too."""
    a, s = actors.a, actors.s
    calls = a.objects(match.head)
    heads = tuple(p for t in calls for p in (*a.preps(t, "by"), *a.possessors(t)))
    callers = tuple(x for t in heads for x in actors.of(t))
    if not callers:
        return doer, without(done, doer)
    asked = tuple(o for t in (*calls, *heads) for c in s.childs(t, "acl") for o in a.objects(c)) + tuple(
        o for t in calls for p in ("on", "to") for o in a.preps(t, p))
    both = replace(doer, actors=unique((*doer.actors, *callers)))
    return both, without(actors.side((("joined", asked),)), both)


def against_whom(done: Side) -> Side:
    """Whom a crowd is up against: not those it speaks for, nor the town that it marches through."""
    if done.slot.startswith("prep:for"):
        return Side()
    if done.slot.startswith("prep:against"):
        return done
    left = tuple(a for a in done.actors if a.why != "country as party")
    return replace(done, actors=left) if left else Side()


def recipient_elsewhere(match: Match, doer: Side, every: list[Match], actors: SentenceActors) -> Side:
    """The recipient that another frame of the same event at the same head finds."""
    others = (sides_of(m, actors)[1] for m in every if m.head == match.head and m.frame.event == match.frame.event)
    return without(next((side for side in others if side.actors), Side()), doer)


def inner_of(every: list[Match], matcher: Matcher) -> dict[int, list[Match]]:
    """By the token of an act of speech, the matches of the act that it asks for, threatens, refuses or promises."""
    inner: dict[int, list[Match]] = {}
    for match in first_by_head(every, lambda m: True).values():
        outer = next((a.token for a in matcher.above(match.top) if a.embed.status == "drop"), None)
        if outer is not None:
            inner.setdefault(outer, [m for m in every if m.head == match.head])
    return inner


def completed(found: Found, inner: dict[int, list[Match]], actors: SentenceActors, matcher: Matcher) -> Found:
    """An act of speech with the mode and the recipient that its complement tells: "threatened to bomb Boria"."""
    match = found.match
    about = inner.get(match.head) or inner.get(match.top) or []
    mode = match.frame.mode or (frames().mode_of(match.frame.event, about[0].frame.event, about[0].frame.mode) if about else None)
    recipient = found.recipient
    if not recipient.actors and match.frame.event in SPEECH:
        slots = complement_slots(match, matcher)
        for side in (*(side for one in about for side in sides_of(one, actors)), *(actors.side((slot,)) for slot in slots)):
            left = without(side, found.actor)
            if left.actors:
                recipient = replace(left, slot=f"inner.{side.slot}", doubt=side.doubt + 0.1)
                break
    if match.frame.event == "REQUEST":
        recipient = without(captor(match, recipient, actors), found.actor)
    return Found(replace(match, frame=replace(match.frame, mode=mode)), found.actor, recipient, found.above)


def captor(match: Match, asked: Side, actors: SentenceActors) -> Side:
    """Who is asked where a release is: those who hold the people, if they are told, never the held: "the release of the crew by Boria"."""
    s, a = actors.s, actors.a
    for noun in (*a.objects(match.top), *a.preps(match.top, "for")):
        held = a.preps(noun, "of") if s.lemmas[noun].lower() in RELEASE else ()
        spans = [s.char_span(below[0], below[-1]) for below in map(s.subtree, held)]
        if spans and asked.actors and all(any(start <= one.span[0] and one.span[1] <= end for start, end in spans) for one in asked.actors):
            taken = [t for h in held for verb in s.childs(h, "acl") if s.tags[verb] == "VBN" for t in a.subjects(verb)]
            return actors.side((("release.by", a.preps(noun, "by")), ("held.by", tuple(taken))))
    return asked


def complement_slots(match: Match, matcher: Matcher) -> list[Filled]:
    """Subject and object of the clause under an act of speech whose own act has no frame: "vowed to crush Boria"."""
    slots: list[Filled] = []
    for clause in matcher.s.childs(match.head, "xcomp", "ccomp"):
        if not any(a.token == match.head and a.embed.status == "drop" for a in matcher.above(clause)):
            continue
        slots += [("subj", matcher.arguments.surface(clause)), ("obj", matcher.arguments.objects(clause))]
    return slots


def abroad(found: Found) -> Side:
    """The recipient without the doer's own forces: an army called up or withdrawn is no target, nor is the land that a crowd is of."""
    done, event = found.recipient, found.match.frame.event
    if found.actor.slot == PLACE:
        land = found.actor.actors[0].country
        return replace(done, actors=tuple(a for a in done.actors if a.country != land or a.sector not in (None, "GOV")))
    home = {a.country for a in found.actor.actors}
    if event == "REJECT" and found.match.frame.words[0] in DENIAL:
        left = tuple(a for a in done.actors if a.country not in home)
        return replace(done, actors=left) if left else Side()  # who denies what its own army did rejects whoever says so
    if event not in OWN_FORCES or done.slot.startswith("prep:against"):
        return done
    left = tuple(a for a in done.actors if a.country not in home or (event != "MOBILIZE" and a.sector != "MIL"))
    return replace(done, actors=left) if left else Side()


def foreign(done: Side, found: Found, actors: SentenceActors) -> Side:
    """The recipient of an expulsion: "cut ties with Boria and expelled its ambassador" means Boria's, whatever `its` was read as."""
    frame, home = found.match.frame, {a.country for a in found.actor.actors}
    if (frame.event, frame.mode) != ("SANCTION", "expel"):
        return done
    done = replace(done, actors=tuple(replace(a, sector="GOV") if a.sector == "LAB" else a for a in done.actors))  # an embassy's staff
    if any(a.country not in home for a in done.actors):
        return done
    s = actors.s
    if not any(s.tags[c] == "PRP$" for t in actors.a.objects(found.match.top) for c in s.children[t]):
        return done
    for token in range(found.match.top, -1, -1):
        others = tuple(a for a in actors.by_token.get(token, ()) if a.country and a.country not in home)
        if others:
            return Side(others, "expelled.owner", 0.2)
    return Side()

"""Which of those who seem to be done to are none: the doer's own things, the ground that it leaves, people placed by a guess.

In "Norway has closed its embassy there" the embassy is Norway's own; in "Israel left Gaza" Gaza is the place; in "Turkey downed the
bomber" the bomber that the reader placed in Turkey, for want of a told country, is not Turkey's.

>>> from dateline.records import Actor
>>> def actor(country, sector="MIL", why="agent agents:6"):
...     return Actor(report="r", sentence=(0, 9), why=why, span=(0, 9), name=country, country=country, sector=sector)
>>> own_side(Side((actor("TUR", why="agent agents:6 +report"),)), Side((actor("TUR", "GOV"),)), "ASSAULT")
True
"""

from dataclasses import replace

from dateline.reading.arguments import VERBS
from dateline.reading.events_actors import SentenceActors, Side, is_land, unique
from dateline.reading.events_implied import DENIALS
from dateline.reading.frames_match import Match, Matcher
from dateline.records import Actor

GUESSES = ("+report", "+place", "+scene", "+home")
STATELY = frozenset(("GOV", "MIL", "SPY"))
ACROSS = frozenset(("ASSAULT", "SANCTION", "THREATEN"))  # what a state does to others, where both sides are its own
POSSESSIVES = frozenset(("its", "their", "his", "her"))
OUTWARD = frozenset(("SANCTION", "ASSAULT", "RETREAT", "MOBILIZE", "AID", "CONSULT", "COOPERATE", "THREATEN"))
REACH = 300  # characters back to the land that "there" means


def guessed(actor: Actor) -> bool:
    """Whether an actor's country is only that of the report or the place."""
    return actor.why.endswith(GUESSES)


def own_side(done: Side, doer: Side, event: str) -> bool:
    """Whether those done to are placed in the doer's country by a guess that the act belies."""
    home = {a.country for a in doer.actors}
    if not done.actors or not all(guessed(a) and a.country in home for a in done.actors):
        return False
    if event == "AID":
        return all(a.sector == "REB" for a in done.actors) and any(a.sector in STATELY for a in doer.actors)
    if event == "AGREE":
        return all(a.sector in ("CVL", "UNK") for a in done.actors)  # "ready to swap prisoners" is no offer to them
    return event in ACROSS and all(a.sector in STATELY for a in (*doer.actors, *done.actors))


def belied(done: Side, doer: Side, match: Match, actors: SentenceActors) -> Side:
    """Those done to, where a guess put them in the doer's country: of the one other country that the sentence names, or of none."""
    if not own_side(done, doer, match.frame.event):
        return done
    if match.frame.event == "AGREE":
        return Side()
    home = {a.country for a in doer.actors}
    others = {x.country for found in actors.by_token.values() for x in found if x.country and x.country not in home and not guessed(x)
              and x.sector in (*STATELY, "LEG", None)}
    country = next(iter(others)) if len(others) == 1 else None
    return replace(done, actors=tuple(replace(a, country=country, why=f"{a.why}; not the doer's") for a in done.actors))


def kept(done: Side, doer: Side, match: Match, matcher: Matcher, actors: SentenceActors) -> Side:
    """The done-to without the doer's own things and the ground that it leaves or only travels."""
    frame, s = match.frame, matcher.s
    if frame.event == "RETREAT" and frame.mode == "withdraw" and done.actors and all(is_land(a) for a in done.actors) \
            and not done.slot.startswith("prep:to"):
        return Side()  # the place of the act
    if frame.event == "CONSULT" and frame.words[0] == "tour" and all(is_land(a) for a in done.actors):
        return Side()
    if frame.event == "CONSULT" and frame.words == ("send",) and done.slot.startswith("obj"):
        return _sent_to(match, matcher, actors)
    if frame.event in OUTWARD and done.actors and s.pos[match.top] in VERBS:
        home = {a.country for a in doer.actors}
        own = {a.span for t in matcher.arguments.objects(match.top) if any(s.words[c].lower() in POSSESSIVES for c in s.childs(t, "poss"))
               for a in actors.of(t) if a.country in home}
        left = tuple(a for a in done.actors if a.span not in own)
        if len(left) < len(done.actors):
            return replace(done, actors=left) if left else there(match, doer, matcher, actors)
    if frame.event == "AGREE" and done.slot.startswith("obj") and all(guessed(a) and a.sector == "MIL" for a in done.actors):
        return Side()  # "promised two battalions" is no promise to them
    return done


def there(match: Match, doer: Side, matcher: Matcher, actors: SentenceActors) -> Side:
    """The land that "there" means: the last one told before that is not the doer's."""
    s = matcher.s
    if not any(s.words[c].lower() == "there" for c in s.childs(match.top, "advmod")):
        return Side()
    home = {a.country for a in doer.actors}
    before = actors.mentions.at((max(0, s.start - REACH), s.start))
    found = next((a for a in reversed(before) if is_land(a) and a.country and a.country not in home), None)
    return Side() if found is None else Side((found,), "there", 0.2)


def _sent_to(match: Match, matcher: Matcher, actors: SentenceActors) -> Side:
    """Whom those who are sent will see: "will send two ministers to see Mugabe"."""
    a, s = matcher.arguments, matcher.s
    aims = [c for c in (*s.childs(match.head, "xcomp", "advcl"), *(c for t in a.objects(match.head) for c in s.childs(t, "acl", "relcl")))
            if any(s.tags[x] == "TO" for x in s.children[c])]
    slots = [("sent.to", a.preps(match.head, "to"))]
    for aim in aims:
        slots += [("sent.see", a.objects(aim)), ("sent.with", a.preps(aim, "with"))]
    return actors.side(tuple(slots), owners=False)


def of_clause(match: Match, doer: Side, matcher: Matcher, actors: SentenceActors) -> Side:
    """Whom the clause at an object noun is about: "rejected the notion that the canal be taken back by Boria"."""
    denial = match.frame.words[0] in DENIALS  # who denies a report of what others did refuses them nothing
    if denial or match.frame.event not in ("REJECT", "SUPPORT", "ACCUSE") or matcher.s.pos[match.top] not in VERBS:
        return Side()
    s, a = matcher.s, matcher.arguments
    home = {x.country for x in doer.actors}
    for noun in a.objects(match.top):
        for clause in s.childs(noun, "acl", "ccomp"):
            if s.pos[clause] not in VERBS or (s.tags[clause] in ("VBN", "VBG") and not s.childs(clause, "aux", "auxpass", "mark")):
                continue  # "the camp held by rebels" is no clause of its own
            told = (*a.subjects(clause), *a.indirect(clause), *a.objects(clause), *a.preps(clause, "to"), *a.preps(clause, "on"),
                    *a.preps(clause, "with"))
            found = tuple(x for t in told for x in actors.of(t) or actors.owner(t) if x.country and x.country not in home)
            if found:
                return Side(unique(found)[:1], "clause", 0.2)
    return Side()

"""Parties that a clause leaves out and the words around it make plain.

Doers of passives: "was killed in an Alandic strike" (Aland), "police said two men were arrested" (the police).
Recipients that a noun points back at: "Cedia condemned the move" (whoever made it, a sentence or two before).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.codes.anaphors import anaphors
from dateline.reading.arguments import VERBS
from dateline.reading.events_actors import SentenceActors, Side
from dateline.reading.frames_match import Match, Matcher

FORCE = frozenset(("ASSAULT", "COERCE", "SANCTION", "RETREAT", "MOBILIZE", "AID", "ACCUSE"))
OFFICIAL = frozenset(("COP", "MIL", "GOV", "JUD"))
BY_THE_SOURCE = frozenset((
    ("COERCE", "arrest"), ("COERCE", "deport"), ("COERCE", "seize"), ("RETREAT", "release"), ("MOBILIZE", "troops"),
    ("MOBILIZE", "police"), ("AID", None)))
DURING = ("in", "during", "by", "from")
POINTERS = frozenset(("the", "this", "that", "these", "those", "such"))
BACK, BACK_NAMED = 3, 6  # sentences looked back: for "the move", for a noun that names the act ("the detention")
DOUBT_EVENT, DOUBT_SOURCE, DOUBT_ANAPHOR = 0.15, 0.25, 0.25
ANSWERS = frozenset(("ACCUSE", "REJECT", "SUPPORT", "REQUEST", "AGREE", "CONCEDE"))


@dataclass(frozen=True, slots=True)
class Told:
    """An act of an earlier sentence: the sentence's number, its event and its two sides."""

    index: int
    event: str
    doer: Side
    done: Side


def implied_doer(match: Match, matcher: Matcher, actors: SentenceActors) -> Side:
    """The doer of a passive without an agent, or no one."""
    s, a, top = matcher.s, matcher.arguments, match.top
    if match.frame.event not in FORCE or s.pos[top] not in VERBS or not a.passive(top) or a.subjects(top):
        return Side()
    if match.frame.event == "MOBILIZE":
        own = tuple(x for t in a.objects(top) for x in actors.of(t) if x.sector in ("MIL", "COP", "REB"))
        if own:
            return Side(own, "obj", DOUBT_EVENT)  # "the army was placed on alert"
    for prep in DURING:
        for noun in a.preps(top, prep):
            owners = actors.owner(noun) if s.pos[noun] == "NOUN" and matcher.book.of(s.lemmas[noun], "N") else ()
            if owners:
                return Side(owners, f"{prep}.owner", DOUBT_EVENT)
    if (match.frame.event, match.frame.mode) in BY_THE_SOURCE:
        for above in matcher.above(top):
            if above.place == "ccomp":
                sources = tuple(x for t in a.subjects(above.token) for x in actors.of(t) or actors.owner(t) if x.sector in OFFICIAL)
                return Side(sources, "source", DOUBT_SOURCE) if sources else Side()
    return Side()


def crowd(match: Match, told: Sequence[Told]) -> Side:
    """Who protests in "after last week's protests": those who did before in the report."""
    before = next((t.doer for t in reversed(told) if t.event == "PROTEST" and match.frame.event == "PROTEST"), None)
    return Side(before.actors, "crowd", DOUBT_SOURCE) if before is not None else Side()


def implied_recipient(match: Match, doer: Side, matcher: Matcher, told: Sequence[Told]) -> Side:
    """Whom an object that points back at an earlier act means: its doers."""
    if match.frame.event not in ANSWERS:
        return Side()
    s = matcher.s
    objects = matcher.arguments.objects(match.top) if s.pos[match.top] in VERBS else ()
    doers = {(a.name, a.country) for a in doer.actors}
    for token in (*objects, *(t for name, slot in match.recipient if name.startswith("prep") for t in slot)):
        events = anaphors().get(s.lemmas[token])
        if events is None or not any(s.words[c].lower() in POINTERS for c in s.children[token]):
            continue
        for one in reversed(told):
            if s.index - one.index > (BACK_NAMED if events else BACK):
                break
            # "the move" that others blamed is not theirs but that of whom they blamed
            side = one.done if not events and one.event in ANSWERS and one.done.actors else one.doer
            left = tuple(a for a in side.actors if (a.name, a.country) not in doers)
            if left and (not events or one.event in events):
                return Side(left, "anaphor", DOUBT_ANAPHOR)
    return Side()

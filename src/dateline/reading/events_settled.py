"""What an act counts as once its parties and its surroundings are known.

Frames say what words mean; these rules say what they come to: a firm that withdraws is no army in retreat, a curb on another state is
a sanction, two states that agree have struck a deal, a vow never to accept refuses.

>>> counts_as("RETREAT", "withdraw", ("BUS",), ("USA",), ("RUS",))
('SANCTION', 'withdraw')
>>> counts_as("COERCE", "restrict", ("GOV",), ("USA",), ("RUS",))
('SANCTION', 'discontinue')
>>> counts_as("COERCE", "restrict", ("GOV",), ("USA",), ("USA",))
('COERCE', 'restrict')
"""

from dataclasses import replace

from dateline.codes.frames import word_classes
from dateline.reading.events_actors import Side
from dateline.reading.frames_match import Match, Matcher
from dateline.records.span import overlap

PULLED_OUT = frozenset(("pull out", "pull", "withdraw", "leave", "quit", "exit", "move", "withdrawal", "exit", "pullout", "departure"))
CURBS = frozenset(("impose", "slap", "tighten", "clamp", "introduce", "reimpose", "extend", "announce", "levy"))
VOWS = frozenset(("vow", "swear", "pledge", "promise", "resolve"))
TIES = word_classes()["relation"]
MENDERS = word_classes()["MENDER"]
WORKERS = frozenset(("LAB", "EDU", "MED", "AGR", "JRN", "JUD", "BUS"))
PRIVATE = frozenset(("BUS", "MNC", "NGO", "SOC"))
MEANT = "status:actual"  # readiness is told, though what it is for lies ahead


def counts_as(event: str, mode: str | None, sectors: tuple[str | None, ...], doers: tuple[str | None, ...],
              done: tuple[str | None, ...]) -> tuple[str, str | None]:
    """The event and mode of an act by who did it to whom: by sectors and countries alone."""
    if event == "RETREAT" and mode in (None, "withdraw") and sectors and all(s in PRIVATE for s in sectors):
        return "SANCTION", "withdraw"
    if (event, mode) == ("COERCE", "restrict") and done and not set(done) & set(doers) and all(done) and "GOV" in sectors:
        return "SANCTION", "discontinue"
    return event, mode


def settled(match: Match, doer: Side, done: Side, matcher: Matcher) -> tuple[Match, Side, Side]:
    """The match with the event that its parties and its surroundings make of it, and its two sides."""
    frame = match.frame
    event, mode = frame.event, frame.mode
    if (event == "RETREAT" and set(frame.words) & PULLED_OUT) or (event == "COERCE" and frame.words[0] in CURBS):
        event, mode = counts_as(event, mode, *_codes(doer), _codes(done)[1])
    elif event == "ASSAULT" and frame.pos == "N" and frame.words[-1] == "strike" and _workers(doer):
        event, mode = "PROTEST", "strike"
    elif event == "AGREE" and frame.words[0] in VOWS and never(match, matcher):
        event, mode = "REJECT", None
    elif event == "AGREE" and frame.words == ("agree",) and dealt(match, doer, matcher):
        event, mode = "SUPPORT", None
    elif event == "SUPPORT" and frame.pos == "V" and mends(match, matcher):
        event, mode = "AGREE", None
        doer, done = apart(match, doer, done, matcher)
    if (event, mode) == (frame.event, frame.mode):
        return match, doer, done
    meant = MEANT if event == "AGREE" else ""
    return replace(match, frame=replace(frame, event=event, mode=mode, effect=meant)), doer, done


def _workers(doer: Side) -> bool:
    """Whether those who strike lay down work: "a strike by port workers"."""
    return bool(doer.actors) and all(a.sector in WORKERS for a in doer.actors)


def apart(match: Match, doer: Side, done: Side, matcher: Matcher) -> tuple[Side, Side]:
    """Who means to mend ties and whose they are, where a frame takes both as doers."""
    s = matcher.s
    own = [(s.starts[t], s.ends[t]) for t in matcher.arguments.surface(match.head)]
    first = tuple(a for a in doer.actors if any(overlap(a.span, span) for span in own)) or doer.actors[:1]
    rest = tuple(a for a in (*doer.actors, *done.actors) if a not in first)
    return replace(doer, actors=first), replace(done, actors=rest, slot=done.slot or doer.slot)


def _codes(side: Side) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    return tuple(a.sector for a in side.actors), tuple(a.country for a in side.actors)


def never(match: Match, matcher: Matcher) -> bool:
    """Whether what is vowed is left undone: "vowed never to accept", "swore there would be no talks"."""
    s = matcher.s
    for clause in s.childs(match.head, "xcomp", "ccomp"):
        if s.child(clause, "neg") is not None:
            return True
        if s.lemmas[clause] == "be" and any(s.words[c].lower() == "no" for t in s.childs(clause, "attr", "nsubj") for c in s.children[t]):
            return True
    return False


def dealt(match: Match, doer: Side, matcher: Matcher) -> bool:
    """Whether two states agree on what both do: that is a deal."""
    countries = {a.country for a in doer.actors if a.country}
    if len(countries) < 2 or not any(a.sector in (None, "GOV", "MIL") for a in doer.actors):
        return False
    s = matcher.s
    return bool(s.childs(match.head, "xcomp", "ccomp")) or any(s.words[c].lower() in ("on", "to") for c in s.childs(match.head, "prep"))


def only_wished(match: Match, matcher: Matcher) -> bool:
    """Whether the mending of ties is only what a noun is about: "has no interest in mending ties"."""
    s = matcher.s
    return match.frame.event == "SUPPORT" and match.frame.pos == "V" and s.deps[match.head] == "pcomp" and \
        s.pos[s.heads[s.heads[match.head]]] == "NOUN" and any(s.lemmas[t].lower() in TIES for t in match.used)


def mends(match: Match, matcher: Matcher) -> bool:
    """Whether ties are not mended yet but somebody means to: "hopes to restore ties", "needs to find ways to mend relations"."""
    s, a = matcher.s, matcher.arguments
    things = [t for t in match.used if s.lemmas[t].lower() in TIES and t in a.objects(match.head)]
    if not things:
        return False
    at = match.head
    for _ in range(5):
        up = s.heads[at]
        if up == at:
            return False
        if {s.lemmas[up].lower(), s.lemmas[up].lower() + "e"} & MENDERS and any(s.tags[c] == "TO" for c in s.children[at]):
            return True
        at = up
    return False

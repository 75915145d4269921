"""What an order or a vow makes of the act that it speaks of: an act of its own, or a threat.

Who orders his own troops to cease fire ceases fire: no demand is made of anybody. "Turkey will send tanks, its president vowed" is the
sending, still ahead. "Colombia will stop the exports to Israel, its president warned" is a threat at Israel, and no second event.

>>> from dateline.codes.frames import frames
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Turkey will send tanks into Syria, the president vowed."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> fronted(sentence.words.index("vowed"), sentence) == sentence.words.index("send")
True
"""

from dateline.codes.frames import word_classes
from dateline.reading.events_actors import SentenceActors, Side, without
from dateline.reading.frames_match import Match, Matcher
from dateline.reading.parse import Sentence

VOWS = word_classes()["AVOWAL"]
SELF_DONE = frozenset(("RETREAT", "MOBILIZE", "ASSAULT"))
FORCES = frozenset(("MIL", "COP", "SPY", "REB", "PRM"))
CLEAR_ACTS = frozenset(("MOBILIZE", "ASSAULT", "SANCTION", "AID", "CONSULT", "COOPERATE", "COERCE", "RETREAT"))
AHEAD = frozenset(("will", "would", "shall", "'ll"))


def fronted(verb: int, s: Sentence) -> int | None:
    """The clause that stands before its verb of saying: "Turkey will send tanks, the president vowed"."""
    return next((c for c in s.childs(verb, "ccomp") if c < verb and not s.childs(c, "mark")
                 and any(t < verb for t in s.childs(verb, "punct", "nsubj"))), None)


def future(clause: int, s: Sentence) -> bool:
    """Whether a clause tells what is to come."""
    return any(s.lemmas[c] in AHEAD or s.words[c].lower() in AHEAD for c in s.childs(clause, "aux"))


def no_act(match: Match, matcher: Matcher) -> bool:
    """Whether a word that may ask or promise only says: "Seoul has no such plan, the minister insisted", "soldiers commanded by"."""
    s, frame = matcher.s, match.frame
    if frame.event == "REQUEST" and frame.words == ("command",) and s.deps[match.head] == "acl":
        return True
    clause = fronted(match.head, s) if frame.pos == "V" else None
    if clause is None:
        return False
    if frame.event == "REQUEST" and frame.words == ("insist",):
        return not (matcher.base(clause) or matcher.must(clause))
    return frame.event == "AGREE" and frame.words[0] in VOWS and not future(clause, s)


def own_acts(match: Match, doer: Side, done: Side, every: list[Match], matcher: Matcher) -> bool:
    """Whether an act of speech is no event, because the act that it speaks of is its speaker's own."""
    s, event = matcher.s, match.frame.event
    if event == "REQUEST" and match.frame.pos == "V":
        own = {a.country for a in doer.actors}
        if not done.actors or not all(a.sector in FORCES and a.country in own for a in done.actors):
            return False
        clauses = s.childs(match.head, "xcomp", "ccomp")
        return any(m.head in clauses and m.frame.event in SELF_DONE for m in every)
    if event == "AGREE" and match.frame.words[0] in VOWS:
        clause = fronted(match.head, s)
        return clause is not None and future(clause, s) and any(m.head == clause or m.top == clause for m in every
                                                                if m.frame.event in CLEAR_ACTS)
    return False


def warned(match: Match, doer: Side, done: Side, matcher: Matcher, actors: SentenceActors) -> Side:
    """Whom a warning of what one's own state will do is at: whom that act is at."""
    if match.frame.event != "THREATEN" or not done.slot.startswith("ccomp.subj"):
        return done
    home = {a.country for a in doer.actors}
    if any(a.country not in home for a in done.actors):
        return done
    a = matcher.arguments
    for clause in matcher.s.childs(match.head, "ccomp"):
        slots = (("warned.obj", a.objects(clause)), *((f"warned.{p}", a.preps(clause, p)) for p in ("to", "on", "against", "from", "with")))
        side = without(actors.side(slots), doer)
        left = tuple(x for x in side.actors if x.country not in home)
        if left:
            return Side(left, side.slot, side.doubt + 0.1)
    return Side()

"""Parties that a clause leaves out and the words around it make plain.

Doers of passives: "was killed in an Alandic strike" (Aland), "police said two men were arrested" (the police).
Recipients that a noun points back at: "Cedia condemned the move" (whoever made it, a sentence or two before).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.codes.anaphors import anaphors
from dateline.codes.frames import word_classes
from dateline.reading.arguments import VERBS
from dateline.reading.events_actors import SentenceActors, Side, unique, without
from dateline.reading.frames_match import Match, Matcher
from dateline.reading.parse import Sentence

FORCE = frozenset(("ASSAULT", "COERCE", "SANCTION", "RETREAT", "MOBILIZE", "AID", "ACCUSE"))
OFFICIAL = frozenset(("COP", "MIL", "GOV", "JUD"))
BY_THE_SOURCE = frozenset((
    ("COERCE", "arrest"), ("COERCE", "deport"), ("COERCE", "seize"), ("RETREAT", "release"), ("MOBILIZE", "troops"),
    ("MOBILIZE", "police"), ("AID", None)))
TRIED = frozenset(("acquit", "convict", "sentence", "clear", "condemn", "exonerate", "jail", "fine", "censure", "impeach"))
BEFORE_COURT = ("in", "by", "before", "at")
DURING = ("in", "during", "by", "from")
POINTERS = frozenset(("the", "this", "that", "these", "those", "such"))
BACK, BACK_NAMED = 3, 6  # sentences looked back: for "the move", for a noun that names the act ("the detention")
BACK_TWO = 12  # for "the two presidents"
PLACE = "place"  # the slot of a crowd that has the country of the place
DOUBT_EVENT, DOUBT_SOURCE, DOUBT_ANAPHOR = 0.15, 0.25, 0.25
ANSWERS = frozenset(("ACCUSE", "REJECT", "SUPPORT", "REQUEST", "AGREE", "CONCEDE"))
ANSWERED = {"REJECT": frozenset(("REQUEST", "THREATEN", "ACCUSE")), "AGREE": frozenset(("REQUEST",))}
DENIALS = frozenset(("deny", "dispute", "dismiss", "disavow", "disown", "denial", "refute", "rebut"))
CONDITION = frozenset(("if", "unless", "until"))
LOST = frozenset(("die", "perish", "kill", "wound", "injure", "hurt", "slay", "maim", "kidnap", "abduct"))
HITTING = frozenset(("kill", "wound", "injure", "hit", "strike", "hurt", "maim", "slay", "destroy", "damage", "wreck", "flatten", "leave",
                     "shatter", "tear", "rip", "demolish", "claim", "slam", "land"))
LOST_IN = frozenset(("in", "by", "from", "during", "to", "under", "after"))
WORK = frozenset(("work", "handiwork", "doing", "deed", "act", "job", "crime"))
TWO = frozenset(("two", "both", "pair", "duo"))
FURTHER = frozenset(("more", "other", "further", "new", "additional", "extra", "of", "another"))
SIDES = word_classes()["SIDE"]
CROWD = word_classes()["crowd"] | word_classes()["QUANTITY"] | word_classes()["mob"]


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
    if s.lemmas[top] in TRIED and s.pos[top] in VERBS and a.passive(top) and not a.subjects(top):
        bench = tuple(x for p in BEFORE_COURT for t in a.preps(top, p) for x in actors.of(t) if x.sector in ("JUD", "LEG"))
        if bench:
            return Side(bench, "bench", DOUBT_EVENT)  # "was acquitted in the Senate"
    if match.frame.event not in FORCE or s.pos[top] not in VERBS or not a.passive(top) or a.subjects(top):
        return Side()
    if match.frame.event == "MOBILIZE":
        own = tuple(x for t in a.objects(top) for x in actors.of(t) if x.sector in ("MIL", "COP", "REB"))
        if own:
            return Side(own, "obj", DOUBT_EVENT)  # "the army was placed on alert"
    if match.frame.mode == "release":
        holders = tuple(x for t in a.objects(top) for clause in s.childs(t, "relcl", "acl") if s.pos[clause] in VERBS and a.passive(clause)
                        for k in a.subjects(clause) for x in actors.of(k))
        if holders:
            return Side(holders, "holder", DOUBT_EVENT)  # "those held by rebels were freed"
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


def victims(match: Match, matcher: Matcher, actors: SentenceActors) -> Side:
    """Whom a blow hit, where the main clause tells it: "three passengers were killed when gunmen attacked a ferry"."""
    s, a, top = matcher.s, matcher.arguments, match.top
    up = s.heads[top]
    if match.frame.event != "ASSAULT":
        return Side()
    hit = _hit_by(top, matcher) or _hit_by(match.head, matcher)
    if hit:
        return actors.side((("loss", hit),))
    if s.deps[top] != "advcl" or s.lemmas[up].lower() not in LOST:
        return Side()
    if not any(s.words[c].lower() in ("when", "as", "after") for c in s.childs(top, "advmod", "mark")):
        return Side()
    if s.lemmas[up].lower() not in ("die", "perish") and not a.passive(up):
        return Side()
    return actors.side((("loss", a.surface(up)),), owners=False)


def _hit_by(act: int, matcher: Matcher) -> tuple[int, ...]:
    """Whom the clause around tells to be hit: the object of the verb whose subject is the act or its weapon ("a shell fired by rebels
    struck civilians", "the shell that killed two"), or who died in it, or under what was thrown."""
    s, a = matcher.s, matcher.arguments
    verbal = s.pos[act] in VERBS
    if verbal and s.deps[act] != "acl":
        weapons = a.objects(act)
        verbs = [v for w in weapons for v in s.childs(w, "relcl", "acl") if s.lemmas[v].lower() in HITTING and w not in a.objects(v)]
        return tuple(o for v in verbs for o in a.objects(v))
    noun = s.heads[act] if verbal else act
    above = s.heads[noun]
    if s.deps[noun] == "nsubj" and s.lemmas[above].lower() in HITTING:
        doing = (c for x in s.childs(above, "ccomp") if s.tags[x] == "VBG" for c in s.childs(x, "nsubj"))
        return a.objects(above) or tuple(doing)  # "struck civilians queuing for bread"
    if s.deps[noun] == "pobj":
        lost = s.heads[above]
        life = s.lemmas[lost].lower() == "lose" and any(s.lemmas[c].lower() == "life" for c in s.childs(lost, "dobj"))
        if s.pos[lost] in VERBS and s.words[above].lower() in LOST_IN and (
                life or s.lemmas[lost].lower() in ("die", "perish") or (s.lemmas[lost].lower() in LOST and a.passive(lost))):
            return a.surface(lost)
    return ()


def work_of(match: Match, matcher: Matcher, actors: SentenceActors) -> Side:
    """Whose act a noun is, where the sentence calls it their work: "Friday's bombing was the work of rebels"."""
    s, a = matcher.s, matcher.arguments
    if s.deps[match.head] != "nsubj" or s.lemmas[s.heads[match.head]] != "be":
        return Side()
    work = [t for t in s.childs(s.heads[match.head], "attr") if s.lemmas[t].lower() in WORK]
    owners = tuple(x for t in work for o in a.owners(t) for x in actors.of(o) or actors.owner(o))
    return Side(owners, "work", DOUBT_EVENT) if owners else Side()


def conditioned(match: Match, doer: Side, matcher: Matcher, actors: SentenceActors) -> Side:
    """Whom a threat is aimed at: who must do, or not do, what its condition tells ("will strike unless Boria withdraws")."""
    if match.frame.event != "THREATEN":
        return Side()
    s = matcher.s
    heads = [match.head, *s.childs(match.head, "xcomp", "ccomp"), *(c for p in s.childs(match.head, "prep") for c in s.childs(p, "pcomp"))]
    for head in heads:
        for clause in s.childs(head, "advcl"):
            if any(s.words[c].lower() in CONDITION for c in s.childs(clause, "mark", "advmod")):
                side = without(actors.side((("condition", matcher.arguments.surface(clause)),)), doer)
                if side.actors:
                    return Side(side.actors, "condition", DOUBT_EVENT)
    return Side()


def answered(match: Match, doer: Side, matcher: Matcher, told: Sequence[Told]) -> Side:
    """Whom a refusal or denial answers: whoever asked or accused the one who now refuses, in a sentence before."""
    asked = ANSWERED.get(match.frame.event)
    if match.frame.words[0] in DENIALS:
        asked = frozenset(("ACCUSE",))
    if asked is None:
        return Side()
    names, countries = {a.name for a in doer.actors}, {a.country for a in doer.actors if a.country}
    for one in reversed(told):
        if matcher.s.index - one.index > BACK:
            break
        if one.event in asked and any(a.name in names or a.country in countries for a in one.done.actors):
            left = tuple(a for a in one.doer.actors if a.name not in names)
            if left:
                return Side(left, "answered", DOUBT_ANAPHOR)
    return Side()


def pair(match: Match, matcher: Matcher, told: Sequence[Told]) -> Side:
    """Who "the two leaders", "both sides" or "the pair" are: the two parties of the last act that had two."""
    s = matcher.s
    for name, tokens in match.actor:
        for token in tokens:
            words = {s.lemmas[token].lower(), *(s.words[c].lower() for c in s.children[token])}
            if not name.startswith("subj") or not words & TWO or not (words & SIDES):
                continue
            return last_two(matcher.s, told)
    return Side()


def speaks_of_two(sentence: Sentence, told: Sequence[Told]) -> bool:
    """Whether a sentence that names nobody may speak of two parties told before: "the two sides"."""
    return bool(told) and any(w.lower() in TWO for w in sentence.words) and any(lemma.lower() in SIDES for lemma in sentence.lemmas)


def last_two(sentence: Sentence, told: Sequence[Told]) -> Side:
    """The two parties of the last act that had two."""
    for one in reversed(told):
        both = unique((*one.doer.actors, *one.done.actors))
        if sentence.index - one.index > BACK_TWO:
            break
        if len({a.country for a in both if a.country}) == 2 and not any(TWO & set(a.name.lower().split()) for a in both):
            return Side(both, "pair", DOUBT_ANAPHOR)
    return Side()


def both_meant(done: Side, sentence: Sentence, told: Sequence[Told]) -> Side:
    """The done-to, where "the two presidents" was read as one of them: both parties of the last act that had two."""
    told_two = [words for a in done.actors if (words := set(a.name.lower().split())) & TWO and not words & FURTHER]
    if len({a.country for a in done.actors}) != 1 or not told_two:
        return done
    both = last_two(sentence, told)
    return both if both.actors and {a.country for a in done.actors} <= {a.country for a in both.actors} else done


def people_of_place(match: Match, matcher: Matcher, actors: SentenceActors) -> Side:
    """A crowd that no country is told of has that of the place: "tens of thousands marched in Lima"."""
    if match.frame.event != "PROTEST":
        return Side()
    s, a = matcher.s, matcher.arguments
    verb = match.top if s.pos[match.top] in VERBS else s.heads[match.top]
    subject = next((t for t in a.subjects(verb) if s.lemmas[t].lower() in CROWD and not actors.by_token.get(t)), None) \
        if s.pos[verb] in VERBS else None
    if subject is None:
        return Side()
    near = (t for prep in ("in", "at", "outside", "through", "near", "across") for t in a.preps(verb, prep))
    found = next((x for t in near for x in actors.of(t) or actors.owner(t)), None)
    if found is None:
        before = [t for t in actors.by_token if actors.by_token[t] and t != subject]
        found = actors.by_token[min(before, key=lambda t: abs(t - subject))][0] if before else None
    if found is None or found.country is None:
        return Side()
    span = (s.starts[subject], s.ends[subject])
    return Side((replace(found, span=span, sentence=s.span, name=s.words[subject], sector="CVL", office=None, why="crowd of the place"),),
                PLACE, DOUBT_SOURCE)


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
            if match.frame.event == "CONCEDE":  # who admits an attack concedes nothing to another name of its own
                left = tuple(a for a in left if not any(a.country == d.country and a.sector == d.sector for d in doer.actors))
            if left and (not events or one.event in events):
                return Side(left, "anaphor", DOUBT_ANAPHOR)
    return Side()

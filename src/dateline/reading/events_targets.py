"""Whom an act hits where its own words name no party: the land under a blow, the side across a border.

In "North Korean gunners shelled Yeonpyeong island" nobody is told but the place: the blow is one at South Korea. In "Taiwan scrambled
jets after Chinese ships crossed the line" the jets go up against China, and the ships came up to Taiwan.
"""

from dateline.codes.actors import lexicon
from dateline.codes.actors_keys import fold
from dateline.codes.frames import word_classes
from dateline.reading.arguments import VERBS
from dateline.reading.events_actors import SentenceActors, Side, unique
from dateline.reading.frames_match import Match, Matcher
from dateline.reading.parse import Sentence
from dateline.records import Actor

STRIKES_AT = ("on", "at", "against", "into", "onto", "towards", "toward")
BORDERS = word_classes()["BORDERLAND"]
TOWARDS = ("to", "toward", "towards", "near", "along", "at", "on", "across", "over")
WHEN = frozenset(("after", "as", "when", "because", "while", "since"))
LAND_DOUBT, FACED_DOUBT = 0.15, 0.2


def struck(match: Match, doer: Side, matcher: Matcher, actors: SentenceActors) -> Side:
    """The land that a blow falls on: its object's place, or the place itself."""
    two_sided = len(doer.actors) > 1 and "+" in doer.slot
    if match.frame.event != "ASSAULT" or match.frame.mode in ("abduct", "assassinate") or two_sided:
        return Side()
    a, top = matcher.arguments, match.top
    verbal = matcher.s.pos[top] in VERBS
    targets = list(a.objects(top)) if verbal else []
    for head in {match.head, top}:
        targets += [t for p in STRIKES_AT for t in a.preps(head, p)]
    if not verbal:
        targets += a.preps(match.head, "of")
    for token in targets:
        found = actors.land(token)
        if found:
            return Side(unique(found), "land", LAND_DOUBT)
    return Side()


def faced(match: Match, doer: Side, matcher: Matcher, actors: SentenceActors) -> Side:
    """Whom forces are moved up to: across whose border, or against whose forces in the clause that tells why."""
    if match.frame.event != "MOBILIZE":
        return Side()
    s, a, top = matcher.s, matcher.arguments, match.top
    home = {x.country for x in doer.actors}
    for prep in TOWARDS:
        for token in a.preps(top, prep):
            if s.lemmas[token].lower() not in BORDERS:
                continue
            owners = (*a.compounds(token), *a.possessors(token), *a.preps(token, "of"), *a.preps(token, "with"))
            across = tuple(x for t in owners for x in actors.of(t) or adjective(t, s, doer) if x.country and x.country not in home)
            if across:
                return Side(unique(across), "border", FACED_DOUBT)
    if s.pos[top] not in VERBS:
        return Side()
    clauses = [c for c in s.childs(top, "advcl") if s.pos[c] in VERBS]
    if s.deps[top] == "advcl" and matcher.book.of(s.lemmas[s.heads[top]], "V"):
        clauses.append(s.heads[top])
    for clause in clauses:
        marked = clause if s.heads[clause] == top else top
        if not any(s.words[c].lower() in WHEN for c in s.childs(marked, "mark", "advmod")):
            continue
        if not any(f.event in ("MOBILIZE", "ASSAULT") for f in matcher.book.of(s.lemmas[clause], "V")):
            continue
        against = tuple(x for t in a.subjects(clause) for x in actors.of(t) if x.country and x.country not in home)
        if against:
            return Side(unique(against), "faced", FACED_DOUBT)
    return Side()


def adjective(token: int, s: Sentence, doer: Side) -> tuple[Actor, ...]:
    """The state that an adjective before a border names, which is no party by itself."""
    entries = lexicon().find(fold(s.words[token])) if s.words[token][:1].isupper() else ()
    entry = next((e for e in entries if e.kind in ("adjective", "state") and e.country), None)
    if entry is None or not doer.actors:
        return ()
    one = doer.actors[0]
    return (Actor(report=one.report, sentence=s.span, why=f"adjective {entry.row}", doubt=FACED_DOUBT, codes=one.codes,
                  span=(s.starts[token], s.ends[token]), name=entry.name, country=entry.country, sector="GOV"),)

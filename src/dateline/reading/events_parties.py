"""Whether a match names the parties that a record asks for.

An act needs a doer who can be named: one with a country. Words that tell the act are no actor ("the military coup"), a law does
nothing by itself, a meeting needs two parties, most acts of speech need somebody they are aimed at; "declined to comment" refuses
nobody, and a released report is no freed prisoner.
"""

from dataclasses import replace

from dateline.codes.frames import word_classes
from dateline.codes.parties import asks
from dateline.reading.arguments import VERBS, Arguments
from dateline.reading.events_actors import Side, without_spans
from dateline.reading.frames_match import Match
from dateline.reading.parse import Sentence
from dateline.records import Actor

COMMENT, DOCUMENT, LAW, ABSTRACT = (word_classes()[name] for name in ("COMMENT", "DOCUMENT", "LAW", "ABSTRACT"))
VOTER, ACCIDENT, UNNAMED = (word_classes()[name] for name in ("VOTER", "ACCIDENT", "UNNAMED"))
BODIES = frozenset(("IGO", "UNO", "EUR"))
SITTING = frozenset(("meet", "convene", "gather", "debate", "assemble", "confer"))
PRIVATE = frozenset(("JRN", "CVL", "BUS", "CRM", "REF"))
QUESTION = frozenset(("about", "whether", "if"))
FORCE = frozenset(("ASSAULT", "MOBILIZE"))
MUTUAL = frozenset(("CONSULT", "SUPPORT", "AGREE", "COOPERATE"))  # told of two by name, whoever they are
FLIGHT = frozenset(("flee", "escape", "bolt"))
POWER = frozenset(("GOV", "ELI", "OPP", "REB", "MIL", "LEG", "SPY"))


def own_words_apart(side: Side, match: Match, sentence: Sentence) -> Side:
    """A side without actors that stand on the act's own words."""
    tokens = (match.head, *match.used) if match.frame.pos == "N" else (match.head,)
    abstract = (t for t in match.used if sentence.lemmas[t].lower() in ABSTRACT)
    spans = tuple((sentence.starts[t], sentence.ends[t]) for t in (*tokens, *abstract))
    owned = tuple(a for a in side.actors if a.country and a.name[:1].isupper() and match.frame.pos == "V" and " " in a.name)
    left = without_spans(side, spans)  # "a Turkish drone" is Turkey's
    return left if left.actors or not owned else replace(side, actors=owned)


def tellable(match: Match, doer: Side, done: Side, arguments: Arguments) -> bool:
    """Whether the parties are enough for a record."""
    sentence, event = arguments.s, match.frame.event
    if match.frame.doerless and not doer.actors:
        return True
    two = event in MUTUAL and len({a.name for a in (*doer.actors, *done.actors) if is_named(a)}) > 1
    if not two and not any(a.country for a in doer.actors):
        return False
    if _impersonal(match, doer, arguments):
        return False
    if event in ("REJECT", "REQUEST") and any(sentence.lemmas[c] in COMMENT for c in sentence.childs(match.head, "xcomp")):
        return False
    if match.frame.words == ("ask",) and any(sentence.words[c].lower() in QUESTION for c in sentence.children[match.head]):
        return False
    if match.frame.spoken:
        return any(a.country for a in done.actors)
    if (event == "CONSULT" or match.frame.words == ("join",)) and all(a.sector in PRIVATE for a in doer.actors):
        return False
    if match.frame.words[0] in FLIGHT and event == "RETREAT" and not any(a.sector in POWER or a.office for a in doer.actors):
        return False  # those who flee hardship give nothing up
    wanted = asks(event, match.frame.mode)
    told = {match.frame.words[0], match.frame.words[-1], *(sentence.lemmas[t].lower() for t in match.used)}
    if told & wanted.unless:
        return True
    match wanted.parties:
        case "both":
            public = any(a.sector in POWER for a in (*doer.actors, *done.actors))
            told_of = [a for a in (*doer.actors, *done.actors) if a.country or (is_named(a) and (two or public))]
            named = [a for a in told_of if event != "CONSULT" or a.sector not in PRIVATE]
            if event == "CONSULT" and match.frame.words[0] in SITTING and any(a.country in BODIES for a in named):
                return True  # a body that sits: its members meet
            return len(named) > 1 and (two or any(a.sector for a in named))
        case "recipient":
            return any(a.country or a.sector or is_named(a) for a in done.actors) or (len(doer.actors) > 1 and event == "SUPPORT")
    return True


def is_named(actor: Actor) -> bool:
    """Whether an actor is a person told by full name of whom nothing else is known."""
    return actor.country is None and actor.sector is None and actor.why.startswith("name") and " " in actor.name


def _impersonal(match: Match, doer: Side, arguments: Arguments) -> bool:
    """A law that forbids, a car that strikes, a report that is released, a market that rallies, gunmen whom nobody names."""
    sentence, event, top = arguments.s, match.frame.event, match.top
    verbal = sentence.pos[top] in VERBS
    if verbal and doer.slot.startswith("subj") and any(sentence.lemmas[t].lower() in LAW for t in arguments.subjects(top)):
        return True
    subjects = arguments.subjects(top) if verbal else ()
    if any(sentence.lemmas[t].lower() in VOTER for subject in subjects for t in (subject, *arguments.compounds(subject))):
        return True
    if any(sentence.words[c].lower() in UNNAMED for t in subjects for c in sentence.children[t]):
        return True
    if event in FORCE and any(sentence.lemmas[t].lower() in ACCIDENT for t in subjects):
        return True
    if event in FORCE and all(a.sector == "BUS" for a in doer.actors):
        return True
    if event == "RETREAT" and match.frame.mode == "release":
        things = arguments.objects(match.head) if sentence.pos[match.head] in VERBS else arguments.preps(match.head, "of")
        return any(sentence.lemmas[t].lower() in DOCUMENT for t in things)
    return False

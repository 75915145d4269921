"""Who did what to whom: the events of a report, one record an act.

Each sentence is matched against the frames of the code book; slots are filled with actors; what is only demanded,
threatened, rejected or agreed is dropped; repeats are folded into the first telling.

>>> from dateline.codes.book import CodeBook
>>> from dateline.reading.parse import parse
>>> from dateline.records import Actor, Block, Report
>>> text = "Aland threatened to impose sanctions on Boria."
>>> report = Report(id="r", sha256="", blocks=(Block(kind="paragraph", span=(0, len(text))),))
>>> named = [("Aland", (0, 5)), ("Boria", (40, 45))]
>>> actors = tuple(Actor(report="r", sentence=(0, 46), why="example", span=s, name=n, country=n, sector="GOV") for n, s in named)
>>> for e in find_events(report, parse(text, report.blocks), CodeBook(), actors, (), (), ()):
...     print(e.event, e.mode, [a.name for a in e.actor], [a.name for a in e.recipient], e.status)
THREATEN restrict ['Aland'] ['Boria'] actual
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.codes.book import CodeBook
from dateline.codes.frames import frames, word_classes
from dateline.codes.plover import intensity, kinds
from dateline.codes.quiet import is_quiet
from dateline.reading.arguments import VERBS, Arguments
from dateline.reading.circumstances import Circumstances, Setting, circumstances, setting_of
from dateline.reading.claims import Quotes
from dateline.reading.events_actors import SentenceActors, Side, unique, with_countries, with_home, with_speakers, without
from dateline.reading.events_fold import fold, later_topics
from dateline.reading.events_implied import (
    PLACE,
    Told,
    answered,
    both_meant,
    conditioned,
    crowd,
    implied_doer,
    implied_recipient,
    pair,
    people_of_place,
    speaks_of_two,
)
from dateline.reading.events_parties import own_words_apart, tellable
from dateline.reading.events_settled import MEANT, only_wished, settled
from dateline.reading.frames_above import Above
from dateline.reading.frames_match import Filled, Match, Matcher, best_by_head, first_by_head
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Parse, Sentence
from dateline.reading.who import as_of
from dateline.records import Actor, Event, Place, Quote, Report, Time
from dateline.records.event import EventDate, Status
from dateline.records.span import Span

RECIPROCAL = frozenset(("CONSULT", "COOPERATE"))
SPORT = word_classes()["SPORT"]
SCORE = re.compile(r"\b\d{1,3} ?[-–] ?\d{1,3}\b")
FORCE = frozenset(("ASSAULT", "COERCE"))
OWN_FORCES = frozenset(("MOBILIZE", "AGREE", "RETREAT"))
OPEN = frozenset(("negated", "hypothetical"))
AIMED = frozenset(("REQUEST", "THREATEN", "AGREE", "ACCUSE", "SUPPORT", "CONCEDE"))  # "I never threaten anybody" is no event
FALLBACK = {
    "SANCTION": ("to", "on", "from", "with"), "AID": ("to", "for", "in"), "ASSAULT": ("on", "at", "in", "over"), "AGREE": ("to", "with"),
    "REJECT": ("from", "with"), "THREATEN": ("against", "to"), "COERCE": ("on", "in"), "RETREAT": ("on", "from"), "ACCUSE": ("at", "over"),
    "SUPPORT": ("for", "to")}
BASE_DOUBT = 0.4
SPEECH = frozenset(("REQUEST", "REJECT", "THREATEN", "AGREE", "ACCUSE", "SUPPORT", "CONCEDE"))


@dataclass(frozen=True, slots=True)
class Found:
    """A match with its actors: what one event is made of."""

    match: Match
    actor: Side
    recipient: Side
    above: tuple[Above, ...]


def find_events(report: Report, parse: Parse, codes: CodeBook, actors: tuple[Actor, ...], places: tuple[Place, ...],
                times: tuple[Time, ...], quotes: tuple[Quote, ...]) -> tuple[Event, ...]:
    """The events of a report, in text order."""
    mentions = Mentions(with_speakers(with_countries(with_home(actors), places), quotes, parse))
    setting = setting_of(report, parse, codes, times, places, quotes)
    events = (_event(found, sentence, setting) for sentence, found in all_events(parse, mentions, setting.quotes))
    told = [e for e in events if e.recipient or e.status not in OPEN or e.event not in AIMED or len(e.actor) > 1]
    return later_topics(fold(told, parse), parse)


def events_in(sentence: Sentence, mentions: Mentions[Actor], told: Sequence[Told] = (), quotes: Quotes | None = None) -> list[Found]:
    """The matches of a sentence that have an actor and are events of their own; `told` are the acts of earlier sentences."""
    arguments = Arguments(sentence)
    actors = SentenceActors(sentence, arguments, mentions, quotes)
    if not (actors or speaks_of_two(sentence, told)) or is_sport(sentence):
        return []
    matcher = Matcher(sentence, frames(), actors.is_actor, weak=False, arguments=arguments)
    sides: dict[int, tuple[Side, Side]] = {}

    def keep(match: Match) -> bool:
        doer, done = sides_of(match, actors)
        if len({a.country for a in doer.actors if a.country}) < 2:
            both = pair(match, matcher, told)
            doer = both if both.actors else doer
        if not doer.actors and not match.actor:
            doer = implied_doer(match, matcher, actors) if match.frame.event != "PROTEST" else crowd(match, told)
        if not any(a.country for a in doer.actors):
            people = people_of_place(match, matcher, actors)
            doer = people if people.actors else doer
        if doer.actors and not done.actors:
            done = implied_recipient(match, doer, matcher, told)
            done = done if done.actors else conditioned(match, doer, matcher, actors)
        done = both_meant(done, sentence, told)
        if not done.actors and any(need.place == "ccomp.must" for need in match.frame.needs):
            return False
        sides[id(match)] = doer, done
        return bool(doer.actors)

    every = [m for m in matcher.all() if not is_quiet(m.frame.words, m.frame.event) and not only_intends(m, matcher)
             and not only_wished(m, matcher)]
    inner = inner_of(every, matcher)
    found: list[Found] = []
    for match in best_by_head(every, keep):
        if not sides[id(match)][1].actors:
            sides[id(match)] = sides[id(match)][0], recipient_elsewhere(match, sides[id(match)][0], every, actors)
        above = matcher.above(match.top)
        if not any(a.embed.status == "drop" for a in above) and not (match.undone_by and match.undone_by.event):
            one = completed(Found(match, *sides[id(match)], above), inner, actors, matcher)
            one = replace(one, recipient=foreign(abroad(one), one, actors))
            if not one.recipient.actors:
                one = replace(one, recipient=answered(match, one.actor, matcher, told))
            one = Found(*settled(one.match, one.actor, one.recipient, matcher), one.above)
            deed = next((f for f in found if f.match.top == sentence.heads[match.top] and is_purpose(match.top, sentence)), None)
            if deed is not None:
                if deed.match.frame.event == "MOBILIZE" and one.match.frame.event == "ASSAULT":
                    act = replace(one.match, carrier=deed.match.top)
                    found[found.index(deed)] = replace(one, match=act, above=deed.above)  # "sent jets to bomb Boria"
                continue
            cause = next((f for f in found if f.match.top == sentence.heads[match.top] and is_result(one, f, sentence)), None)
            if cause is not None:
                found[found.index(cause)] = replace(cause, recipient=cause.recipient if cause.recipient.actors else one.recipient)
            elif tellable(one.match, one.actor, one.recipient, matcher.arguments):
                found.append(one)
    tops = {f.match.top for f in found} | {f.match.head for f in found}
    return [f for f in found if condition_of(f.match.top, sentence) not in tops]


def abroad(found: Found) -> Side:
    """The recipient without the doer's own forces: an army called up or withdrawn is no target, nor is the land that a crowd is of."""
    done, event = found.recipient, found.match.frame.event
    if found.actor.slot == PLACE:
        land = found.actor.actors[0].country
        return replace(done, actors=tuple(a for a in done.actors if a.country != land or a.sector not in (None, "GOV")))
    if event not in OWN_FORCES or done.slot.startswith("prep:against"):
        return done
    home = {a.country for a in found.actor.actors}
    left = tuple(a for a in done.actors if a.country not in home or (event != "MOBILIZE" and a.sector != "MIL"))
    return replace(done, actors=left) if left else Side()


def foreign(done: Side, found: Found, actors: SentenceActors) -> Side:
    """The recipient of an expulsion: "cut ties with Boria and expelled its ambassador" means Boria's, whatever `its` was read as."""
    frame, home = found.match.frame, {a.country for a in found.actor.actors}
    if (frame.event, frame.mode) != ("SANCTION", "expel") or any(a.country not in home for a in done.actors):
        return done
    s = actors.s
    if not any(s.tags[c] == "PRP$" for t in actors.a.objects(found.match.top) for c in s.children[t]):
        return done
    for token in range(found.match.top, -1, -1):
        others = tuple(a for a in actors.by_token.get(token, ()) if a.country and a.country not in home)
        if others:
            return Side(others, "expelled.owner", 0.2)
    return Side()


def condition_of(top: int, sentence: Sentence) -> int:
    """The word whose condition an act is, -1 where it is none: in "will strike unless Boria withdraws" `strike` for `withdraws`."""
    at = top
    for _ in range(4):
        if sentence.deps[at] == "advcl":
            marks = {sentence.words[c].lower() for c in sentence.childs(at, "mark")}
            return sentence.heads[at] if marks & {"if", "unless"} else -1
        if sentence.deps[at] not in ("xcomp", "conj") or sentence.heads[at] == at:
            return -1
        at = sentence.heads[at]
    return -1


def is_purpose(top: int, sentence: Sentence) -> bool:
    """Whether an act is what another is done for: "sent troops to evacuate foreigners"."""
    return sentence.deps[top] in ("advcl", "xcomp", "acl", "relcl") and sentence.tags[top] == "VB" and any(
        sentence.tags[c] == "TO" for c in sentence.children[top])


def is_result(found: Found, cause: Found, sentence: Sentence) -> bool:
    """Whether an act is only the outcome of another in the same words: "bombed the port, killing six"."""
    return sentence.deps[found.match.top] == "advcl" and sentence.tags[found.match.top] == "VBG" and found.match.frame.event in FORCE and (
        found.match.frame.event == cause.match.frame.event and found.actor.actors == cause.actor.actors)


def recipient_elsewhere(match: Match, doer: Side, every: list[Match], actors: SentenceActors) -> Side:
    """The recipient that another frame of the same event at the same head finds."""
    others = (sides_of(m, actors)[1] for m in every if m.head == match.head and m.frame.event == match.frame.event)
    return without(next((side for side in others if side.actors), Side()), doer)


def is_sport(sentence: Sentence) -> bool:
    """Whether the sentence tells of a game, where "beat" and "attack" hurt nobody."""
    words = sum(1 for lemma in sentence.lemmas if lemma in SPORT)
    return words > 1 or (words == 1 and SCORE.search(" ".join(sentence.words)) is not None)


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
    return Found(replace(match, frame=replace(match.frame, mode=mode)), found.actor, recipient, found.above)


def complement_slots(match: Match, matcher: Matcher) -> list[Filled]:
    """Subject and object of the clause under an act of speech whose own act has no frame: "vowed to crush Boria"."""
    slots: list[Filled] = []
    for clause in matcher.s.childs(match.head, "xcomp", "ccomp"):
        if not any(a.token == match.head and a.embed.status == "drop" for a in matcher.above(clause)):
            continue
        slots += [("subj", matcher.arguments.surface(clause)), ("obj", matcher.arguments.objects(clause))]
    return slots


def only_intends(match: Match, matcher: Matcher) -> bool:
    """Whether a frame stands on a word that only says what is planned, wished or left undone: then that act itself is the event."""
    return match.frame.pos == "V" and any(n.place in ("xcomp", "ccomp") for n in match.frame.needs) and any(
        row.own_event is None and row.status in ("planned", "hypothetical", "negated") and any(n.place == "xcomp" for n in row.places)
        for row in matcher.book.embed_of(match.frame.words[0], "V"))


def sides_of(match: Match, actors: SentenceActors) -> tuple[Side, Side]:
    """Doers and done-to of a match; all parties of a meeting are doers; nobody stands on both sides."""
    slots = match.recipient
    if match.frame.event == "MOBILIZE":
        slots = tuple(slot for slot in slots if not slot[0].startswith(("obj", "iobj")))  # those sent, not those sent to
    doer, done = (own_words_apart(actors.side(tokens), match, actors.s) for tokens in (match.actor, slots))
    if not done.actors and match.frame.recipient and match.frame.event != "MOBILIZE" and actors.s.pos[match.top] in VERBS:
        ways = [("obj", actors.a.objects(match.top)), ("prep:against", actors.a.preps(match.top, "against"))]
        if not actors.a.passive(match.top):
            ways.append(("prep:by", actors.a.preps(match.top, "by")))  # "condemned the launch by Boria"
        ways += [(f"prep:{p}", actors.a.preps(match.top, p)) for p in FALLBACK.get(match.frame.event, ())]
        done = own_words_apart(actors.side(tuple(ways)), match, actors.s)
    if not done.actors and match.frame.pos == "N" and match.frame.event in ("ASSAULT", "COERCE") and actors.s.deps[match.head] == "nsubj":
        done = actors.side((("verb.obj", actors.a.objects(actors.s.heads[match.head])),), owners=False)  # "the coup removed Kess"
    if match.frame.event in RECIPROCAL and match.frame.mode != "visit":
        return Side(unique(doer.actors + done.actors), doer.slot, doer.doubt), Side()
    return doer, without(done, doer)


def _event(found: Found, sentence: Sentence, setting: Setting) -> Event:
    """The record of one found act, with its circumstances."""
    match = found.match
    name, mode = match.frame.event, match.frame.mode
    told = circumstances(setting, sentence, match.top, name, mode, actors=found.actor.actors, recipients=found.recipient.actors)
    if announced(found, sentence, told):
        name, mode, told = "THREATEN", "violence", replace(told, status="actual")
    return Event(
        report=setting.report.id, sentence=sentence.span, why=match.frame.id, doubt=doubt_of(found), codes=setting.codes.version,
        event=name, mode=mode, quad=kinds()[name].quad, intensity=intensity(name, mode),
        actor=as_then(found.actor.actors, told.date, setting),
        recipient=as_then(found.recipient.actors, told.date, setting),
        anchor=anchor_of(sentence, match), status=status_in(sentence, match, told.status),
        date=told.date, place=told.place, topics=told.topics, figures=told.figures, background=told.background,
        contexts=told.contexts,
        claimed=told.claim.claimed and not match.frame.spoken, claimed_by=None if match.frame.spoken else told.claim.claimed_by)


def as_then(actors: tuple[Actor, ...], when: EventDate | None, setting: Setting) -> tuple[Actor, ...]:
    """The actors in the offices that they held on the day of an act that is past: the middle of a year or month told alone."""
    if when is None or when.start is None:
        return actors
    first = day_of(when.start)
    last = day_of(when.end) if when.end else first
    if first is None or last is None:
        return actors
    day = first + (last - first) // 2
    if setting.report.published is None or day.isoformat() >= setting.report.published:
        return actors
    return tuple(as_of(a, day, setting.codes) for a in actors)


def day_of(value: str) -> date | None:
    """The day that an ISO date tells, or None."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def announced(found: Found, sentence: Sentence, told: Circumstances) -> bool:
    """Whether an attack is what its doer says it would do: then saying so is a threat."""
    if found.match.frame.event != "ASSAULT" or told.status not in ("planned", "hypothetical") or not found.above:
        return False
    first = found.above[0]
    said = first.place == "ccomp" and first.embed.claimed and first.embed.pos == "V"
    return said and any(sentence.lemmas[c] in ("will", "would") for c in sentence.childs(found.match.top, "aux"))


def status_in(sentence: Sentence, match: Match, status: Status) -> Status:
    """The status, negated where it is called off; a headline's bare infinitive is planned: "Macron to visit Algeria"."""
    if match.frame.spoken or match.frame.effect == MEANT:
        return "actual"  # the words are the act
    if match.undone_by is not None:
        return "negated"
    top = match.top
    if match.frame.status and status == "actual":
        return match.frame.status
    if status == "actual" and sentence.block == "headline" and sentence.deps[top] in ("relcl", "acl", "ROOT") and any(
            sentence.tags[c] == "TO" for c in sentence.children[top]):
        return "planned"
    return status


def doubt_of(found: Found) -> float:
    """The chance that the record is wrong: less where both sides are told and the frame asks much, more where an owner stood in."""
    unsure = max((a.doubt for a in (*found.actor.actors, *found.recipient.actors)), default=0.0)
    doubt = BASE_DOUBT + 0.3 * unsure
    doubt += found.actor.doubt + found.recipient.doubt - 0.1 * bool(found.recipient.actors) - 0.02 * found.match.frame.weight
    return round(min(0.95, max(0.05, doubt)), 2)


def anchor_of(sentence: Sentence, match: Match) -> tuple[Span, ...]:
    """The shortest words that tell the act: the head with its particle and its light verb."""
    tokens = {match.head}
    if match.carrier is not None:
        tokens.add(match.carrier)
    if len(match.frame.words) > 1:
        tokens |= {t for t in match.used if {sentence.lemmas[t].lower(), sentence.words[t].lower()} & set(match.frame.words)}
    return sentence.pieces(tokens)


def all_events(parse: Parse, mentions: Mentions[Actor], quotes: Quotes | None = None) -> Iterable[tuple[Sentence, Found]]:
    """Every event match of a text with its sentence, before folding."""
    told: list[Told] = []
    for sentence in parse.sentences:
        for one in events_in(sentence, mentions, told, quotes):
            told.append(Told(sentence.index, one.match.frame.event, one.actor, one.recipient))
            yield sentence, one

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
from dataclasses import replace

from dateline.codes.book import CodeBook
from dateline.codes.frames import frames, word_classes
from dateline.codes.quiet import is_quiet
from dateline.reading.arguments import Arguments
from dateline.reading.circumstances import setting_of
from dateline.reading.claims import Quotes
from dateline.reading.events_actors import SentenceActors, Side, with_countries, with_home, with_scene, with_speakers, without
from dateline.reading.events_blamed import BLAMED, blamed, restated
from dateline.reading.events_context import asked_of, elsewhere
from dateline.reading.events_fold import fold, later_topics
from dateline.reading.events_implied import (
    Told,
    both_meant,
    conditioned,
    crowd,
    implied_doer,
    implied_recipient,
    pair,
    people_of_place,
    speaks_of_two,
    victims,
    work_of,
)
from dateline.reading.events_own import belied, kept, of_clause
from dateline.reading.events_parties import tellable
from dateline.reading.events_record import event_of
from dateline.reading.events_settled import only_wished, settled
from dateline.reading.events_sides import Found, abroad, completed, foreign, inner_of, recipient_elsewhere, sides_of
from dateline.reading.events_spoken import no_act, own_acts, warned
from dateline.reading.events_targets import faced, struck
from dateline.reading.frames_match import Match, Matcher, best_by_head
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Parse, Sentence
from dateline.records import Actor, Event, Place, Quote, Report, Time

SPORT = word_classes()["SPORT"]
BLAST = word_classes()["BLAST"]
SCORE = re.compile(r"\b\d{1,3} ?[-–] ?\d{1,3}\b")
FORCE = frozenset(("ASSAULT", "COERCE"))
OPEN = frozenset(("negated", "hypothetical"))
AIMED = frozenset(("REQUEST", "THREATEN", "AGREE", "ACCUSE", "SUPPORT", "CONCEDE"))  # "I never threaten anybody" is no event


def find_events(report: Report, parse: Parse, codes: CodeBook, actors: tuple[Actor, ...], places: tuple[Place, ...],
                times: tuple[Time, ...], quotes: tuple[Quote, ...]) -> tuple[Event, ...]:
    """The events of a report, in text order."""
    mentions = Mentions(with_speakers(with_countries(with_home(with_scene(actors, places)), places), quotes, parse))
    setting = setting_of(report, parse, codes, times, places, quotes)
    events = (event_of(found, sentence, setting) for sentence, found in all_events(parse, mentions, setting.quotes))
    told = [e for e in events if e.recipient or e.status not in OPEN or e.event not in AIMED or len(e.actor) > 1]
    return later_topics(fold(told, parse), parse)


def events_in(sentence: Sentence, mentions: Mentions[Actor], told: Sequence[Told] = (), quotes: Quotes | None = None) -> list[Found]:
    """The matches of a sentence that have an actor and are events of their own; `told` are the acts of earlier sentences."""
    arguments = Arguments(sentence)
    actors = SentenceActors(sentence, arguments, mentions, quotes)
    if not (actors or speaks_of_two(sentence, told) or tells_of_blast(sentence)) or is_sport(sentence):
        return []
    matcher = Matcher(sentence, frames(), actors.is_actor, weak=False, arguments=arguments)
    sides: dict[int, tuple[Side, Side]] = {}
    here: list[Told] = []

    def keep(match: Match) -> bool:
        doer, done = sides_of(match, actors)
        if len({a.country for a in doer.actors if a.country}) < 2:
            both = pair(match, matcher, told)
            doer = both if both.actors else doer
        answerable = blamed(match, matcher, actors) if not doer.actors or doer.slot != "by" else Side()
        if answerable.actors:
            doer, done = answerable, without(done, answerable)
        if not doer.actors and not match.actor:
            doer = implied_doer(match, matcher, actors) if match.frame.event != "PROTEST" else crowd(match, told)
        if not doer.actors and match.frame.pos == "N":
            doer = work_of(match, matcher, actors)
        if not any(a.country for a in doer.actors):
            people = people_of_place(match, matcher, actors)
            doer = people if people.actors else doer
        before = (*told, *here) if match.frame.event == "REJECT" else told
        if doer.actors and not done.actors:
            done = implied_recipient(match, doer, matcher, before)
            done = done if done.actors else conditioned(match, doer, matcher, actors)
        written = asked_of(match, matcher, actors)
        done = without(written, doer) if written.actors else done
        if not done.actors:
            done = without(victims(match, matcher, actors), doer)
        if not done.actors:
            done = struck(match, doer, matcher, actors)
        if not done.actors:
            done = of_clause(match, doer, matcher, actors)
        done = kept(belied(done, doer, match, actors), doer, match, matcher, actors)
        if not done.actors:
            done = faced(match, doer, matcher, actors)
        done = both_meant(warned(match, doer, done, matcher, actors), sentence, told)
        if not done.actors and any(need.place == "ccomp.must" for need in match.frame.needs):
            return False
        sides[id(match)] = doer, done
        if doer.actors:
            here.append(Told(sentence.index, match.frame.event, doer, done))
        return bool(doer.actors) or match.frame.doerless

    every = [m for m in matcher.all() if not is_quiet(m.frame.words, m.frame.event) and not only_intends(m, matcher)
             and not only_wished(m, matcher) and not no_act(m, matcher)]
    inner = inner_of(every, matcher)
    found: list[Found] = []
    chosen = best_by_head(every, keep)
    freed = {m.head for m in chosen if own_acts(m, *sides[id(m)], every, matcher)}
    for match in chosen:
        if match.head in freed:
            continue
        if not sides[id(match)][1].actors:
            sides[id(match)] = sides[id(match)][0], recipient_elsewhere(match, sides[id(match)][0], every, actors)
        above = matcher.above(match.top)
        if not any(a.embed.status == "drop" and a.token not in freed for a in above) and not (match.undone_by and match.undone_by.event):
            one = completed(Found(match, *sides[id(match)], above), inner, actors, matcher)
            one = replace(one, recipient=foreign(abroad(one), one, actors))
            one = replace(one, recipient=kept(belied(one.recipient, one.actor, match, actors), one.actor, match, matcher, actors))
            if not one.recipient.actors:
                one = replace(one, recipient=elsewhere(match, one.actor, matcher, actors, told, here))
            one = Found(*settled(one.match, one.actor, one.recipient, matcher), one.above)
            deed = next((f for f in found if f.match.top == sentence.heads[match.top] and is_purpose(match.top, sentence)), None)
            if deed is not None:
                if deed.match.frame.mode == "visit" and one.match.frame.event == "CONSULT":
                    found[found.index(deed)] = replace(deed, recipient=met(deed, one))
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
    found = [f for f in found if f.actor.actors or not f.match.used & tops]  # "a bombing by rebels killed two" is told by its noun
    verbs = {t for f in found if f.match.frame.doerless and f.actor.slot == BLAMED for t in f.match.used}
    verbs |= {t for f in found if f.actor.slot == BLAMED for t in restated(f.match.top, matcher)}
    found = [f for f in found if f.match.head not in verbs]  # "blamed rebels for a bombing which killed two" is told by its verb
    return [f for f in found if condition_of(f.match.top, sentence) not in tops]


def condition_of(top: int, sentence: Sentence) -> int:
    """The word whose condition an act is, -1 where it is none: in "will strike unless Boria withdraws" `strike` for `withdraws`."""
    at = top
    for _ in range(4):
        if sentence.deps[at] == "advcl":
            marks = {sentence.words[c].lower() for c in sentence.childs(at, "mark")}
            up = sentence.heads[at]
            while sentence.deps[up] == "xcomp" and sentence.heads[up] != up:
                up = sentence.heads[up]  # "threatened to strike unless Boria withdraws": the threat's condition
            return up if marks & {"if", "unless"} else -1
        if sentence.deps[at] not in ("xcomp", "conj") or sentence.heads[at] == at:
            return -1
        at = sentence.heads[at]
    return -1


def is_purpose(top: int, sentence: Sentence) -> bool:
    """Whether an act is what another is done for: "sent troops to evacuate foreigners"."""
    return sentence.deps[top] in ("advcl", "xcomp", "acl", "relcl") and sentence.tags[top] == "VB" and any(
        sentence.tags[c] == "TO" for c in sentence.children[top])


def met(visit: Found, meeting: Found) -> Side:
    """Whom a visit is to, where it is told what for: "will travel to Oslo to meet Kess" is a visit to Kess, not to the town."""
    whom = Side(meeting.recipient.actors or meeting.actor.actors, "purpose", meeting.recipient.doubt)
    left = without(whom, visit.actor)
    return left if left.actors else visit.recipient


def is_result(found: Found, cause: Found, sentence: Sentence) -> bool:
    """Whether an act is only the outcome of another in the same words: "bombed the port, killing six"."""
    return sentence.deps[found.match.top] == "advcl" and sentence.tags[found.match.top] == "VBG" and found.match.frame.event in FORCE and (
        found.match.frame.event == cause.match.frame.event and found.actor.actors == cause.actor.actors)


def tells_of_blast(sentence: Sentence) -> bool:
    """Whether a sentence that names nobody may tell of a bomb: the only act that needs no doer."""
    return any(lemma.lower() in BLAST for lemma in sentence.lemmas)


def is_sport(sentence: Sentence) -> bool:
    """Whether the sentence tells of a game, where "beat" and "attack" hurt nobody."""
    words = sum(1 for lemma in sentence.lemmas if lemma in SPORT)
    return words > 1 or (words == 1 and SCORE.search(" ".join(sentence.words)) is not None)


def only_intends(match: Match, matcher: Matcher) -> bool:
    """Whether a frame stands on a word that only says what is planned, wished or left undone: then that act itself is the event."""
    return match.frame.pos == "V" and any(n.place in ("xcomp", "ccomp") for n in match.frame.needs) and any(
        row.own_event is None and row.status in ("planned", "hypothetical", "negated") and any(n.place == "xcomp" for n in row.places)
        for row in matcher.book.embed_of(match.frame.words[0], "V"))


def all_events(parse: Parse, mentions: Mentions[Actor], quotes: Quotes | None = None) -> Iterable[tuple[Sentence, Found]]:
    """Every event match of a text with its sentence, before folding."""
    told: list[Told] = []
    for sentence in parse.sentences:
        for one in events_in(sentence, mentions, told, quotes):
            told.append(Told(sentence.index, one.match.frame.event, one.actor, one.recipient))
            yield sentence, one

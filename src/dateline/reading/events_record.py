"""The record of one act found in a sentence: its event, its parties in their offices of that day, its status, anchor and doubt."""

from dataclasses import replace
from datetime import date

from dateline.codes.plover import intensity, kinds
from dateline.codes.timing import timing
from dateline.reading.circumstances import Circumstances, Setting, circumstances
from dateline.reading.events_actors import Side
from dateline.reading.events_blamed import BLAMED
from dateline.reading.events_context import DISPUTED
from dateline.reading.events_settled import MEANT
from dateline.reading.events_sides import Found
from dateline.reading.frames_match import Match
from dateline.reading.parse import Sentence
from dateline.reading.times_calendar import bounds
from dateline.reading.who import as_then
from dateline.records import Event
from dateline.records.event import EventDate, Status
from dateline.records.span import Span

BASE_DOUBT = 0.4
SENT = frozenset(("send", "move", "dispatch", "despatch", "deploy", "roll", "pour"))


def event_of(found: Found, sentence: Sentence, setting: Setting) -> Event:
    """The record of one found act, with its circumstances."""
    match = found.match
    name, mode = match.frame.event, match.frame.mode
    told = circumstances(setting, sentence, match.top, name, mode, actors=found.actor.actors, recipients=found.recipient.actors)
    days = _days(told.date)
    if announced(found, sentence, told):
        name, mode, told = "THREATEN", "violence", replace(told, status="actual")
    elif name == "ASSAULT" and told.status == "planned" and match.frame.words[0] in SENT:
        name, mode = "MOBILIZE", "troops"  # tanks still to be sent have not struck
        found = replace(found, recipient=Side())
    own = match.frame.spoken or found.recipient.slot == DISPUTED  # the outlet's own statement, though it hangs on a claim
    return Event(
        report=setting.report.id, sentence=sentence.span, why=match.frame.id, doubt=doubt_of(found), codes=setting.codes.version,
        event=name, mode=mode, quad=kinds()[name].quad, intensity=intensity(name, mode),
        actor=as_then(found.actor.actors, days, setting.report, setting.codes),
        recipient=as_then(found.recipient.actors, days, setting.report, setting.codes),
        anchor=anchor_of(sentence, match), status=status_in(sentence, match, told.status, ahead=is_ahead(told.date, setting)),
        date=told.date, place=told.place, topics=told.topics, figures=told.figures, background=told.background,
        contexts=told.contexts,
        claimed=(told.claim.claimed or found.actor.slot == BLAMED) and not own, claimed_by=None if own else told.claim.claimed_by)


def _days(when: EventDate | None) -> tuple[date, date] | None:
    """The first and last day of a date; an open one begins and ends with its first."""
    first = bounds(when.start) if when and when.start else None
    last = bounds(when.end) if when and when.end else first
    return (first[0], last[1]) if first and last else None


def announced(found: Found, sentence: Sentence, told: Circumstances) -> bool:
    """Whether an attack is what its doer says it would do: then saying so is a threat."""
    if found.match.frame.event != "ASSAULT" or told.status not in ("planned", "hypothetical") or not found.above:
        return False
    first = found.above[0]
    said = first.place == "ccomp" and first.embed.claimed and first.embed.pos == "V"
    return said and any(sentence.lemmas[c] in ("will", "would") for c in sentence.childs(found.match.top, "aux"))


def is_ahead(when: EventDate | None, setting: Setting) -> bool:
    """Whether a date lies after the day of publication."""
    return when is not None and (when.start or "") > (setting.report.published or "9")


def status_in(sentence: Sentence, match: Match, status: Status, ahead: bool = False) -> Status:
    """The status, negated where it is called off, planned where it is put off to a day `ahead`; a headline's bare infinitive is planned:
    "Macron to visit Algeria"."""
    if match.frame.spoken or match.frame.effect == MEANT:
        return "actual"  # the words are the act
    if match.undone_by is not None and ahead and match.undone_by.words[0] in timing()["moving"]:
        return "planned"
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

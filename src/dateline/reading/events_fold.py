"""Folding: one record an act. What a report tells again of the same act goes into `also`.

Two tellings are one act where type, actors and recipients agree, and status, mode and date do not clash.

>>> from dateline.records import Actor
>>> def actor(name, why):
...     return Actor(report="r", sentence=(0, 9), why=why, span=(0, 9), name=name, country="NOR", sector="GOV")
>>> state, minister, other = actor("Norway", "state"), actor("Solveig Hagen", "name"), actor("Karin Aune", "name")
>>> one_actor(state, minister), one_actor(minister, other)
(True, False)
"""

from dataclasses import replace

from dateline.codes.agenda import agenda_words
from dateline.reading.agenda_topics import told_topics
from dateline.reading.parse import Parse
from dateline.records import Actor, Event
from dateline.records.span import Span

TOPICS_REACH = 8  # sentences after a meeting in which its topics may still be told
STATE = frozenset(("government", "administration", "regime", "authorities", "state"))


def fold(events: list[Event], parse: Parse) -> tuple[Event, ...]:
    """The events with repeats folded into the first telling in the body; a headline's telling joins the body's."""
    headline = {s.span for s in parse.sentences if s.block == "headline"}
    kept: list[Event] = []
    told: list[list[Span]] = []  # where each is told again: put in order once, so that thousands of repeats cost no more than as many
    for event in sorted(events, key=lambda e: (e.sentence in headline, e.anchor)):
        at = next((i for i, k in enumerate(kept) if same_act(k, event)), None)
        if at is None:
            kept.append(event)
            told.append(list(event.also))
        else:
            told[at] += [*event.anchor, *event.also]
            kept[at] = merged(kept[at], event, event.sentence in headline)
    full = (replace(k, also=tuple(sorted(set(spans) - set(k.anchor)))) for k, spans in zip(kept, told, strict=True))
    return tuple(sorted(full, key=lambda e: e.anchor))


def same_act(a: Event, b: Event) -> bool:
    """Whether two tellings can be one act."""
    if a.event != b.event or (a.status == "negated") != (b.status == "negated"):
        return False
    if {a.status, b.status} == {"actual", "hypothetical"}:
        return False  # what may come is not what was
    if a.event in ("ASSAULT", "MOBILIZE") and {a.status, b.status} == {"actual", "planned"}:
        return False  # a blow to come is another one
    if a.mode and b.mode and a.mode != b.mode:
        return False
    if a.date and b.date and a.date.value != b.date.value:
        return False
    if not a.actor and not b.actor and a.place and b.place and a.place.name != b.place.name:
        return False  # two bombs of which nobody says whose they were
    if a.event == "CONSULT" and a.mode != "visit":
        return _agree(a.actor, b.actor)
    return _agree(a.actor, b.actor) and (_agree(a.recipient, b.recipient) or not (a.recipient and b.recipient))


def _agree(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    """Whether two sides are one: each actor of the smaller side is one of the other's, and nobody is left of the same size."""
    if len(a) != len(b):
        return {x.country for x in a} == {x.country for x in b} and (all(map(is_state, a)) or all(map(is_state, b)))
    return all(any(one_actor(x, y) for y in b) for x in a)


def one_actor(a: Actor, b: Actor) -> bool:
    """Whether two mentions can be one actor: by name, as the same kind of group, or as a state and its body or head."""
    if a.name == b.name:
        return True
    if a.country is None or a.country != b.country:
        return False
    if "agent" in a.why and "agent" in b.why and a.sector == b.sector:
        return True
    if a.sector == b.sector and is_description(a) != is_description(b):
        return True
    return is_state(a) or is_state(b)


def is_description(actor: Actor) -> bool:
    """Whether an actor is only described ("his Alandic counterpart"), not named."""
    return actor.name[:1].islower() or actor.name.split(" ")[0].lower() in ("his", "her", "the", "their", "its")


def is_state(actor: Actor) -> bool:
    """Whether an actor is a state or its government as a whole, also by its seat ("the Kremlin")."""
    words = actor.name.lower().split() or [""]
    return actor.office is None and actor.sector in (None, "GOV") and (
        "state" in actor.why or "country" in actor.why or "adjective" in actor.why or actor.why.startswith("seat")
        or words[0] in STATE or words[-1] in STATE)


def merged(first: Event, again: Event, headline: bool = False) -> Event:
    """The first telling with what only the other knew; where it is told again is `fold`'s to add.

    A place that is told goes before the home country that stands in for one. A headline that leaves the source out does not make
    a claim the outlet's own statement.
    """
    status = first.status if first.status != "hypothetical" else again.status
    place = again.place if first.place is None or (first.place.why == "place.home" and again.place is not None) else first.place
    claimed = first.claimed and (again.claimed or headline)
    return replace(
        first, actor=_named(first.actor, again.actor),
        mode=first.mode or again.mode,
        recipient=_named(first.recipient, again.recipient) or again.recipient, date=first.date or again.date, place=place, status=status,
        claimed=claimed, claimed_by=first.claimed_by if claimed else None, figures=first.figures or again.figures,
        topics=_topics(first, again),
        background=again.background if first.date is None and again.date is not None else first.background)


def _named(first: tuple[Actor, ...], again: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors of the first telling, a described one, and a state, by the name of the person that the other telling gives it."""
    return tuple(next((b for b in again if (is_description(a) or is_state(a)) and b not in first and one_actor(a, b)
                       and not is_description(b) and not is_state(b)), a) for a in first)


def _topics(first: Event, again: Event) -> tuple[Span, ...]:
    """The topics of two tellings: of a coming meeting all that are told, else those of the first."""
    if first.event == "CONSULT" and "planned" in (first.status, again.status):
        return tuple(sorted({*first.topics, *again.topics}))
    return first.topics


def later_topics(events: tuple[Event, ...], parse: Parse) -> tuple[Event, ...]:
    """The events, coming meetings with what a later sentence puts on their table: "Among the issues to be discussed are .."."""
    lists, meetings = agenda_words().topics["list"], [e for e in events if e.event == "CONSULT" and e.status == "planned"]
    found: dict[int, tuple[Span, ...]] = {}
    for sentence in parse.sentences if meetings else ():
        if not any(lemma.lower() in lists for lemma in sentence.lemmas) or not (topics := told_topics(sentence)):
            continue
        before = [(span, e) for e in meetings for span in (*e.anchor, *e.also) if span[0] < sentence.end]
        last = max(before, key=lambda b: b[0], default=None)
        if last is not None and sentence.index - _index(parse, last[0]) <= TOPICS_REACH:
            found[id(last[1])] = (*found.get(id(last[1]), ()), *topics)
    return tuple(replace(e, topics=tuple(sorted({*e.topics, *found[id(e)]}))) if id(e) in found else e for e in events)


def _index(parse: Parse, span: Span) -> int:
    sentence = parse.sentence_at(span[0])
    return sentence.index if sentence is not None else 0

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

from dateline.reading.parse import Parse
from dateline.records import Actor, Event

STATE = frozenset(("government", "administration", "regime", "authorities", "state"))


def fold(events: list[Event], parse: Parse) -> tuple[Event, ...]:
    """The events with repeats folded into the first telling in the body; a headline's telling joins the body's."""
    headline = {s.span for s in parse.sentences if s.block == "headline"}
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (e.sentence in headline, e.anchor)):
        at = next((i for i, k in enumerate(kept) if same_act(k, event)), None)
        if at is None:
            kept.append(event)
        else:
            kept[at] = merged(kept[at], event, event.sentence in headline)
    return tuple(sorted(kept, key=lambda e: e.anchor))


def same_act(a: Event, b: Event) -> bool:
    """Whether two tellings can be one act."""
    if a.event != b.event or (a.status == "negated") != (b.status == "negated"):
        return False
    if {a.status, b.status} == {"actual", "hypothetical"}:
        return False  # what may come is not what was
    if a.mode and b.mode and a.mode != b.mode:
        return False
    if a.date and b.date and a.date.value != b.date.value:
        return False
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
    return is_state(a) or is_state(b)


def is_state(actor: Actor) -> bool:
    """Whether an actor is a state or its government as a whole."""
    return actor.office is None and actor.sector in (None, "GOV") and (
        "state" in actor.why or "country" in actor.why or "adjective" in actor.why or actor.name.lower().split()[-1] in STATE)


def merged(first: Event, again: Event, headline: bool = False) -> Event:
    """The first telling, with the places of the other and what only the other knew.

    A place that is told goes before the home country that stands in for one. A headline that leaves the source out does not make
    a claim the outlet's own statement.
    """
    status = first.status if first.status != "hypothetical" else again.status
    place = again.place if first.place is None or (first.place.why == "place.home" and again.place is not None) else first.place
    claimed = first.claimed and (again.claimed or headline)
    return replace(
        first, also=tuple(sorted({*first.also, *again.anchor, *again.also} - set(first.anchor))), mode=first.mode or again.mode,
        recipient=first.recipient or again.recipient, date=first.date or again.date, place=place, status=status,
        claimed=claimed, claimed_by=first.claimed_by if claimed else None, figures=first.figures or again.figures,
        background=again.background if first.date is None and again.date is not None else first.background)

"""Folding: one record an act. What a report tells again of the same act goes into `also`.

Two tellings are one act where type, actors and recipients agree, and status, mode and date do not clash.
"""

from dataclasses import replace

from dateline.reading.parse import Parse
from dateline.records import Actor, Event

MODED = ("actual", "planned")


def fold(events: list[Event], parse: Parse) -> tuple[Event, ...]:
    """The events with repeats folded into the first telling in the body; a headline's telling joins the body's."""
    headline = {s.span for s in parse.sentences if s.block == "headline"}
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (e.sentence in headline, e.anchor)):
        at = next((i for i, k in enumerate(kept) if same_act(k, event)), None)
        if at is None:
            kept.append(event)
        else:
            kept[at] = merged(kept[at], event)
    return tuple(sorted(kept, key=lambda e: e.anchor))


def same_act(a: Event, b: Event) -> bool:
    """Whether two tellings can be one act."""
    if a.event != b.event or (a.status == "negated") != (b.status == "negated"):
        return False
    if a.mode and b.mode and a.mode != b.mode:
        return False
    if a.date and b.date and a.date.value != b.date.value:
        return False
    if a.event == "CONSULT" and a.mode != "visit":
        return _agree(a.actor, b.actor)
    return _agree(a.actor, b.actor) and (_agree(a.recipient, b.recipient) or not (a.recipient and b.recipient))


def _agree(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    """Whether two sides are one: the same names or, where one side is told as its country, the same countries."""
    if {x.name for x in a} == {x.name for x in b}:
        return True
    left, right = {x.country for x in a}, {x.country for x in b}
    return None not in left | right and left == right


def merged(first: Event, again: Event) -> Event:
    """The first telling, with the places of the other and what only the other knew."""
    status = first.status if first.status != "hypothetical" else again.status
    return replace(
        first, also=tuple(sorted({*first.also, *again.anchor, *again.also} - set(first.anchor))), mode=first.mode or again.mode,
        recipient=first.recipient or again.recipient, date=first.date or again.date, place=first.place or again.place, status=status,
        claimed=first.claimed and again.claimed)

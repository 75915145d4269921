"""One agenda item an occasion: what is told of it twice is put together.

>>> day = Agenda(report="r0", sentence=(0, 9), why="example", span=(0, 4), what="election", when="2024-12-07")
>>> month = Agenda(report="r0", sentence=(20, 29), why="example", span=(20, 24), what="the vote", when="2024-12")
>>> [(i.what, i.when) for i in merged([("election", day), ("election", month)])]
[('election', '2024-12-07')]
"""

from dataclasses import replace

from dateline.records import Agenda, Event

MEETINGS = frozenset(("agenda.meeting", "agenda.summit", "agenda.visit"))
LAST = 50  # items of a kind that a new one is compared with
SAME = {"meeting": "talks", "summit": "talks", "visit": "talks", "event CONSULT": "talks", "referendum": "election", "hearing": "trial",
        "event ACCUSE": "trial", "strike": "protest", "event PROTEST": "protest", "resignation": "retreat", "event RETREAT": "retreat"}


def merged(found: list[tuple[str, Agenda]]) -> tuple[Agenda, ...]:
    """The items in text order, each occasion once: same kind, days that agree and a country in common."""
    kept: list[tuple[str, Agenda]] = []
    by_kind: dict[str, list[int]] = {}
    for kind, item in found:
        family = SAME.get(kind, kind)
        same = next((i for i in by_kind.get(family, [])[-LAST:] if _one(kept[i][1], item)), None)
        if same is None:
            by_kind.setdefault(family, []).append(len(kept))
            kept.append((family, item))
        else:
            kept[same] = (family, _together(kept[same][1], item))
    return tuple(sorted((item for _, item in kept), key=lambda item: item.span))


def linked(items: tuple[Agenda, ...], events: tuple[Event, ...]) -> tuple[Agenda, ...]:
    """The items, a meeting that names no event with the planned meeting of the same parties that is told without a day or with its own."""
    meetings = [e for e in events if e.event == "CONSULT" and e.status == "planned"]
    return tuple(item if item.event or item.why not in MEETINGS else _with_meeting(item, meetings) for item in items)


def _with_meeting(item: Agenda, meetings: list[Event]) -> Agenda:
    parties = {w.country for w in item.who if w.country}
    for meeting in meetings:
        theirs = {a.country for a in (*meeting.actor, *meeting.recipient) if a.country}
        if len(theirs) > 1 and theirs == parties and (meeting.date is None or _agree(meeting.date.value, item.when)):
            return replace(item, event=meeting.id, where=item.where or meeting.place, topics=item.topics or meeting.topics)
    return item


def _one(a: Agenda, b: Agenda) -> bool:
    return _agree(a.when, b.when) and (not a.who or not b.who or bool({w.country for w in a.who} & {w.country for w in b.who}))


def _agree(a: str | None, b: str | None) -> bool:
    """Whether two days can be one: the same, or one the month or year of the other."""
    return a is None or b is None or a == b or b.startswith(a + "-") or a.startswith(b + "-")


def _together(a: Agenda, b: Agenda) -> Agenda:
    """The first item with what the second adds: the more exact day, an event, a place, topics."""
    when = max((w for w in (a.when, b.when) if w), key=len, default=None)
    return replace(a, when=when, event=a.event or b.event, where=a.where or b.where, who=a.who or b.who,
                   topics=a.topics + tuple(t for t in b.topics if t not in a.topics))

"""What became of what was to come: ahead, due, held, moved, called off or unreported, as a day knows it.

`state_of` is a function of the plan, of what was told of it up to a day, and of that day; it never looks at the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.codes.normal import normal
from dateline.codes.phrases import has_phrase
from dateline.errors import BookError
from dateline.joining.told import FAR_DAYS, Told, Who, iso, number_of, who
from dateline.joining.words import stems
from dateline.records import Agenda

__all__ = ["Outcome", "Plan", "iso", "outcome", "plan", "row"]
STATES = ("ahead", "due", "held", "moved", "called_off", "unreported")
GRACE = 3  # days after the day on which a plan is due in which its report may still come
UNDATED = 60  # days after which a plan without a day counts as unreported
EMPTY = frozenset(("hold", "plan", "schedule", "expect", "due", "set", "next", "talk", "meet"))


@dataclass(frozen=True, slots=True)
class Plan:
    """An agenda item ready for comparing. `first` and `last` are day numbers, None where the text told no day."""

    id: str
    report: str
    published: str
    kind: str | None
    happening: str | None
    who: tuple[Who, ...]
    words: frozenset[str]
    country: str | None
    town: str | None
    first: int | None
    last: int | None
    sentence: str
    off: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The state of a plan on a day; `by` is the report that tells it, `was` and `now` the days of a plan that was moved."""

    state: str
    by: str | None = None
    was: str | None = None
    now: str | None = None
    why: str = ""


def plan(item: Agenda, published: str | None, sentence: str, kind: str | None, happening: str | None) -> Plan:
    """An agenda item as joining sees it; `kind` and `happening` are those of its event, where it has one."""
    first, last = _days(item.when)
    people = tuple(dict.fromkeys(who(a.name, a.country, a.sector, a.wikidata, a.office) for a in item.who))
    town = item.where.name if item.where and item.where.precision in ("site", "city") else None
    return Plan(item.id, item.report, published or "", kind, happening, people, stems(item.what) - EMPTY - _names(people),
                item.where.country if item.where else None, town, first, last, normal(sentence), item.state == "called_off")


def _names(people: Iterable[Who]) -> frozenset[str]:
    return frozenset(s for w in people for s in stems(w.shown))


def _days(value: str | None) -> tuple[int | None, int | None]:
    """First and last day of a TIMEX3 or EDTF value of days, months and years."""
    if not value:
        return None, None
    first, _, last = value.partition("/")
    try:
        begin = number_of(first)
        if last and last != "..":
            return begin, number_of(last)
        return begin, begin + {10: 0, 7: 30, 4: 365}.get(len(first), 0)
    except ValueError:
        return None, None


def outcome(item: Plan, events: Sequence[Told], plans: Sequence[Plan], as_of: str, homes: dict[str, str]) -> Outcome:
    """The state of `item` on the ISO day `as_of`. `events` and `plans` are what other reports tell near it, `homes` the happening of
    each event; what was published after that day does not count."""
    today = number_of(as_of)
    later = sorted((e for e in events if item.published <= e.published <= as_of and e.report != item.report),
                   key=lambda e: (e.published, e.id))
    held = next((e for e in later if _is_it(item, e, homes) and e.first <= today), None)
    if held:
        return Outcome("held", held.report, why="told as done")
    changes: list[Told | Plan] = [e for e in later if (e.status == "negated" and item.happening and homes.get(e.id) == item.happening)
                                  or _about(item, e.parties, e.words, e.sentence, e.place.name if e.place else None)]
    changes += [p for p in plans if item.published <= p.published <= as_of and p.id != item.id and _about_plan(item, p)]
    for told in sorted(changes, key=lambda t: (t.published, t.id), reverse=True):
        if has_phrase(told.sentence, "joining", "moving.txt"):
            found = _moved(item, told)
            new = number_of(found.now) if found.now else None
            again = replace(item, first=new, last=new) if new else item
            if new and (held := next((e for e in later if _is_it(again, e, homes) and e.first <= today), None)):
                return Outcome("held", held.report, found.was, found.now, "told as done on its new day")
            if found.now or not has_phrase(told.sentence, "joining", "calling-off.txt"):
                return found
        if has_phrase(told.sentence, "joining", "calling-off.txt") or (isinstance(told, Plan) and told.off):
            return Outcome("called_off", told.report, why="told as called off")
        if isinstance(told, Told) and told.status == "negated" and homes.get(told.id) == item.happening is not None:
            return Outcome("called_off", told.report, why="told as not happening")
    return _by_day(item, today)


def _moved(item: Plan, told: Told | Plan) -> Outcome:
    new = told.first if isinstance(told, Plan) or (told.dated and told.first == told.last) else None
    changed = new is not None and (item.first is None or not item.first <= new <= (item.last or item.first))
    return Outcome("moved", told.report, _iso(item.first), _iso(new) if changed else None, "told as moved")


def _iso(number: int | None) -> str | None:
    return None if number is None else iso(number)


def _by_day(item: Plan, today: int) -> Outcome:
    if item.off:
        return Outcome("called_off", item.report, why="its own report says so")
    if item.first is None or item.last is None:
        return Outcome("unreported" if today > number_of(item.published or "0001-01-01") + UNDATED else "ahead", why="no day told")
    if today < item.first:
        return Outcome("ahead", why="before its day")
    return Outcome("due" if today <= item.last + GRACE else "unreported", why="its day has come")


def _is_it(item: Plan, event: Told, homes: dict[str, str]) -> bool:
    """Whether an event is the plan come true."""
    if event.status != "actual" or event.background:
        return False
    if item.happening and homes.get(event.id) == item.happening:
        return True
    if item.first is None or item.last is None or not event.dated:
        return False
    if event.first < item.first - 1 or event.first > item.last + 1 or event.last > item.last + FAR_DAYS:
        return False
    if item.kind == event.event and item.who:
        return _covered(item.who, event.parties) and (len(item.who) > 1 or bool(item.words & event.words))
    return bool(item.words) and len(item.words & event.words) >= min(2, len(item.words)) and _no_stranger(item, event.parties) \
        and not has_phrase(event.sentence, "joining", "moving.txt")


def _about(item: Plan, parties: Sequence[Who], words: frozenset[str], sentence: str, town: str | None) -> bool:
    """Whether a sentence that tells a change speaks of the plan: its parties are in it, and its words, its town, or all of its parties."""
    if not (has_phrase(sentence, "joining", "moving.txt") or has_phrase(sentence, "joining", "calling-off.txt")):
        return False
    shared = item.words & (words | stems(sentence))
    named = [w for w in item.who if any(_same(w, p) for p in parties) or (w.words and w.words <= set(sentence.split()))]
    if item.who and not named:
        return False
    if len(named) >= 2 or (named and town is not None and town == item.town):
        return True
    return bool(shared) and (len(shared) >= min(2, len(item.words)) or bool(named))


def _about_plan(item: Plan, other: Plan) -> bool:
    return other.report != item.report and (
        _about(item, other.who, other.words, other.sentence, other.town)
        or (other.off and other.kind == item.kind and _covered(item.who, other.who)))


def _covered(few: Sequence[Who], many: Sequence[Who]) -> bool:
    return bool(few) and all(any(_same(w, p) for p in many) for w in few)


def _no_stranger(item: Plan, parties: Sequence[Who]) -> bool:
    countries = {w.country for w in item.who if w.country} | ({item.country} if item.country else set())
    return not countries or not {p.country for p in parties if p.country} or bool(countries & {p.country for p in parties})


def _same(a: Who, b: Who) -> bool:
    if a.country and b.country and a.country != b.country:
        return False
    return bool(a.words & b.words) or (a.country is not None and a.country == b.country and "state" in (a.make, b.make))


def states_of(asked: str | Iterable[str] | None) -> frozenset[str]:
    """The states that somebody asks for, none for all; raises BookError for one that there is not.

    >>> sorted(states_of("called-off")), sorted(states_of(("held", "moved"))), states_of(None)
    (['called_off'], ['held', 'moved'], frozenset())
    """
    wanted = frozenset(s.strip().replace("-", "_") for s in ([asked] if isinstance(asked, str) else asked or ()))
    if unknown := sorted(wanted - set(STATES)):
        raise BookError(f"outcome {', '.join(unknown)} is unknown; there are {', '.join(STATES)}")
    return wanted


def row(item: Plan, found: Outcome) -> dict[str, Any]:
    """The outcome's fields as an agenda row carries them."""
    return {"state": found.state, "held_by" if found.state == "held" else "told_by": found.by, "moved_from": found.was,
            "moved_to": found.now, "outcome": found.why}

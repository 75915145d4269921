"""Setting our happenings against a peer's rows: by dyad and day, and how well they agree - in the event, in its quad, or only in the dyad.

Both sides are first folded: what one side tells of one dyad, event and stretch of days is one unit, however many rows it fills. Then units
are paired, the finest level first and the nearest days first, each unit at one level only; the result does not depend on the order of rows.

>>> ours = Told(("RUS", "USA"), False, "CONSULT", 1, "2021-06-16", "2021-06-16", "h1")
>>> theirs = Told(("USA", "RUS"), True, "CONSULT", 1, "2021-06-17", "2021-06-17", 7)
>>> [(p.verdict, p.level) for p in compared([ours], [theirs], "day", 1)]
[('agree', 'event')]
>>> [p.verdict for p in compared([ours], [theirs], "day", 0)]
['only_ours', 'only_theirs']
"""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from typing import Literal

Level = Literal["event", "quad", "dyad"]
LEVELS: tuple[Level, ...] = ("event", "quad", "dyad")
LONGEST = {"day": 7, "week": 14, "month": 31}  # days that something may last and still be set against days of this length
MOST_PAIRS = 400  # dyads of one row: more is a list of guests


@dataclass(frozen=True, slots=True)
class Told:
    """What one happening or row says of one dyad. `mutual`: either may have acted, so the dyad stands in alphabetical order."""

    dyad: tuple[str, str]
    mutual: bool
    event: str | None
    quad: int | None
    first: str
    last: str
    ref: Hashable


@dataclass(frozen=True, slots=True)
class Unit:
    """All that one side says of one dyad, event and stretch of days."""

    dyad: tuple[str, str]
    mutual: bool
    event: str | None
    quad: int | None
    first: int
    last: int
    refs: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Units of both sides that are one, or a unit of one side alone; `beside` is the finest level at which the other side tells something
    of the same dyad and days that is already paired."""

    verdict: Literal["agree", "only_ours", "only_theirs"]
    level: Level | None
    ours: tuple[Unit, ...]
    theirs: tuple[Unit, ...]
    beside: Level | None = None

    @property
    def sorting(self) -> tuple[object, ...]:
        return min(u.first for u in (*self.ours, *self.theirs)), *_order((*self.ours, *self.theirs)[0]), self.verdict


def dyads(actor: Sequence[str], recipient: Sequence[str], mutual: bool, unsaid: bool = False) -> Iterator[tuple[str, str]]:
    """Who acts on whom. What is done together (`mutual`) also counts between those of one side; `unsaid`: nobody is said to have acted.

    >>> list(dyads(("USA", "RUS"), (), True)), list(dyads(("USA",), ("RUS", "CHN"), False))
    ([('RUS', 'USA')], [('USA', 'RUS'), ('USA', 'CHN')])
    """
    found = [] if unsaid else list(product(actor, recipient))
    if mutual or unsaid:
        found = [_sorted(p) for p in (*found, *combinations(actor, 2), *combinations(recipient, 2))]
    yield from list(dict.fromkeys(found))[:MOST_PAIRS]


def compared(ours: Iterable[Told], theirs: Iterable[Told], by: str = "day", within: int = 1) -> list[Pair]:
    """The pairs and what is left on each side, by day. `by` is day, week or month; `within` the days that two may lie apart."""
    left = [_units(ours, by), _units(theirs, by)]
    pairs: list[Pair] = []
    for level in LEVELS:
        made = _paired(left[0], left[1], level, within)
        pairs += made
        used = {u for p in made for u in (*p.ours, *p.theirs)}
        left = [[u for u in side if u not in used] for side in left]
    known = [[u for p in pairs for u in getattr(p, side)] for side in ("ours", "theirs")]
    for unit, beside in _beside(left[0], known[1], within):
        pairs.append(Pair("only_ours", None, (unit,), (), beside))
    for unit, beside in _beside(left[1], known[0], within):
        pairs.append(Pair("only_theirs", None, (), (unit,), beside))
    return sorted(pairs, key=lambda p: p.sorting)


def span_of(first: str, last: str, by: str) -> tuple[int, int]:
    """The whole days, weeks or months that hold a stretch of days, as day numbers.

    >>> [date.fromordinal(d).isoformat() for d in span_of("2021-06-16", "2021-06-16", "week")]
    ['2021-06-14', '2021-06-20']
    """
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if by == "week":
        start, end = start - timedelta(days=start.weekday()), end + timedelta(days=6 - end.weekday())
    elif by == "month":
        start, end = start.replace(day=1), end.replace(day=calendar.monthrange(end.year, end.month)[1])
    return start.toordinal(), end.toordinal()


def _sorted(pair: tuple[str, str]) -> tuple[str, str]:
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])


def _units(told: Iterable[Told], by: str) -> list[Unit]:
    held: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in told:
        dyad = _sorted(one.dyad) if one.mutual else one.dyad
        held[dyad, one.mutual, one.event, one.quad, *span_of(one.first, one.last, by)].append(one)
    units = []
    for members in held.values():
        one = members[0]
        first, last = span_of(one.first, one.last, by)
        units.append(Unit(_sorted(one.dyad) if one.mutual else one.dyad, one.mutual, one.event, one.quad, first, last,
                          tuple(dict.fromkeys(m.ref for m in members))))
    return sorted(units, key=_order)


def _order(unit: Unit) -> tuple[object, ...]:
    return unit.first, unit.last, unit.dyad, unit.mutual, unit.event or "", unit.quad or 0


def _key(level: Level) -> Callable[[Unit], tuple[object, ...] | None]:
    """What two units must have in common at a level; None for a unit that does not know it."""
    def key(unit: Unit) -> tuple[object, ...] | None:
        what = {"event": unit.event, "quad": unit.quad, "dyad": ""}[level]
        return None if what is None else (_sorted(unit.dyad), what)
    return key


def _fits(a: Unit, b: Unit) -> bool:
    return a.dyad == b.dyad or a.mutual or b.mutual


def _gap(a: Unit, b: Unit) -> int:
    """The days between two stretches; 0 where they touch."""
    return max(0, a.first - b.last, b.first - a.last)


def _near(units: Sequence[Unit], others: Sequence[Unit], level: Level, within: int) -> Iterator[tuple[int, Unit, Unit]]:
    """(days between, unit, other) for all that fit at a level."""
    key, groups = _key(level), defaultdict(list)
    for other in others:
        if (k := key(other)) is not None:
            groups[k].append(other)
    longest = max((o.last - o.first for o in others), default=0)
    for group in groups.values():
        group.sort(key=_order)
    for unit in units:
        group = groups.get(k, []) if (k := key(unit)) is not None else []
        start = bisect_left(group, unit.first - within - longest, key=lambda u: u.first)
        for other in group[start:]:
            if other.first > unit.last + within:
                break
            if _gap(unit, other) <= within and _fits(unit, other):
                yield _gap(unit, other), unit, other


def _paired(ours: Sequence[Unit], theirs: Sequence[Unit], level: Level, within: int) -> list[Pair]:
    """Each with its nearest, one to one; then what is left over joins the nearest pair that it fits."""
    edges = sorted(_near(ours, theirs, level, within), key=lambda e: (e[0], _order(e[1]), _order(e[2])))
    home: dict[Unit, int] = {}
    members: list[tuple[list[Unit], list[Unit]]] = []
    for _, our, their in edges:
        if our not in home and their not in home:
            home[our] = home[their] = len(members)
            members.append(([our], [their]))
    settled = dict(home)
    for _, our, their in edges:
        if our not in home and their in settled:
            home[our] = settled[their]
            members[home[our]][0].append(our)
        elif their not in home and our in settled:
            home[their] = settled[our]
            members[home[their]][1].append(their)
    return [Pair("agree", level, tuple(o), tuple(t)) for o, t in members]


def _beside(units: Sequence[Unit], others: Sequence[Unit], within: int) -> Iterator[tuple[Unit, Level | None]]:
    found: dict[Unit, Level] = {}
    for level in LEVELS:
        for _, unit, _ in _near(units, others, level, within):
            found.setdefault(unit, level)
    return ((unit, found.get(unit)) for unit in units)

"""A happening from the events that are one: who, what, when, where as most origins tell it, and how many tell it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.codes.plover import intensity
from dateline.joining.alike import BOTH_WAYS, Alike, alike
from dateline.joining.cluster import Pair, attach, cluster
from dateline.joining.told import Told, Who, iso, print_of
from dateline.records import Happening, Party
from dateline.records.ids import make_id

__all__ = ["BOTH_WAYS", "group", "happening", "pairs"]
PRINTS = 8  # prints of one sentence that are asked
STATUS = ("actual", "negated", "planned", "hypothetical")


def pairs(events: Sequence[Told]) -> dict[Pair, Alike]:
    """All pairs of events that are one, for a set that fits in memory; the book looks them up by key instead."""
    by_key: dict[str, list[Told]] = defaultdict(list)
    for event in events:
        for key in event.held_under:
            by_key[key].append(event)
    near = {(min(a.id, b.id), max(a.id, b.id)): (a, b) for a in events for key in a.asks_for for b in by_key[key] if a.report != b.report}
    found = {pair: alike(a, b) for pair, (a, b) in near.items()}
    return {pair: value for pair, value in found.items() if value.same}


def group(events: Mapping[str, Told], links: Mapping[Pair, float], must: Iterable[Pair] = (), never: Iterable[Pair] = ()) \
        -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The happenings among some events: for each the events that tell it as news, and those that recall it or date it loosely.

    `must` and `never` are pairs that a person joined or split.
    """
    split, joined = {p for a, b in never for p in ((a, b), (b, a))}, {p for a, b in must for p in ((a, b), (b, a))}
    known: dict[Pair, bool] = {}
    printed: dict[tuple[str, str, int], list[Told]] = defaultdict(list)
    for event in sorted(events.values(), key=lambda e: e.id):
        printed[print_of(event)].append(event)

    def apart(a: str, b: str) -> bool:
        pair = (a, b) if a < b else (b, a)
        if pair not in known:
            one_report = events[a].report == events[b].report
            known[pair] = pair in split or (pair not in joined and (one_report or differ(events[a], events[b])))
        return known[pair]

    def differ(a: Told, b: Told) -> bool:
        """Whether two events are apart, unless other prints of the very same words are one: then one of them was misread."""
        found = alike(a, b)
        return found.apart and (found.conflict == "day" or not any(
            alike(x, y).same for x in printed[print_of(a)][:PRINTS] for y in printed[print_of(b)][:PRINTS] if x.report != y.report))
    free = {p: s for p, s in links.items() if p not in split}
    pulled = {i for p in joined for i in p}  # what a person joined is no longer loose
    news = {i for i, e in events.items() if not e.loose or i in pulled}
    firm = cluster(news, {p: s for p, s in free.items() if p[0] in news and p[1] in news}, apart, must)
    loose = cluster(set(events) - news, {p: s for p, s in free.items() if p[0] not in news and p[1] not in news}, apart)
    home = {i: g for g in firm for i in g}
    recalled: dict[tuple[str, ...], list[str]] = defaultdict(list)
    alone = []
    for g in loose:
        found = attach(g, free, home)
        if found and not any(p in split for x in g for p in ((x, y) for y in found)):
            recalled[found] += g
        else:
            alone.append(g)
    return sorted([(g, tuple(sorted(recalled[g]))) for g in firm] + [(g, ()) for g in alone])


def happening(news: Sequence[Told], recalled: Sequence[Told], origins: Callable[[Iterable[Told]], int] | None = None) -> Happening:
    """The record of a happening. `origins` counts the independent origins of some events; by their roots where it is not given."""
    count = origins or (lambda events: len({e.root or e.report for e in events}))
    all_ = [*news, *recalled]
    first = min(news, key=lambda e: (e.published, e.id))
    telling = [e for e in news if not e.loose] or list(news)
    when, begin, end = _when(telling)
    place, country = _where(telling)
    mode = _most(e.mode for e in news if e.mode)
    return Happening(
        id=make_id("happening", first.id), event=first.event, mode=mode, actor=_parties([e.actor for e in news]),
        recipient=_parties([e.recipient for e in news]), date=when, day_first=begin, day_last=end, place=place, country=country,
        status=_status(news), claimed=all(e.claimed for e in news), intensity=intensity(first.event, mode),
        events=tuple(sorted(e.id for e in news)), recalled=tuple(sorted(e.id for e in recalled)),
        reports=len({e.report for e in all_}), origins=count(all_), claims=sum(e.claimed for e in news), doubt=_doubt(news))


def _doubt(news: Sequence[Told]) -> float:
    """The largest of the smallest: how unsure the weakest member's best tie is."""
    if len(news) < 2:
        return 0.0
    if len(news) > 40:
        news = sorted(news, key=lambda e: e.id)[:40]  # enough to tell, and the work grows with the square
    return max(min(alike(a, b).doubt for b in news if b is not a) for a in news)


def _most(values: Iterable[str]) -> str | None:
    counted = Counter(values)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _when(news: Sequence[Told]) -> tuple[str | None, str | None, str | None]:
    """The day or interval that most origins tell, the narrower before the wider."""
    votes: dict[tuple[int, int], set[str]] = defaultdict(set)
    for e in news:
        if e.dated:
            votes[e.first, e.last].add(e.root or e.report)
    if not votes:
        return None, None, None
    narrow = min(last - first for first, last in votes)
    first, last = min((d for d in votes if d[1] - d[0] == narrow), key=lambda d: (-len(votes[d]), d))
    return iso(first) if first == last else f"{iso(first)}/{iso(last)}", iso(first), iso(last)


FINENESS = {"site": 0, "city": 1, "admin1": 2, "country": 3, "region": 4}


def _where(news: Sequence[Told]) -> tuple[str | None, str | None]:
    """The finest place that most origins tell."""
    votes: dict[tuple[int, str, str | None], set[str]] = defaultdict(set)
    for e in news:
        if e.place:
            votes[FINENESS[e.place.precision], e.place.name, e.place.country].add(e.root or e.report)
    if not votes:
        return None, None
    _, name, country = min(votes, key=lambda v: (v[0], -len(votes[v]), v[1], v[2] or ""))
    return name, country


def _status(news: Sequence[Told]) -> str:
    """An event that happened happened; else the latest word holds."""
    if any(e.status == "actual" for e in news):
        return "actual"
    latest = max(e.published for e in news)
    return min((e.status for e in news if e.published == latest), key=STATUS.index)


def _parties(sides: Sequence[tuple[Who, ...]]) -> tuple[Party, ...]:
    """Everybody named on a side, each under the fullest name, a state left out where its organ or person stands in for it."""
    every = sorted({w for side in sides for w in side}, key=lambda w: (-len(w.words), w.name, w.country or ""))
    kept: list[Who] = []
    for w in every:
        if not any(w.country == k.country and (w.words <= k.words or (w.make == "state" and k.make != "state")) for k in kept):
            kept.append(w)
    votes = Counter(w.country for side in sides for w in side)
    kept.sort(key=lambda w: (-votes[w.country], w.country or "", w.name))
    return tuple(Party(name=w.shown, country=w.country, sector=w.sector) for w in kept[:8])

"""Joining what the book holds: each report that waits is compared with its neighbourhood and written, a transaction each.

The result is a function of the set of reports and judgements: order, and adding one at a time or all at once, do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from dateline.api.keys import copy_keys, event_key
from dateline.book import joined
from dateline.book.beside import beside, different
from dateline.book.judge import standing
from dateline.book.store import Store
from dateline.joining.alike import alike
from dateline.joining.cluster import neighbourhood
from dateline.joining.copies import Seen, kin, seen
from dateline.joining.credits import cited, credit_of, roots
from dateline.joining.happenings import BOTH_WAYS, group, happening
from dateline.joining.told import Told, told
from dateline.records import Event, Happening
from dateline.records.ids import make_id

Pair = tuple[str, str]
TOGETHER = 25  # reports joined in one transaction: what is interrupted is joined again
CACHED = 20_000  # events kept ready for comparing


class Joiner:
    """Joins the reports of a book that wait for it."""

    def __init__(self, store: Store) -> None:
        self.store, self.db = store, store.db
        self.cache: dict[str, Told] = {}
        self.must, self.never = links_of(store)
        self._seen = lru_cache(maxsize=4096)(self._read_seen)

    def run(self) -> int:
        """Join all that waits; returns how many reports."""
        done = 0
        while reports := joined.waiting(self.db, TOGETHER):
            with self.store.transaction():
                for report in reports:
                    self.join(report)
            done += len(reports)
        return done

    def join(self, report: str) -> None:
        """Compare one report with its neighbourhood, and write what comes of it."""
        moved: set[str] = set()
        if not joined.known(self.db, report):
            moved = self._copies(report)
        self._events(report, moved)
        joined.joining_done(self.db, report)

    # -- copies ----------------------------------------------------------------------------------------------------------
    def _read_seen(self, report: str) -> Seen:
        return seen(report, *self.store.text_and_report(report))

    def _copies(self, report: str) -> set[str]:
        """Find the reports that carry the same text; returns those whose origin changes by it."""
        text, record = self.store.text_and_report(report)
        mine = seen(report, text, record)
        keys = copy_keys(mine)
        heads: set[str] = set()
        versions = []
        for other, outlet, origin in joined.holders(self.db, keys.strong, keys.weak):
            if origin in heads and (outlet or "").casefold() != (mine.outlet or "").casefold():
                continue  # one member of an origin is enough, but for versions
            found = kin(mine, self._seen(other))
            if found:
                heads.add(origin)
                if found.why in ("url", "headline"):
                    versions.append((found.a, found.b, found.why))
        agency = credit_of(text, record)
        return joined.write_copies(self.db, report, keys.held, heads, agency.agency, agency.why, versions)

    # -- events ----------------------------------------------------------------------------------------------------------
    def _events(self, report: str, moved: set[str]) -> None:
        """Compare a report's events with those near them and put the happenings around them anew."""
        touched = joined.drop_events(self.db, report)
        mine = [self._told(row) for row in joined.events_of(self.db, [report])]
        for event in mine:
            self.cache[event.id] = event
        joined.write_lookups(self.db, report, sorted((event_key(k), e.id) for e in mine for k in e.held_under), [e.id for e in mine])
        if moved:  # the origins of other reports changed: their happenings count them anew
            again = [self._told(row) for row in joined.events_of(self.db, moved)]
            self.cache.update((e.id, e) for e in again)
            touched |= {e.id for e in again}
        for event in mine:
            self._link(event)
        touched |= {e.id for e in mine}
        whole = neighbourhood(touched, self._neighbours)
        self._settle(whole)

    def _link(self, event: Told) -> None:
        others = self.told_by_id(joined.near(self.db, map(event_key, event.asks_for)) - {event.id})
        rows = []
        for other in others.values():
            if other.report == event.report:
                continue
            found = alike(event, other)
            if found.same:
                rows.append((min(event.id, other.id), max(event.id, other.id), found.score, found.why))
        joined.write_links(self.db, rows)

    def _neighbours(self, ids: Iterable[str]) -> set[str]:
        held = set(ids)
        return joined.linked(self.db, held) | {b if a in held else a for a, b in (*self.must, *self.never) if a in held or b in held}

    def _settle(self, ids: set[str]) -> None:
        """Make the happenings of a closed neighbourhood."""
        events = self.told_by_id(ids)
        links = joined.links_among(self.db, events)
        must = [p for p in self.must if p[0] in events and p[1] in events]
        never = [p for p in self.never if p[0] in events and p[1] in events]
        made = []
        for news, recalled in group(events, links, must, never):
            found = happening([events[i] for i in news], [events[i] for i in recalled])
            made.append((found.to_dict(), min((events[i].published for i in news if events[i].published), default=None), dyads_of(found)))
        joined.write_happenings(self.db, ids, made)

    def told_by_id(self, ids: Iterable[str]) -> dict[str, Told]:
        """Events ready for comparing, from the cache or the book; those that are there no more are left out."""
        wanted = sorted(ids)
        missing = [i for i in wanted if i not in self.cache]
        if len(self.cache) > CACHED:
            self.cache = {i: self.cache[i] for i in wanted if i in self.cache}
        for row in joined.events_with(self.db, missing):
            event = self._told(row)
            self.cache[event.id] = event
        return {i: self.cache[i] for i in wanted if i in self.cache}

    def _told(self, row: tuple[Any, ...]) -> Told:
        record, published, sentence, around, outlet, origin, agency = row
        return told(Event.from_dict(record), published, sentence, roots(origin_id(origin), agency, cited(sentence), outlet), around)


def origin_id(head: str) -> str:
    """The id of the origin whose smallest report id is `head`."""
    return make_id("origin", head)


def links_of(store: Store) -> tuple[list[Pair], list[Pair]]:
    """The pairs of events that standing judgements join, and those that they keep apart."""
    must: list[Pair] = []
    never: list[Pair] = []
    for judgement in standing(store.judgements()):
        merge, split = judgement.change.get("merge"), judgement.change.get("split")
        if merge:
            must += [pair(merge[0], other) for other in merge[1:]]
        if split:
            never += [pair(a, b) for a in split for b in judgement.change.get("from", ()) if a != b]
    return sorted(set(must)), sorted(set(never))


def pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def dyads_of(found: Happening) -> set[Pair]:
    """The pairs of countries, who did it first, between which a happening counts; what two do together counts both ways."""
    did, got = ({p.country for p in side if p.country} for side in (found.actor, found.recipient))
    if found.event in BOTH_WAYS:
        did = got = did | got
    return {(a, b) for a in did for b in got}


def problems_of_joining(store: Store) -> list[str]:
    """What is wrong with the derived tables: they are made anew beside the old ones, on disk, and compared there."""
    if joined.waiting(store.db, 1):
        return []  # the next question or `add` makes them anew
    with beside(store.db, joined.DERIVED):
        joiner = Joiner(store)
        for (report,) in store.db.execute("SELECT id FROM report ORDER BY number"):
            joiner.join(report)
        return [f"{name} {row[0]}: it is not what joining makes of the reports"
                for name in joined.DERIVED for row in different(store.db, f"SELECT * FROM {{0}}.{name}")]


def changed_by(change: Mapping[str, Any]) -> list[str]:
    """The events that a merge or split speaks of."""
    return [*change.get("merge", ()), *change.get("split", ()), *change.get("from", ())]

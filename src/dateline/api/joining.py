"""Joining what the book holds: each report that waits is compared with its neighbourhood and written, a transaction each.

The result is a function of the set of reports and judgements: order, and adding one at a time or all at once, do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from dateline.book import joined
from dateline.book.judge import standing
from dateline.book.store import Store
from dateline.joining.alike import alike
from dateline.joining.cluster import neighbourhood
from dateline.joining.copies import Seen, kin, seen
from dateline.joining.credits import cited, credit_of, roots
from dateline.joining.happenings import group, happening
from dateline.joining.told import Told, told
from dateline.joining.traces import extra_keys
from dateline.records import Event
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
        self._seen = lru_cache(maxsize=512)(self._read_seen)

    def run(self) -> int:
        """Join all that waits; returns how many reports."""
        reports = joined.waiting(self.db)
        for start in range(0, len(reports), TOGETHER):
            with self.store.transaction():
                for report in reports[start:start + TOGETHER]:
                    self._report(report)
        return len(reports)

    def _report(self, report: str) -> None:
        moved: set[str] = set()
        if not joined.known(self.db, report):
            moved = self._copies(report)
        self._events(report, moved)
        self.db.execute("UPDATE joined SET done = 1 WHERE report = ?", (report,))

    # -- copies ----------------------------------------------------------------------------------------------------------
    def _read_seen(self, report: str) -> Seen:
        text, record = self.store.text_and_report(report)
        return seen(report, text, record)

    def _copies(self, report: str) -> set[str]:
        """Find the reports that carry the same text; returns those whose origin changes by it."""
        text, record = self.store.text_and_report(report)
        mine = self._seen(report)
        keys = mine.trace.sentences | mine.trace.bands | extra_keys(mine.outlet, mine.url, mine.title, mine.published)
        others = joined.origins(self.db, joined.holders(self.db, keys))
        heads: set[str] = set()
        versions = []
        for other in sorted(others):
            own = self._may_be_version(mine, other)
            if others[other][0] in heads and not own:
                continue  # one member of an origin is enough
            found = kin(mine, self._seen(other))
            if found:
                heads.add(others[other][0])
                if found.why in ("url", "headline"):
                    versions.append((found.a, found.b, found.why))
        agency = credit_of(text, record)
        return joined.write_copies(self.db, report, keys, heads, agency.agency, agency.why, versions)

    def _may_be_version(self, mine: Seen, other: str) -> bool:
        row = self.db.execute("SELECT outlet, url FROM report WHERE id = ?", (other,)).fetchone()
        return bool(row) and (row[0] or "").casefold() == (mine.outlet or "").casefold()

    # -- events ----------------------------------------------------------------------------------------------------------
    def _events(self, report: str, moved: set[str]) -> None:
        """Compare a report's events with those near them and put the happenings around them anew."""
        touched = joined.drop_events(self.db, report)
        mine = [self._told(row) for row in joined.events_of(self.db, [report])]
        for event in mine:
            self.cache[event.id] = event
        joined.write_lookups(self.db, report, [(k, e.id) for e in mine for k in e.held_under], [e.id for e in mine])
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
        others = self.told_by_id(joined.near(self.db, event.asks_for) - {event.id})
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
        made = [happening([events[i] for i in news], [events[i] for i in recalled]).to_dict()
                for news, recalled in group(events, links, must, never)]
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
        record, published, sentence, outlet, origin, agency = row
        return told(Event.from_dict(record), published, sentence, roots(origin_id(origin), agency, cited(sentence), outlet))


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


def problems_of_joining(store: Store) -> list[str]:
    """What is wrong with the derived tables: they are made anew beside the old ones and compared, then everything is put back."""
    wrong: list[str] = []
    if joined.waiting(store.db):
        return wrong  # the next question or `add` makes them anew
    before = joined.state(store.db)
    store.db.execute("BEGIN IMMEDIATE")
    try:
        joined.clear(store.db)
        joiner = Joiner(store)
        for report in joined.waiting(store.db):
            joiner._report(report)
        after = joined.state(store.db)
    finally:
        store.db.execute("ROLLBACK")
    for name, rows in before.items():
        for row in sorted(set(rows) ^ set(after[name]), key=repr)[:5]:
            wrong.append(f"{name} {row[0]}: it is not what joining makes of the reports")
    return wrong


def changed_by(change: Mapping[str, Any]) -> list[str]:
    """The events that a merge or split speaks of."""
    return [*change.get("merge", ()), *change.get("split", ()), *change.get("from", ())]

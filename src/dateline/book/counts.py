"""Counts for the pictures of a book: who acts toward whom, and where, each as events / reports / independent origins."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from dateline.book.joined import gather
from dateline.book.query import Filter
from dateline.book.search import search

MOST_COUNTED = 10_000  # events behind a picture, the latest; the rows say when there were more
NODES = ("country", "name")
ORIGIN = "(SELECT coalesce(j.origin, r.id) FROM report r LEFT JOIN joined j ON j.report = r.id WHERE r.number = x.report)"
Pair = tuple[str, str]


def network(db: sqlite3.Connection, wanted: Filter, node: str, size: int) -> list[dict[str, Any]]:
    """The pairs of parties with most events from the one to the other; `node` says whether a party is a country or a name."""
    found = search(db, "event", wanted)
    held = found.rows(db, f"x.finding, x.report, x.claimed, {ORIGIN}, x.who, x.whom", True, MOST_COUNTED) if found else []
    of = _names(db, [row[0] for row in held]) if node == "name" else {}
    events: Counter[Pair] = Counter()
    claims: Counter[Pair] = Counter()
    reports: dict[Pair, set[int]] = defaultdict(set)
    origins: dict[Pair, set[str]] = defaultdict(set)
    for finding, report, claimed, origin, who, whom in held:
        sides = of.get(finding, ([], [])) if node == "name" else (who.split("|"), whom.split("|"))
        for pair in _pairs(*sides):
            events[pair] += 1
            claims[pair] += claimed
            reports[pair].add(report)
            origins[pair].add(origin)
    best = sorted(events, key=lambda p: (-events[p], -len(origins[p]), p))[:size]
    return [{"actor": p[0], "recipient": p[1], "events": events[p], "reports": len(reports[p]), "origins": len(origins[p]),
             "claims": claims[p]} for p in best]


def _pairs(did: Iterable[str], got: Iterable[str]) -> Iterator[Pair]:
    return ((a, b) for a, b in product(did, got) if a and b and a != b)


def _names(db: sqlite3.Connection, findings: list[int]) -> dict[int, tuple[list[str], list[str]]]:
    """The names of actors and recipients of some findings."""
    out: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    sql = "SELECT DISTINCT p.finding, p.role, a.name FROM part p JOIN actor a ON a.id = p.actor WHERE p.finding IN (?)"
    for finding, role, name in gather(db, sql, findings):
        if role in ("actor", "recipient"):
            out[finding][role == "recipient"].append(name)
    return out


def places(db: sqlite3.Connection, wanted: Filter, size: int) -> list[dict[str, Any]]:
    """The places of events, those with most first, each with how exact the text is about it."""
    found = search(db, "event", wanted)
    held = found.rows(db, f"x.spot, x.report, {ORIGIN}", True, MOST_COUNTED) if found else []
    events: Counter[tuple[str, ...]] = Counter()
    points: dict[tuple[str, ...], tuple[float | None, float | None]] = {}
    reports: dict[tuple[str, ...], set[int]] = defaultdict(set)
    origins: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for (_, report, origin), (*place, lat, lon) in ((row, json.loads(row[0])) for row in held if row[0]):
        key = tuple(place)  # a country is told with and without its middle point
        events[key] += 1
        reports[key].add(report)
        origins[key].add(origin)
        if points.get(key, (None, None))[0] is None:
            points[key] = (lat, lon)
    names = ("name", "country", "precision", "lat", "lon", "events", "reports", "origins")
    rows: list[dict[str, Any]] = [dict(zip(names, (*p, *points[p], n, len(reports[p]), len(origins[p])), strict=True))
                                  for p, n in events.items()]
    return sorted(rows, key=lambda r: (-r["events"], -r["origins"], r["name"], r["country"] or ""))[:size]


def carried(db: sqlite3.Connection, quotes: list[str]) -> dict[str, str]:
    """The independent origin of the report of each quote."""
    return dict(gather(db, "SELECT f.id, coalesce(j.origin, r.id) FROM finding f JOIN report r ON r.number = f.report LEFT JOIN joined j"
                           " ON j.report = r.id WHERE f.id IN (?)", quotes))

"""Counts for the pictures of a book: who acts toward whom, and where, each as events / reports / independent origins."""

from __future__ import annotations

import sqlite3
from typing import Any

from dateline.book.query import Filter, condition

MOST_COUNTED = 20_000  # events behind a picture; the rows say when there were more
NODES = {"country": "country", "name": "name"}


def network(db: sqlite3.Connection, wanted: Filter, node: str, size: int) -> list[dict[str, Any]]:
    """The pairs of parties with most events from the one to the other; `node` says whether a party is a country or a name."""
    column = NODES[node]
    sql = (f"{_chosen(wanted)} SELECT a.{column}, b.{column}, count(DISTINCT c.id), count(DISTINCT c.report),"
           " count(DISTINCT coalesce(j.origin, c.report)), sum(c.claimed) FROM chosen c"
           " JOIN party a ON a.finding = c.id AND a.role = 'actor' JOIN party b ON b.finding = c.id AND b.role = 'recipient'"
           f" LEFT JOIN joined j ON j.report = c.report WHERE a.{column} IS NOT NULL AND b.{column} IS NOT NULL AND a.{column} != b.{column}"
           " GROUP BY 1, 2 ORDER BY 3 DESC, 5 DESC, 1, 2 LIMIT ?")
    names = ("actor", "recipient", "events", "reports", "origins", "claims")
    return [dict(zip(names, row, strict=True)) for row in db.execute(sql, [*condition("event", wanted).values, size])]


def places(db: sqlite3.Connection, wanted: Filter, size: int) -> list[dict[str, Any]]:
    """The places of events, those with most first, each with how exact the text is about it."""
    at = "json_extract(f.current, '$.place.{}')"
    where = condition("event", wanted)
    sql = ("SELECT name, country, precision, lat, lon, count(*), count(DISTINCT report), count(DISTINCT coalesce(origin, report)) FROM ("
           f" SELECT {', '.join(f'{at.format(n)} AS {n}' for n in ('name', 'country', 'precision', 'lat', 'lon'))}, f.report AS report,"
           " j.origin AS origin FROM finding f JOIN report r ON r.id = f.report LEFT JOIN joined j ON j.report = f.report"
           f" WHERE {where} AND {at.format('name')} IS NOT NULL LIMIT {MOST_COUNTED})"
           " GROUP BY name, country, precision ORDER BY 6 DESC, 8 DESC, name, country LIMIT ?")
    names = ("name", "country", "precision", "lat", "lon", "events", "reports", "origins")
    return [dict(zip(names, row, strict=True)) for row in db.execute(sql, [*where.values, size])]


def carried(db: sqlite3.Connection, quotes: list[str]) -> dict[str, str]:
    """The independent origin of the report of each quote."""
    marks = ", ".join("?" * len(quotes))
    sql = f"SELECT f.id, coalesce(j.origin, f.report) FROM finding f LEFT JOIN joined j ON j.report = f.report WHERE f.id IN ({marks})"
    return dict(db.execute(sql, quotes).fetchall())


def _chosen(wanted: Filter) -> str:
    return ("WITH chosen AS (SELECT f.id AS id, f.report AS report, coalesce(f.claimed, 0) AS claimed FROM finding f"
            f" JOIN report r ON r.id = f.report WHERE {condition('event', wanted)} LIMIT {MOST_COUNTED})")

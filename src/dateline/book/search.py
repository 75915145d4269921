"""From a filter to SQL: which index leads the way, and what is checked on the way.

Rows of `facet` are walked in the order of lists, led by the rarest thing that is asked for; how rare each is stands in `term`. What ends
on or after a day but begins before it (`--from`) lies apart in the order, and so does what a report told ahead of a day (`--as-of`), so an
answer has up to three stretches.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.book.filter import Filter, full_text
from dateline.book.terms import DAY_BITS, first_of

MANY = 20_000  # so many reports with the words asked for are looked up one by one; of more the index of days leads
MANY_NAMES = 30_000  # the same for findings of people whose name holds the words
ALL = (1 << 63) - 1
EARLY, AHEAD = "early", "ahead"  # stretches that lie apart
NAMED = {"event": {"actor": ("actor",), "recipient": ("recipient",), "by": (), "about": ("actor", "recipient")},
         "quote": {"actor": (), "recipient": (), "by": ("speaker",), "about": ("speaker", "via")},
         "agenda": {"actor": (), "recipient": (), "by": (), "about": ("who",)}}
CODES = re.compile(r"([A-Z]{3})(?:[ /]([A-Z]{3}))?")


@dataclass(slots=True)
class Where:
    """SQL conditions and their values, as they gather."""

    parts: list[str] = field(default_factory=list)
    given: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def values(self) -> list[Any]:
        """The values of all parts, in their order."""
        return [value for values in self.given for value in values]

    def add(self, sql: str, *values: Any) -> None:
        self.parts.append(sql)
        self.given.append(values)

    def without(self, part: int | None) -> Where:
        """The same but for one condition."""
        kept = [i for i in range(len(self.parts)) if i != part]
        return Where([self.parts[i] for i in kept], [self.given[i] for i in kept])

    def __str__(self) -> str:
        return " AND ".join(self.parts) or "1"


@dataclass(slots=True)
class Lead:
    """What leads the way: the terms, one of which each row has, and about how many rows that are; or reports."""

    size: int
    terms: Sequence[int] = ()
    reports: str | None = None  # a JSON list of report numbers
    implied: int | None = None  # the condition that each row of its terms fulfils


@dataclass(slots=True)
class Search:
    """A filter made ready: conditions on `facet x`, the lead, and the stretches of `x.at` with their own conditions."""

    kind: str
    where: Where
    lead: Lead
    low: int = 0
    high: int = ALL
    early: str | None = None  # the day of --from: rows that begin before it and end on it or later are wanted too
    cut: int = ALL  # where the days after --as-of begin: of these only rows ahead of their own report can match

    def rows(self, db: sqlite3.Connection, columns: str, newest: bool, limit: int, after: int | None = None) -> list[tuple[Any, ...]]:
        """At most `limit` rows of `facet x` in the order of lists; `after` is the `at` of the row before them."""
        out: list[tuple[Any, ...]] = []
        stretches = [(self.low, min(self.high, self.cut), "")] + ([(0, self.low, EARLY)] if self.early else [])
        if self.cut < self.high:
            stretches.insert(0, (max(self.low, self.cut), self.high, AHEAD))
        for low, high, apart in stretches if newest else reversed(stretches):
            if after is not None:
                low, high = (low, min(high, after)) if newest else (max(low, after + 1), high)
            if low < high and len(out) < limit:
                sql, values = self._sql(columns, newest, low, high, apart)
                out += db.execute(sql, [*values, limit - len(out)]).fetchall()
        return out

    def _sql(self, columns: str, newest: bool, low: int, high: int, apart: str) -> tuple[str, list[Any]]:
        """One stretch. The unary plus keeps SQLite from leading with another index than ours."""
        order = f"ORDER BY {{}} {'DESC' if newest else 'ASC'} LIMIT ?"
        left = self.where.without(self.lead.implied)  # what leads the way need not be asked of each row
        where, values = str(left), left.values
        if self.lead.reports is not None:
            extra = "AND x.last > x.day AND x.last >= ?" if apart == EARLY else ""
            return (f"SELECT {columns} FROM json_each(?) j CROSS JOIN facet x ON x.report = j.value WHERE x.type = ? AND x.at >= ?"
                    f" AND x.at < ? {extra} AND {where} {order.format('x.at')}",
                    [self.lead.reports, self.kind, low, high, *([self.early] if apart == EARLY else []), *values])
        marks = ", ".join("?" * len(self.lead.terms))
        if apart == AHEAD:
            return (f"SELECT {columns} FROM facet x INDEXED BY facet_ahead WHERE x.type = ? AND x.day > x.published AND x.at >= ? AND"
                    f" x.at < ? AND {where} AND EXISTS (SELECT 1 FROM posting d WHERE d.term IN ({marks}) AND d.at = x.at)"
                    f" {order.format('x.at')}", [self.kind, low, high, *values, *self.lead.terms])
        if apart == EARLY:
            return (f"SELECT {columns} FROM facet x INDEXED BY facet_wide WHERE x.type = ? AND x.last > x.day AND x.last >= ? AND"
                    f" x.at < ? AND x.at >= ? AND EXISTS (SELECT 1 FROM posting d WHERE d.term IN ({marks}) AND d.at = x.at) AND {where}"
                    f" {order.format('x.at')}", [self.kind, self.early, high, low, *self.lead.terms, *values])
        if len(self.lead.terms) == 1:
            return (f"SELECT {columns} FROM posting d CROSS JOIN facet x ON x.at = d.at WHERE d.term = ? AND d.at >= ? AND d.at < ?"
                    f" AND {where} {order.format('d.at')}", [self.lead.terms[0], low, high, *values])
        return (f"SELECT {columns} FROM (SELECT DISTINCT at FROM posting WHERE term IN ({marks}) AND at >= ? AND at < ?) d"
                f" CROSS JOIN facet x ON x.at = d.at WHERE {where} {order.format('x.at')}", [*self.lead.terms, low, high, *values])


def search(db: sqlite3.Connection, kind: str, wanted: Filter) -> Search | None:
    """A filter made ready for findings of a kind; None where nothing can match."""
    where, leads = Where(), [Lead(*_term(db, kind, "", ""))]
    if not leads[0].terms:
        return None
    for key, value in (("event", (wanted.event or "").upper()), ("status", (wanted.status or "").lower()),
                       ("place", (wanted.place or "").upper())):
        if value:
            leads.append(Lead(*_term(db, kind, key, value)))
            where.add(f"x.{key} = ?", value)
    if wanted.outlet:
        found = db.execute("SELECT id, n FROM term WHERE kind = ? AND key = 'outlet' AND value = ? COLLATE NOCASE",
                           (kind, wanted.outlet)).fetchall()
        leads.append(Lead(sum(n for _, n in found), [i for i, _ in found]))
        where.add("x.outlet = ? COLLATE NOCASE", wanted.outlet)
    for key, column, asked in (("claimed", "claimed", wanted.claims), ("background", "background", wanted.background)):
        if asked is not None:
            where.add(f"x.{column} = ?", int(asked))
            if asked:
                leads.append(Lead(*_term(db, kind, key, "1")))
    for key in ("actor", "recipient", "by", "about"):
        value = getattr(wanted, key)
        if value and not _party(db, kind, key, value.strip(), where, leads):
            return None
    if wanted.as_of:
        where.add("x.published <= ?", wanted.as_of)
    if wanted.text:
        _text(db, wanted.text, where, leads)
    lead = min(leads, key=lambda found: found.size)
    if not lead.size:
        return None
    low, high = 0, ALL
    if wanted.day_from:
        low = first_of(wanted.day_from)
        where.add("x.last >= ?", wanted.day_from)
    if wanted.day_to:
        low, high = max(low, 1 << DAY_BITS), first_of(wanted.day_to) + (1 << DAY_BITS)
        where.add("x.day <= ?", wanted.day_to)
    cut = first_of(wanted.as_of) + (1 << DAY_BITS) if wanted.as_of else ALL
    return Search(kind, where, lead, low, high, wanted.day_from, cut)


def _term(db: sqlite3.Connection, kind: str, key: str, value: str) -> tuple[int, Sequence[int]]:
    row = db.execute("SELECT n, id FROM term WHERE kind = ? AND key = ? AND value = ?", (kind, key, value)).fetchone()
    return (row[0], (row[1],)) if row else (0, ())


def _party(db: sqlite3.Connection, kind: str, key: str, value: str, where: Where, leads: list[Lead]) -> bool:
    """Who takes part: by code, or by part of a name; False where nobody can match."""
    roles = NAMED[kind][key]
    codes = CODES.fullmatch(value)
    if not roles:
        return False
    if codes:
        for code in filter(None, codes.groups()):
            lead = Lead(*_term(db, kind, key, code), implied=len(where.parts))
            leads.append(lead)
            where.add("EXISTS (SELECT 1 FROM posting q WHERE q.term = ? AND q.at = x.at)", *(lead.terms or (-1,)))
        if codes[2]:
            where.add(f"EXISTS (SELECT 1 FROM part p JOIN actor a ON a.id = p.actor WHERE p.finding = x.finding AND p.role IN"
                      f" ({', '.join('?' * len(roles))}) AND a.country = ? AND a.sector = ?)", *roles, codes[1], codes[2])
        return True
    condition, likes = _named(value)
    ids = [row[0] for row in db.execute(f"SELECT id FROM actor WHERE {condition} LIMIT ?", [*likes, MANY + 1])]
    if len(ids) > MANY:  # a letter or two: nearly every row has somebody with them
        where.add(f"EXISTS (SELECT 1 FROM part p CROSS JOIN actor a ON a.id = p.actor WHERE p.finding = x.finding AND p.role IN"
                  f" ({', '.join('?' * len(roles))}) AND a.name LIKE ? ESCAPE '\\')", *roles, likes[-1])
        return True
    keys = [f".{role}" for role in roles]
    found = db.execute(f"SELECT id, n FROM term WHERE kind = ? AND key IN ({', '.join('?' * len(keys))}) AND value IN"
                       " (SELECT CAST(value AS TEXT) FROM json_each(?))", [kind, *keys, json.dumps(ids)]).fetchall() if ids else []
    size = sum(n for _, n in found)
    if not size:
        return False
    if size <= MANY_NAMES and len(found) <= MANY:
        leads.append(Lead(size, [i for i, n in found if n]))
    where.add(f"EXISTS (SELECT 1 FROM part p WHERE p.finding = x.finding AND p.role IN ({', '.join('?' * len(roles))}) AND +p.actor IN"
              f" (SELECT value FROM json_each(?)))", *roles, json.dumps(ids))
    return True


def _named(value: str) -> tuple[str, list[Any]]:
    """The condition on `actor` for part of a name; three letters and more are looked up by their trigrams."""
    like = "%" + re.sub(r"([\\%_])", r"\\\1", value) + "%"
    if len(value) < 3:
        return "name LIKE ? ESCAPE '\\'", [like]
    quoted = '"' + value.replace('"', '""') + '"'
    return "id IN (SELECT rowid FROM actor_text WHERE actor_text MATCH ?) AND name LIKE ? ESCAPE '\\'", [quoted, like]


def who(value: str) -> tuple[str, list[Any]]:
    """The condition on `actor` for a code, two codes or part of a name."""
    codes = CODES.fullmatch(value.strip())
    if codes and codes[2]:
        return "country = ? AND sector = ?", [codes[1], codes[2]]
    if codes:
        return "id IN (SELECT id FROM actor WHERE country = ? UNION SELECT id FROM actor WHERE sector = ?)", [codes[1], codes[1]]
    return _named(value.strip())


def _text(db: sqlite3.Connection, words: str, where: Where, leads: list[Lead]) -> None:
    found = reports_with(db, words, MANY + 1)
    if len(found) <= MANY:
        leads.append(Lead(3 * len(found), reports=json.dumps(found)))
        where.add("+x.report IN (SELECT value FROM json_each(?))", leads[-1].reports)
    else:
        where.add("+x.report IN (SELECT rowid FROM report_text WHERE report_text MATCH ?)", full_text(words))


def reports_with(db: sqlite3.Connection, words: str, most: int) -> list[int]:
    """The numbers of reports that hold all the words, at most so many."""
    return [row[0] for row in db.execute("SELECT rowid FROM report_text WHERE report_text MATCH ? LIMIT ?", (full_text(words), most))]


def walk(db: sqlite3.Connection, kind: str, wanted: Filter, columns: str, newest: bool, limit: int | None, step: int = 1000) \
        -> Iterator[tuple[Any, ...]]:
    """All rows that match, in the order of lists, a thousand at a time; `columns` begins with x.at."""
    found = search(db, kind, wanted)
    after, left = None, limit
    while found and (left is None or left > 0):
        size = step if left is None else min(left, step)
        rows = found.rows(db, columns, newest, size, after)
        yield from rows
        if len(rows) < size:
            return
        after, left = rows[-1][0], None if left is None else left - len(rows)

"""The lists of a book, kept as findings come and go: facets, postings, actors and their counts.

`drop` a report before its findings change and `add` it when they have; what is gathered is written by `flush`, before the commit.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.book.rows import loaded, parties
from dateline.book.terms import LISTED, at, facet, terms

MOST_HELD = 300_000  # ids of terms and actors kept in memory
COUNTED = {"actor": 1, "recipient": 2, "speaker": 3}  # role -> the count of an actor that it adds to
NO_COUNTS = (0, 0, 0, 0)
TABLES = ("facet", "term", "posting", "actor", "part", "office", "about")
Named = tuple[str, str | None, str | None]


class Index:
    """The lists of one connection. It holds what is not written yet, and ids that it saw."""

    def __init__(self, db: sqlite3.Connection, names: bool = True) -> None:
        self.db, self.names = db, names  # without `names` new actors are not put into the full text of names
        self.forget()

    def forget(self) -> None:
        """After a transaction that was taken back: nothing that it made is there."""
        self.term_ids: dict[tuple[str, str, str], int] = {}
        self.actor_ids: dict[Named, int] = {}
        self.term_counts: Counter[int] = Counter()
        self.actor_counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        self.facets: dict[int, tuple[Any, ...]] = {}
        self.postings: list[tuple[int, int]] = []
        self.parts: list[tuple[int, str, int]] = []
        self.about: list[tuple[str, str, int]] = []

    def add_report(self, outlet: str | None, language: str | None) -> None:
        """Count a new report."""
        for key, value in (("", ""), ("outlet", outlet), ("language", language or "")):
            if value is not None:
                self.term_counts[self._term("report", key, value)] += 1

    def add(self, number: int, report: str, outlet: str | None, published: str | None,
            findings: Iterable[tuple[int, Mapping[str, Any], bool]]) -> None:
        """Take in the findings of a report as they stand: (number, data, whether a person judged it)."""
        named: set[int] = set()
        countries: set[str] = set()
        for finding, data, judged in findings:
            everybody = list(parties(dict(data)))
            if data["type"] in ("event", "agenda"):
                countries |= {country for _, _, country, _ in everybody if country}
            ids = [(role, self._actor((name, country, sector))) for role, name, country, sector in everybody]
            self._count(ids, named, 1)
            self.parts += [(finding, role, id_) for role, id_ in dict.fromkeys(ids)]
            if data["type"] in LISTED:
                self._list(finding, number, report, facet(data, outlet, published, judged), data, everybody, ids)
            elif data.get("office"):
                self._office(ids[0][1], data, 1)
        self.about += [(country, published or "", number) for country in countries]
        for id_ in named:
            self.actor_counts[id_][0] += 1

    def drop(self, number: int) -> None:
        """Take the findings of a report out of all lists. They must still be as they were taken in."""
        self.flush()
        rows = self.db.execute("SELECT f.number, f.current, x.at, x.outlet, x.published FROM finding f LEFT JOIN facet x"
                               " ON x.finding = f.number WHERE f.report = ? AND f.current IS NOT NULL", (number,)).fetchall()
        named: set[int] = set()
        countries: set[tuple[str, str, int]] = set()
        for finding, current, where, outlet, published in rows:
            data = loaded(current)
            everybody = list(parties(data))
            ids = [(role, self._actor((name, country, sector))) for role, name, country, sector in everybody]
            self._count(ids, named, -1)
            if where is not None:
                countries |= {(country, published or "", number) for _, _, country, _ in everybody if country}
                held = [self._term(data["type"], *t) for t in self._all_terms(facet(data, outlet, published, True), everybody, ids)]
                self.term_counts.subtract(held)
                self.db.executemany("DELETE FROM posting WHERE term = ? AND at = ?", [(t, where) for t in held])
            elif data.get("office"):
                self._office(ids[0][1], data, -1)
            self.db.execute("DELETE FROM part WHERE finding = ?", (finding,))
        for id_ in named:
            self.actor_counts[id_][0] -= 1
        self.db.execute("DELETE FROM facet WHERE report = ?", (number,))
        self.db.executemany("DELETE FROM about WHERE country = ? AND day = ? AND report = ?", sorted(countries))
        self.db.execute("DELETE FROM office WHERE mentions = 0")

    def flush(self) -> None:
        """Write what was gathered, in the order of its tables, so that neighbours are written together."""
        self.db.executemany(f"INSERT INTO facet VALUES ({', '.join('?' * 17)})", [(k, *self.facets[k]) for k in sorted(self.facets)])
        self.db.executemany("INSERT INTO posting VALUES (?, ?)", sorted(self.postings))
        self.db.executemany("INSERT INTO part VALUES (?, ?, ?)", self.parts)
        self.db.executemany("INSERT INTO about VALUES (?, ?, ?)", sorted(self.about))
        self.db.executemany("UPDATE term SET n = n + ? WHERE id = ?", sorted((n, t) for t, n in self.term_counts.items() if n))
        self.db.executemany("UPDATE actor SET reports = reports + ?, did = did + ?, done = done + ?, said = said + ? WHERE id = ?",
                            [(*c, i) for i, c in sorted(self.actor_counts.items()) if any(c)])
        self.facets, self.postings, self.parts, self.about = {}, [], [], []
        self.term_counts, self.actor_counts = Counter(), defaultdict(lambda: [0, 0, 0, 0])
        if len(self.term_ids) + len(self.actor_ids) > MOST_HELD:
            self.term_ids, self.actor_ids = {}, {}

    # -- the parts of it -------------------------------------------------------------------------------------------------
    def _list(self, finding: int, number: int, report: str, row: Any, data: Mapping[str, Any], everybody: Any, ids: Any) -> None:
        where = at(row.day, report, data["sentence"][0])
        while where in self.facets or self.db.execute("SELECT 1 FROM facet WHERE at = ?", (where,)).fetchone():
            where += 1  # two findings of one sentence
        self.facets[where] = (finding, number, *row.row())
        held = [self._term(row.type, *t) for t in self._all_terms(row, everybody, ids)]
        self.term_counts.update(held)
        self.postings += [(t, where) for t in held]

    def _all_terms(self, row: Any, everybody: Any, ids: Iterable[tuple[str, int]]) -> set[tuple[str, str]]:
        return terms(row, everybody) | {(f".{role}", str(id_)) for role, id_ in ids}

    def _count(self, ids: Iterable[tuple[str, int]], named: set[int], sign: int) -> None:
        for role, id_ in ids:
            named.add(id_)
            if role in COUNTED:
                self.actor_counts[id_][COUNTED[role]] += sign

    def _term(self, kind: str, key: str, value: str) -> int:
        whole = kind, key, value
        if whole not in self.term_ids:
            row = self.db.execute("SELECT id FROM term WHERE kind = ? AND key = ? AND value = ?", whole).fetchone()
            self.term_ids[whole] = row[0] if row else _made(self.db.execute("INSERT INTO term (kind, key, value, n) VALUES (?, ?, ?, 0)",
                                                                            whole))
        return self.term_ids[whole]

    def _actor(self, named: Named) -> int:
        if named not in self.actor_ids:
            name, country, sector = named
            row = self.db.execute("SELECT id FROM actor WHERE name = ? AND coalesce(country, '') = ? AND coalesce(sector, '') = ?",
                                  (name, country or "", sector or "")).fetchone()
            if row is None:
                row = [_made(self.db.execute("INSERT INTO actor (name, country, sector, reports, did, done, said)"
                                             " VALUES (?, ?, ?, 0, 0, 0, 0)", named))]
                if self.names:
                    self.db.execute("INSERT INTO actor_text (rowid, name) VALUES (?, ?)", (row[0], name))
            self.actor_ids[named] = row[0]
        return self.actor_ids[named]

    def _office(self, actor: int, data: Mapping[str, Any], sign: int) -> None:
        self.db.execute("INSERT INTO office VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions,"
                        " last_known = last_known + excluded.last_known",
                        (actor, data["office"], data.get("since") or "", data.get("until") or "", sign,
                         sign * bool(data.get("last_known"))))


def _made(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None
    return cursor.lastrowid

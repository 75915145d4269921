"""A book against a peer's rows: what both tell, what only one tells, each with its evidence, and how often the peer counts one thing.

`Book.compare_with` asks it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from dateline.api.joining import Joiner
from dateline.api.peers import PeerFile
from dateline.api.rows import Rows
from dateline.book import query
from dateline.book.query import Filter
from dateline.book.store import Store
from dateline.codes.plover import kinds
from dateline.errors import DatelineError, InputRefused
from dateline.joining.happenings import BOTH_WAYS
from dateline.peers.compare import LEVELS, LONGEST, Pair, Told, Unit, compared, dyads
from dateline.peers.row import PeerRow

LATER = 3  # days after an event in which its news comes out: reports of those days are where it was looked for
SHOWN = 5  # pieces of evidence on each side of a row; the counts count all
LOOKED_AT = 50  # events of a happening among which the earliest are shown
SIDES = ("actor", "recipient", "about")
OF_REPORTS = ("outlet", "text", "as_of")


class NotComparable(DatelineError):
    """A question that cannot be asked of both sides."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows of a comparison, its counts, and the peer's lines that were refused."""

    rows: tuple[dict[str, Any], ...]
    summary: dict[str, Any]
    refused: tuple[str, ...]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def to_records(self) -> list[dict[str, Any]]:
        """All rows as plain dicts, for pandas and polars."""
        return list(self.rows)


@dataclass(slots=True)
class _Side:
    """What is set against the other side, what each reference stands for, and how many were left out, by reason."""

    told: list[Told] = field(default_factory=list)
    held: dict[Any, dict[str, Any]] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)


class Asked(Protocol):
    """What a comparison asks of a book."""

    store: Store

    def happenings(self, limit: int | None = None, **wanted: Any) -> Rows: ...


def compare_with(book: Asked, path: Path, format_: str | None, by: str, within: int | None, mentions: Path | None,
                 wanted: Mapping[str, Any]) -> Comparison:
    """See Book.compare_with."""
    _check(by, wanted)
    rest = {k: v for k, v in wanted.items() if v is not None}
    kept, event = {k: rest.pop(k, None) for k in SIDES}, rest.pop("event", None)
    files = [PeerFile(path, format_)] + ([PeerFile(mentions, "gdelt-mentions")] if mentions else [])
    theirs, rows_on = _theirs(files, kept, rest)
    compared_ = _Comparing(book, rest)
    ours = compared_.ours(kept, by)
    pairs = compared(ours.told, theirs.told, by, (1 if by == "day" else 0) if within is None else within)
    asked = [p for p in pairs if event is None or event.upper() in {u.event for u in (*p.ours, *p.theirs)}]
    days = _Days(compared_.published(), rows_on)
    rows = tuple(compared_.row(pair, ours, theirs, days) for pair in asked)
    return Comparison(rows, _summary(rows, asked, ours, theirs, files), tuple(r for f in files for r in f.reasons))


@dataclass(frozen=True, slots=True)
class _Comparing:
    """A book and the filters that hold for it."""

    book: Asked
    wanted: Mapping[str, Any]

    # -- ours ------------------------------------------------------------------------------------------------------------
    def ours(self, kept: Mapping[str, str | None], by: str) -> _Side:
        """The happenings that can be set against rows."""
        side = _Side()
        for row in self.book.happenings(**{k: v for k, v in {**kept, **self.wanted}.items() if v is not None}):
            reason = _unfit(row, self.wanted)
            span = None if reason else self._span(row, by)
            if not reason and span is None:
                reason = "no day is known"
            elif span and not _inside(span, self.wanted):
                reason = "outside the days asked for"
            if reason or span is None:
                side.left[reason or ""] += 1
                continue
            mutual = row["event"] in BOTH_WAYS
            found = [d for d in dyads(_countries(row["actor"]), _countries(row["recipient"]), mutual) if _asked(d, mutual, kept)]
            if not found:
                side.left["no country on one side"] += 1
                continue
            side.held[row["id"]] = row
            side.told += [Told(d, mutual, row["event"], kinds()[row["event"]].quad, *span, row["id"]) for d in found]
        return side

    def _span(self, row: Mapping[str, Any], by: str) -> tuple[str, str] | None:
        """The days of a happening; where none is told the first on which it was reported, as peers do; None for "in 2016"."""
        first, last = row["day_first"], row["day_last"]
        if first is None and last is None:
            published = [query.one(self.book.store.db, e)["published"] for e in row["events"]]
            first = last = min((p for p in published if p), default=None)
        if first is None or last is None:
            return None
        return (first, last) if (date.fromisoformat(last) - date.fromisoformat(first)).days < LONGEST[by] else None

    def published(self) -> Counter[str]:
        """How many reports came out on each day, of those that the filter lets through."""
        held = {k: self.wanted[k] for k in OF_REPORTS if self.wanted.get(k)}
        if held:
            return Counter(row["published"] for row in query.reports(self.book.store.db, Filter(**held)) if row["published"])
        sql = "SELECT published, count(*) FROM report WHERE published IS NOT NULL GROUP BY 1"
        return Counter(dict(self.book.store.db.execute(sql).fetchall()))

    # -- rows ------------------------------------------------------------------------------------------------------------
    def row(self, pair: Pair, ours: _Side, theirs: _Side, days: _Days) -> dict[str, Any]:
        """A row of the answer."""
        mine, others = _refs(pair.ours), _refs(pair.theirs)
        one = (pair.ours or pair.theirs)[0]
        addresses = {a for r in others for a in theirs.held[r]["addresses"]}
        return {
            "type": "compared", "verdict": pair.verdict, "level": pair.level, "beside": pair.beside,
            "day": _day(one.first), "last": _day(one.last), "apart": _apart(pair), "actor": one.dyad[0], "recipient": one.dyad[1],
            "mutual": one.mutual, "event": _events(pair.ours), "their_event": _events(pair.theirs), "quad": one.quad,
            "happenings": len(mine), "reports": sum(ours.held[r]["reports"] for r in mine), "origins": self._origins(mine, ours),
            "their_rows": len(others), "their_addresses": len(addresses), "note": days.note(pair),
            "ours": [e for r in mine[:SHOWN] for e in self._evidence(ours.held[r])][:SHOWN],
            "theirs": [{k: v for k, v in theirs.held[r].items() if k != "addresses"} for r in others[:SHOWN]]}

    def _origins(self, ids: list[Any], ours: _Side) -> int:
        """The independent origins of some happenings, each counted once."""
        if len(ids) < 2:
            return sum(ours.held[i]["origins"] for i in ids)
        events = [e for i in ids for e in (*ours.held[i]["events"], *ours.held[i]["recalled"])]
        return len({t.root or t.report for t in Joiner(self.book.store).told_by_id(events).values()})

    def _evidence(self, row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        held = [query.one(self.book.store.db, e) for e in [*row["events"], *row["recalled"]][:LOOKED_AT]]
        for event in sorted(held, key=lambda e: (e["published"] or "9999", e["id"])):
            yield {"happening": row["id"], "event": event["id"], "report": event["report"], "outlet": event["outlet"],
                   "published": event["published"], "url": event["url"], "sentence": " ".join(event["sentence_text"].split()),
                   "doubt": event["doubt"]}


@dataclass(frozen=True, slots=True)
class _Days:
    """How many reports of ours came out, and how many rows the peer has, on each day."""

    reports: Counter[str]
    rows: Counter[str]

    def note(self, pair: Pair) -> str:
        """Where one side tells nothing: in how much it was looked for, or that it was not there to be found."""
        if pair.verdict == "only_theirs":
            return self._ours(pair.theirs[0])
        return self._theirs(pair.ours[0]) if pair.verdict == "only_ours" else ""

    def _ours(self, unit: Unit) -> str:
        found = sum(self.reports[_day(d)] for d in range(unit.first, unit.last + LATER + 1))
        if found:
            return f"nothing in {_many(found, 'report')}"
        known = sorted(self.reports)
        outside = not known or _day(unit.last + LATER) < known[0] or _day(unit.first) > known[-1]
        return "outside the book's days" if outside else "no report of these days"

    def _theirs(self, unit: Unit) -> str:
        found = sum(self.rows[_day(d)] for d in range(unit.first, unit.last + 1))
        return f"nothing in {_many(found, 'row')}" if found else "outside the peer's days"


def _check(by: str, wanted: Mapping[str, Any]) -> None:
    if by not in LONGEST:
        raise NotComparable(f"by is {by!r}; allowed: {', '.join(LONGEST)}")
    for name in ("status", "by"):
        if wanted.get(name):
            raise NotComparable(f"{name} cannot be asked of a peer's rows; ask it with: dateline happenings")
    for name in SIDES:
        code = wanted.get(name)
        if code and not (len(code) == 3 and code.isalpha() and code.isupper()):
            raise NotComparable(f"{name} is {code!r}; with a peer's rows it takes a country's code, as RUS")


def _unfit(row: Mapping[str, Any], wanted: Mapping[str, Any]) -> str | None:
    """Why a happening is left out: a peer's row is read as a fact, so only facts are set against it."""
    if row["status"] != "actual":
        return f"{row['status']}, not actual"
    if row["claimed"] and not wanted.get("claims"):
        return "claimed by a source only"
    return None if row["events"] or wanted.get("background") else "recalled as background"


def _countries(parties: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p["country"] for p in parties if p["country"]))


def _inside(span: tuple[str, str], wanted: Mapping[str, Any]) -> bool:
    """Whether a stretch of days touches those that are asked for."""
    return span[1] >= (wanted.get("day_from") or "") and span[0] <= (wanted.get("day_to") or "9999")


def _asked(dyad: tuple[str, str], mutual: bool, kept: Mapping[str, str | None]) -> bool:
    actor, recipient, about = (kept[k] for k in SIDES)
    if about and about not in dyad:
        return False
    ways = [dyad, dyad[::-1]] if mutual else [dyad]
    return any(actor in (None, a) and recipient in (None, b) for a, b in ways)


# -- theirs --------------------------------------------------------------------------------------------------------------------
def _theirs(files: list[PeerFile], kept: Mapping[str, str | None], wanted: Mapping[str, Any]) -> tuple[_Side, Counter[str]]:
    """The peer's rows that can be set against ours, and how many it has on each day."""
    side, days = _Side(), Counter[str]()
    by_id: dict[str, dict[str, Any]] = {}
    for row in files[0].rows():
        if row.source == "gdelt-mentions":
            raise InputRefused(f"{files[0].path}: mentions name no actors; give the events, and these with --mentions")
        days[row.day] += 1
        if not _inside((row.day, row.day), wanted):
            side.left["outside the days asked for"] += 1
            continue
        mutual = row.mutual or row.event in BOTH_WAYS
        every = list(dyads(row.actor, row.recipient, mutual, row.mutual))
        found = [d for d in every if _asked(d, mutual, kept)]
        if not found:
            side.left["another dyad than asked for" if every else "no country on one side"] += 1
            continue
        by_id[row.id] = side.held[(row.line, row.id)] = _plain(row)
        side.told += [Told(d, mutual, row.event, row.quad, row.day, row.day, (row.line, row.id)) for d in found]
    for mention in files[1].rows() if len(files) > 1 else ():
        if mention.id in by_id and (mention.url or mention.outlet):
            by_id[mention.id]["addresses"].add(mention.url or mention.outlet)
    return side, days


def _plain(row: PeerRow) -> dict[str, Any]:
    return {"id": row.id, "line": row.line, "day": row.day, "event": row.event, "quad": row.quad, "url": row.url, "outlet": row.outlet,
            "addresses": {a for a in (row.url or row.outlet,) if a}}


# -- counts --------------------------------------------------------------------------------------------------------------------
def _summary(rows: tuple[dict[str, Any], ...], pairs: list[Pair], ours: _Side, theirs: _Side, files: list[PeerFile]) -> dict[str, Any]:
    agree = {level: sum(r["level"] == level for r in rows) for level in LEVELS}
    notes = Counter("outside" if r["note"].startswith("outside") else "gap" if r["note"].startswith("no report") else "nothing"
                    for r in rows if r["verdict"] == "only_theirs")
    return {
        "type": "summary", "format": " ".join(files[0].formats), "agree": sum(agree.values()),
        **{f"agree_{level}": count for level, count in agree.items()},
        "only_ours": sum(r["verdict"] == "only_ours" for r in rows), "only_theirs": sum(r["verdict"] == "only_theirs" for r in rows),
        "only_theirs_nothing": notes["nothing"], "only_theirs_no_report": notes["gap"], "only_theirs_outside": notes["outside"],
        "happenings": len({r for p in pairs for r in _refs(p.ours)}), "happenings_left_out": dict(sorted(ours.left.items())),
        "their_rows": len({r for p in pairs for r in _refs(p.theirs)}), "their_rows_left_out": dict(sorted(theirs.left.items())),
        "read": files[0].read, "repeated": files[0].repeated, "refused": sum(f.refused for f in files)}


def _refs(units: Iterable[Unit]) -> list[Any]:
    return list(dict.fromkeys(r for u in units for r in u.refs))


def _events(units: Iterable[Unit]) -> list[str | None]:
    return sorted({u.event for u in units}, key=lambda e: e or "")


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _day(number: int) -> str:
    return (date.min + timedelta(days=number - 1)).isoformat()


def _apart(pair: Pair) -> int | None:
    """The days between the nearest units of a pair."""
    return min((max(0, a.first - b.last, b.first - a.last) for a in pair.ours for b in pair.theirs), default=None)

"""What a book answers across its reports: happenings, origins, versions, disagreements, outcomes, outlets, dyads, audits.

`Joined` is the part of `Book` that asks what joining made. A question joins first what still waits, where the book can be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.api.compared import Comparison, compare_with
from dateline.api.joining import Joiner, changed_by, origin_id
from dateline.api.rows import Rows
from dateline.book import joined, query
from dateline.book.judge import Judgement
from dateline.book.query import Filter
from dateline.book.store import Store
from dateline.codes.cow import dyad_key
from dateline.codes.normal import normal
from dateline.codes.outlets import Outlets, outlets_of_csv, with_given
from dateline.codes.plover import intensity, kinds
from dateline.errors import BookError, NotFound
from dateline.joining import disagreements as disagreeing
from dateline.joining import sampling
from dateline.joining.copies import seen
from dateline.joining.credits import cited
from dateline.joining.dyads import Act, series
from dateline.joining.happenings import BOTH_WAYS, group, happening
from dateline.joining.outcomes import Plan, outcome, plan, states_of
from dateline.joining.outcomes import row as outcome_row
from dateline.joining.told import Told, iso
from dateline.joining.utterances import Said, utterances
from dateline.joining.versions import edits, silent
from dateline.records import Agenda, Disagreement, Happening, Origin, Outlet, Version

KINDS = ("event", "quote", "agenda")


class Joined:
    """The questions across reports."""

    store: Store
    read_only: bool
    as_joined: bool

    def join(self) -> int:
        """Join the reports that wait for it; returns how many. `add_paths` and every question below do it by themselves."""
        if not joined.waiting(self.store.db, 1):
            return 0
        if self.read_only and self.as_joined:
            return 0
        if self.read_only:
            raise BookError(f"{self.store.path}: some reports are not joined yet, and it was opened read-only; open it for writing once")
        return Joiner(self.store).run()

    # -- happenings ------------------------------------------------------------------------------------------------------
    def happenings(self, limit: int | None = None, **wanted: Any) -> Rows:
        """Events of the world, each with the counts of its reports and independent origins; `as_of` asks for the book as it stood then."""
        return Rows(lambda: self.happenings_page(Filter(**wanted), limit))

    def happenings_page(self, wanted: Filter, limit: int | None, order: str = "old", after: tuple[str, str] | None = None,
                        among: joined.Matching | None = None) -> Iterator[dict[str, Any]]:
        """Happenings behind the day and id `after`; `order` is new, old or reports (the most reported first)."""
        self.join()
        rows = self._as_of(wanted)[:limit] if wanted.as_of else joined.happenings(self.store.db, wanted, limit, order, after, among)
        for row in rows:
            yield {"type": "happening", **row}

    def happenings_matching(self, wanted: Filter) -> joined.Matching:
        """What the filter lets through, for `happenings_page` and `happening_days` to share."""
        self.join()
        return joined.matching(self.store.db, wanted)

    def happening_days(self, wanted: Filter, most: int, among: joined.Matching) -> list[tuple[str, str, str]]:
        """Day ("" where it is not known), id and PLOVER event of the happenings that match, the latest first, at most `most`."""
        if wanted.as_of:
            return [(h["day_first"] or "", h["id"], h["event"]) for h in reversed(self._as_of(wanted))][:most]
        return joined.happening_days(self.store.db, wanted, most, among)

    def _as_of(self, wanted: Filter, homes: set[str] | None = None) -> list[dict[str, Any]]:
        """The happenings among the events that were published by a day (of `homes` alone, where they are given): made anew from the
        same links."""
        joiner = Joiner(self.store)
        if homes is None:
            matching = set(joined.event_ids(self.store.db, replace(wanted, status=None)))
            homes = set(joined.homes(self.store.db, matching).values())
        else:
            matching = {e for group in joined.few(sorted(homes)) for e in joined.members(self.store.db, group)}
        every = {row[0] for row in joined.gather(self.store.db, "SELECT event FROM member WHERE happening IN (?)", homes)}
        told = {i: e for i, e in joiner.told_by_id(every).items() if e.published and e.published <= (wanted.as_of or "")}
        links = joined.links_among(self.store.db, told)
        made = [happening([told[i] for i in news], [told[i] for i in recalled])
                for news, recalled in group(told, links, _within(joiner.must, told), _within(joiner.never, told))]
        kept = [h for h in made if matching & {*h.events, *h.recalled} and wanted.status in (None, h.status)]
        return [h.to_dict() for h in sorted(kept, key=lambda h: (h.day_first or "", h.id))]

    def happening(self, id_: str) -> Happening:
        """One happening, by its id or that of one of its events; raises NotFound."""
        self.join()
        found = joined.happening_of(self.store.db, id_)
        if found is None and joined.waits(self.store.db, id_):
            raise NotFound(f"{id_} is in the book, but its report is not joined with the others yet, so that no happening holds it; this"
                           f" makes up for it: dateline happenings {self.store.path}")
        if found is None:
            raise NotFound(f"no happening and no event has the id {id_!r}; ids stand in: dateline happenings {self.store.path}")
        return Happening.from_dict(found)

    def compare(self, id_: str) -> dict[str, Any]:
        """What each report says of a happening, field by field, and where they disagree."""
        found, joiner = self.happening(id_), Joiner(self.store)
        rows = []
        for event in [*found.events, *found.recalled]:
            told = joiner.told_by_id([event]).get(event)
            if told is None:  # it was removed, and the book was not joined since
                continue
            data = query.one(self.store.db, event)
            rows.append({**data, "root": told.root, "chain": self._chain(data), "recalled": event in found.recalled})
        rows.sort(key=lambda r: (r["published"] or "", r["id"]))
        return {"happening": found.to_dict(), "events": rows, "disagreements": [d.to_dict() for d in self._disagree(found)]}

    def compare_with(self, path: str | Path, format: str | None = None, by: str = "day", within: int | None = None,  # noqa: A002
                     mentions: str | Path | None = None, **wanted: Any) -> Comparison:
        """This book against a peer's rows (GDELT, POLECAT, PLOVER, FollowTheMoney), by dyad and day, week or month.

        `format` is gdelt, polecat, plover or ftm, told from the file where it is left out; `within` how many days two may lie apart and
        still be one (1 for days, 0 for weeks and months); `mentions` a file of GDELT mentions, whose addresses count with the events'.
        Filters are those of `happenings`, but for `by` and `status`; `actor`, `recipient` and `about` take a country's code. Raises
        InputRefused where the file cannot be read, NotComparable where a filter cannot be asked of both sides.
        """
        return compare_with(self, Path(path), format, by, within, Path(mentions) if mentions else None, wanted)

    def _chain(self, row: dict[str, Any]) -> list[str]:
        """Who passes it on to whom, the carrier first: outlet, the agency it credits, the sources that the sentence names."""
        agency = joined.events_with(self.store.db, [row["id"]])[0][6]
        names = [row["outlet"] or "unknown", *([agency] if agency else []), *cited(row["sentence_text"])]
        return [n for i, n in enumerate(names) if normal(n) not in {normal(m) for m in names[:i]}]

    def disagreements(self, limit: int | None = None, **wanted: Any) -> Rows:
        """What reports of one happening tell differently, with the sides and how many independent origins each has."""
        def ask() -> Iterator[dict[str, Any]]:
            for row in self.happenings_page(Filter(**wanted), None):
                found = Happening.from_dict(row)
                if found.reports > 1:
                    yield from ({"type": "disagreement", **d.to_dict()} for d in self._disagree(found, wanted.get("as_of")))
        return Rows(lambda: _first(ask(), limit))

    def _disagree(self, found: Happening, as_of: str | None = None) -> tuple[Disagreement, ...]:
        told = Joiner(self.store).told_by_id(found.events)
        old = self._superseded({e.report for e in told.values()}, as_of)
        news = [e for e in told.values() if e.report not in old and (as_of is None or e.published <= as_of)]
        return disagreeing.disagreements(found.id, news)

    # -- origins and versions --------------------------------------------------------------------------------------------
    def origins(self, as_of: str | None = None) -> list[Origin]:
        """All origins, those that more reports carry first."""
        self.join()
        groups: dict[str, list[tuple[Any, ...]]] = {}
        for row in joined.groups(self.store.db, as_of):
            groups.setdefault(row[0], []).append(row)
        made = [Origin(id=origin_id(head), reports=tuple(r[1] for r in rows), agency=min((r[3] for r in rows if r[3]), default=None),
                       why=tuple(sorted({r[4] for r in rows if r[4]})) or (("text",) if len(rows) > 1 else ("single",)))
                for head, rows in groups.items()]
        return sorted(made, key=lambda o: (-len(o.reports), o.id))

    def versions(self, report: str | None = None, only_silent: bool = False) -> list[Version]:
        """New versions of reports with the sentences that changed; the version before is the latest one published before it."""
        self.join()
        before: dict[str, list[tuple[str, str, str]]] = {}
        for a, b, why, day_a, day_b in joined.version_pairs(self.store.db, self._family(report) if report else None):
            old, new = ((day_a or "", a), (day_b or "", b)) if (day_a or "", a) < (day_b or "", b) else ((day_b or "", b), (day_a or "", a))
            before.setdefault(new[1], []).append((*old, why))
        out = []
        for new_id in sorted(before):
            _, old_id, why = max(before[new_id])
            if report in (None, new_id, old_id):
                made = self._version(old_id, new_id, why)
                if made.edits and (made.silent or not only_silent):
                    out.append(made)
        return out

    def _version(self, old: str, new: str, why: str) -> Version:
        (old_text, was), (new_text, now) = self.store.text_and_report(old), self.store.text_and_report(new)
        found = edits(seen(old, old_text, was).body, seen(new, new_text, now).body)
        return Version(report=new, before=old, why=why, silent=silent(found, new_text), edits=found)

    def _family(self, report: str) -> set[str]:
        """A report with its versions: what tells which of them came directly before which."""
        return {report, *(i for pair in joined.version_pairs(self.store.db, [report]) for i in pair[:2])}

    def _superseded(self, reports: Iterable[str], as_of: str | None = None) -> set[str]:
        """Those of the reports of which the book has a newer version."""
        out = set()
        for a, b, _, day_a, day_b in joined.version_pairs(self.store.db, reports):
            newest = max(day_a or "", day_b or "")
            if day_a != day_b and (as_of is None or newest <= as_of):
                out.add(a if (day_a or "") < (day_b or "") else b)
        return out

    # -- quotes ----------------------------------------------------------------------------------------------------------
    def utterances(self, limit: int | None = None, **wanted: Any) -> Rows:
        """One row for each utterance: its wordings, where it appeared first, how many reports and origins carry it."""
        def ask() -> Iterator[dict[str, Any]]:
            self.join()
            rows = {r["id"]: r for r in query.findings(self.store.db, "quote", Filter(**wanted)) if r["kind"] != "indirect"}
            texts = {r: self.store.text_and_report(r)[0] for r in {row["report"] for row in rows.values()}}
            words = {i: [texts[r["report"]][s:e] for s, e in r["content"]] for i, r in rows.items()}
            of = joined.origins(self.store.db, {r["report"] for r in rows.values()})
            said = [Said(i, r["report"], r["published"] or "", normal((r["speaker"] or {}).get("name", "")),
                         normal(" ".join(words[i])), of[r["report"]][0]) for i, r in rows.items()]
            for u in utterances(said):
                first = rows[u.first]
                yield {"type": "utterance", **asdict(u), "speaker": first["speaker"], "words": " … ".join(words[u.first]),
                       "published": first["published"], "outlet": first["outlet"],
                       "carried_by": sorted({rows[q]["outlet"] or "unknown" for q in u.quotes})}
        return Rows(lambda: _first(ask(), limit))

    # -- agenda ----------------------------------------------------------------------------------------------------------
    def outcomes(self, as_of: str | date | None, limit: int | None = None, outcome: str | Iterable[str] | None = None,
                 **wanted: Any) -> Rows:
        """The agenda with what became of each item, as the book's reports up to `as_of` tell it; with `outcome` only the items of which
        that has become. Raises BookError where no day is given or a state is unknown."""
        if as_of is None:
            raise BookError("what became of the agenda depends on the day that asks; give as_of, as 2021-06-04")
        day = as_of if isinstance(as_of, str) else as_of.isoformat()
        states = states_of(outcome)
        rows = Filter(**{**wanted, "as_of": day})
        return Rows(lambda: _first((r for r in self._outcomes(day, rows) if not states or r["state"] in states), limit))

    def _outcomes(self, day: str, wanted: Filter) -> Iterator[dict[str, Any]]:
        self.join()
        joiner = Joiner(self.store)
        for row in query.findings(self.store.db, "agenda", wanted):
            yield self.outcome_of(row, day, joiner)

    def outcome_of(self, row: Mapping[str, Any], day: str, joiner: Joiner | None = None) -> dict[str, Any]:
        """One agenda row with what became of it by `day`; a `joiner` for many of them remembers the events around."""
        joiner = joiner or Joiner(self.store)
        data = joined.plans_of(self.store.db, "f.id = ?", [row["id"]])[0]
        item = self._plan(data)
        events, plans = self._around(joiner, item, day)
        homes = joined.homes(self.store.db, [e.id for e in events])
        found = outcome(item, events, plans, day, homes)
        return {**row, **outcome_row(item, found), "as_of": day, "happening": item.happening}

    def _plan(self, row: tuple[Any, ...]) -> Plan:
        record, published, sentence, kind, event = row
        home = joined.homes(self.store.db, [event]).get(event) if event else None
        return plan(Agenda.from_dict(record), published, sentence, kind, home)

    def _around(self, joiner: Joiner, item: Plan, day: str) -> tuple[list[Told], list[Plan]]:
        """What later reports tell of the countries of a plan, until its day has passed and a while longer."""
        countries = {w.country for w in item.who if w.country} | ({item.country} if item.country else set())
        planned = item.published if item.first is None else iso(item.first)
        last = min(day, _plus(day, 0) if item.last is None else _plus(iso(item.last), 30))
        reports = joined.reports_of_countries(self.store.db, countries, item.published, last, planned) if countries else []
        events = joined.events_in(self.store.db, reports)
        marks = ", ".join("?" * len(reports))
        plans = [self._plan(row) for row in joined.plans_of(self.store.db, f"r.id IN ({marks})", reports)] if reports else []
        return list(joiner.told_by_id(events).values()), plans

    # -- outlets ---------------------------------------------------------------------------------------------------------
    def outlets(self) -> list[dict[str, Any]]:
        """The outlets of this book's reports: what is known of each, and how many reports it has, alone or with copies of others."""
        self.join()
        table = self.outlet_table()
        counts: dict[str, dict[str, Any]] = {}
        for name, site, month, agency, reports, copies in joined.carriers(self.store.db):
            known = table.named(name) or table.at(f"https://{site}/" if site else None, f"{month}-15" if month else None)
            shown = known.name if known else name or "unknown"
            row = counts.setdefault(shown, {"type": "outlet", **(known or Outlet(id="", name=shown)).to_dict(), "known": known is not None,
                                            "reports": 0, "copies": 0, "agency_copy": 0})
            row["reports"] += reports
            row["copies"] += copies
            row["agency_copy"] += reports if agency and normal(agency) != normal(shown) else 0
        return sorted(counts.values(), key=lambda r: (-r["reports"], r["name"]))

    def outlet_table(self) -> Outlets:
        """Our table with this book's own lines over it."""
        return with_given(Outlet.from_dict(r) for r in joined.given_outlets(self.store.db))

    def add_outlets(self, path: str | Path) -> int:
        """Take in outlets from a CSV file with the columns of our table: new ones, or ours described anew; returns how many."""
        found = outlets_of_csv(Path(path))
        with self.store.transaction():
            joined.give_outlets(self.store.db, [o.to_dict() for o in found])
        return len(found)

    # -- dyads -----------------------------------------------------------------------------------------------------------
    def dyad(self, actor: str, recipient: str, by: str = "month", claims: bool = False, day_from: str | None = None,
             day_to: str | None = None, as_of: str | None = None) -> list[dict[str, Any]]:
        """The directed series of what `actor` did to `recipient` (country codes); `docs/reference/dyad.md` tells how it is counted."""
        self.join()
        if as_of:
            homes = joined.dyad_happenings(self.store.db, actor, recipient)
            rows = [(r["day_first"] or self._first_published(r), r["event"], r["mode"], r["reports"], r["origins"], r["id"], r["status"],
                     r["claimed"]) for r in self._as_of(Filter(as_of=as_of), homes) if _from_to(r, actor, recipient)]
        else:
            rows = joined.dyad(self.store.db, actor, recipient, day_from, day_to)
        acts = [Act(day, event, kinds()[event].quad, intensity(event, mode), reports, origins, id_)
                for day, event, mode, reports, origins, id_, status, claimed in rows
                if day and status == "actual" and (claims or not claimed) and (day_from or "") <= day <= (day_to or "9999")]
        key = dyad_key(actor, recipient)
        return [{"actor": actor, "recipient": recipient, "dyad": key, "period": p.month,
                 **{k: v for k, v in asdict(p).items() if k != "month"}} for p in series(acts, by)]

    def _first_published(self, row: dict[str, Any]) -> str | None:
        sql = "SELECT min(r.published) FROM finding f JOIN report r ON r.number = f.report WHERE f.id IN (?)"
        found = joined.gather(self.store.db, sql, row["events"][:joined.MOST])
        return found[0][0] if found else None

    # -- judgements ------------------------------------------------------------------------------------------------------
    def judge(self, target: str, change: Any, because: str, by: str | None = None, at: str | None = None) -> Judgement:
        raise NotImplementedError

    def merge(self, first: str, second: str, because: str, by: str | None = None) -> Judgement:
        """Join two happenings (or events) that are one; `undo` parts them again."""
        a, b = self.happening(first), self.happening(second)
        if a.id == b.id:
            raise NotFound(f"{first} and {second} are one happening already")
        one, two = _named(first, a), _named(second, b)
        return self.judge(one[0], {"merge": [*one, *two]}, because, by)

    def split(self, events: Sequence[str], because: str, by: str | None = None) -> Judgement:
        """Take events out of their happening, which keeps the rest; `undo` puts them back."""
        home = self.happening(events[0])
        rest = [e for e in (*home.events, *home.recalled) if e not in events]
        strange = set(events) - {*home.events, *home.recalled}
        if strange or not rest:
            raise NotFound(f"{', '.join(sorted(strange)) or 'the rest'}: split takes some, not all, events of one happening")
        return self.judge(events[0], {"split": sorted(events), "from": rest}, because, by)

    def rejoin(self, judgement: Judgement) -> None:
        """Have the reports that a judgement speaks of joined again."""
        all_ = {j.id: j for j in self.store.judgements()}
        chain, change = [judgement], judgement.change
        while "undo" in change and change["undo"] in all_:
            chain.append(all_[change["undo"]])
            change = chain[-1].change
        events = [e for j in chain for e in changed_by(j.change)]
        rows = joined.gather(self.store.db, "SELECT r.id FROM finding f JOIN report r ON r.number = f.report WHERE f.id IN (?)", events)
        if rows:
            with self.store.transaction():
                joined.undo_joining(self.store.db, sorted({r[0] for r in rows}))

    # -- audit -----------------------------------------------------------------------------------------------------------
    def audit(self, size: int = 100, seed: int = 1, kinds_: Sequence[str] = KINDS, **wanted: Any) -> list[dict[str, Any]]:
        """A random sample of findings to be judged right or wrong; the same book and seed give the same sample."""
        rows = {r["id"]: r for kind in kinds_ for r in query.findings(self.store.db, kind, Filter(**wanted))}
        return [rows[i] for i in sampling.sample(rows, size, seed)]


def audit_result(answers: Sequence[tuple[str, bool]]) -> list[dict[str, Any]]:
    """Precision with its 95 % Wilson interval, for each kind and for all, from (kind, right or wrong)."""
    return sampling.precision(answers)


def _within(pairs: Iterable[tuple[str, str]], held: Any) -> list[tuple[str, str]]:
    return [p for p in pairs if p[0] in held and p[1] in held]


def _first(rows: Iterator[dict[str, Any]], limit: int | None) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows):
        if limit is not None and number >= limit:
            return
        yield row


def _plus(day: str, days: int) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()


def _named(id_: str, found: Happening) -> list[str]:
    """The event that was named, or all events of the happening that was."""
    return [id_] if id_ in (*found.events, *found.recalled) else list(found.events)


def _from_to(row: dict[str, Any], actor: str, recipient: str) -> bool:
    """Whether a happening counts as done by one country to the other; what both do together counts both ways."""
    did, got = {p["country"] for p in row["actor"]}, {p["country"] for p in row["recipient"]}
    if row["event"] in BOTH_WAYS:
        return {actor, recipient} <= did | got
    return actor in did and recipient in got


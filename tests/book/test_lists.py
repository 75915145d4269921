"""Lists answer as a walk over all findings would, whatever is asked, page by page and in either order."""

import json
import random
import re

import pytest

from dateline.book import browse
from dateline.book.query import Filter, actors, findings
from dateline.book.rows import loaded, packed
from dateline.book.verify import problems
from tests.joining.corpus.build import corpus
from tests.joining.measure import fill

KINDS = ("event", "agenda")
ROLES = {"actor": ("actor",), "recipient": ("recipient",), "about": ("actor", "recipient", "who")}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    world = corpus()
    with fill(tmp_path_factory.mktemp("lists") / "some.db", world, world.reports[::2]) as opened:
        yield opened


@pytest.fixture(scope="module")
def every(book):
    """All findings with their reports, as plain data."""
    rows = book.store.db.execute("SELECT f.current, r.outlet, r.published, r.text || ' ' || r.title FROM finding f JOIN report r"
                                 " ON r.number = f.report WHERE f.current IS NOT NULL")
    return [(loaded(current), *more) for current, *more in rows]


def fits(row, wanted):
    """Whether a finding is what a filter asks for, told without any index."""
    data, outlet, published, text = row
    first, last = days(data, published)
    checks = {
        "event": lambda v: data.get("event") == v and data["type"] == "event",
        "status": lambda v: v in (data.get("status"), data.get("state")),
        "place": lambda v: ((data.get("place") or data.get("where") or {}).get("country")) == v,
        "outlet": lambda v: (outlet or "").lower() == v.lower(), "as_of": lambda v: published is not None and published <= v,
        "text": lambda v: all(word in re.findall(r"\w+", text.lower()) for word in v.split()),
        "day_from": lambda v: bool(last) and last >= v, "day_to": lambda v: bool(first) and first <= v,
        "claims": lambda v: bool(data.get("claimed")) == v, "background": lambda v: bool(data.get("background")) == v}
    checks |= {key: (lambda v, roles=roles: any(meant(p, v) for p in parties(data, roles))) for key, roles in ROLES.items()}
    return all(checks[key](value) for key, value in wanted.items())


def days(data, published):
    date = data.get("date") or {}
    when = data.get("when") if len(data.get("when") or "") == 10 else None
    first = date.get("start") or when or published
    return first, date.get("end") or first


def parties(data, roles):
    return [p for role in roles for p in data.get(role) or ()]


def meant(party, value):
    if value.isupper():
        codes = (party["country"], party["sector"])
        return codes == tuple(value.split()) if " " in value else value in codes
    return value.lower() in party["name"].lower()


def filters(every, times, seed):
    """Filters made of values that are there, two or three at a time, and some that are not."""
    chance = random.Random(seed)
    for _ in range(times):
        data, outlet, published, text = chance.choice(every)
        first, last = days(data, published)
        people = parties(data, ROLES["about"]) or [{"name": "Nobody", "country": "XKX", "sector": None}]
        party = chance.choice(people)
        who = chance.choice([party["country"] or "GOV", party["sector"] or "GOV", party["name"][:5], party["name"][1:3].lower(), "a"])
        values = {"event": data.get("event") if data["type"] == "event" else None, "status": data.get("status") or data.get("state"),
                  "place": (data.get("place") or {}).get("country"), "outlet": outlet and outlet.upper(), "as_of": published,
                  "text": chance.choice([w for w in text.lower().split() if w.isalpha()]), "day_from": chance.choice([first, last]),
                  "day_to": chance.choice([first, last]), "claims": chance.random() < 0.5, "background": False,
                  chance.choice(["actor", "recipient", "about"]): who}
        keys = chance.sample([k for k, v in values.items() if v is not None], chance.choice((1, 1, 2, 3)))
        yield data["type"], {k: values[k] for k in keys}


def test_any_filter_finds_what_a_walk_over_everything_finds(book, every):
    asked = [(kind, wanted) for kind, wanted in filters(every, 400, 7) if kind in KINDS]
    assert len(asked) > 300
    found = 0
    for kind, wanted in asked:
        expected = {row[0]["id"] for row in every if row[0]["type"] == kind and fits(row, wanted)}
        rows = [r["id"] for r in findings(book.store.db, kind, Filter(**wanted))]
        assert len(rows) == len(set(rows)) and set(rows) == expected, (kind, wanted)
        found += len(expected)
    assert found > 1000


def test_pages_follow_one_another_in_both_orders(book, every):
    for kind, wanted in [("event", {}), *[f for f in filters(every, 40, 8) if f[0] in KINDS]]:
        whole = [r["id"] for r in findings(book.store.db, kind, Filter(**wanted))]
        for newest in (True, False):
            seen, after = [], None
            while rows := browse.page(book.store.db, kind, Filter(**wanted), after, 7, newest)[0]:
                seen += [r["id"] for r in rows]
                after = rows[-1]["day"], rows[-1]["id"]
            assert seen == (whole[::-1] if newest else whole), (kind, wanted, newest)


def test_counts_are_those_of_the_rows(book, every):
    for kind, wanted in [("event", {}), *[f for f in filters(every, 40, 9) if f[0] == "event"]]:
        rows, total, facets = browse.page(book.store.db, kind, Filter(**wanted), None, 10_000)
        assert total == len(rows)
        for value, n in facets.get("event", ()):
            assert n == sum(r["event"] == value for r in rows)
        for value, n in facets.get("actor", ()):
            assert n == sum(any(p["country"] == value for p in r["actor"]) for r in rows)


def test_actors_are_counted_as_their_findings_come_and_go(book):
    db = book.store.db
    one = next(actors(db, Filter()))
    event = next(findings(db, "event", Filter(actor=one["name"])))
    removed = book.remove(event["id"], "wrong", "ana")
    after = next(a for a in actors(db, Filter()) if (a["name"], a["country"], a["sector"]) == (one["name"], one["country"], one["sector"]))
    assert after["did"] == one["did"] - 1
    assert list(problems(book.store)) == []
    book.undo(removed.id, "right after all", "ana")
    assert next(actors(db, Filter())) == one
    assert list(problems(book.store)) == []


def test_what_is_stored_without_its_empty_fields_comes_back_whole(every):
    for data, *_ in every:
        again = loaded(packed(data))
        assert again == data and list(again) == list(data)
        assert len(packed(data)) < len(json.dumps(data))

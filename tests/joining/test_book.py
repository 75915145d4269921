"""What a joined book answers, and what judgements, new readings and damage do to it."""

import contextlib
import sqlite3

import pytest

from dateline.api.book import Book
from dateline.book.joined import state
from dateline.errors import BookError, NotFound, RecordError
from tests.joining.corpus.build import corpus
from tests.joining.measure import fill, labels

STORIES = ("chad border clash", "chad clash two days later", "oslo trial", "aegean jets", "tirol summit", "tirol summit of the year after")


@pytest.fixture
def book(tmp_path):
    world = corpus()
    with fill(tmp_path / "some.db", world, [m for m in world.reports if m.story in STORIES]) as opened:
        yield opened


def of(book, label):
    """The happening that most events of a label are in."""
    held = labels(book, corpus())
    return max(book.happenings(), key=lambda h: sum(held[e][1] == label for e in h["events"]))


def test_a_happening_counts_reports_and_independent_origins(book):
    clash = of(book, "chad border clash/clash")
    assert (clash["event"], clash["date"], clash["place"], clash["reports"]) == ("ASSAULT", "2021-04-17", "Mao", 7)
    assert clash["origins"] == 3, "five prints of one agency report, and two papers"
    assert clash["claims"] == 2 and not clash["claimed"]


def test_events_of_a_plan_and_of_what_came_of_it_are_one(book):
    meet = of(book, "tirol summit/meet")
    assert meet["status"] == "actual" and meet["date"] == "2018-09-11"
    assert of(book, "tirol summit of the year after/meet")["status"] == "negated"


def test_a_happening_is_asked_for_by_its_own_status(book):
    meet = of(book, "tirol summit/meet")["id"]
    assert meet in {h["id"] for h in book.happenings(status="actual")}
    assert meet not in {h["id"] for h in book.happenings(status="planned")}
    assert [h["status"] for h in book.happenings(status="planned", as_of="2018-09-06")] == ["planned"]


def test_merge_joins_split_parts_and_undo_takes_either_back(book):
    before = state(book.store.db)
    one, two = of(book, "chad border clash/clash"), of(book, "chad clash two days later/clash")
    merged = book.merge(one["id"], two["id"], "one campaign", "ana")
    assert set(book.happening(one["id"]).events) == {*one["events"], *two["events"]}
    assert book.verify() == []
    book.undo(merged.id, "no", "ana")
    assert state(book.store.db) == before
    gone = one["events"][:2]
    book.split(gone, "another place", "ana")
    assert not set(gone) & set(book.happening(one["events"][-1]).events)
    assert book.verify() == []
    assert [j["because"] for j in book.judgements()] == ["one campaign", "no", "another place"]


def test_merge_and_split_refuse_what_makes_no_sense(book):
    clash = of(book, "chad border clash/clash")
    with pytest.raises(NotFound, match="one happening already"):
        book.merge(clash["events"][0], clash["events"][1], "same")
    with pytest.raises(NotFound, match="some, not all"):
        book.split(clash["events"], "all of it")
    with pytest.raises(NotFound, match="no happening"):
        book.happening("h0")
    with pytest.raises(RecordError, match="two or more events"):
        book.judge(clash["events"][0], {"merge": [clash["events"][0]]}, "alone")


def test_a_correction_joins_its_report_again(book):
    clash = of(book, "chad border clash/clash")
    book.fix(clash["events"][0], "it was the day after next", date={"value": "2021-04-27", "start": "2021-04-27", "end": "2021-04-27"})
    assert clash["events"][0] not in book.happening(clash["events"][1]).events
    book.remove(clash["events"][1], "no such thing")
    assert clash["events"][1] not in {e for h in book.happenings() for e in h["events"]}
    assert book.verify() == []


def test_a_changed_row_of_a_derived_table_is_found(book):
    book.store.db.execute("UPDATE happening SET origins = origins + 1 WHERE rowid = (SELECT min(rowid) FROM happening)")
    assert any("not what joining makes" in line for line in book.verify())


def test_versions_tell_what_changed_and_which_is_silent(book):
    found = [(v.silent, [(e.was, e.now) for e in v.edits]) for v in book.versions()]
    four = "A court in Oslo on Friday sentenced the banker Erik Moen to four years in prison for fraud."
    assert found == [(True, [(four, four.replace("four", "six"))])]


def test_a_dyad_counts_happenings_not_reports(book):
    rows = book.dyad("GRC", "TUR")
    assert [(r["period"], r["events"], r["verbal"], r["material"], r["dyad"]) for r in rows] == [("2016-04", 1, 1, 0, 350640)]
    assert [r["mean"] for r in book.dyad("TUR", "GRC")] == [-2.0]
    both = book.dyad("AUT", "SVN", by="year")
    assert both == [{**r, "actor": "AUT", "recipient": "SVN", "dyad": 305349} for r in book.dyad("SVN", "AUT", by="year")]
    assert both[0]["events"] == 2 and both[0]["low"] <= both[0]["mean"] <= both[0]["high"]


def test_compare_shows_each_report_and_the_disagreement(book):
    found = book.compare(of(book, "chad border clash/clash")["id"])
    assert len(found["events"]) == 7 and all(e["sentence_text"] for e in found["events"])
    assert ["Niamey Soir", "Reuters"] in [e["chain"] for e in found["events"]]
    assert [(d["field"], [s["value"] for s in d["sides"]], [s["origins"] for s in d["sides"]]) for d in found["disagreements"]] == [
        ("figure", ["5", "15"], [2, 1])]


def test_outlets_are_counted_with_their_copies_and_a_users_lines_win(book, tmp_path):
    assert not any(r["known"] for r in book.outlets())
    mine = tmp_path / "mine.csv"
    mine.write_text("name,country,owner\nSahel Dispatch,TCD,a family\n")
    assert book.add_outlets(mine) == 1
    row = next(r for r in book.outlets() if r["name"] == "Sahel Dispatch")
    assert (row["known"], row["country"], row["owner"], row["state_link"], row["copies"]) == (True, "TCD", "a family", None, 1)


def test_an_audit_draws_the_same_sample_each_time(book):
    one = [r["id"] for r in book.audit(5, seed=3)]
    assert one == [r["id"] for r in book.audit(5, seed=3)] != [r["id"] for r in book.audit(5, seed=4)]


def test_a_book_of_another_version_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "old.db"
    Book(path).close()
    for version, says in ((1, "add its reports to a new book"), (99, "use a newer one")):
        with contextlib.closing(sqlite3.connect(path)) as old:
            old.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (version,))
            old.commit()
        with pytest.raises(BookError, match=says):
            Book(path)

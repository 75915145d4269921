"""The filter grammar: each filter as a table of (filter, what is found)."""

import pytest

from dateline.book.care import ask, backup, vacuum
from dateline.book.query import Filter, actors, findings, reports
from dateline.book.store import Store
from dateline.book.verify import problems
from dateline.errors import BookError
from tests.book.conftest import TEXT, a_report, add

EVENTS = [
    ({}, ["RETREAT", "SUPPORT"]),
    ({"event": "RETREAT"}, ["RETREAT"]), ({"event": "retreat"}, ["RETREAT"]), ({"event": "ASSAULT"}, []),
    ({"actor": "NOR"}, ["RETREAT"]), ({"actor": "ISL"}, ["SUPPORT"]), ({"actor": "GOV"}, ["RETREAT", "SUPPORT"]),
    ({"actor": "NOR GOV"}, ["RETREAT"]), ({"actor": "NOR MIL"}, []), ({"actor": "norw"}, ["RETREAT"]),
    ({"recipient": "NOR"}, ["SUPPORT"]), ({"about": "NOR"}, ["RETREAT", "SUPPORT"]), ({"actor": "100%"}, []),
    ({"status": "actual"}, ["RETREAT", "SUPPORT"]), ({"status": "planned"}, []),
    ({"day_from": "2019-03-08"}, ["RETREAT", "SUPPORT"]), ({"day_from": "2019-03-09"}, []), ({"day_to": "2019-03-07"}, []),
    ({"place": "NOR"}, ["RETREAT"]), ({"outlet": "oslo courier"}, ["RETREAT", "SUPPORT"]), ({"outlet": "Other"}, []),
    ({"text": "crew"}, ["RETREAT", "SUPPORT"]), ({"text": '"the crew"'}, ["RETREAT", "SUPPORT"]), ({"text": "crew whale"}, []),
    ({"text": 'AND OR "NEAR('}, []), ({"as_of": "2019-03-08"}, ["RETREAT", "SUPPORT"]), ({"as_of": "2019-03-07"}, []),
    ({"claims": True}, ["SUPPORT"]), ({"claims": False}, ["RETREAT"]), ({"background": True}, []),
]


@pytest.mark.parametrize("wanted, expected", EVENTS, ids=lambda v: str(v))
def test_events_by_filter(filled, wanted, expected):
    assert sorted(row["event"] for row in findings(filled.db, "event", Filter(**wanted))) == expected


def test_each_row_brings_its_sentence_and_its_report(filled):
    row = next(findings(filled.db, "event", Filter(event="SUPPORT")))
    assert (row["sentence_text"], row["outlet"], row["published"]) == ("Iceland thanked Norway.", "Oslo Courier", "2019-03-08")


def test_quotes_by_speaker(filled):
    assert [r["speaker"]["name"] for r in findings(filled.db, "quote", Filter(by="hagen"))] == ["Solveig Hagen"]
    assert list(findings(filled.db, "quote", Filter(by="ISL"))) == []


def test_actors_are_counted_over_reports(filled):
    add(filled, a_report(outlet="Baltic Desk"), findings=[])
    norway = next(a for a in actors(filled.db, Filter()) if a["name"] == "Norway")
    assert (norway["reports"], norway["did"], norway["was_done_to"]) == (1, 1, 1)


def test_reports_come_with_counts(filled):
    (row,) = reports(filled.db, Filter())
    assert (row["events"], row["quotes"], row["agenda"]) == (2, 1, 0)


@pytest.mark.parametrize("sql", ["DELETE FROM report", "UPDATE report SET text = ''", "DROP TABLE log", "ATTACH 'x.db' AS x",
                                 "PRAGMA journal_mode = DELETE", "INSERT INTO meta VALUES ('a', 'b')", "nonsense", "SELECT * FROM nowhere"])
def test_sql_that_is_no_question_is_refused(filled, sql):
    with pytest.raises(BookError):
        ask(filled.path, sql)
    assert filled.db.execute("SELECT count(*) FROM report").fetchone() == (1,)


def test_sql_that_runs_away_is_stopped(filled):
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(BookError, match="longer than"):
        ask(filled.path, endless, seconds=0.2)


def test_sql_answers_with_columns_and_rows(filled):
    assert ask(filled.path, "SELECT event, count(*) AS n FROM finding WHERE type = 'event' GROUP BY 1 ORDER BY 1") == (
        ["event", "n"], [("RETREAT", 1), ("SUPPORT", 1)])


def test_a_backup_is_a_whole_book(filled, tmp_path):
    backup(filled.path, tmp_path / "copy.db")
    copy = Store(tmp_path / "copy.db", read_only=True)
    assert len(list(findings(copy.db, "event", Filter()))) == 2
    copy.close()
    with pytest.raises(BookError, match="there already"):
        backup(filled.path, tmp_path / "copy.db")


def test_vacuum_gives_room_back_and_changes_nothing(filled):
    for number in range(200):
        add(filled, a_report(text=f"{TEXT} {number}"), text=f"{TEXT} {number}")
    with filled.transaction():
        filled.db.execute("CREATE TABLE spare AS SELECT * FROM report JOIN finding ON finding.report = report.number")
    with filled.transaction():
        filled.db.execute("DROP TABLE spare")
    found = list(findings(filled.db, "event", Filter(text="crew")))
    before, after = vacuum(filled.path)
    assert after < before and after == filled.path.stat().st_size
    assert list(findings(filled.db, "event", Filter(text="crew"))) == found and len(found) == 402
    assert list(problems(filled)) == []

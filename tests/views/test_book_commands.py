"""The commands that work on a book, from adding to undoing."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from dateline.errors import BookError, NotFound
from dateline.views.cli.main import main
from tests.views.test_read_command import EXAMPLES


def run(*words, given=None):
    return CliRunner().invoke(main, [str(w) for w in words], input=given)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "news.db"
    done = run("add", path, EXAMPLES, "--verbose")
    assert done.exit_code == 0
    assert "15 new" in done.stdout and done.stdout.count("added ") == 15
    return path


def rows(*words):
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_events_can_be_asked_for_by_who_did_what_to_whom(book):
    found = rows("events", book, "--actor", "NOR", "--event", "COERCE", "--no-background")
    assert found and all(any(a["country"] == "NOR" for a in r["actor"]) for r in found)
    assert all(r["sentence_text"] for r in found)


def test_a_table_and_csv_hold_the_same_rows(book):
    table, sheet = run("events", book, "--limit", "5").stdout, run("events", book, "--limit", "5", "--csv").stdout
    cells = list(csv.reader(io.StringIO(sheet)))
    assert len(cells) == len(table.splitlines()) == 6
    assert all(row[8] in table for row in cells[1:])


def test_an_empty_answer_says_in_how_many_reports(book):
    done = run("events", book, "--actor", "ZWE")
    assert done.exit_code == 1
    assert done.stderr.strip() == "nothing matches in 15 reports"


@pytest.mark.parametrize("kind", ["reports", "quotes", "agenda", "actors"])
def test_every_kind_of_row_can_be_shown(book, kind):
    assert len(run(kind, book).stdout.splitlines()) == len(rows(kind, book)) + 1


def test_a_correction_from_the_command_line_and_back(book):
    event = rows("events", book, "--event", "COERCE")[0]
    done = run("fix", book, event["id"], "status=negated", "--because", "the court said so", "--as", "ana")
    assert done.exit_code == 0
    assert json.loads(run("show", book, event["id"]).stdout)["status"] == "negated"
    assert run("undo", book, done.stdout.strip(), "--because", "a test").exit_code == 0
    assert json.loads(run("show", book, event["id"]).stdout)["status"] == event["status"]
    assert run("verify", book).exit_code == 0


def test_marking_and_removing(book):
    report = rows("reports", book)[0]
    done = run("mark", book, report["id"], "event", "0-6", "event=ACCUSE", "status=actual", "--because", "missed")
    marked = done.stdout.split()[-1]
    assert json.loads(run("show", book, marked).stdout)["event"] == "ACCUSE"
    assert run("remove", book, marked, "--because", "not so").exit_code == 0
    assert json.loads(run("show", book, marked).stdout)["removed"] is True
    assert run("verify", book).exit_code == 0


def test_evidence_is_the_sentence_with_its_place(book):
    event = rows("events", book)[0]
    done = run("show", book, event["id"], "--evidence")
    assert event["sentence_text"] in done.stdout and event["report"] in done.stdout


def test_corrections_are_exported_and_imported(book, tmp_path):
    other = tmp_path / "other.db"
    run("add", other, EXAMPLES)
    file = tmp_path / "judgements.jsonl"
    assert run("judgements", "export", book, file).exit_code == 0
    done = run("judgements", "import", other, file)
    assert done.exit_code == 0 and f"{len(file.read_text().splitlines())} judgements taken in" in done.stdout
    assert run("export", other).stdout == run("export", book).stdout


def test_a_damaged_book_ends_with_four_and_names_the_row(book, tmp_path):
    copy = tmp_path / "copy.db"
    assert run("backup", book, copy).exit_code == 0
    import sqlite3

    with sqlite3.connect(copy) as db:
        report = db.execute("SELECT id FROM report").fetchone()[0]
        db.execute("UPDATE report SET text = 'forged' WHERE id = ?", (report,))
    done = run("verify", copy)
    assert done.exit_code == 4
    assert f"report {report}" in done.stdout


@pytest.mark.parametrize("words, error", [
    (["show", "e0"], NotFound), (["fix", "e0", "status=actual", "--because", "x"], NotFound), (["sql", "DROP TABLE log"], BookError)])
def test_what_cannot_be_done_is_said(book, words, error):
    assert isinstance(run(words[0], book, *words[1:]).exception, error)


def test_sql_answers_as_a_table(book):
    done = run("sql", book, "SELECT count(*) AS n FROM report")
    assert done.stdout.split() == ["n", "15"]


def test_a_file_that_cannot_be_read_is_refused_once_and_recorded(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_text("")
    (tmp_path / "in" / "good.txt").write_text("Norway thanked Denmark for its help on Friday.")
    first, second = run("add", tmp_path / "b.db", tmp_path / "in"), run("add", tmp_path / "b.db", tmp_path / "in")
    assert first.exit_code == 3 and "1 new" in first.stdout and "empty.txt" in first.stderr
    assert "0 new" in second.stdout
    assert "empty.txt" in run("sql", tmp_path / "b.db", "SELECT path, reason FROM refusal").stdout

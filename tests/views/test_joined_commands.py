"""The commands that ask across reports."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

import dateline
from tests.joining.corpus.build import corpus
from tests.joining.measure import fill
from tests.views.test_book_commands import run

STORIES = ("kabul blast", "kabul blast next morning", "oslo trial", "unheard of talks")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("joined") / "news.db"
    world = corpus()
    fill(path, world, [m for m in world.reports if m.story in STORIES]).close()
    return path


@pytest.fixture(scope="module")
def examples_book(tmp_path_factory):
    path = tmp_path_factory.mktemp("drawn") / "news.db"
    with dateline.open(path) as made:
        made.add_paths([Path(__file__).parents[2] / "examples" / "reports"])
    return path


def rows(*words):
    return [json.loads(line) for line in run(*words, "--json").stdout.splitlines()]


def test_happenings_are_filtered_like_everything_else(book):
    found = rows("happenings", book, "--event", "ASSAULT")
    assert len(found) == 2 and {h["day_first"] for h in found} == {"2018-08-15", "2018-08-16"}
    assert len(rows("happenings", book, "--event", "ASSAULT", "--from", "2018-08-16")) == 1
    assert run("happenings", book, "--actor", "ZWE").exit_code == 1


def test_merge_split_and_undo_from_the_command_line(book):
    one, two = (h["id"] for h in rows("happenings", book, "--event", "ASSAULT"))
    merged = run("merge", book, one, two, "--because", "one cell did both")
    assert merged.exit_code == 0 and len(rows("happenings", book, "--event", "ASSAULT")) == 1
    assert run("undo", book, merged.stdout.split()[0], "--because", "it did not").exit_code == 0
    assert len(rows("happenings", book, "--event", "ASSAULT")) == 2
    event = rows("happenings", book, "--event", "ASSAULT")[0]["events"][0]
    split = run("split", book, event, "--because", "another school")
    assert split.exit_code == 0 and len(rows("happenings", book, "--event", "ASSAULT")) == 3
    run("undo", book, split.stdout.split()[0], "--because", "the same school")


def test_compare_prints_each_report_and_where_they_disagree(book):
    happening = rows("happenings", book, "--event", "ASSAULT")[0]["id"]
    shown = run("compare", book, happening).stdout
    assert "disagree on figure killed: 34" in shown and "48 (1 events, 1 origins)" in shown
    assert json.loads(run("compare", book, happening, "--json").stdout)["disagreements"][0]["what"] == "killed"
    assert [r["field"] for r in rows("disagreements", book)] == ["figure"]


@pytest.mark.parametrize("day, state", [("2016-03-10", "ahead"), ("2016-03-15", "due"), ("2016-05-01", "unreported")])
def test_outcomes_depend_on_the_day_that_asks(book, day, state):
    found = rows("outcomes", book, "--about", "HTI", "--as-of", day)
    assert found and {r["state"] for r in found} == {state}


def test_the_agenda_can_be_asked_for_what_became_of_it(book):
    every = {r["id"] for r in rows("outcomes", book, "--as-of", "2016-05-01")}
    lost = rows("agenda", book, "--outcome", "unreported", "--as-of", "2016-05-01", "--about", "HTI")
    assert lost and {r["state"] for r in lost} == {"unreported"} and {r["id"] for r in lost} <= every
    assert run("agenda", book, "--outcome", "held", "--as-of", "2016-05-01", "--about", "HTI").exit_code == 1
    assert rows("agenda", book, "--outcome", "held", "--outcome", "unreported", "--as-of", "2016-05-01", "--about", "HTI") == lost
    assert run("agenda", book, "--outcome", "held", "--ics").exit_code == 2
    assert run("agenda", book, "--outcome", "lost").exit_code == 2


def test_versions_outlets_and_dyads_have_tables(book):
    assert "six years" in run("versions", book, "--silent").stdout
    assert "not in the table" in run("outlets", book).stdout
    assert run("dyad", book, "AFG", "AFG").stdout.splitlines()[1].startswith("2018-08")
    assert run("dyad", book, "FRA", "AFG").exit_code == 1


def test_an_audit_can_be_answered_from_a_file(book, tmp_path):
    sample = [json.loads(line)["id"] for line in run("audit", book, "--sample", "4", "--kind", "event").stdout.splitlines()]
    answers = tmp_path / "answers.txt"
    answers.write_text("".join(f"{i} {a}\n" for i, a in zip(sample, "yyyn", strict=True)))
    found = rows("audit", book, "--sample", "4", "--kind", "event", "--answers", str(answers))
    assert found[0] == {"kind": "event", "judged": 4, "right": 3, "precision": 0.75, "low": 0.3006, "high": 0.9544}
    answers.write_text("maybe\n")
    assert run("audit", book, "--answers", str(answers)).exit_code == 2


@pytest.mark.parametrize("words, told", [(("dyad", "NOR", "ISL"), "What Norway and Iceland did"), (("happenings",), "Happenings over days"),
                                         (("agenda", "--as-of", "2019-03-08"), "as a calendar"), (("outlets",), "Reports of each outlet")])
def test_what_the_pages_draw_the_command_line_draws_too(tmp_path, examples_book, words, told):
    command, *more = words
    done = run(command, examples_book, *more, "--svg", tmp_path / "made.svg")
    made = (tmp_path / "made.svg").read_text(encoding="utf-8")
    assert done.exit_code == 0 and done.stdout == "" and told in done.stderr
    assert ElementTree.fromstring(made).tag.endswith("svg") and told in made and "var(" not in made
    assert run(command, examples_book, *more, "--svg", "-").stdout == made


def test_where_there_is_nothing_to_draw_no_file_is_made(tmp_path, examples_book):
    done = run("dyad", examples_book, "NOR", "ZWE", "--svg", tmp_path / "none.svg")
    assert done.exit_code == 1 and "nothing between" in done.stderr and not (tmp_path / "none.svg").exists()

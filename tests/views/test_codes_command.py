"""`dateline codes`: what the tables hold, and why a sentence is read as it is."""

import json

from click.testing import CliRunner

from dateline.views.cli.main import main


def run(*words):
    return CliRunner().invoke(main, ["codes", *words])


def test_every_table_is_loaded_and_understood():
    done = run("check")
    assert done.exit_code == 0 and int(done.stdout.split()[0]) > 60


def test_a_word_is_shown_with_table_and_line():
    done = run("show", "embargo")
    assert any(line.startswith("events/frames-") and "\tV\t" in line for line in done.stdout.splitlines())
    assert run("show", "zzzz").exit_code == 1


def test_why_tells_what_was_taken_and_what_was_rejected():
    rows = [json.loads(line) for line in run("why", "--json", "Norway refused to release the Icelandic crew.").stdout.splitlines()]
    assert [(r["head"], r["event"]) for r in rows if r["verdict"] == "event"] == [("refused", "REJECT")]
    assert any(r["head"] == "release" and r["verdict"].startswith("no event of its own") for r in rows)
    assert run("why", "The sun rose.").exit_code == 1

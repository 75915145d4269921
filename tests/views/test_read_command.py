"""`dateline read`: an account, JSON lines, a page; from a file, from standard input, from JSON lines."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.errors import InputRefused
from dateline.records import Event, Quote
from dateline.views.cli.main import main

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "reports"
TRAWLER = str(EXAMPLES / "01-northern-wire-trawler.txt")


def run(*words, given=None):
    return CliRunner().invoke(main, list(words), input=given)


def test_the_account_cites_the_sentence_of_each_line():
    done = run("read", TRAWLER)
    assert done.exit_code == 0
    assert done.stdout.startswith("Norway detains Icelandic trawler off Svalbard, crew of 14 taken to Tromso\n")
    assert "4 March 2019" in done.stdout.splitlines()[1]
    assert "No country can stand by while its waters are emptied at night" in done.stdout
    told = [line for line in done.stdout.splitlines() if line.startswith("  ") and not line.startswith("      ")]
    assert len(told) > 8 and all("[s" in line or "nothing found" in line for line in told)


def test_json_lines_are_records_that_can_be_read_back():
    done = run("read", "--json", TRAWLER)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    text = Path(TRAWLER).read_text(encoding="utf-8")
    assert rows[0]["type"] == "report" and rows[0]["published"] == "2019-03-04"
    quotes = [Quote.from_dict(r) for r in rows if r["type"] == "quote"]
    events = [Event.from_dict(r) for r in rows if r["type"] == "event"]
    assert any("".join(text[s:e] for s, e in q.content).startswith("No country can stand by") for q in quotes)
    assert any(text[s:e] == "condemned" for event in events for s, e in event.anchor)
    assert len({r["id"] for r in rows}) == len(rows)


def test_what_the_user_says_of_the_report_wins():
    done = run("read", "--json", "--published", "2020-02-02", "--outlet", "My Wire", "-", given="Oslo freed the crew on Friday.")
    report, *rest = map(json.loads, done.stdout.splitlines())
    assert (report["published"], report["published_from"], report["outlet"]) == ("2020-02-02", "given", "My Wire")
    assert [r["value"] for r in rest if r["type"] == "time"] == ["2020-01-31"]


def test_many_reports_come_as_json_lines_and_bad_lines_are_told():
    lines = '{"text": "Norway thanked Denmark."}\n\nnonsense\n{"no": "text"}\n{"text": "Denmark thanked Norway."}\n'
    done = run("read", "--json", "--jsonl-in", "-", given=lines)
    assert done.exit_code == 3
    assert [r["type"] for r in map(json.loads, done.stdout.splitlines())].count("report") == 2
    assert "line 3: refused" in done.stderr and "line 4: refused" in done.stderr


def test_a_text_longer_than_any_report_is_refused_with_what_to_do(tmp_path):
    long = "Norway thanked Denmark. " * 45_000
    file = tmp_path / "all.txt"
    file.write_text(long)
    done = run("read", str(file))
    assert isinstance(done.exception, InputRefused) and not done.stdout
    assert "all.txt: a text of 1,080,000 characters; at most 1,000,000 are read as one report; split it" in str(done.exception)
    rows = [json.dumps({"text": t, "published": day}) for t, day in ((long, None), ("Norway acted.", "2020-02-02"), ("Oslo.", "2 Feb"))]
    lines = run("read", "--json", "--jsonl-in", "-", given="\n".join(rows))
    assert lines.exit_code == 3 and "line 1: refused: a text of 1,080,000 characters" in lines.stderr and "line 3: refused" in lines.stderr
    assert [r["published"] for r in map(json.loads, lines.stdout.splitlines()) if r["type"] == "report"] == ["2020-02-02"]


@pytest.mark.parametrize("words, code, says", [
    (["raed", TRAWLER], 2, "there are: read, add"), (["read"], 2, "Missing argument"),
    (["read", "--html", "--jsonl-in", "-"], 2, "--html makes one page")])
def test_a_wrong_call_says_what_is_allowed(words, code, says):
    done = run(*words, given="{}")
    assert done.exit_code == code
    assert says in done.stderr


@pytest.mark.parametrize("words, says", [
    (["read", "no/such/file.txt"], "No such file"), (["read", "--published", "soon", TRAWLER], "write it as 2021-06-04")])
def test_what_cannot_be_read_is_refused_with_the_next_step(words, says):
    done = run(*words)
    assert isinstance(done.exception, InputRefused)
    assert says in str(done.exception)


def test_help_is_there_for_every_command():
    for words in ([], ["read"], ["add"], ["judgements", "export"]):
        done = run(*words, "--help")
        assert done.exit_code == 0 and "Usage:" in done.stdout

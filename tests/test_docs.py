"""The docs say what the program does: generated pages are current, and nothing public is left out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.records import Actor, Agenda, Event, Place, Quote, Report, Time
from dateline.records.plain import hints
from dateline.views.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def page(name):
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_command_reference_is_what_make_docs_writes():
    # in a process of its own: click keeps the help option of a command as it was first asked for
    made = subprocess.run([sys.executable, str(ROOT / "tools" / "make_docs.py"), "--print"], capture_output=True, text=True, check=True)
    assert page("reference/cli.md") == made.stdout, "run: make docs"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_stands_in_the_reference(command):
    assert f"## dateline {command}\n" in page("reference/cli.md")


@pytest.mark.parametrize("cls", [Actor, Agenda, Event, Place, Quote, Report, Time], ids=lambda c: c.__name__)
def test_each_field_of_a_record_stands_in_its_section(cls):
    text = page("reference/record.md")
    section = text.split(f"\n## {cls.__name__}\n")[1].split("\n## ")[0] + text.split("## What every finding carries")[1].split("\n## ")[0]
    words = set(re.findall(r"[a-z_0-9]+", section))
    missing = {name for name in hints(cls) if name != "kind_of_record"} - words
    assert not missing


def test_each_table_of_the_book_stands_in_its_page():
    schema = (ROOT / "src/dateline/book/schema.sql").read_text(encoding="utf-8")
    for table in re.findall(r"CREATE (?:VIRTUAL )?TABLE (\w+)", schema):
        assert table == "meta" or f"`{table}`" in page("reference/book.md")


def test_each_column_of_the_schema_is_explained():
    schema = (ROOT / "src/dateline/book/schema.sql").read_text(encoding="utf-8")
    columns = [line for line in schema.splitlines() if re.match(r"    [a-z0-9_]+ (TEXT|INTEGER|REAL|BLOB)", line)]
    assert len(columns) > 50
    assert [line.strip() for line in columns if "--" not in line] == []


def test_links_between_pages_lead_somewhere():
    for file in [*DOCS.rglob("*.md"), ROOT / "README.md"]:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), f"{file.name} links to {target}"


@pytest.mark.parametrize("file", sorted(DOCS.glob("decisions/*.md")), ids=lambda p: p.name)
def test_a_decision_names_its_choice_and_what_was_weighed(file):
    text = file.read_text(encoding="utf-8")
    assert re.match(r"# \d{4} ", text)
    assert "**Choice" in text

"""The configuration's hash: another when a user's table or the means of reading change, the same otherwise, and in every export."""

import csv
import io
import json
import shutil

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from dateline.api import configuration
from dateline.api.book import Book
from dateline.api.configuration import configuration_of, made_by
from dateline.views.cli.main import main
from dateline.views.exports.registry import FORMATS, TABLES
from tests.views.test_read_command import EXAMPLES

OUTLETS = "name,kind,country,source\nThe Fjord Post,newspaper,NOR,own knowledge\n"


@pytest.fixture
def copy(book, tmp_path):
    shutil.copy(book, tmp_path / "copy.db")
    return tmp_path / "copy.db"


def of(path):
    with Book(path) as opened:
        return configuration_of(opened.store)


def test_it_changes_with_the_users_outlets_and_not_with_judgements_or_reports(copy, tmp_path):
    before = of(copy)
    assert len(before) == 12 and int(before, 16) >= 0
    with Book(copy) as opened:
        event = next(iter(opened.events()))["id"]
        opened.fix(event, "a test", status="planned")
        (tmp_path / "new.txt").write_text("OSLO, 5 April 2019 - Norway thanked Denmark on Friday for its help.")
        opened.add_paths([tmp_path / "new.txt"])
    assert of(copy) == before
    (tmp_path / "outlets.csv").write_text(OUTLETS)
    with Book(copy) as opened:
        opened.add_outlets(tmp_path / "outlets.csv")
    after = of(copy)
    assert after != before
    (tmp_path / "outlets.csv").write_text(OUTLETS.replace("NOR", "ISL"))
    with Book(copy) as opened:
        opened.add_outlets(tmp_path / "outlets.csv")
    assert of(copy) not in (before, after)
    (tmp_path / "outlets.csv").write_text(OUTLETS)
    with Book(copy) as opened:
        opened.add_outlets(tmp_path / "outlets.csv")
    assert of(copy) == after, "the same table again, the same hash"


@pytest.mark.parametrize("name, value", [("available", lambda: "other"), ("_version", lambda _: "0")])
def test_it_changes_with_what_a_machine_reads_with(monkeypatch, name, value):
    before = configuration.settings()
    monkeypatch.setattr(configuration, name, value)
    assert configuration.short_hash(configuration.settings()) != configuration.short_hash(before) == made_by().split()[-1]


def test_each_report_says_with_what_it_was_read(copy):
    with Book(copy) as opened:
        assert {row["made_by"] for row in opened.export() if row["type"] == "report"} == {made_by()}


def test_two_books_of_the_same_reports_have_one_configuration(book, tmp_path):
    with Book(tmp_path / "other.db") as other:
        other.add_paths([sorted(EXAMPLES.iterdir())[0]])
    assert of(tmp_path / "other.db") == of(book)


@pytest.mark.parametrize("form", [f for f in FORMATS if f not in ("gdelt", "xlsx")])
def test_it_stands_in_every_export(export, book, form):
    assert of(book).encode() in export(form)


def test_it_stands_in_every_row_where_there_is_room(export, book):
    wanted = of(book)
    for table in TABLES:
        assert {r["configuration"] for r in csv.DictReader(io.StringIO(export("csv", "--of", table).decode()))} == {wanted}
    assert {json.loads(line)["configuration"] for line in export("jsonl").splitlines()} == {wanted}
    assert {f["properties"]["configuration"] for f in json.loads(export("geojson"))["features"]} == {wanted}
    assert {i["dateline:configuration"] for i in json.loads(export("annotations"))["items"]} == {wanted}
    assert pq.read_table(io.BytesIO(export("parquet"))).schema.metadata[b"configuration"] == wanted.encode()
    assert all(wanted in line for line in export("polecat").decode().splitlines()[1:])
    assert all(wanted in line for form in ("plover", "gdelt-mentions") for line in export(form).decode().splitlines())


def test_an_export_changes_only_in_it_when_an_outlet_is_described(book, copy, tmp_path, export):
    (tmp_path / "outlets.csv").write_text(OUTLETS)
    before, was = export("csv"), of(book)
    assert CliRunner().invoke(main, ["outlets", str(copy), "--take", str(tmp_path / "outlets.csv")]).exit_code == 0
    assert export("csv", of_book=copy).replace(of(copy).encode(), was.encode()) == before

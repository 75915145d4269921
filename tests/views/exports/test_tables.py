"""CSV, TSV and JSON lines, read by Python's own readers and by DuckDB."""

import csv
import io
import json

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.api.book import Book
from dateline.views.exports.csv_ import rendered
from dateline.views.exports.registry import TABLES
from dateline.views.exports.tsv import line
from dateline.views.safe import FORMULA, inert, lively


def sheet(data, delimiter=","):
    return list(csv.DictReader(io.StringIO(data.decode()), delimiter=delimiter))


@pytest.mark.parametrize("of", TABLES)
@pytest.mark.parametrize("form, delimiter", [("csv", ","), ("tsv", "\t")])
def test_each_table_has_a_row_for_each_record(export, ask, of, form, delimiter):
    rows, asked = sheet(export(form, "--of", of), delimiter), ask(of)
    assert [r["id"] for r in rows] == [r["id"] for r in asked]
    assert len({r["id"] for r in rows}) == len(rows)
    assert all(r["dateline_version"] and r["code_book"] for r in rows)
    assert all(None not in r and None not in r.values() for r in rows), "as many cells as the header"


def test_an_event_row_says_what_the_record_says(export, ask):
    for row, event in zip(sheet(export("csv")), ask("events"), strict=True):
        assert row["event"] == event["event"] and row["status"] == event["status"]
        assert row["claimed"] == str(event["claimed"]).lower()
        assert row["date"] == ((event["date"] or {}).get("value") or "")
        assert row["actor_country"].split("; ") == [a["country"] or "" for a in event["actor"]] or not row["actor_country"]
        assert lively(row["sentence"]) == event["sentence_text"]


def test_the_words_of_a_quote_are_those_of_its_report(export, book):
    with Book(book, read_only=True) as opened:
        for row in sheet(export("csv", "--of", "quotes")):
            text = " ".join(opened.show(row["report"])["text"].split())
            assert all(piece in text for piece in lively(row["words"]).split(" … "))


def test_dyads_have_their_cow_numbers(export):
    rows = [r for r in sheet(export("csv")) if r["actor_country"] == "ISL" and r["recipient_country"] == "NOR"]
    assert rows and {(r["actor_cow"], r["recipient_cow"], r["dyad"]) for r in rows} == {("395", "385", "395385")}


def test_duckdb_reads_the_same_counts(export, ask, tmp_path):
    (tmp_path / "e.csv").write_bytes(export("csv"))
    (tmp_path / "e.tsv").write_bytes(export("tsv"))
    query = "SELECT count(DISTINCT id), count(*) FILTER (WHERE claimed), sum(quad) FROM read_csv('{}')"
    events = ask("events")
    expected = (len(events), sum(e["claimed"] for e in events), sum(e["quad"] for e in events))
    assert duckdb.sql(query.format(tmp_path / "e.csv")).fetchall() == [expected]
    assert duckdb.sql(query.format(tmp_path / "e.tsv")).fetchall() == [expected]


def test_filters_hold_for_exports(export, ask):
    rows = sheet(export("csv", "--actor", "NOR", "--no-claims"))
    assert [r["id"] for r in rows] == [e["id"] for e in ask("events", actor="NOR", claims=False)] != []


def test_json_lines_hold_every_finding_and_with_a_filter_what_it_lets_through(export, ask):
    rows = [json.loads(x) for x in export("jsonl").splitlines()]
    assert {r["id"] for r in rows if r["type"] == "event"} == {e["id"] for e in ask("events")}
    assert sum(r["type"] == "report" for r in rows) == 15
    some = [json.loads(x) for x in export("jsonl", "--event", "CONSULT").splitlines()]
    assert {r["event"] for r in some if r["type"] == "event"} == {"CONSULT"}


@given(st.text())
def test_no_cell_starts_a_formula_and_each_can_be_read_back(text):
    cell = inert(text)
    assert lively(cell) == text
    try:
        float(cell)
    except ValueError:
        assert not cell.startswith(FORMULA)


@given(st.lists(st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0")), min_size=2, max_size=4))
def test_csv_keeps_any_text(values):
    (back,) = csv.reader(io.StringIO(rendered(None, [values], ","), newline=""))
    assert [lively(c) for c in back] == values


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_a_tsv_line_has_as_many_cells_as_values(values):
    made = line(values)
    assert made.count("\t") == len(values) - 1 and len(made.splitlines()) <= 1 and made.endswith("\n")

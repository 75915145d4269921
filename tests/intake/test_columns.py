"""Rows whose columns have other names: what --columns maps, and what it cannot mean."""
# ruff: noqa: E501  tables: one case a line

import csv
import gzip
import io
import json

import pytest

from dateline.errors import InputRefused
from dateline.intake.files import taken_of_file
from dateline.intake.jsonl import columns_of
from dateline.intake.taken import Refused
from tests.intake.hostile import P, Q

MAP = "text=body_of_it,published=day,outlet=paper,url=where,title=head,id=key"
ROWS = [{"key": "7", "body_of_it": P, "day": "2021-06-04", "paper": "Courier", "where": "https://c.example/1", "head": "Envoys meet", "text": "a teaser", "date": "1999-01-01"},
        {"key": "8", "body_of_it": Q, "day": "2021-06-05", "paper": "Wire", "where": "https://c.example/2", "head": "They go on", "text": "a teaser", "date": "1999-01-01"}]
WANT = [(P, "2021-06-04", "Courier", "https://c.example/1", "7"), (Q, "2021-06-05", "Wire", "https://c.example/2", "8")]


def table(rows, delimiter=","):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def read(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    return list(taken_of_file(tmp_path / name, columns=columns_of(words)))


def told(one):
    return (one.text, one.report.published, one.report.outlet, one.report.url, one.source.split("#")[1])


@pytest.mark.parametrize("name, data", [("r.csv", table(ROWS)), ("r.tsv", table(ROWS, "\t")), ("r.csv", table(ROWS, ";")), ("r.jsonl", lines(ROWS)), ("r.json", json.dumps(ROWS).encode()), ("r.csv.gz", gzip.compress(table(ROWS))), ("r.jsonl.gz", gzip.compress(lines(ROWS)))])
def test_each_form_of_rows(tmp_path, name, data):
    found = read(tmp_path, name, data, MAP)
    assert [told(one) for one in found] == WANT and found[0].report.title == "Envoys meet"
    assert len(found) == sum(1 for _ in csv.DictReader(io.StringIO(table(ROWS).decode())))


def test_dots_lead_into_objects(tmp_path):
    row = {"article": {"body": P, "meta": {"day": "2021-06-04"}}, "a.b": "Courier", "text": "teaser"}
    (one,) = read(tmp_path, "r.jsonl", lines([row]), "text=article.body,published=article.meta.day,outlet=a.b")
    assert (one.text, one.report.published, one.report.outlet) == (P, "2021-06-04", "Courier")


def test_what_is_not_mapped_is_found_under_the_names_that_are_known(tmp_path):
    (one,) = read(tmp_path, "r.jsonl", lines([{"b": P, "date": "2021-06-04", "source": "Courier", "link": "https://c.example/1"}]), "text=b")
    assert told(one)[:4] == WANT[0][:4]


def test_html_may_be_mapped(tmp_path):
    (one,) = read(tmp_path, "r.csv", table([{"page": f"<html><body><h1>Envoys meet</h1><p>{P}</p></body></html>", "text": "teaser"}]), "html=page")
    assert one.form == "html" and P in one.text


def test_rows_that_lack_what_is_mapped_are_refused_one_by_one(tmp_path):
    good, lacking, wrong = read(tmp_path, "r.jsonl", lines([{"b": P}, {"c": Q}, {"b": 5}]), "text=b")
    assert good.text == P and "no text" in lacking.reason and "is no string but int" in wrong.reason


def test_a_table_without_a_mapped_column_is_refused_whole_and_names_what_it_has(tmp_path):
    (one,) = read(tmp_path, "r.csv", table(ROWS), "text=body")
    assert isinstance(one, Refused) and "names no column 'body'" in one.reason and "body_of_it" in one.reason


@pytest.mark.parametrize("words", ["text", "text=", "body=text", "text=a,,", "=a", "text=a;published=b,x=y"])
def test_what_maps_nothing_is_refused(words):
    with pytest.raises(InputRefused, match="maps nothing"):
        columns_of(words)


def test_no_map_changes_nothing():
    assert columns_of(None) is None is columns_of("")

"""Parquet, Excel and dossiers, read back by DuckDB, Arrow, openpyxl and lxml."""

import io
import re

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from lxml import html

from dateline import __version__
from dateline.views.exports import parquet, xlsx
from dateline.views.exports.content import Content, Stamp
from dateline.views.exports.dossier import write as markdown
from dateline.views.exports.dossier_html import write as page
from dateline.views.exports.registry import TABLES

EVIL = "=HYPERLINK(\"http://x\")<script>*_[a](javascript:b)\x01\ud800"


def evil_content():
    event = {"id": "e1", "type": "event", "report": "r1", "event": "CONSULT", "mode": None, "contexts": [], "quad": 1, "intensity": 1.0,
             "status": "actual", "claimed": False, "claimed_by": None, "background": False, "date": None, "place": None,
             "actor": [{"name": EVIL, "country": None, "sector": None, "office": None, "wikidata": None}], "recipient": [],
             "anchor": [[0, 1]], "outlet": EVIL, "title": EVIL, "published": None, "url": "javascript:alert(1)", "sentence_text": EVIL,
             "sentence": [0, 9], "why": "x", "doubt": .5, "origin": "read", "codes": "c"}
    report = {"id": "r1", "text": EVIL, "outlet": EVIL, "title": EVIL, "published": None, "url": "javascript:alert(1)", "sha256": "0" * 64}
    return Content(Stamp("0", ("c",)), (), [event], (), (), (), (), lambda _: report, lambda _: event)


@pytest.mark.parametrize("of", TABLES)
def test_arrow_and_duckdb_read_the_same_rows(export, ask, tmp_path, of):
    (tmp_path / "t.parquet").write_bytes(export("parquet", "--of", of))
    table = pq.read_table(tmp_path / "t.parquet")
    assert table.column("id").to_pylist() == [r["id"] for r in ask(of)]
    assert table.schema.metadata[b"dateline"] == __version__.encode() and table.schema.metadata[b"rows"] == of.encode()
    (count,), = duckdb.sql(f"SELECT count(DISTINCT id) FROM '{tmp_path / 't.parquet'}'").fetchall()
    assert count == table.num_rows > 0


def test_parquet_types_hold_numbers_truths_and_nulls(export, ask):
    rows, events = pq.read_table(io.BytesIO(export("parquet"))).to_pylist(), ask("events")
    assert [r["claimed"] for r in rows] == [e["claimed"] for e in events]
    assert [(r["quad"], r["intensity"], r["doubt"]) for r in rows] == [(e["quad"], e["intensity"], e["doubt"]) for e in events]
    assert [r["place_lat"] for r in rows] == [e["place"] and e["place"]["lat"] for e in events]
    assert [r["sentence"] for r in rows] == [e["sentence_text"] for e in events]


def test_parquet_writes_in_groups(ask, monkeypatch):
    monkeypatch.setattr(parquet, "GROUP", 1)
    content = evil_content()
    assert pq.ParquetFile(io.BytesIO(b"".join(parquet.write(content)))).metadata.num_row_groups == 1
    assert pq.read_table(io.BytesIO(b"".join(parquet.write(content)))).to_pylist()[0]["title"] == EVIL.replace("\ud800", "?")


def test_openpyxl_reads_a_sheet_for_each_table(export, ask):
    book = openpyxl.load_workbook(io.BytesIO(export("xlsx")))
    assert book.sheetnames == list(TABLES)
    for of in TABLES:
        header, *rows = book[of].iter_rows(values_only=True)
        assert [r[0] for r in rows] == [r["id"] for r in ask(of)] and header[-1] == "dateline_version"
        assert {r[-1] for r in rows} == {__version__}


def test_no_cell_of_a_workbook_is_a_formula_or_a_link():
    book = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx.write(evil_content()))))
    cells = [c for row in book["events"].iter_rows() for c in row]
    assert {c.data_type for c in cells} <= {"s", "n", "b"} and not any(c.hyperlink for c in cells)
    assert any(c.value and str(c.value).startswith("=HYPERLINK") for c in cells), "the text is there, as text"
    assert len(xlsx.cell("x" * 40_000)) == 32_767


def test_a_dossier_cites_a_source_for_each_line(export, ask):
    root = html.fromstring(export("dossier-html"))
    lines, ids = root.xpath("//li[blockquote]"), [r["id"] for kind in ("events", "quotes", "agenda") for r in ask(kind)]
    assert [x.get("id") for x in lines] == ids
    targets = {"#" + x.get("id") for x in root.xpath("//ol/li")}
    assert {x.xpath("./a/@href")[0] for x in lines} == targets
    sentences = {" ".join(e["sentence_text"].split()) for e in ask("events")}
    assert sentences <= {x.text_content() for x in root.xpath("//blockquote")}


def test_the_markdown_dossier_has_a_footnote_for_each_citation(export, ask):
    text = export("dossier-md").decode()
    cited, given = set(re.findall(r"\)\[\^(\d+)\]\n", text)), re.findall(r"^\[\^(\d+)\]: ", text, re.M)
    assert cited == set(given) and len(set(given)) == len(given) > 10
    assert all(f"`{e['id']}`" in text for e in ask("events"))


def test_a_dossier_runs_nothing_that_a_report_says():
    root = html.fromstring("".join(page(evil_content())).encode("utf-8", "replace"))
    assert not root.xpath("//script") and all(h.startswith("#") for h in root.xpath("//@href"))
    made = "".join(markdown(evil_content()))
    assert "<script" not in made.replace("\\<", "") and "](" not in made.replace("\\]", "").replace("\\(", "")

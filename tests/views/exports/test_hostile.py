"""Reports whose every word is hostile: each format stays a well-formed file of its kind, with as many records as it was given."""
# ruff: noqa: E501  records written out

import csv
import io
import json

import bibtexparser
import networkx
import openpyxl
import pyarrow.parquet as pq
import pytest
from icalendar import Calendar
from lxml import etree

from dateline.views.exports.content import Content, Stamp
from dateline.views.exports.registry import FORMATS

EVIL = ["=1+1", "a\r\nX-EVIL: 1", "tab\tnew\nline", '"quoted, "" twice', "<script>&amp;</x>]]>", "\x00\x01\x0b\x85\u2028", "lone \ud800", "{brace\\} % $ #~^_",
        "None; None", "END:VEVENT\nEND:VCALENDAR", "*_[a](javascript:b)`~~~", "＝1"]


def content(evil):
    text = (evil + " ") * 3
    actor = {"id": "a1", "name": evil, "country": None, "sector": None, "office": evil, "wikidata": None, "span": [0, 1], "type": "actor"}
    place = {"id": "p1", "type": "place", "name": evil, "country": None, "admin1": evil, "geonameid": 1, "lat": 1.5, "lon": 2.5, "precision": "city",
             "span": [0, len(evil)]}
    meta = {"report": "r1", "outlet": evil, "title": evil, "published": "2021-06-04", "url": f"https://x.example/{evil}", "sentence_text": text,
            "sentence": [0, len(text)], "why": evil, "doubt": .5, "origin": "read", "codes": "c"}
    event = {**meta, "id": "e1", "type": "event", "event": "CONSULT", "mode": None, "contexts": [], "quad": 1, "intensity": 1.0, "status": "actual",
             "claimed": False, "claimed_by": None, "background": False, "date": None, "place": place, "actor": [actor], "recipient": [actor],
             "anchor": [[0, len(evil)]]}
    quote = {**meta, "id": "q1", "type": "quote", "kind": "direct", "act": "speech", "stance": "asserts", "said_on": None, "speaker": actor, "via": [actor],
             "source": [], "addressee": [], "content": [[0, len(evil)]]}
    item = {**meta, "id": "g1", "type": "agenda", "event": None, "what": evil, "when": "2021-06-16", "state": "ahead", "who": [actor], "where": place,
            "topics": [], "span": [0, len(evil)]}
    time = {"id": "t1", "type": "time", "span": [0, len(evil)], "sentence": [0, len(text)], "timex": "DATE", "value": "2021", "anchor": None}
    report = {"id": "r1", "type": "report", "text": text, "outlet": evil, "title": evil, "byline": [evil], "published": "2021-06-04", "language": "en",
              "url": meta["url"], "sha256": "0" * 64, "version": 1, "complete": True, "published_from": "text", "events": 1, "quotes": 1, "agenda": 1,
              "findings": [event, quote, item, place, time]}
    happening = {"id": "h0123456789abcdef", "event": "CONSULT", "mode": None, "intensity": 1.0, "status": "actual", "claimed": False, "date": None,
                 "day_first": "2021-06-04", "day_last": "2021-06-04", "actor": [actor], "recipient": [actor], "place": evil, "country": None,
                 "reports": 1, "origins": 1, "claims": 0, "doubt": 0.0, "events": ["e1"], "recalled": []}
    return Content(Stamp("0", ("c",)), [report], [event], [quote], [item], [happening], [event], lambda _: report, lambda _: event)


def tsv(data, width):
    (row,) = list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))[-1:]
    return len(row) == width and data.count(b"\n") <= 2


READERS = {
    "jsonl": lambda d: len([json.loads(x) for x in d.decode().split("\n") if x]) == 1,
    "csv": lambda d: len(list(csv.DictReader(io.StringIO(d.decode(), newline="")))) == 1,
    "tsv": lambda d: len(d.decode().split("\n")) == 3 and len({x.count("\t") for x in d.decode().split("\n")[:2]}) == 1,
    "polecat": lambda d: tsv(d, 40), "gdelt": lambda d: tsv(d, 61), "gdelt-mentions": lambda d: tsv(d, 16),
    "plover": lambda d: len([json.loads(x) for x in d.decode().split("\n") if x]) == 1,
    "ftm": lambda d: {json.loads(x)["schema"] for x in d.decode().split("\n") if x} == {"Article", "Event", "Person", "Mention", "Note"},
    "ics": lambda d: len(Calendar.from_ical(d).walk("VEVENT")) == 1 and b"\r\nX-EVIL" not in d,
    "geojson": lambda d: len(json.loads(d)["features"]) == 1,
    "gexf": lambda d: networkx.read_gexf(io.BytesIO(d)).number_of_edges() == 1,
    "annotations": lambda d: len(json.loads(d)["items"]) == 3,
    "bibtex": lambda d: len(bibtexparser.loads(d.decode()).entries) == 1,
    "csl": lambda d: len(json.loads(d)) == 1,
    "timex3": lambda d: len(list(etree.fromstring(d).iter("s"))) == 1,
    "parquet": lambda d: pq.read_table(io.BytesIO(d)).num_rows == 1,
    "xlsx": lambda d: len(list(openpyxl.load_workbook(io.BytesIO(d))["events"].iter_rows())) == 2,
    "dossier-md": lambda d: d.count(b"\n[^1]: ") == 1 and b"<script" not in d.replace(b"\\<", b""),
    "dossier-html": lambda d: b"<script" not in d and d.count(b"<blockquote>") == 3,
}


def test_each_format_has_its_reader():
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_hostile_words_break_no_format(form, evil):
    assert READERS[form](b"".join(FORMATS[form].write(content(evil))))

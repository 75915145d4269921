"""GeoJSON and Web Annotations against schemas of their standards, also with hostile words; and ids that stand once in every format."""

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest
from icalendar import Calendar

from dateline.views.exports.registry import FORMATS
from tests.views.exports.test_hostile import EVIL, content

HERE = Path(__file__).parent
SCHEMAS = {"geojson": "geojson.schema.json", "annotations": "annotations.schema.json"}


def check(form, data):
    schema = json.loads((HERE / SCHEMAS[form]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return [f"{e.json_path}: {e.message[:80]}" for e in jsonschema.Draft202012Validator(schema).iter_errors(data)]


@pytest.mark.parametrize("form", SCHEMAS)
def test_the_standard_holds(export, form):
    assert check(form, json.loads(export(form))) == []


@pytest.mark.parametrize("form", SCHEMAS)
@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_the_standard_holds_with_hostile_words(form, evil):
    assert check(form, json.loads(b"".join(FORMATS[form].write(content(evil))))) == []


@pytest.mark.parametrize("form, spoil", [
    ("geojson", lambda d: next(f for f in d["features"] if f["geometry"])["geometry"]["coordinates"].reverse() or d.update(crs={})),
    ("annotations", lambda d: d["items"][0]["target"][0]["selector"][0].pop("exact")), ("annotations", lambda d: d["items"][0].pop("id"))])
def test_the_schemas_do_find_what_is_wrong(export, form, spoil):
    data = json.loads(export(form))
    spoil(data)
    assert check(form, data)


def cells(data, column, delimiter):
    return [row[column] for row in csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)]


IDS = {
    "jsonl": lambda d: [json.loads(x)["id"] for x in d.splitlines()], "plover": lambda d: [json.loads(x)["id"] for x in d.splitlines()],
    "ftm": lambda d: [json.loads(x)["id"] for x in d.splitlines()], "polecat": lambda d: cells(d, 0, "\t"),
    "gdelt": lambda d: cells(d, 0, "\t"), "gdelt-mentions": lambda d: [x.split()[-1] for x in cells(d, 15, "\t")],
    "geojson": lambda d: [f["id"] for f in json.loads(d)["features"]],
    "annotations": lambda d: [i["id"] for i in json.loads(d)["items"]], "csl": lambda d: [i["id"] for i in json.loads(d)],
    "ics": lambda d: [str(e["uid"]) for e in Calendar.from_ical(d).walk("VEVENT")],
    "bibtex": lambda d: re.findall(r"^@\w+\{(\w+),", d.decode(), re.M), "gexf": lambda d: re.findall(r'<edge id="([^"]+)"', d.decode()),
    "timex3": lambda d: re.findall(r'tid="([^"]+)"', d.decode()), "dossier-html": lambda d: re.findall(r'<li id="([^"]+)"', d.decode())}


@pytest.mark.parametrize("form", IDS)
def test_no_id_stands_twice(export, form):
    found = IDS[form](export(form))
    assert len(found) == len(set(found)) > 3

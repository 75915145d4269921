"""Calendars, maps, graphs, annotations, references and times, read back by programs that are not ours."""

import io
import json
import re
from datetime import date, datetime

import bibtexparser
import networkx
import pytest
from click.testing import CliRunner
from icalendar import Calendar
from lxml import etree

from dateline import __version__
from dateline.api.book import Book
from dateline.views.cli.main import main
from dateline.views.exports.annotations import AROUND
from dateline.views.exports.content import Content, Stamp
from dateline.views.exports.ics import sequence, state
from dateline.views.exports.ics import write as write_ics
from dateline.views.exports.periods import bounds
from dateline.views.exports.timex3 import marked


def entries(data):
    return Calendar.from_ical(data).walk("VEVENT")


def agenda(**more):
    return {"id": "g1", "report": "r1", "event": None, "what": "Summit", "when": "2021-06-16", "state": "ahead", "where": None, "url": None,
            "published": "2021-06-04", "outlet": None, "title": None, "sentence_text": "They meet.", "doubt": .1, "codes": "c", **more}


def calendar(*rows, judged=None):
    stamp = Stamp("0", ("c",))
    return entries(b"".join(write_ics(Content(stamp, (), (), (), rows, (), (), dict, dict, judged=judged or {}))))


def test_a_calendar_has_the_agenda_items_that_have_a_day(export, ask):
    made = {str(e["uid"]): e for e in entries(export("ics"))}
    rows = {f"{r['id']}@dateline": r for r in ask("agenda")}
    assert set(made) == {u for u, r in rows.items() if r["when"]} and made
    for uid, entry in made.items():
        first, last, exact = bounds(rows[uid]["when"])
        assert entry["dtstart"].dt == date.fromisoformat(first) and type(entry["dtstart"].dt) is date
        assert (entry["dtend"].dt - date.fromisoformat(last)).days == 1
        assert entry["x-dateline-version"] == __version__ and entry["x-dateline-precision"] == exact
        assert " ".join(rows[uid]["sentence_text"].split()) in str(entry["description"])


def test_a_calendar_is_folded_as_the_rfc_wants(export):
    data = export("ics")
    assert all(len(line) <= 75 for line in data.split(b"\r\n")) and b"\n" not in data.replace(b"\r\n", b"")
    assert re.search(rb"DTSTART;VALUE=DATE:\d{8}\r\n", data)


def test_the_agenda_command_gives_the_same_calendar(export, book):
    assert CliRunner().invoke(main, ["agenda", str(book), "--ics"]).stdout_bytes == export("ics")


@pytest.mark.parametrize("when, first, last", [
    ("2021-06-16T14:30", datetime(2021, 6, 16, 14, 30), None), ("2021-06-14/2021-06-16", date(2021, 6, 14), date(2021, 6, 17)),
    ("2021-12", date(2021, 12, 1), date(2022, 1, 1)), ("2020-W53", date(2020, 12, 28), date(2021, 1, 4))])
def test_a_calendar_is_as_exact_as_the_text(when, first, last):
    (entry,) = calendar(agenda(when=when))
    assert entry["dtstart"].dt == first
    assert (entry["dtend"].dt if "dtend" in entry else None) == last
    assert str(entry["status"]) == ("TENTATIVE" if when in ("2021-12", "2020-W53") else "CONFIRMED")


@pytest.mark.parametrize("when", [None, "2021", "2021-SP", "FUTURE_REF", "P2W", "2021-02-30", "2021-06-16/..", "2021-W54"])
def test_what_is_no_stretch_of_the_calendar_is_left_out(when):
    assert calendar(agenda(when=when)) == []


@pytest.mark.parametrize("row, status, number", [
    ({"state": "ahead"}, "CONFIRMED", 0), ({"state": "held"}, "CONFIRMED", 1), ({"state": "called_off"}, "CANCELLED", 1),
    ({"state": "unreported"}, "TENTATIVE", 1), ({"state": "moved"}, "CANCELLED", 1),
    ({"state": "moved", "moved_to": "2021-07-01"}, "CONFIRMED", 1)])
def test_what_became_of_it_stands_in_the_status_and_the_sequence(row, status, number):
    (entry,) = calendar(agenda(**row))
    assert (str(entry["status"]), entry["sequence"]) == (status, number)
    assert state(agenda(**row)) == status
    if "moved_to" in row:
        assert entry["dtstart"].dt == date(2021, 7, 1)


def test_each_judgement_raises_the_sequence_even_when_it_is_undone(book, tmp_path):
    with Book(book, read_only=True) as opened:
        opened.backup(tmp_path / "copy.db")
    with Book(tmp_path / "copy.db") as opened:
        item = next(iter(opened.agenda()))["id"]
        judgement = opened.fix(item, "the ministry said so", by="ana", state="called_off")
        opened.undo(judgement.id, "a test", by="ana")
    done = CliRunner().invoke(main, ["agenda", str(tmp_path / "copy.db"), "--ics"])
    assert {str(e["uid"]): e["sequence"] for e in entries(done.stdout_bytes)}[f"{item}@dateline"] == 2
    assert sequence(agenda(state="held"), Content(Stamp("", ()), (), (), (), (), (), (), dict, dict)) == 1


def test_a_map_has_points_only_for_sites_and_cities(export, ask):
    made = json.loads(export("geojson"))
    assert made["type"] == "FeatureCollection" and made["dateline"] == __version__
    placed = {e["id"]: e["place"] for e in ask("events") if e["place"]}
    assert [f["id"] for f in made["features"]] == list(placed)
    for feature in made["features"]:
        assert feature["type"] == "Feature" and isinstance(feature["properties"], dict) and "geometry" in feature
        place = placed[feature["id"]]
        if feature["geometry"] is None:
            assert place["precision"] not in ("site", "city") or place["lat"] is None
        else:
            lon, lat = feature["geometry"]["coordinates"]
            assert feature["geometry"]["type"] == "Point" and place["precision"] in ("site", "city")
            assert -180 <= lon <= 180 and -90 <= lat <= 90 and (lat, lon) == (place["lat"], place["lon"])
    assert {f["geometry"] is None for f in made["features"]} == {True, False}


def test_networkx_reads_the_graph(export, ask):
    graph = networkx.read_gexf(io.BytesIO(export("gexf")))
    rows = {h["id"]: h for h in ask("happenings") if h["status"] == "actual" and not h["claimed"] and h["actor"] and h["recipient"]}
    assert graph.is_directed() and graph.number_of_nodes() > 3
    edges = list(graph.edges(data=True))
    assert {d["happening"] for *_, d in edges} == set(rows)
    assert len({d["id"] for *_, d in edges}) == len(edges) == sum(len(r["actor"]) * len(r["recipient"]) for r in rows.values())
    for source, target, data in edges:
        row = rows[data["happening"]]
        assert graph.nodes[source]["label"] in {p["name"] for p in row["actor"]}
        assert graph.nodes[target]["label"] in {p["name"] for p in row["recipient"]}
        assert data["weight"] == row["origins"] and data["event"] == row["event"]
        assert data.get("start") == row["day_first"] and data.get("end") == row["day_last"]


def test_annotations_find_their_words_again(export, ask, book):
    page = json.loads(export("annotations"))
    assert page["type"] == "AnnotationPage" and page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    ids = [a["id"] for a in page["items"]]
    assert len(set(ids)) == len(ids) == sum(len(ask(k)) for k in ("events", "quotes", "agenda"))
    with Book(book, read_only=True) as opened:
        for item in page["items"]:
            text = opened.show(item["dateline:report"])["text"]
            assert item["type"] == "Annotation" and item["target"]
            for target in item["target"]:
                quote, position = target["selector"]
                assert text[position["start"]:position["end"]] == quote["exact"] != ""
                assert quote["prefix"] + quote["exact"] + quote["suffix"] in text and len(quote["prefix"]) <= AROUND
                assert re.match(r"https?://|urn:", target["source"]) and len(target["state"]["dateline:sha256"]) == 64


def test_a_bibtex_parser_reads_the_reports(export, ask):
    made = {e["ID"]: e for e in bibtexparser.loads(export("bibtex").decode()).entries}
    for report in ask("reports"):
        entry = made.pop(report["id"])
        assert entry["year"] == report["published"][:4] and report["sha256"] in entry["note"]
        assert entry.get("url") == report["url"] and entry["ENTRYTYPE"] == ("article" if report["outlet"] else "misc")
        assert re.sub(r"\\([&%$#_{}])", r"\1", entry["title"]) == report["title"]
    assert not made


def test_csl_has_the_reports(export, ask):
    made = json.loads(export("csl"))
    for item, report in zip(made, ask("reports"), strict=True):
        assert item["id"] == report["id"] and item["title"] == report["title"] and item["type"] == "article-newspaper"
        assert "{:04}-{:02}-{:02}".format(*item["issued"]["date-parts"][0]) == report["published"]
        assert [a["literal"] for a in item.get("author", [])] == report["byline"]


def test_the_times_stand_in_their_sentences(export, book):
    root = etree.fromstring(export("timex3"))
    assert root.get("version") == __version__
    documents, seen = root.findall("TimeML"), 0
    with Book(book, read_only=True) as opened:
        for document in documents:
            shown = opened.show(document.findtext("DOCID"))
            times = {f["id"]: f for f in shown["findings"] if f["type"] == "time"}
            for sentence in document.iter("s"):
                assert "".join(sentence.itertext()) == shown["text"][int(sentence.get("start")):int(sentence.get("end"))]
                for mark in sentence.iter("TIMEX3"):
                    time = times[mark.get("tid")]
                    seen += 1
                    assert (mark.get("type"), mark.get("value")) == (time["timex"], time["value"])
                    assert mark.text == shown["text"][slice(*time["span"])]
    ids = [m.get("tid") for m in root.iter("TIMEX3")]
    assert len(ids) == len(set(ids)) and seen > 20


def test_text_that_xml_forbids_stays_readable():
    time = {"span": [3, 9], "timex": "DATE", "value": "2021", "id": "t1", "anchor": None, "codes": ""}
    made = marked("a<\x01Friday]]>&", 0, [time])
    assert "".join(etree.fromstring(f"<s>{made}</s>").itertext()) == "a<\ufffdFriday]]>&"

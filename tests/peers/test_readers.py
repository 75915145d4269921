"""Readers of peers' rows: what each form tells, and every line that is no row refused with its number and reason."""
# ruff: noqa: E501  rows and cases written out

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.codes.cow import cow
from dateline.codes.peers import alpha2, cameo_country, country_of_cameo, fips
from dateline.codes.plover import cameo, kinds
from dateline.peers.formats import READERS, guess
from dateline.peers.row import BadLine, PeerRow
from dateline.views.exports.gdelt import COLUMNS as GDELT
from dateline.views.exports.gdelt_mentions import COLUMNS as MENTIONS
from dateline.views.exports.polecat import COLUMNS as POLECAT
from tests.peers.rows import gdelt, lines, mention, polecat


def read(form, *rows):
    return list(READERS[form](lines(*rows)))


def told(row):
    return row.day, row.actor, row.event, row.quad, row.recipient


@pytest.mark.parametrize("code, event, quad", [
    ("042", "CONSULT", 1), ("0871", "RETREAT", 2), ("163", "COERCE", 4), ("1244", "REJECT", 3), ("190", "ASSAULT", 4), ("18", "ASSAULT", 4),
    ("010", None, 2), ("0233", None, 2), ("0999", "ACCUSE", 3)])
def test_gdelt_codes_are_told_as_plover(code, event, quad):
    (row,) = read("gdelt", gdelt(7, "2019-03-04", "NOR", "ISL", code, quad=2))
    assert told(row) == ("2019-03-04", ("NOR",), event, quad, ("ISL",))
    assert (row.source, row.id, row.line, row.url) == ("gdelt", "7", 1, "https://wire.example/a")


@pytest.mark.parametrize("cells, countries", [
    ({"c7": "ROM"}, ("ROU",)), ({"c7": "WSB"}, ("PSE",)), ({"c7": "AFR"}, ()), ({"c7": "", "c8": "UNO", "c12": "IGO"}, ("UNO",)),
    ({"c7": "", "c12": "NGO"}, ("NGO",)), ({"c7": "", "c12": "GOV"}, ()), ({"c7": "EUR"}, ("EUR",)), ({"c7": "ZZZ"}, ())])
def test_gdelt_actors_are_countries_or_plovers_other_codes(cells, countries):
    (row,) = read("gdelt", gdelt(7, "2019-03-04", "NOR", "ISL", "042", **cells))
    assert row.actor == countries and row.recipient == ("ISL",)


@pytest.mark.parametrize("width, url", [(61, "https://wire.example/a"), (58, "https://wire.example/a"), (57, None)])
def test_both_versions_of_gdelt_are_read(width, url):
    (row,) = read("gdelt", gdelt(7, "2019-03-04", "NOR", "ISL", "042", width=width))
    assert row.url == url and row.event == "CONSULT"


def test_a_gdelt_header_is_passed_over_only_where_it_stands_first():
    first, second = read("gdelt", "\t".join(GDELT), gdelt(7, "2019-03-04", "NOR", "ISL", "042")), read("gdelt", "x", "\t".join(GDELT))
    assert [r.line for r in first] == [2] and [type(r) for r in second] == [BadLine, BadLine]


@pytest.mark.parametrize("line, reason", [
    ("a\tb", "2 columns; allowed: 61"), (gdelt("x1", "2019-03-04", "NOR", "ISL", "042"), "GLOBALEVENTID is 'x1'"),
    (gdelt(7, "2019-02-30", "NOR", "ISL", "042"), "the day is '20190230'"), (gdelt(7, "2019", "NOR", "ISL", "042"), "the day is '2019'"),
    (gdelt(7, "2019-03-04", "NOR", "ISL", "99"), "EventCode is '99'"), (gdelt(7, "2019-03-04", "NOR", "ISL", "010", quad=7), "QuadClass is '7'"),
    (gdelt(7, "2019-03-04", "NOR", "ISL", "042").replace("\t", ",", 1), "60 columns")])
def test_a_bad_line_of_gdelt_is_refused_with_its_number(line, reason):
    good = gdelt(8, "2019-03-04", "NOR", "ISL", "042")
    before, bad, after = read("gdelt", good, line, good)
    assert isinstance(bad, BadLine) and bad.line == 2 and bad.reason.startswith(reason)
    assert (before.line, after.line) == (1, 3)


def test_mentions_have_an_address_and_no_parties():
    good, bad = read("gdelt-mentions", mention(7, "https://other.example/b"), "7\t8")
    assert (good.id, good.url, good.outlet, good.actor, good.event) == ("7", "https://other.example/b", "wire.example", (), None)
    assert bad == BadLine(2, "2 columns; allowed: 16")
    assert len(MENTIONS) == 16


def test_polecat_is_read_by_its_header_and_without_one_by_place():
    cells = {"event_id": "p1", "event_date": "2019-03-04", "event_type": "COERCE", "actor_country": "NOR; NOR", "recipient_country": "ISL; None",
             "source": "Nordic Wire"}
    line = polecat(POLECAT, **cells)
    (by_name,), (by_place,) = read("polecat", "\t".join(POLECAT), line), read("polecat", line)
    assert told(by_name) == told(by_place) == ("2019-03-04", ("NOR",), "COERCE", 4, ("ISL",))
    assert (by_name.line, by_place.line, by_name.outlet, by_name.url) == (2, 1, "Nordic Wire", None)
    turned = POLECAT[::-1]
    assert told(read("polecat", "\t".join(turned), polecat(turned, **cells))[0]) == told(by_name)


@pytest.mark.parametrize("cells, reason", [
    ({"event_id": "p1", "event_date": "2019-03-04", "event_type": "DANCE"}, "Event Type is 'DANCE'"),
    ({"event_date": "2019-03-04", "event_type": "AID"}, "it has no Event ID"),
    ({"event_id": "p1", "event_date": "March", "event_type": "AID"}, "the day is 'March'")])
def test_a_bad_line_of_polecat_is_refused(cells, reason):
    (bad,) = read("polecat", "\t".join(POLECAT), polecat(POLECAT, **cells))
    assert isinstance(bad, BadLine) and bad.line == 2 and bad.reason.startswith(reason)


@pytest.mark.parametrize("data, rows", [
    ({"id": "a", "date": "2019-03-04", "actor": [{"code": "NOR"}], "recipient": [{"code": "ISL"}], "event": ["COERCE"]},
     [("2019-03-04", ("NOR",), "COERCE", 4, ("ISL",))]),
    ({"id": 3, "date": "20190304", "source": [{"code": "NORGOV"}], "target": "ISL", "event": "FIGHT"},
     [("2019-03-04", ("NOR",), "ASSAULT", 4, ("ISL",))]),
    ({"id": "a", "date": "2019-03-04T10:00", "actor": ["NOR", "ISL"], "event": ["YIELD"]}, [("2019-03-04", ("NOR", "ISL"), None, 2, ())]),
    ({"id": "a", "date": "2019-03-04", "actor": [], "event": ["AID", "AGREE"]}, [("2019-03-04", (), "AID", 2, ()), ("2019-03-04", (), "AGREE", 1, ())])])
def test_plover_in_todays_names_and_the_older_ones(data, rows):
    found = read("plover", json.dumps(data))
    assert [told(r) for r in found] == rows and len({r.id for r in found}) == len(found)


@pytest.mark.parametrize("form, line, reason", [
    ("plover", "{", "no JSON"), ("plover", "[1]", "no JSON object"), ("plover", '{"date": "2019-03-04", "event": "AID"}', "it has no id"),
    ("plover", '{"id": "a", "date": "2019-03-04"}', "it has no event"), ("plover", '{"id": "a", "event": "AID"}', "the day is 'None'"),
    ("plover", '{"id": "a", "date": "2019-03-04", "event": "CRIME"}', "the event is 'CRIME'"), ("plover", "[" * 100_000, "no JSON"),
    ("ftm", '{"id": "a"}', "no entity"), ("ftm", '{"id": "e", "schema": "Event", "properties": {"name": ["x"]}}', "the event has no date"),
    ("ftm", '{"id": "e", "schema": "Event", "properties": {"date": ["2019"]}}', "the day is '2019'"),
    ("ftm", '{"id": "e", "schema": "Event", "properties": {"startDate": ["2019-01-01"], "endDate": ["2019-12-31"]}}', "the event lasts from 2019-01-01")])
def test_a_bad_line_of_json_is_refused(form, line, reason):
    (bad,) = read(form, line)
    assert isinstance(bad, BadLine) and bad.line == 1 and bad.reason.startswith(reason)


def entity(id_, schema, **properties):
    return json.dumps({"id": id_, "schema": schema, "properties": properties})


def test_the_parties_of_a_followthemoney_event_are_found_wherever_they_stand():
    found = read("ftm", entity("e", "Event", name=["Seizure"], date=["2019-03-04"], organizer=["n"], involved=["n", "i"], proof=["d"],
                               keywords=["fish", "COERCE"]),
                 entity("n", "PublicBody", name=["Coast guard"], country=["no"]), entity("i", "Person", name=["Jo"], nationality=["is"]),
                 entity("d", "Article", title=["x"], sourceUrl=["https://wire.example/a"]),
                 entity("t", "Event", name=["Talks"], startDate=["2019-03-14"], endDate=["2019-03-16"], involved=["i", "n"]))
    assert [(r.id, r.line, r.mutual, r.url, told(r)) for r in found] == [
        ("e", 1, False, "https://wire.example/a", ("2019-03-04", ("NOR",), "COERCE", 4, ("ISL",))),
        ("t", 5, True, None, ("2019-03-14", ("ISL", "NOR"), None, None, ("ISL", "NOR")))]


@pytest.mark.parametrize("name, first, form", [
    ("20190304.export.CSV", "", "gdelt"), ("x.txt", gdelt(1, "2019-03-04", "NOR", "ISL", "042"), "gdelt"),
    ("a.csv", gdelt(1, "2019-03-04", "NOR", "ISL", "042", width=58), "gdelt"), ("a.mentions.CSV", "", "gdelt-mentions"),
    ("a", mention(1, "u"), "gdelt-mentions"), ("a.txt", "\t".join(POLECAT), "polecat"), ("a.json", '{"id": 1, "event": "AID"}', "plover"),
    ("a.json", '{"id": "1", "schema": "Person", "properties": {}}', "ftm"), ("a.json", '{"id": 1}', None), ("a.csv", "id,event", None),
    ("a.json", "{broken", None)])
def test_a_format_is_told_from_name_and_first_line(name, first, form):
    assert guess(name, first) == form


@given(st.sampled_from(sorted(READERS)), st.lists(st.text(), max_size=4))
def test_no_text_breaks_a_reader_and_no_line_is_lost(form, texts):
    found = read(form, *texts)
    assert all(isinstance(r, PeerRow | BadLine) for r in found)
    refused = {r.line for r in found if isinstance(r, BadLine)}
    assert form == "polecat" or len(refused) == len(texts)


def test_every_cameo_root_has_its_plover_event_or_none():
    roots = {c: row.event for c, row in cameo().items() if len(c) == 2}
    assert len(roots) == 20 and {c for c, e in roots.items() if e is None} == {"01", "02"}
    assert set(kinds()) - set(roots.values()) == {"RETREAT"}, "its codes stand below 08"


def test_country_codes_lead_back():
    for country in alpha2():
        if country not in ("EUR", "ALA", "BES", "UMI"):
            assert country_of_cameo(cameo_country(country)) == country
            assert fips(country) or country == "PSE" or country in ("ALA", "BLM", "CUW", "MAF", "SXM", "SSD"), country
    assert set(cow()) <= set(alpha2())

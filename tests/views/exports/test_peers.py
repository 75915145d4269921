"""POLECAT, PLOVER and GDELT: read by position, as their users' loaders do."""

import csv
import io
import json
import re

import pytest

from dateline.api.book import Book
from dateline.codes.peers import cameo_country, cameo_type, fips, gdelt_code
from dateline.codes.plover import cameo, kinds, modes, sectors
from dateline.views.exports import gdelt, gdelt_mentions, polecat
from dateline.views.exports.peers import day, plain, unfit
from dateline.views.exports.polecat import _cell


def columns(data):
    """A file without quoting, as GDELT's users read it."""
    return list(csv.reader(io.StringIO(data.decode()), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def facts(ask):
    return {e["id"]: e for e in ask("events") if unfit(e, None, None) is None}


def test_polecat_has_forty_columns_and_what_loaders_want_at_their_places(export, facts):
    header, *rows = columns(export("polecat"))
    assert header == list(polecat.COLUMNS) and {len(r) for r in rows} == {40}
    assert len({r[0] for r in rows}) == len(rows) == len(facts)
    for row in rows:
        event = facts[row[0]]
        assert row[1] == day(event) and row[2] == event["event"]
        assert row[7] == ("; ".join(plain(a["name"]) for a in event["actor"]) or "None")
        assert row[15] == ("; ".join(plain(a["name"]) for a in event["recipient"]) or "None")
        assert "" not in row and row[39].split()[0] == "dateline" and event["codes"] in row[39]


def test_polecat_reads_alike_with_and_without_quoting(export):
    data = export("polecat").decode()
    quoted = list(csv.reader(io.StringIO(data), delimiter="\t"))
    assert quoted == columns(data.encode())


def test_polecat_lists_of_a_party_stay_side_by_side(export):
    for row in columns(export("polecat"))[1:]:
        names = row[7].split("; ")
        for index in (8, 9, 11, 13):
            assert row[index] == "None" or len(row[index].split("; ")) == len(names)


def test_an_unknown_piece_of_a_list_is_none():
    assert _cell(["RUS", None]) == "RUS; None" and _cell([None, None]) == "None" and _cell(["a;b", 'c"d\te']) == "a,b; c'd e"


def test_plover_has_its_required_fields_and_the_words_at_the_span(export, facts, book):
    rows = [json.loads(x) for x in export("plover").splitlines()]
    assert [r["id"] for r in rows] == list(facts)
    with Book(book, read_only=True) as opened:
        for row in rows:
            assert {"id", "date", "actor", "event"} <= set(row) and row["event"][0] in kinds()
            text = opened.show(row["text_info"]["sequence"])["text"]
            sentence = text[row["text_info"]["start"]:row["text_info"]["end"]]
            assert sentence == facts[row["id"]]["sentence_text"]
            assert "text" not in row


def test_gdelt_events_are_the_actual_unclaimed_happenings(export, ask):
    rows = columns(export("gdelt"))
    assert {len(r) for r in rows} == {61} and len({r[0] for r in rows}) == len(rows)
    wanted = {gdelt.number(h["id"]) for h in ask("happenings") if h["status"] == "actual" and not h["claimed"]}
    assert {int(r[0]) for r in rows} <= wanted and len(rows) > len(wanted) * .8
    for row in rows:
        assert re.fullmatch(r"\d{8}", row[1]) and row[2] == row[1][:6] and row[3] == row[1][:4]
        assert int(row[3]) <= float(row[4]) < int(row[3]) + 1
        assert row[26].startswith(row[27]) and row[27].startswith(row[28]) and len(row[28]) == 2
        assert row[29] in "1234" and -10 <= float(row[30]) <= 10
        assert int(row[31]) >= int(row[33]) >= int(row[32]) >= 1
        assert re.fullmatch(r"\d{14}", row[59]) and row[60]


def test_gdelt_places_use_fips_and_are_no_finer_than_the_text(export, ask):
    rows = [r for r in columns(export("gdelt")) if r[52]]
    assert rows and all(re.fullmatch(r"[A-Z]{2}|", r[53]) for r in rows)
    assert {r[53] for r in rows} >= {"NO"}


def test_gdelt_mentions_join_the_events_and_point_at_the_actor(export, book):
    events = {r[0] for r in columns(export("gdelt"))}
    rows = columns(export("gdelt-mentions"))
    assert {len(r) for r in rows} == {16} and {r[0] for r in rows} == events
    assert len(gdelt_mentions.COLUMNS) == 16
    with Book(book, read_only=True) as opened:
        for row in rows:
            event = opened.show(row[15].split()[-1])
            text = opened.show(event["report"])["text"]
            assert int(row[12]) == len(text) and int(row[9]) == event["anchor"][0][0]
            assert int(row[7]) == (event["actor"][0]["span"][0] if event["actor"] else -1)
            assert row[3] == ("1" if row[5].startswith("http") else "2")


def test_what_peers_cannot_say_is_left_out_and_counted(book, export, ask):
    from click.testing import CliRunner

    from dateline.views.cli.main import main

    done = CliRunner().invoke(main, ["export", str(book), "--format", "polecat"])
    assert f"{sum(e['status'] == 'planned' for e in ask('events'))} events left out: planned, not actual" in done.stderr
    claimed = [r[0] for r in columns(export("polecat", "--claims"))[1:]]
    assert claimed and all(e["claimed"] for e in ask("events") if e["id"] in claimed)


@pytest.mark.parametrize("date, published, background, expected", [
    (None, "2021-06-04", False, "2021-06-04"),
    (None, "2021-06-04", True, None),
    (None, None, False, None),
    ({"value": "2021-06-02", "start": "2021-06-02", "end": "2021-06-02"}, "2021-06-04", False, "2021-06-02"),
    ({"value": "2021-06-14/2021-06-16", "start": "2021-06-14", "end": "2021-06-16"}, "2021-06-17", False, "2021-06-14"),
    ({"value": "2014/..", "start": "2014-01-01", "end": None}, "2021-06-17", False, None),
    ({"value": "2021-05", "start": "2021-05-01", "end": "2021-05-31"}, "2021-06-17", False, None),
    ({"value": "2016", "start": "2016-01-01", "end": "2016-12-31"}, "2021-06-17", True, None)])
def test_a_month_is_no_day(date, published, background, expected):
    assert day({"date": date, "published": published, "background": background}) == expected


def test_every_event_and_mode_has_a_cameo_code_of_its_own_quad_or_root():
    for event in kinds():
        for mode in [None, *(m for e, m in modes() if e == event)]:
            assert gdelt_code(event, mode) in cameo()
        assert cameo()[gdelt_code(event)].event == event


def test_codes_of_the_peers_are_not_ours():
    assert (fips("DEU"), fips("GBR"), fips("CHN"), fips("CHE"), fips("RUS")) == ("GM", "UK", "CH", "SZ", "RS")
    assert (cameo_country("ROU"), cameo_country("FRA"), cameo_country("UNO")) == ("ROM", "FRA", None)
    assert all(cameo_type(s) != "MED" for s in sectors() if s != "JRN")


@pytest.mark.parametrize("form", ["gdelt", "gexf", "plover"])
def test_what_is_written_and_what_is_left_out_make_the_whole(book, export, ask, form):
    from click.testing import CliRunner

    from dateline.views.cli.main import main

    done = CliRunner().invoke(main, ["export", str(book), "--format", form])
    told = re.findall(r"^(\d+) (events|happenings) left out", done.stderr, re.M)
    written = len(set(re.findall(r'for="happening" value="(\w+)"', done.stdout))) if form == "gexf" else len(done.stdout.splitlines())
    assert told and written + sum(int(n) for n, _ in told) == len(ask(told[0][1]))

"""FollowTheMoney: its own library checks every entity, the graph is whole, and the events read back are those that were written."""
# ruff: noqa: E501  cases written out

import json
import os
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest

from dateline.peers.formats import READERS
from dateline.peers.row import PeerRow
from dateline.views.exports.ftm import _url, article, party_id, schema
from dateline.views.exports.peers import unfit_happening
from dateline.views.exports.registry import FORMATS
from tests.views.exports.test_hostile import EVIL, content

CHECK = Path(__file__).parent / "ftm_check.py"


@pytest.fixture(scope="session")
def entities(export):
    return [json.loads(line) for line in export("ftm").splitlines()]


@pytest.fixture(scope="session")
def library():
    """FollowTheMoney's library, asked in a Python of its own: it brings forty packages, PyICU among them, which no other test needs."""
    python = os.environ.get("DATELINE_FTM_PYTHON") or (sys.executable if find_spec("followthemoney") else None)
    if python is None:
        pytest.skip("followthemoney is not installed; `make ftm` installs it into a folder of its own and runs this test")

    def check(rows):
        done = subprocess.run([python, str(CHECK)], input="\n".join(json.dumps(r) for r in rows), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
    return check


def of(entities, schema_):
    return [e["properties"] for e in entities if e["schema"] == schema_]


def test_their_own_library_finds_nothing_wrong(library, entities):
    made = library(entities)
    assert made["wrong"] == [] and made["counts"] == Counter(e["schema"] for e in entities)


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_their_own_library_takes_hostile_words(library, evil):
    rows = [json.loads(x) for x in b"".join(FORMATS["ftm"].write(content(evil))).decode().split("\n") if x]
    assert library(rows)["wrong"] == [] and {"Article", "Event", "Note", "Mention"} <= {r["schema"] for r in rows}


def test_their_own_library_does_find_what_is_wrong(library):
    rows = [{"id": "a", "schema": "Person", "properties": {"name": ["Jo"], "country": ["RUS"], "shoe": ["44"]}},
            {"id": "b", "schema": "Mention", "properties": {"name": ["Jo"]}}, {"id": "c", "schema": "Nobody", "properties": {}}]
    told = " ".join(library(rows)["wrong"])
    assert all(word in told for word in ("country", "shoe", "needs document", "no schema Nobody"))


def test_every_id_stands_once_and_every_reference_leads_to_an_entity(entities):
    ids = [e["id"] for e in entities]
    assert len(set(ids)) == len(ids)
    for name in ("organizer", "involved", "proof", "document", "resolved", "entity"):
        values = [v for e in entities for v in e["properties"].get(name, ())]
        assert values and set(values) <= set(ids), name


def test_events_are_the_happenings_that_can_be_said_as_facts(entities, ask):
    wanted = {h["id"]: h for h in ask("happenings") if unfit_happening(h, None, None) is None}
    made = {e["id"]: e["properties"] for e in entities if e["schema"] == "Event"}
    assert set(made) == set(wanted) != set()
    for id_, event in made.items():
        assert set(event["recordId"]) == {*wanted[id_]["events"], *wanted[id_]["recalled"]}
        assert event["keywords"][0] == wanted[id_]["event"] and len(event["proof"]) == wanted[id_]["reports"]


def test_the_events_read_back_have_their_parties_and_kinds(export, entities):
    rows = list(READERS["ftm"](list(enumerate(export("ftm").decode().splitlines(), 1))))
    events = {e["id"]: e["properties"] for e in entities if e["schema"] == "Event"}
    back = {r.id: r for r in rows if isinstance(r, PeerRow)}
    wide = {i for i, e in events.items() if e.get("startDate")}
    assert set(events) - set(back) <= wide and len(back) > 20
    assert all(back[i].event == events[i]["keywords"][0] for i in back)
    assert sum(bool(r.actor and r.recipient) for r in back.values()) > 15


@pytest.mark.parametrize("party, office, kind", [
    ({"name": "Jo Hale", "country": "NOR", "sector": "GOV"}, "Minister", "Person"), ({"name": "Norway", "country": "NOR", "sector": "GOV"}, None, "PublicBody"),
    ({"name": "UN", "country": "UNO", "sector": None}, None, "Organization"), ({"name": "Labour", "country": "NOR", "sector": "PTY"}, None, "Organization"),
    ({"name": "two parties", "country": "NOR", "sector": "PTY"}, None, "LegalEntity"), ({"name": "fishermen", "country": "ISL", "sector": "AGR"}, None, "LegalEntity")])
def test_what_an_actor_is_is_said_only_where_it_is_known(party, office, kind):
    assert schema(party, office) == kind


def test_only_what_has_a_name_of_its_own_is_one_across_happenings():
    norway, crew = {"name": "Norway", "country": "NOR", "sector": "GOV"}, {"name": "its crew", "country": "NOR", "sector": "MIL"}
    assert party_id(norway, "PublicBody", "h1") == party_id(norway, "PublicBody", "h2")
    assert party_id(crew, "PublicBody", "h1") != party_id(crew, "PublicBody", "h2")


@pytest.mark.parametrize("url, kept", [("https://x.example/a?b=1", True), ("javascript:alert(1)", False), ("https://", False), (None, False),
                                       ("http://[", False), ("https://x.example/a b", False), ("ftp://x.example/", False)])
def test_only_web_addresses_stand_as_addresses(url, kept):
    assert _url(url) == (url if kept else None)


def test_an_article_holds_no_text_of_the_report():
    made = article(content("The whole story.").report("r1"), content("x"))
    assert "bodyText" not in made["properties"] and made["properties"]["notes"] == ["SHA-256 of the text: " + "0" * 64]

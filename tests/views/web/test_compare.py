"""Compare and the page of a happening: what each origin says, where they differ, who carries whose text, and what was corrected."""

import csv
import io

import pytest

from tests.views.web.conftest import post


def told_often(client):
    """The happening that most independent origins tell."""
    return max(client.get("/happenings.json?size=200").json()["rows"], key=lambda r: (r["origins"], r["reports"]))


def test_a_column_is_an_independent_origin(desk):
    row = told_often(desk)
    data = desk.get(f"/compare/{row['id']}.json").json()
    assert len({o["root"] for o in data["origins"]}) == len(data["origins"]) >= row["origins"] > 1
    assert {r["origin"] for r in data["rows"]} <= {o["number"] for o in data["origins"]}
    page = desk.get(f"/compare/{row['id']}").text
    for said in data["rows"]:
        assert f'href="/reports/{said["report"]}#{said["event"]}"' in page


def test_each_value_is_what_its_event_says(desk):
    row = told_often(desk)
    data = desk.get(f"/compare/{row['id']}.json").json()
    for said in data["rows"]:
        event = desk.get(f"/findings/{said['event']}.json").json()
        if said["field"] == "kind":
            assert said["value"] == f"{event['event']} {event['mode'] or ''}".strip()
        if said["field"] in ("who", "to whom"):
            side = event["actor" if said["field"] == "who" else "recipient"]
            assert all(a["name"] in said["value"] for a in side) and side
        assert said["report"] == event["report"]


def test_a_field_that_joining_calls_contested_is_shown_as_a_disagreement(desk):
    for row in desk.get("/happenings.json?size=200").json()["rows"]:
        data = desk.get(f"/compare/{row['id']}.json").json()
        contested = {d["field"] for d in data["disagreements"]}
        shown = {r["field"] for r in data["rows"] if r["state"] == "disagree"}
        assert ("figure" in contested) == any(f.startswith("figure") for f in shown)
        if "place" in contested:
            assert "place" in shown
        for name in {r["field"] for r in data["rows"] if r["state"] == "same"}:
            assert len({r["value"] for r in data["rows"] if r["field"] == name}) == 1


def test_the_list_holds_what_more_than_one_origin_tells(desk):
    rows = desk.get("/compare.json").json()["rows"]
    assert rows and all(r["origins"] > 1 for r in rows)
    assert f'href="/compare/{rows[0]["id"]}"' in desk.get("/compare").text


def test_it_is_a_sheet_too(desk):
    row = told_often(desk)
    cells = list(csv.reader(io.StringIO(desk.get(f"/compare/{row['id']}.csv").text)))
    assert cells[0] == ["field", "state", "origin", "value", "outlet", "published", "event", "report"] and len(cells) > 3


def test_an_event_leads_to_its_happening(desk):
    row = told_often(desk)
    assert row["id"] in desk.get(f"/happenings/{row['events'][-1]}").text
    assert desk.get(f"/id/{row['id']}", follow_redirects=False).headers["location"] == f"/happenings/{row['id']}"


def test_a_happening_shows_its_tree_its_citation_and_its_corrections(writable):
    row = told_often(writable)
    page, data = writable.get(f"/happenings/{row['id']}").text, writable.get(f"/happenings/{row['id']}.json").json()
    assert page.count('class="origin"') == len({e["root"] for e in data["events"]})
    assert f"(happening {row['id']})" in page and f"{row['origins']} independent origin" in page and data["history"] == []
    post(writable, "/judge", do="fix", target=row["events"][0], status="hypothetical", because="only feared")
    after = writable.get(f"/happenings/{row['events'][0]}.json").json()
    assert [j["because"] for j in after["history"]] == ["only feared"]
    assert "only feared" in writable.get(f"/happenings/{row['events'][0]}").text


@pytest.mark.parametrize("path", ["/compare/h0", "/compare/e0.json", "/compare/%00"])
def test_what_is_not_there_is_not_compared(desk, path):
    assert desk.get(path).status_code == 404

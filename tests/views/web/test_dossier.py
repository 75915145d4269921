"""Notes and dossiers: what is collected stands with its sentence and its source, is the user's own, and changes nothing of the evidence."""

import re
from html.parser import HTMLParser

import pytest

import dateline
from tests.views.web.conftest import client_of, form_token, post


def first(client, kind):
    return client.get(f"/{kind}.json").json()["rows"][0]


def collect(client, target, text="", dossier="Cod", back="/"):
    return post(client, "/note", do="put", target=target, text=text, dossier=dossier, back=back)


@pytest.fixture
def filled(writable):
    """A dossier with a quote, an event, a happening and a report, in that order."""
    targets = [first(writable, kind)["id"] for kind in ("quotes", "events", "happenings", "reports")]
    for number, target in enumerate(targets, 1):
        assert collect(writable, target, f"note {number}").status_code == 303
    return writable, targets


def notes(client, name="Cod"):
    return client.get("/dossier.json", params={"name": name}).json()["rows"]


def test_what_is_collected_stands_with_its_sentence_and_source(filled):
    client, targets = filled
    page, rows = client.get("/dossier?name=Cod").text, notes(client)
    assert [r["target"] for r in rows] == targets and [r["text"] for r in rows] == ["note 1", "note 2", "note 3", "note 4"]
    for row, target in list(zip(rows, targets, strict=True))[:3]:
        assert row["line"]["sentence"] and row["line"]["source"] >= 1 and f'id="{target}"' in page
    assert len(client.get("/dossier.csv?name=Cod").text.splitlines()) == 5


def test_the_form_leads_back_to_what_was_collected(writable):
    event = first(writable, "events")
    done = collect(writable, event["id"], "x", back=f"/reports/{event['report']}")
    assert done.headers["location"] == f"/reports/{event['report']}#{event['id']}"
    assert collect(writable, event["id"], back="//evil.example").headers["location"].startswith("/#")


def test_a_note_is_written_anew_moved_and_taken_out(filled):
    client, targets = filled
    ids = [r["id"] for r in notes(client)]
    collect(client, targets[0], "better words")
    assert notes(client)[0]["text"] == "better words" and len(notes(client)) == 4
    post(client, "/note", do="down", note=ids[0], back="/dossier?name=Cod")
    assert [r["target"] for r in notes(client)] == [targets[1], targets[0], *targets[2:]]
    post(client, "/note", do="up", note=ids[1], back="/")
    assert notes(client)[0]["target"] == targets[1], "the first cannot go further up"
    post(client, "/note", do="drop", note=ids[1], back="/")
    assert [r["target"] for r in notes(client)] == [targets[0], *targets[2:]]


def test_the_same_thing_may_stand_in_two_dossiers(filled):
    client, targets = filled
    collect(client, targets[1], "elsewhere", "  Ports   and harbours ")
    assert [d["name"] for d in client.get("/dossier.json").json()["dossiers"]].count("Ports and harbours") == 1
    assert [r["text"] for r in notes(client, "Ports and harbours")] == ["elsewhere"] and notes(client)[1]["text"] == "note 2"


def test_a_dossier_is_handed_on_with_its_citations(filled):
    client, targets = filled
    markdown = client.get("/dossier/export/md?name=Cod")
    assert markdown.headers["content-type"].startswith("text/markdown") and "attachment" in markdown.headers["content-disposition"]
    assert markdown.text.startswith("# Cod\n") and markdown.text.count("SHA-256") >= 1
    for target, number in zip(targets, range(1, 5), strict=True):
        assert f"`{target}`" in markdown.text and f"note {number}" in markdown.text
    page = client.get("/dossier/export/html?name=Cod").text
    assert "<h1>Cod</h1>" in page and "note 3" in page and set(re.findall(r'href="#(s\d+)"', page)) <= set(re.findall(r'id="(s\d+)"', page))


@pytest.mark.parametrize("fields, status", [
    ({"do": "put", "target": "e0", "dossier": "x"}, 404), ({"do": "put", "target": "", "dossier": "x"}, 404),
    ({"do": "put", "target": "EVENT", "dossier": "x" * 121}, 422), ({"do": "put", "target": "EVENT", "text": "x" * 10_001}, 422),
    ({"do": "drop", "note": "n0"}, 404), ({"do": "burn", "note": "n0"}, 422), ({}, 422)])
def test_what_cannot_be_noted_is_refused(writable, fields, status):
    event = first(writable, "events")["id"]
    assert post(writable, "/note", **{k: v.replace("EVENT", event) for k, v in fields.items()}).status_code == status
    assert writable.get("/dossier.json").json()["dossiers"] == []


def test_a_note_needs_the_token_and_a_desk_that_writes(writable, example_book):
    event = first(writable, "events")["id"]
    assert writable.post("/note", data={"do": "put", "target": event, "token": "x"}).status_code == 403
    only = client_of(example_book, read_only=True)
    assert only.post("/note", data={"do": "put", "target": event, "token": "form-secret"}).status_code == 403
    assert 'action="/note"' not in only.get(f"/findings/{event}").text


def test_notes_change_nothing_of_the_evidence(filled, tmp_path):
    with dateline.open(tmp_path / "news.db") as book:
        assert book.verify() == [] and book.judgements() == []


def test_what_is_removed_stays_in_the_dossier_and_says_so(filled):
    client, targets = filled
    post(client, "/judge", do="remove", target=targets[1])
    assert notes(client)[1]["line"]["notes"].startswith("removed by a correction")


class Elements(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        assert not [a for a, _ in attrs if a.startswith("on")]


@pytest.mark.parametrize("words", ["<img src=x onerror=hit()>", "</textarea><script>hit()</script>", "](javascript:hit())", "=1+1"])
def test_words_of_the_user_stay_words(writable, words):
    event = first(writable, "events")["id"]
    collect(writable, event, words, words[:100])
    for path in ("/dossier", "/dossier?name=", "/dossier/export/html?name="):
        page = writable.get(path.split("?")[0], params={"name": words[:100]} if "?" in path else {}).text
        assert not {"img", "iframe", "object"} & Elements(page).found and page.count("<script") == (0 if "export" in path else 1)
    assert "](javascript" not in writable.get("/dossier/export/md", params={"name": words[:100]}).text
    assert form_token(writable)

"""Accept, fix, remove, mark, undo, merge, split, paste and keep: from a form of the desk to what every page then says."""

import pytest

from tests.views.web.conftest import post

TEXT = "Harbour reopens\n\nNorway freed the crew of the trawler on Friday. \"We are glad,\" Foreign Minister Ana Lund said in Oslo."


def an_event(client, **wanted):
    return client.get("/events.json", params=wanted).json()["rows"][0]


def as_it_stands(client, id_):
    return client.get(f"/findings/{id_}.json").json()


def test_accepting_takes_the_doubt_away(writable):
    event = an_event(writable)
    done = post(writable, "/judge", do="accept", target=event["id"], back=f"/reports/{event['report']}")
    assert done.headers["location"] == f"/reports/{event['report']}#{event['id']}"
    now = as_it_stands(writable, event["id"])
    assert now["doubt"] == 0 and now["event"] == event["event"] and now["history"][0]["because"] == "read and accepted"


def test_fixing_sets_fields_and_keeps_the_words(writable):
    event = an_event(writable, status="actual")
    form = {"status": "negated", "actor": "Ruritania (XKX GOV); Norway", "recipient": "", "date": "2019-03-01", "claimed": "yes"}
    assert post(writable, "/judge", do="fix", target=event["id"], back="/", because="the court said so", **form).status_code == 303
    now = as_it_stands(writable, event["id"])
    assert (now["status"], now["claimed"], now["recipient"], now["date"]["start"]) == ("negated", True, [], "2019-03-01")
    first = now["actor"][0]
    assert (first["name"], first["country"], first["sector"]) == ("Ruritania", "XKX", "GOV")
    assert now["anchor"] == event["anchor"] and now["as_read"]["status"] == "actual"
    assert "the court said so" in writable.get(f"/findings/{event['id']}").text


def test_fixing_the_event_moves_its_class(writable):
    event = an_event(writable, event="CONSULT")
    post(writable, "/judge", do="fix", target=event["id"], back="/", event="ASSAULT", mode="")
    now = as_it_stands(writable, event["id"])
    assert (now["event"], now["mode"], now["quad"]) == ("ASSAULT", None, 4)


@pytest.mark.parametrize("form, said", [
    ({"status": "perhaps"}, "not allowed"), ({"event": "PARTY"}, "not allowed"), ({"event": "CONSULT", "mode": "arrest"}, "no mode"),
    ({"actor": "((("}, "not understood"), ({}, "no field was changed"), ({"do": "burn"}, "nothing that can be done")])
def test_a_form_that_makes_no_sense_changes_nothing(writable, form, said):
    event = an_event(writable, event="COERCE")
    answer = post(writable, "/judge", **{"do": "fix", "target": event["id"], "back": "/", **form})
    assert answer.status_code == 422 and said in answer.text
    assert as_it_stands(writable, event["id"])["history"] == []


def test_removing_and_taking_it_back(writable):
    event = an_event(writable)
    post(writable, "/judge", do="remove", target=event["id"], back=f"/reports/{event['report']}")
    assert event["id"] not in [r["id"] for r in writable.get("/events.json?size=200").json()["rows"]]
    page = writable.get(f"/reports/{event['report']}").text
    assert '<h2 id="removed">' in page
    judgement = as_it_stands(writable, event["id"])["history"][0]["id"]
    post(writable, "/judge", do="undo", target=judgement, finding=event["id"], back=f"/reports/{event['report']}")
    now = as_it_stands(writable, event["id"])
    assert not now["removed"] and now["doubt"] == event["doubt"]
    assert '<h2 id="removed">' not in writable.get(f"/reports/{event['report']}").text


def test_marking_what_was_missed_and_taking_it_back(writable):
    report = writable.get("/reports.json").json()["rows"][0]["id"]
    text = writable.get(f"/reports/{report}.json").json()["text"]
    words = text.split("\n")[-1].split(". ")[0][:40].strip() or text[:30]
    done = post(writable, "/judge", do="mark", target=report, type="event", event="CONSULT", words=words, start=str(text.find(words)),
                back=f"/reports/{report}")
    assert done.status_code == 303
    made = next(f for f in writable.get(f"/reports/{report}.json").json()["findings"] if f["why"] == "marked")
    assert [text[s:e] for s, e in made["anchor"]] == [words]
    page = writable.get(f"/reports/{report}").text
    judgement = page.split('<ol class="history">')[1].split('name="target" value="')[1].split('"')[0]
    post(writable, "/judge", do="undo", target=judgement, back=f"/reports/{report}")
    assert not [f for f in writable.get(f"/reports/{report}.json").json()["findings"] if f["why"] == "marked"]


@pytest.mark.parametrize("words", ["", "words that do not stand there", "\n"])
def test_marking_needs_words_of_the_report(writable, words):
    report = writable.get("/reports.json").json()["rows"][0]["id"]
    assert post(writable, "/judge", do="mark", target=report, type="quote", words=words, back="/").status_code == 422


def test_review_goes_from_the_most_doubtful_down_and_forgets_nothing_judged(writable):
    queue = writable.get("/review.json").json()["rows"]
    assert [r["doubt"] for r in queue] == sorted((r["doubt"] for r in queue), reverse=True)
    done = post(writable, "/judge", do="accept", target=queue[0]["id"], back="/review")
    assert done.headers["location"].startswith("/review?done=j")
    after = writable.get(done.headers["location"])
    assert "data-undo" in after.text
    assert queue[0]["id"] not in [r["id"] for r in writable.get("/review.json").json()["rows"]]


def test_splitting_a_happening_and_merging_it_again(writable):
    row = next(h for h in writable.get("/happenings.json?order=reports").json()["rows"] if len(h["events"]) > 1)
    post(writable, "/judge", do="split", target=row["id"], events=row["events"][0], back="/happenings/" + row["id"])
    one, rest = (writable.get(f"/happenings/{e}.json").json()["happening"] for e in row["events"][:2])
    assert one["events"] == [row["events"][0]] and row["events"][0] not in rest["events"]
    post(writable, "/judge", do="merge", target=one["id"], other=rest["id"], back="/")
    assert set(writable.get(f"/happenings/{row['events'][0]}.json").json()["happening"]["events"]) == set(row["events"])


def test_a_pasted_text_is_read_and_stored_only_when_asked(writable):
    before = writable.get("/api/summary").json()["reports"]
    done = post(writable, "/paste", text=TEXT, published="2019-03-08", outlet="Oslo Courier")
    page = writable.get(done.headers["location"])
    assert (
        "Read, and stored nowhere" in page.text
        and "Ana Lund" in page.text
        and writable.get(done.headers["location"] + ".json").json()["findings"]
    )
    assert writable.get("/api/summary").json()["reports"] == before
    kept = post(writable, done.headers["location"] + "/keep")
    data = writable.get(kept.headers["location"] + ".json").json()
    assert data["text"] == TEXT and data["outlet"] == "Oslo Courier" and data["published"] == "2019-03-08"
    again = post(writable, done.headers["location"] + "/keep")
    assert again.headers["location"] == kept.headers["location"]
    assert writable.get("/api/summary").json()["reports"] == before + 1


FILES = [
    (
        "page.html",
        b"<html><head><title>T</title></head><body><article><h1>Harbour reopens</h1><p>Norway freed the crew on Friday, the "
        b"foreign ministry said in Oslo after a week of talks with Iceland.</p><p>Iceland thanked Norway.</p></article></body></html>",
        303,
    ),
    ("x.txt", "Norway freed the crew.".encode("utf-16"), 303),
    ("x.pdf", b"%PDF-1.7 x", 422),
    ("x.zip", b"PK\x03\x04xx", 422),
    ("x.json", b"{]", 422),
    ("empty.txt", b"  \n", 422),
]


@pytest.mark.parametrize("name, raw, status", FILES, ids=[f[0] for f in FILES])
def test_a_file_is_read_in_its_own_form(writable, name, raw, status):
    done = writable.post("/paste", data={"token": "form-secret", "text": "", "published": "", "outlet": ""}, files={"file": (name, raw)},
                         follow_redirects=False)
    assert done.status_code == status, done.text


def test_the_api_reads_a_text_and_keeps_nothing(writable):
    before = writable.get("/api/summary").json()
    records = writable.post("/api/read", json={"text": TEXT, "published": "2019-03-08"}).json()["records"]
    assert records[0]["type"] == "report" and {r["type"] for r in records} >= {"event", "quote"}
    assert writable.get("/api/summary").json() == before


def test_the_api_takes_judgements_with_the_token(writable):
    event = an_event(writable)
    body = {"target": event["id"], "change": {"set": {"status": "planned"}}, "because": "announced only"}
    assert writable.post("/api/judgements", json=body).status_code == 403
    assert writable.post("/api/judgements", json=body, headers={"x-dateline-token": "form-secret"}).status_code == 201
    assert as_it_stands(writable, event["id"])["status"] == "planned"


def test_an_audit_counts_what_was_accepted_and_what_was_not(writable):
    at = "/audit.json?sample=12&seed=5"
    rows = writable.get(at).json()["rows"]
    assert len(rows) >= 11 and {r["type"] for r in rows} == {"event", "quote", "agenda"} and not any(r["said"] for r in rows)
    right, wrong, fixed = [r for r in rows if r["type"] == "event"][:3]
    back = "/audit?sample=12&seed=5"
    done = post(writable, "/judge", do="accept", target=right["id"], back=back)
    assert done.headers["location"].startswith(back + "&done=j")
    post(writable, "/judge", do="remove", target=wrong["id"], back=back)
    status = "planned" if fixed["status"] != "planned" else "actual"
    post(writable, "/judge", do="fix", target=fixed["id"], status=status, back=back)
    after = writable.get(at).json()
    assert [r["id"] for r in after["rows"]] == [r["id"] for r in rows], "the sample does not change under the hand"
    said = {r["id"]: r["said"] for r in after["rows"]}
    assert (said[right["id"]], said[wrong["id"]], said[fixed["id"]]) == ("right", "wrong", "wrong") and after["judged"] == 3
    every = next(r for r in after["result"] if r["kind"] == "all")
    assert (every["judged"], every["right"]) == (3, 1) and every["low"] < 1 / 3 < every["high"]
    post(writable, "/judge", do="undo", target=done.headers["location"].split("done=")[1], back=back)
    assert writable.get(at).json()["judged"] == 2


def test_another_seed_draws_another_sample_and_a_larger_one_everything(desk):
    one, other = ({r["id"] for r in desk.get(f"/audit.json?sample=10&seed={s}").json()["rows"]} for s in (1, 2))
    assert one != other
    rows = desk.get("/audit.json?sample=500&seed=1").json()["rows"]
    assert len({r["id"] for r in rows}) == len(rows) > 30

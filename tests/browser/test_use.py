"""What a reader does with the desk, in Chromium: wide and on a phone, with script and without; and that nobody is kept out."""

import json

import pytest

import dateline
from tests.browser.conftest import serve
from tests.browser.test_desk import PAGES, TEXT, fullest

pytestmark = pytest.mark.browser
WAYS = pytest.mark.parametrize("width, script", [(1280, True), (1280, False), (390, True), (390, False)],
                               ids=["wide", "wide, no script", "phone", "phone, no script"])


def rows(seen, path):
    return seen.page.request.get(seen.base + path).json()["rows"]


def details(seen):
    """One page of each kind that has an id in its address."""
    quotes = [q["id"] for q in rows(seen, "/quotes.json?size=200") if q["kind"] == "direct"]
    carried = max(quotes, key=lambda q: len(rows(seen, f"/quotes/{q}/spread.json")))
    happening = max(rows(seen, "/happenings.json?size=200"), key=lambda h: h["origins"])["id"]
    event, item = (rows(seen, f"/{kind}.json")[0]["id"] for kind in ("events", "agenda"))
    return [f"/reports/{fullest(seen)}", f"/quotes/{carried}/spread", f"/happenings/{happening}", f"/compare/{happening}",
            f"/findings/{event}", f"/findings/{item}"]


@WAYS
def test_paste_then_follow_a_card_to_its_words(look, width, script):
    seen = look(width, script)
    page = seen.open("/agenda")
    page.locator("#paste > summary").click()
    page.locator("#paste textarea").fill(TEXT)
    page.locator("#paste input[name=published]").fill("2019-03-08")
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("Read, and stored nowhere").wait_for()
    words = page.locator(".text span.m.quote", has_text="We are glad").first
    card = page.locator(f"[id='{words.get_attribute('data-f')}']")
    assert words.is_visible() and card.is_visible() and "direct" in card.inner_text()
    seen.calm()


@WAYS
def test_accept_fix_mark_and_undo_in_place(look, width, script):
    seen = look(width, script)
    path = f"/reports/{fullest(seen)}"
    page = seen.open(path)
    id_ = page.locator(".card.event").first.get_attribute("id")

    def card():
        return page.locator(f"[id='{id_}']")
    card().get_by_role("button", name="accept").click()
    page.locator(".history", has_text="accepted").wait_for()
    assert "doubt 0.00" in card().inner_text()
    card().locator(".fix > summary").click()
    card().locator("select[name=status]").select_option("negated")
    card().get_by_role("button", name="Save").click()
    page.locator(".history", has_text="set status to negated").wait_for()
    card().get_by_role("button", name="undo").click()
    page.locator(".history", has_text="undid").wait_for()
    paragraph = page.locator("section.paragraph").first
    words = paragraph.locator("p.text").inner_text().split("\n")[0][:30].rsplit(" ", 1)[0]
    paragraph.hover()
    paragraph.locator(".missed > summary").focus()
    page.keyboard.press("Enter") if script else paragraph.locator(".missed > summary").click()
    paragraph.locator(".missed input[name=words]").fill(words)
    paragraph.locator(".missed select[name=type]").select_option("quote")
    paragraph.get_by_role("button", name="Mark").click()
    page.locator(".history", has_text="marked as quote").wait_for()
    found = page.request.get(seen.base + path + ".json").json()
    assert any(f["why"] == "marked" and found["text"][slice(*f["content"][0])] == words for f in found["findings"] if f["type"] == "quote")
    seen.calm()


@WAYS
def test_a_note_goes_into_the_dossier_and_out_as_a_page(look, width, script):
    seen = look(width, script)
    page = seen.open(f"/reports/{fullest(seen)}")
    card = page.locator(".card.quote").first
    id_ = card.get_attribute("id")
    card.locator("summary", has_text="note").click()
    card.locator("textarea[name=text]").fill("who said this first?")
    card.get_by_role("button", name="Keep").click()
    page.wait_for_url(f"**#{id_}")
    seen.open("/dossier?name=Dossier")
    assert page.locator(f"[id='{id_}'] .own").inner_text() == "who said this first?"
    with page.expect_download() as given:
        page.get_by_role("link", name="Markdown").click()
    text = given.value.path().read_text(encoding="utf-8")
    assert "who said this first?" in text and id_ in text and "SHA-256" in text
    page.locator("a.open").first.click()
    page.locator("h1").wait_for()
    assert id_ in page.url
    seen.calm()


@WAYS
def test_audit_answers_are_counted(look, width, script):
    seen = look(width, script)
    page = seen.open("/audit?sample=9&seed=2")
    page.locator(".entry").first.get_by_role("button", name="accept").click()
    page.locator("[role=status]").wait_for()
    page.locator(".entry").first.get_by_role("button", name="remove").click()
    page.get_by_text("2 of", exact=False).first.wait_for()
    assert "50 %" in page.locator("table").inner_text()
    page.locator("[role=status]").get_by_role("button", name="undo").click()
    page.get_by_text("1 of", exact=False).first.wait_for()
    seen.calm()


@pytest.mark.parametrize("path, leads", [("/network", "/events?"), ("/map", "/events?"), ("/happenings", "/happenings/"),
                                         ("/outlets", "/reports"), ("/agenda", "/agenda?"), ("/dyad?a=NOR&b=ISL", "/events?")])
def test_each_picture_leads_from_its_marks(look, path, leads):
    seen = look(script=False)
    page = seen.open(path)
    mark = page.locator(".chart a").first
    href = mark.get_attribute("href")
    assert href.startswith(leads)
    if path in ("/network", "/map"):  # the middle of a curve or of a country need not lie on it
        mark.focus()
        page.keyboard.press("Enter")
    else:
        mark.click()
    page.wait_for_url(seen.base + href)
    assert page.locator(".entry, table tr").count()
    seen.calm()


def test_a_mark_is_reached_and_opened_by_keys(look):
    seen = look()
    page = seen.open("/network")
    page.locator(".chart a").first.focus()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").count("events")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?*")
    seen.calm()


def test_compare_leads_to_the_words_of_each_origin(look):
    seen = look()
    page = seen.open("/compare")
    page.get_by_role("link", name="compare", exact=True).first.click()
    page.locator("table.compare").wait_for()
    assert page.locator("table.compare thead th").count() >= 3
    page.locator("table.compare td a").first.click()
    assert page.locator(f"[id='{page.evaluate('location.hash.slice(1)')}']").is_visible()
    seen.calm()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_furniture_is_folded_and_can_be_opened(look, script, tmp_path):
    file = tmp_path / "r.txt"
    file.write_text(f"{TEXT}\n\nSHARE THIS ARTICLE\n\nRead more: ten ways to sleep\n", encoding="utf-8")
    with dateline.open(tmp_path / "f.db") as book:
        book.add_paths([file])
    server, base = serve(tmp_path / "f.db")
    seen = look(script=script, base=base)
    page = seen.open(f"/reports/{rows(seen, '/reports.json')[0]['id']}")
    folded = page.locator(".furniture details").first
    assert "put aside" in folded.inner_text() and not folded.locator("p").is_visible()
    folded.locator("summary").click()
    assert folded.locator("p").is_visible() and "SHARE" in folded.locator("p").inner_text()
    seen.calm()
    server.should_exit = True


def test_what_changed_between_versions_is_shown(look, tmp_path):
    body = TEXT.split("\n\n", 1)[1]
    lines = [{"id": str(i), "outlet": "Fjord News", "url": "https://fjord.example/crew", "published": f"2019-03-0{8 + i}",
              "title": "Harbour reopens", "text": f"Harbour reopens\n\n{body}\n\n{more}"} for i, more in
             enumerate(["Four sailors were hurt, the police said.", "Six sailors were hurt, the police said."])]
    (tmp_path / "v.jsonl").write_text("\n".join(json.dumps(x) for x in lines), encoding="utf-8")
    with dateline.open(tmp_path / "v.db") as book:
        book.add_paths([tmp_path / "v.jsonl"])
    server, base = serve(tmp_path / "v.db")
    seen = look(base=base, width=390)
    page = seen.open(f"/reports/{rows(seen, '/reports.json')[0]['id']}")
    page.locator(".around summary", has_text="version").first.click()
    assert page.locator(".around del").first.inner_text().startswith("Four")
    assert page.locator(".around ins").first.inner_text().startswith("Six")
    seen.calm()
    server.should_exit = True


def test_a_citation_is_selected_and_copied(look):
    seen = look()
    seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=seen.base)
    page = seen.open(f"/reports/{fullest(seen)}")
    card = page.locator(".card.event").first
    card.locator(".cite > summary").click()
    card.locator(".cite textarea").focus()
    wanted = card.locator(".cite textarea").input_value()
    page.wait_for_function("w => navigator.clipboard.readText().then((t) => t === w)", arg=wanted)
    assert card.get_attribute("id") in wanted and "SHA-256" in wanted
    seen.calm()


def test_overlapping_evidence_lies_in_layers(look):
    seen = look()
    page = seen.open(f"/reports/{fullest(seen)}")
    inner = page.locator(".text .m .m").first
    assert inner.count() == 1
    pair = page.evaluate("""() => { const i = document.querySelector('.text .m .m'), o = i.parentElement.closest('.m');
        return [i.dataset.f, o.dataset.f, i.className !== o.className || i.dataset.f !== o.dataset.f]; }""")
    assert pair[0] != pair[1] and pair[2]
    for id_ in pair[:2]:
        assert page.locator(f"[id='{id_}']").count() == 1
    page.locator(f"[id='{pair[1]}']").evaluate("e => { const d = e.closest('details'); if (d) d.open = true; }")
    page.locator(f"[id='{pair[1]}']").hover()
    assert page.locator(f".text .m[data-f='{pair[1]}'].lit").count() >= 1
    seen.calm()


def test_a_cards_words_light_up_when_it_has_the_focus(look):
    seen = look()
    page = seen.open(f"/reports/{fullest(seen)}")
    card = page.locator(".card.quote").first
    card.focus()
    assert page.locator(f".text .m[data-f='{card.get_attribute('id')}'].lit").count() >= 1
    seen.calm()


@pytest.mark.parametrize("width, dark", [(1280, False), (390, False), (1280, True)], ids=["wide", "phone", "dark"])
def test_axe_finds_nothing_serious(look, axe, width, dark):
    seen = look(width, dark=dark)
    found = {}
    for path in [*PAGES, *details(seen)]:
        page = seen.open(path)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        page.evaluate(axe)
        result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        bad = [f"{v['id']}: {v['nodes'][0]['html'][:140]} ({len(v['nodes'])}) {v['nodes'][0]['failureSummary'][:200]}"
               for v in result["violations"] if v["impact"] in ("serious", "critical")]
        if bad:
            found[path] = bad
    assert not found, json.dumps(found, indent=1)
    seen.calm()


@pytest.mark.parametrize("width, dark", [(1280, False), (390, False), (320, True)])
def test_no_page_of_one_thing_is_wider_than_its_window(look, width, dark):
    seen = look(width, dark=dark)
    for path in details(seen):
        page = seen.open(path)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
    seen.calm()


def test_hostile_names_stay_words_in_file_names_notes_and_pictures(look, tmp_path):
    name = "\"><img src=x onerror=hit()>.txt"
    hostile = "<script>hit()</script>"
    text = f"{hostile}\n\nNorway condemned Iceland on Friday. \"{hostile} will not do here at all,\" Foreign Minister {hostile} said.\n"
    (tmp_path / name).write_text(text, encoding="utf-8")
    for number in range(3):
        line = {"text": f"{text}\n\nMore words {number} of the day.", "outlet": f"{hostile}{number}", "published": f"2019-03-0{number + 1}"}
        (tmp_path / f"h{number}.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with dateline.open(tmp_path / "h.db") as book:
        book.add_paths(sorted(p for p in tmp_path.iterdir() if p.suffix in (".txt", ".jsonl")))
    server, base = serve(tmp_path / "h.db")
    seen = look(base=base)
    seen.page.add_init_script("window.hit = () => { console.error('HIT'); };")
    page = seen.page
    for path in ("/reports", "/outlets", "/network?per=name", "/map", "/happenings", "/compare"):
        seen.open(path)
    for quote in rows(seen, "/quotes.json"):
        seen.open(f"/quotes/{quote['id']}/spread")
    event = rows(seen, "/events.json")[0]
    seen.open(f"/happenings/{event['id']}")
    seen.open(f"/compare/{event['id']}")
    seen.open(f"/findings/{event['id']}")
    page.locator("summary", has_text="note").click()
    page.locator("form[action='/note'] textarea").fill(hostile)
    page.locator("form[action='/note'] input[name=dossier]").fill(hostile)
    page.get_by_role("button", name="Keep").click()
    seen.open("/dossier")
    assert hostile in page.locator("h1").inner_text() or page.locator(".own").count() == 1
    seen.open("/events")
    page.locator("#paste > summary").click()
    page.locator("#paste input[type=file]").set_input_files(str(tmp_path / name))
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("Read, and stored nowhere").wait_for()
    seen.calm()
    server.should_exit = True

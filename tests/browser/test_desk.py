"""The desk as its users meet it, in a real Chromium: with script and without, wide and narrow, by mouse and by keys."""

import json

import pytest

import dateline
from tests.browser.conftest import serve
from tests.views.web.test_safety import PAYLOADS

pytestmark = pytest.mark.browser
TEXT = ("Harbour reopens\n\nNorway freed the crew of the trawler on Friday, the coast guard said.\n\n"
        "\"We are glad that they are home,\" Iceland's Prime Minister Bjarki Jonsson told reporters in Reykjavik.")
PAGES = ["/", "/reports", "/events", "/quotes", "/agenda", "/actors", "/actor?who=Norway", "/happenings", "/outlets", "/dyad?a=NOR&b=ISL",
         "/network?per=name", "/map", "/compare", "/dossier", "/review", "/audit?sample=9", "/accuracy", "/about", "/events?actor=ZWE"]


def fullest(watched):
    """The report with most findings."""
    rows = watched.page.request.get(watched.base + "/reports.json").json()["rows"]
    return max(rows, key=lambda r: r["events"] + r["quotes"])["id"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_pasted_text_shows_its_quotes_and_is_stored_when_asked(look, script):
    seen = look(script=script)
    page = seen.open("/events")
    page.locator("#paste > summary").click()
    page.locator("#paste textarea").fill(TEXT)
    page.locator("#paste input[name=published]").fill("2019-03-08")
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("Read, and stored nowhere").wait_for()
    assert page.locator(".card.quote").count() >= 1 and page.locator(".card.event").count() >= 1
    assert "We are glad that they are home" in page.locator("span.m.quote").all_inner_texts()[-1]
    page.get_by_role("button", name="Store it in the book").click()
    page.locator("#corrections").wait_for()
    assert "/reports/r" in page.url
    seen.calm()


def test_a_card_lights_its_words_and_words_their_card(look):
    seen = look()
    page = seen.open(f"/reports/{fullest(seen)}")
    card = page.locator(".card.event").first
    words = page.locator(f'span.m.event[data-f="{card.get_attribute("data-f")}"]').first
    card.hover()
    assert "lit" in words.get_attribute("class")
    page.mouse.move(1, 1)
    assert "lit" not in words.get_attribute("class")
    words.hover()
    assert "lit" in card.get_attribute("class")
    seen.calm()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_layer_can_be_switched_off(look, script):
    seen = look(script=script)
    page = seen.open(f"/reports/{fullest(seen)}")
    assert page.locator(".card.event").first.is_visible()
    page.locator("#show-event").uncheck()
    assert not page.locator(".card.event").first.is_visible() and page.locator(".card.quote").first.is_visible()
    seen.calm()


def test_from_a_list_by_a_facet_to_the_words(look):
    seen = look()
    page = seen.open("/events")
    page.locator(".facets a", has_text="COERCE").click()
    assert "event=COERCE" in page.url
    assert set(page.locator(".entry .kind").all_inner_texts()[0].split()) & {"COERCE"}
    page.locator(".entry a.open").first.click()
    target = page.evaluate("location.hash.slice(1)")
    assert page.locator(f"#{target}").is_visible()
    page.go_back()
    page.get_by_label("Event: COERCE (leave out)").click()
    assert "event=" not in page.url
    seen.calm()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_fix_and_undo_in_place(look, script):
    seen = look(script=script)
    page = seen.open(f"/reports/{fullest(seen)}")
    card = page.locator(".card.event").first
    id_ = card.get_attribute("id")
    card.locator(".fix > summary").click()
    card.locator("select[name=status]").select_option("hypothetical")
    card.locator("input[name=because]").fill("only feared")
    card.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**#{id_}")
    card = page.locator(f"[id='{id_}']")
    assert "possible, not told as a fact" in card.inner_text() and "only feared" in page.locator(".history").inner_text()
    card.get_by_role("button", name="undo").click()
    page.locator(".history", has_text="undid").wait_for()
    assert "possible, not told as a fact" not in page.locator(f"[id='{id_}']").inner_text()
    seen.calm()


def test_the_selected_words_become_a_finding(look):
    seen = look()
    page = seen.open(f"/reports/{fullest(seen)}")
    words = page.evaluate("""() => {
        const p = document.querySelectorAll('p.text')[1], walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        const node = [...function*() { while (walk.nextNode()) yield walk.currentNode; }()].find((n) => n.data.trim().length > 8);
        const r = document.createRange(); r.setStart(node, 0); r.setEnd(node, node.data.length);
        getSelection().removeAllRanges(); getSelection().addRange(r); return node.data.trim(); }""")
    page.keyboard.press("m")
    form = page.locator(".missed[open] form")
    assert form.locator("input[name=words]").input_value() == words
    form.locator("select[name=type]").select_option("quote")
    form.get_by_role("button", name="Mark").click()
    page.locator(".history", has_text="marked as quote").wait_for()
    made = [f for f in page.request.get(page.url.split("#")[0] + ".json").json()["findings"] if f["why"] == "marked"]
    text = page.request.get(page.url.split("#")[0] + ".json").json()["text"]
    assert [text[s:e] for f in made for s, e in f["content"]] == [words]
    seen.calm()


def test_review_with_keys_alone(look):
    seen = look()
    page = seen.open("/review")
    first = page.request.get(seen.base + "/review.json").json()["rows"]
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_url("**/review?done=*")
    now = page.request.get(seen.base + "/review.json").json()["rows"]
    assert now[0]["id"] == first[1]["id"]
    page.keyboard.press("z")
    page.wait_for_function("old => location.href !== old", arg=page.url)
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.wait_for_load_state()
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_url("**/events")
    page.keyboard.press("/")
    page.keyboard.type("cod j x a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports?text=cod*")
    seen.calm()


def test_single_keys_can_be_switched_off(look):
    seen = look()
    page = seen.open("/review")
    page.locator("#keys-off").check()
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.locator(".entry.at").count() == 0


def test_a_point_of_a_dyad_leads_to_its_sentences(look):
    seen = look()
    page = seen.open("/dyad?a=NOR&b=ISL")
    told = page.locator(".chart a").first.get_attribute("aria-label")
    page.locator(".chart a").first.click()
    page.locator(".entry .sentence").first.wait_for()
    assert "actor=NOR" in page.url and "recipient=ISL" in page.url and told.startswith("NOR to ISL")
    page.locator(".entry a.open").first.click()
    assert page.locator(f"[id='{page.evaluate('location.hash.slice(1)')}']").is_visible()
    seen.calm()


@pytest.mark.parametrize("width, dark", [(1280, False), (390, False), (320, True)])
def test_no_page_is_wider_than_its_window(look, width, dark):
    seen = look(width, dark=dark)
    report = fullest(seen)
    for path in [*PAGES, f"/reports/{report}"]:
        page = seen.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (path, wide)
    seen.calm()


def test_what_is_read_stands_out_enough(look):
    """Contrast of text on its ground: 4.5 to 1 (WCAG 2.2 AA), in light and dark."""
    script = """() => {
        const rgb = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
        const lum = ([r, g, b]) => { const f = (v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
            return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
        const ground = (e) => { for (; e; e = e.parentElement) {
            const c = rgb(getComputedStyle(e).backgroundColor);
            if (c.length < 4 || c[3] === 1) return c;
        } return [255, 255, 255]; };
        const bad = new Set();
        for (const e of document.querySelectorAll('body *')) {
            const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
            if (!own || !e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || e.closest('svg')) continue;
            const style = getComputedStyle(e);
            if (!style.color.startsWith('rgb')) continue;
            const [a, b] = [lum(rgb(style.color)), lum(ground(e))], ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            if (ratio < 4.5) bad.add(`${e.tagName} ${e.className} ${ratio.toFixed(2)}`);
        }
        return [...bad]; }"""
    for dark in (False, True):
        seen = look(dark=dark)
        for path in [*PAGES, f"/reports/{fullest(seen)}"]:
            assert seen.open(path).evaluate(script) == [], (path, dark)


def test_what_can_be_used_has_a_name_and_can_be_reached(look):
    seen = look()
    for path in [*PAGES, f"/reports/{fullest(seen)}"]:
        page = seen.open(path)
        nameless = page.evaluate("""() =>
            [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
            .filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim()
                             || (e.labels && [...e.labels].some((l) => l.textContent.trim()))))
            .map((e) => e.outerHTML.slice(0, 80))""")
        assert nameless == [], path
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
    seen.calm()


def test_payloads_do_not_come_to_life(look, tmp_path):
    file = tmp_path / "hostile.jsonl"
    file.write_text(
        "\n".join(
            json.dumps(
                {
                    "text": f'{p}\n\n"{p} will be freed," Foreign Minister {p} said on Friday.',
                    "outlet": p,
                    "url": p,
                    "published": "2019-03-08",
                }
            )
            for p in PAYLOADS[::2]
        ),
        encoding="utf-8",
    )
    with dateline.open(tmp_path / "hostile.db") as book:
        book.add_paths([file])
    server, base = serve(tmp_path / "hostile.db")
    seen = look(base=base)
    seen.page.add_init_script("window.hit = () => { console.error('HIT'); };")
    for path in [
        "/",
        "/reports?size=200",
        "/events?size=200",
        "/quotes?size=200",
        "/actors?size=200",
        "/outlets",
        "/happenings?size=200",
        "/network?per=name",
        "/map",
        "/compare",
        "/review",
        "/audit?sample=200",
    ]:
        seen.open(path)
    for row in seen.page.request.get(base + "/reports.json?size=200").json()["rows"][::3]:
        seen.open(f"/reports/{row['id']}")
    seen.calm()
    server.should_exit = True

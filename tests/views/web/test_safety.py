"""What must not happen on the desk: foreign names and origins, writes without a token, markup that comes to life."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import dateline
from dateline.views.web.guard import MOST_BYTES, POLICY
from tests.views.web.conftest import HERE, client_of, form_token, post

PAYLOADS = (Path(__file__).parent / "cases" / "payloads.txt").read_text(encoding="utf-8").splitlines()
PAGES = ["/", "/reports", "/events", "/quotes", "/agenda", "/actors", "/happenings", "/outlets", "/dyad",
         "/network?per=name", "/map", "/review", "/about"]


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8321", "", "[::2]:8321", "localhost.evil.example"]
)
def test_a_foreign_host_name_is_not_served(desk, host):
    answer = desk.get("/", headers={"host": host})
    assert answer.status_code == 421 and "token" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost:8321", "LOCALHOST", "[::1]:8321"])
def test_local_names_are(desk, host):
    assert desk.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"origin": "http://127.0.0.1:9999"}, {"origin": "null"},
                                     {"origin": "null", "sec-fetch-site": "cross-site"}, {"sec-fetch-site": "cross-site"},
                                     {"sec-fetch-site": "same-site"}, {"origin": "http://localhost:8321"}])
def test_a_write_from_elsewhere_is_refused(writable, headers):
    token = form_token(writable)
    for path in ("/judge", "/paste", "/pasted/x/keep", "/api/judgements", "/api/read"):
        assert writable.post(path, data={"token": token}, headers=headers).status_code == 403, path


def test_a_form_of_ours_is_taken_with_the_null_origin_that_our_policy_makes(writable):
    done = writable.post("/paste", data={"token": form_token(writable), "text": "Norway freed the crew on Friday."}, follow_redirects=False,
                         headers={"origin": "null", "sec-fetch-site": "same-origin"})
    assert done.status_code == 303


@pytest.mark.parametrize("token", ["", "x", "form-secre", "cookie-secret"])
def test_a_write_without_the_right_token_is_refused(writable, token):
    event = writable.get("/events.json").json()["rows"][0]["id"]
    assert writable.post("/judge", data={"token": token, "do": "remove", "target": event}).status_code == 403
    assert writable.post("/paste", data={"token": token, "text": "Hello"}).status_code == 403
    assert writable.get(f"/findings/{event}.json").json()["removed"] is False


def test_the_token_alone_is_not_enough(writable, example_book):
    event = writable.get("/events.json").json()["rows"][0]["id"]
    stranger = client_of(example_book)
    assert stranger.post("/judge", data={"token": "form-secret", "do": "remove", "target": event}).status_code == 403


def test_the_cookie_is_strict_and_out_of_scripts_reach(desk):
    cookie = desk.get("/").headers["set-cookie"].lower()
    assert "samesite=strict" in cookie and "httponly" in cookie and "form-secret" not in cookie


@pytest.mark.parametrize("path", ["/", "/events", "/events.json", "/events.csv", "/static/desk.css", "/nowhere", "/api/events"])
def test_every_answer_carries_the_headers(desk, path):
    found = desk.get(path).headers
    assert found["content-security-policy"] == POLICY
    assert found["x-content-type-options"] == "nosniff" and found["referrer-policy"] == "no-referrer"


def test_no_page_holds_an_inline_script_or_style(desk):
    for path in PAGES:
        page = desk.get(path).text
        assert not re.search(r"<script(?![^>]*src=\"/static/)[^>]*>", page) and "<style" not in page and " style=" not in page


def test_other_kinds_of_body_are_refused(writable):
    for kind in ("text/plain", "application/json", "application/xml", ""):
        answer = writable.post("/judge", content=b"token=form-secret&do=remove", headers={"content-type": kind})
        assert answer.status_code == 415
    assert writable.post("/api/read", content=b'{"text": "x"}', headers={"content-type": "text/plain"}).status_code == 415


def test_too_much_is_refused(writable):
    token = form_token(writable)
    assert writable.post("/paste", data={"token": token, "text": "a " * (MOST_BYTES // 2 + 10)}).status_code == 413
    long = writable.post("/paste", data={"token": token, "text": "word " * 100_000})
    assert long.status_code == 422 and "too many" in long.text

    def endless():
        for _ in range(MOST_BYTES // 100_000 + 2):
            yield b"x" * 100_000
    answer = writable.post("/paste", content=endless(), headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_do_nothing(writable, method):
    assert writable.request(method, "/events").status_code == 405


def test_a_read_only_desk_writes_nothing(example_book):
    only = client_of(example_book, read_only=True)
    page = only.get("/").text
    event = only.get("/events.json").json()["rows"][0]
    assert only.post("/judge", data={"token": "form-secret", "do": "remove", "target": event["id"]}).status_code == 403
    assert 'value="remove"' not in only.get(f"/reports/{event['report']}").text and page


@pytest.mark.parametrize(
    "back", ["//evil.example/x", "https://evil.example", "/\\evil.example", "javascript:hit()", "/x\r\nset-cookie: a=b"]
)
def test_no_form_sends_its_reader_elsewhere(writable, back):
    event = writable.get("/events.json").json()["rows"][0]["id"]
    done = post(writable, "/judge", do="accept", target=event, back=back)
    assert done.status_code == 303 and done.headers["location"].startswith("/#")


BODIES = [b"", b"{", b"[]", b"null", b"1", b'{"text": 5}', b'{"text": ""}', b'{"text": null}', b'{"text": "x", "published": "soon"}',
          b'{"text": "x", "published": ["2021-01-01"]}', b"[" * 100_000, b'{"text": "\\ud800"}', b'\xff\xfe', b'{"target": 1, "change": 2}',
          b'{"text": "x", "outlet": {"a": 1}}', b'{"text": "\\u0000"}']


@pytest.mark.parametrize("body", BODIES, ids=lambda b: repr(b[:30]))
@pytest.mark.parametrize("path", ["/api/read", "/api/judgements"])
def test_the_api_answers_broken_bodies_calmly(writable, path, body):
    answer = writable.post(path, content=body, headers={"content-type": "application/json", "x-dateline-token": "form-secret"})
    assert answer.status_code in (200, 422)


class Parts(HTMLParser):
    """Elements, attributes and addresses of a page."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.attributes, self.links = set(), set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in ("href", "src", "action", "formaction")}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A desk over reports that hold a payload in headline, byline, quote, speaker, outlet and address."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = [
        {
            "id": str(i),
            "text": f'{p}\n\nBy {p}\n\n"{p} will be freed," Foreign Minister {p} said on Friday.\n\nNorway condemned Iceland {p}.',
            "published": "2019-03-08",
            "outlet": p,
            "url": p,
            "title": p,
        }
        for i, p in enumerate(PAYLOADS)
    ]
    file = folder / "hostile.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    with dateline.open(folder / "news.db") as book:
        added = book.add_paths([file])
        assert added.new + added.refused + added.copies == len(PAYLOADS) and added.new > 100
        book.join()
    return client_of(folder / "news.db")


def calm(page):
    """Raise unless a page holds only what our templates hold."""
    found = Parts(page)
    assert found.elements <= ALLOWED, found.elements - ALLOWED
    assert not {a for a in found.attributes if a.startswith("on") or a in ("style", "srcset", "formaction", "srcdoc")}
    strange = {x for x in found.links if not re.match(r"/(?!/)|#|https?://|data:,$|$", x)}
    assert not strange


ALLOWED = {
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "ul", "li", "form", "label", "input", "button",
    "details", "summary", "textarea", "main", "h1", "h2", "h3", "h4", "ol", "p", "span", "div", "footer", "kbd", "section", "time",
    "strong", "b", "s", "q", "em", "table", "caption", "thead", "tbody", "tr", "th", "td", "select", "option", "fieldset", "legend",
    "article", "aside", "blockquote", "code", "svg", "g", "line", "text", "circle", "rect", "path", "figure", "figcaption", "del", "ins"}


def test_there_are_more_than_a_hundred_payloads():
    assert len(set(PAYLOADS)) == len(PAYLOADS) > 120


def test_hostile_reports_stay_text_on_every_list(hostile):
    for path in PAGES:
        step = path
        while step:
            calm(hostile.get(step).text)
            step = (
                hostile.get(step.replace("?", ".json?", 1) if "?" in step else (step if step != "/" else "/today") + ".json")
                .json()
                .get("next")
            )


def test_hostile_reports_stay_text_in_the_reader_and_on_the_pages_of_their_findings(hostile):
    reports = hostile.get("/reports.json?size=200").json()["rows"]
    assert len(reports) > 100
    for report in reports:
        page = hostile.get(f"/reports/{report['id']}").text
        calm(page)
        assert not any(x.startswith("http") and x != report["url"] for x in Parts(page).links)
    for event in hostile.get("/events.json?size=40").json()["rows"]:
        calm(hostile.get(f"/findings/{event['id']}").text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_question_stays_text(hostile, payload):
    for path in ("/events", "/reports", "/happenings"):
        calm(hostile.get(path, params={"actor": payload, "outlet": payload, "text": payload, "from": payload}).text)
    calm(hostile.get("/actor", params={"who": payload}).text)


def test_no_cell_of_a_sheet_is_a_formula(hostile):
    import csv
    import io
    for path in ("/reports", "/events", "/quotes", "/actors", "/outlets"):
        for row in csv.reader(io.StringIO(hostile.get(path + ".csv").text)):
            assert not [c for c in row if c[:1] in tuple("=+@\t\r") or (c[:1] == "-" and not re.fullmatch(r"-\d+(\.\d+)?", c))]


def test_a_pasted_payload_stays_text(hostile):
    hostile.get("/")
    for payload in PAYLOADS[::12]:
        done = hostile.post("/paste", data={"token": "form-secret", "outlet": payload}, headers={"origin": HERE},
                            files={"file": (payload, payload.encode() + b"\n\nNorway freed the crew.")})
        assert done.status_code == 200
        calm(done.text)

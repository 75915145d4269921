"""Each page of the desk: it answers, as HTML, JSON and CSV; its filters filter; its empty states say why."""

import csv
import io
from html.parser import HTMLParser

import pytest

from dateline.views.web import lists
from dateline.views.web.answers import FOOT, NAV
from tests.views.web.conftest import client_of

LISTS = ["/reports", "/events", "/quotes", "/agenda", "/actors", "/happenings", "/outlets", "/network", "/map"]
OTHERS = [
    "/today",
    "/review",
    "/audit?sample=20&seed=3",
    "/compare",
    "/dossier",
    "/accuracy",
    "/about",
    "/actor?who=Norway",
    "/dyad",
    "/dyad?a=NOR&b=ISL",
    "/dyad?a=nor&b=isl&per=year&claims=yes",
    "/network?per=name&claims=no",
    "/map?place=ISL",
]
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Outline(HTMLParser):
    """The headings, landmarks, ids, labels and open elements of a page."""

    def __init__(self, html):
        super().__init__()
        self.open, self.headings, self.ids, self.elements, self.bad = [], [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.elements.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        field = tag in {"select", "textarea"} or (tag == "input" and given.get("type") != "hidden")
        if field and "label" not in self.open and "aria-label" not in given and given.get("id") != "search":
            self.bad.append(f"no label: {given}")

    def handle_startendtag(self, tag, attrs):
        self.elements.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        else:
            self.bad.append(f"</{tag}> closes nothing")


def rows(client, path):
    return client.get(path.replace("?", ".json?") if "?" in path else path + ".json").json()["rows"]


def pages(desk):
    report, event, happening = (rows(desk, f"/{k}")[0]["id"] for k in ("reports", "events", "happenings"))
    quote, agenda = (rows(desk, f"/{k}")[0]["id"] for k in ("quotes", "agenda"))
    return [
        f"/reports/{report}",
        f"/events/{event}",
        f"/quotes/{quote}",
        f"/agenda/{agenda}",
        f"/findings/{event}",
        f"/happenings/{happening}",
    ]


@pytest.mark.parametrize("path", [*LISTS, *OTHERS])
def test_a_page_answers_in_its_forms(desk, path):
    page = desk.get(path)
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    assert desk.get(path.replace("?", ".json?", 1) if "?" in path else path + ".json").json()


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_a_sheet_too(desk, path):
    sheet = desk.get(path + ".csv")
    cells = list(csv.reader(io.StringIO(sheet.text)))
    assert sheet.headers["content-type"].startswith("text/csv") and len(cells) > 1
    assert len({len(row) for row in cells}) == 1


def test_a_record_has_a_page_and_data(desk):
    for path in pages(desk):
        assert desk.get(path).status_code == 200, path
        assert desk.get(path + ".json").status_code == 200, path


def test_every_page_is_well_formed_and_outlined(desk):
    for path in ["/", *LISTS, *OTHERS, *pages(desk), "/no-such-page"]:
        found = Outline(desk.get(path).text)
        assert not found.bad and not found.open, (path, found.bad, found.open)
        assert found.headings.count(1) >= 1 and found.headings[0] == 1, path
        assert all(b - a <= 1 for a, b in zip(found.headings, found.headings[1:], strict=False)), (path, found.headings)
        assert len(found.ids) == len(set(found.ids)), (path, [i for i in found.ids if found.ids.count(i) > 1])
        assert {"header", "main", "nav", "footer"} <= set(found.elements)


def test_each_page_is_reached_from_each_other(desk):
    for path, _ in (*NAV, *FOOT):
        assert desk.get(path).status_code == 200
        assert f'<a href="{path}" aria-current="page">' in desk.get(path).text


FILTERS = [
    ("/events?actor=NOR", lambda r: any(a["country"] == "NOR" for a in r["actor"])),
    ("/events?status=planned", lambda r: r["status"] == "planned"),
    ("/events?claims=no", lambda r: not r["claimed"]),
    ("/events?claims=yes&background=no", lambda r: r["claimed"] and not r["background"]),
    ("/events?from=2019-04-01", lambda r: (r["day"] or "9") >= "2019-04-01" or (r["date"] or {}).get("end", "") >= "2019-04-01"),
    ("/events?as-of=2019-03-10", lambda r: r["published"] <= "2019-03-10"),
    ("/quotes?outlet=Oslo+Courier", lambda r: r["outlet"] == "Oslo Courier"),
    ("/reports?from=2019-04-01&to=2019-04-30", lambda r: "2019-04-01" <= r["published"] <= "2019-04-30"),
    ("/happenings?actor=ISL", lambda r: r["events"] or r["recalled"]),
]


@pytest.mark.parametrize("path, holds", FILTERS, ids=[p for p, _ in FILTERS])
def test_a_filter_keeps_what_fits_and_nothing_else(desk, path, holds):
    found = rows(desk, path)
    assert found and all(map(holds, found))
    assert 'class="chips"' in desk.get(path).text


def test_facets_count_what_their_links_give(desk):
    data = desk.get("/events.json").json()
    for key in ("event", "status", "outlet", "actor"):
        for value, number in data["facets"][key]:
            assert desk.get("/events.json", params={key: value}).json()["total"] == number, (key, value)


@pytest.mark.parametrize("path", ["/events", "/quotes", "/agenda", "/reports", "/happenings", "/events?order=old"])
def test_walking_the_pages_meets_every_row_once(desk, path):
    at = path.replace("?", ".json?", 1) if "?" in path else path + ".json"
    whole = [r["id"] for r in desk.get(at + ("&" if "?" in at else "?") + "size=200").json()["rows"]]
    seen, step = [], at + ("&" if "?" in at else "?") + "size=7"
    while step:
        data = desk.get(step).json()
        seen += [r["id"] for r in data["rows"]]
        step = data["next"] and data["next"].replace("?", ".json?", 1)
    assert seen == whole and len(whole) > 7


def test_empty_pages_say_which_of_three(desk, tmp_path):
    assert "Nothing matches in 16 reports" in desk.get("/events?actor=ZWE").text
    assert "and were kept, not read" in desk.get("/events?actor=ZWE").text
    foreign = next(r for r in rows(desk, "/reports") if r["language"] == "fr")
    assert "Not read: the text is in" in desk.get(f"/reports/{foreign['id']}").text
    import dateline
    dateline.open(tmp_path / "new.db").close()
    fresh = client_of(tmp_path / "new.db")
    for path in ["/", "/reports", "/events", "/quotes", "/agenda", "/actors", "/happenings", "/outlets", "/review", "/network", "/map",
                 "/compare", "/audit"]:
        assert "dateline add BOOK FOLDER" in fresh.get(path).text, path
    assert fresh.get("/dyad?a=NOR&b=ISL").status_code == 200


STRANGE = [
    "/events?from=yesterday",
    "/events?claims=maybe",
    "/events?text=%22",
    "/events?text=AND+OR+NOT",
    "/events?actor=%00",
    "/events?size=0",
    "/events?size=99999999999",
    "/events?after=nothing",
    "/events?after=,,,",
    "/review?after=x,y",
    "/review?after=nan,e1",
    "/review?done=<b>",
    "/actor?who=%25",
    "/dyad?a=<<&b=>>",
    "/events?actor=" + "x" * 5000,
    "/reports?text=%27%3B+DROP+TABLE",
    "/?as-of=2019-99-99",
    "/happenings?order=sideways",
    "/agenda?status=lost",
    "/agenda?as-of=1066-10-14",
    "/network?per=planet",
    "/map?place=%00",
    "/audit?sample=-5&seed=x",
    "/audit?sample=99999999999999&seed=999999999999999",
    "/dossier?name=%00",
    "/map?from=9999-99-99",
    "/network.svg?actor=ZWE",
]


@pytest.mark.parametrize("path", STRANGE)
def test_strange_questions_are_answered_calmly(desk, path):
    assert desk.get(path).status_code in (200, 404)


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/reports/r0",
        "/findings/e0",
        "/events/zzz",
        "/happenings/h0",
        "/pasted/none",
        "/id/x",
        "/static/x",
        "/static/../app.py",
        "/actor",
        "/reports/r0.json",
        "/api/records/e0",
        "/quotes/q0/spread",
        "/events.svg",
    ],
)
def test_what_is_not_there_is_a_404_that_says_so(desk, path):
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_an_id_leads_to_its_page(desk):
    event = rows(desk, "/events")[0]
    assert desk.get(f"/id/{event['id']}", follow_redirects=False).headers["location"] == f"/findings/{event['id']}"
    assert desk.get(f"/id/{event['report']}", follow_redirects=False).headers["location"] == f"/reports/{event['report']}"


def test_the_reader_holds_the_whole_text_and_a_card_for_each_finding(desk):
    report = next(r for r in rows(desk, "/reports") if r["events"] > 2)
    page, data = desk.get(f"/reports/{report['id']}").text, desk.get(f"/reports/{report['id']}.json").json()
    for finding in data["findings"]:
        assert f'id="{finding["id"]}"' in page and page.count(f'data-f="{finding["id"]}"') >= 2


def test_the_api_says_what_it_is(desk):
    document = desk.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1") and set(document["components"]["schemas"]) >= {
        "Report",
        "Event",
        "Quote",
        "Agenda",
        "Actor",
    }
    for path, methods in document["paths"].items():
        if "get" in methods and "{" not in path:
            assert desk.get(path).status_code == 200, path
    assert desk.get("/api/events?from=soon").status_code == 422
    assert desk.get("/api/events?actor=NOR").json()["rows"]


def test_the_agenda_is_a_calendar_too_where_the_library_is_there(desk):
    answer = desk.get("/agenda.ics")
    if lists.has_calendar():
        assert answer.text.startswith("BEGIN:VCALENDAR") and "BEGIN:VEVENT" in answer.text and '/agenda.ics' in desk.get("/agenda").text
    else:
        assert answer.status_code == 404 and "install the extra" in answer.text and '/agenda.ics' not in desk.get("/agenda").text

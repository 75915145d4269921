"""The pictures say what their tables say, lead where they say, hold no markup of anybody else's, and are drawn without a network."""

import re
import shutil
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from dateline.views.web import drawing, pictures, pictures_days, pictures_world
from dateline.views.web.drawing import Mark, Picture, dressed

WITH_PICTURE = ["/dyad?a=NOR&b=ISL", "/happenings", "/agenda", "/outlets", "/network", "/map"]
ROW = {"mode": None, "recipient": [], "reports": 2, "origins": 1, "claimed": False}


def data(client, path):
    return client.get(path.replace("?", ".json?", 1) if "?" in path else path + ".json").json()


def links(page):
    """The links within the picture of a page, with what each says."""
    (svg,) = re.findall(r"<svg .*?</svg>", page, re.S)
    root = ElementTree.fromstring(svg)
    return [(a.get("href"), a.get("aria-label")) for a in root.iter("a")]


def drawn_from(picture):
    """The rows that a picture is drawn from, each once."""
    found = [rows for rows in picture.spec()["datasets"].values() if isinstance(rows, list)]
    return [row for number, rows in enumerate(found) if rows not in found[:number] for row in rows]


@pytest.mark.parametrize("path", WITH_PICTURE)
def test_each_page_with_figures_has_its_picture_and_that_as_a_file(desk, path):
    page = desk.get(path).text
    assert page.count("<svg ") == 1 and links(page)
    file = desk.get(path.replace("?", ".svg?", 1) if "?" in path else path + ".svg")
    assert file.status_code == 200 and file.headers["content-type"].startswith("image/svg+xml")
    assert ElementTree.fromstring(file.text).tag.endswith("svg") and "var(" not in file.text


@pytest.mark.parametrize("path", WITH_PICTURE)
def test_every_mark_leads_to_something(desk, path):
    for href, told in links(desk.get(path).text):
        assert href.startswith("/") and told
        answer = desk.get(href)
        assert answer.status_code == 200 and "Nothing matches" not in answer.text, (href, told)


def test_the_points_of_a_dyad_say_the_figures_of_the_table(desk):
    rows = data(desk, "/dyad?a=NOR&b=ISL")["rows"]
    told = [t for _, t in links(desk.get("/dyad?a=NOR&b=ISL").text)]
    assert rows and sorted(told) == sorted(pictures.told_of(r["actor"], r["recipient"], r) for r in rows)


def test_the_network_counts_events_reports_and_origins(desk):
    rows = data(desk, "/network")["rows"]
    found = next(r for r in rows if (r["actor"], r["recipient"]) == ("NOR", "ISL"))
    events = data(desk, "/events?actor=NOR&recipient=ISL&size=200")["rows"]
    assert found["events"] == len(events) and found["reports"] == len({e["report"] for e in events})
    assert 1 <= found["origins"] < found["reports"], "the examples carry one agency's text more than once"
    assert all(r["actor"] != r["recipient"] for r in rows)


def test_the_filters_of_the_events_hold_for_network_and_map(desk):
    whole, some = data(desk, "/network")["rows"], data(desk, "/network?claims=no&status=actual")["rows"]
    assert sum(r["events"] for r in some) < sum(r["events"] for r in whole) and not any(r["claims"] for r in some)
    assert {r["country"] for r in data(desk, "/map?place=ISL")["rows"]} == {"ISL"}


def test_the_map_counts_each_event_with_a_place_once(desk):
    events = [e for e in data(desk, "/events?size=200")["rows"] if e["place"]]
    assert sum(r["events"] for r in data(desk, "/map")["rows"]) == len(events)


def test_the_map_pins_nothing_that_is_no_point():
    def row(country, precision, lat, lon):
        return {"name": "X", "country": country, "precision": precision, "lat": lat, "lon": lon, "events": 1, "reports": 1, "origins": 1}
    rows = [row("NOR", "country", 62, 10), row("MLT", "country", 36, 14), row("RUS", "admin1", 68, 33), row("ISL", "city", 64, -22),
            row(None, "region", 70, 30), row("ISL", "site", 64, -22.6)]
    made = pictures_world.atlas(rows, lambda c: f"/{c}")
    kinds = drawn_from(made)
    assert sorted(k["kind"] for k in kinds) == ["area", "area", "country", "point", "point"], "Norway is a shape, and nothing else"
    (topology,) = [t for t in made.spec()["datasets"].values() if isinstance(t, dict)]
    shaded = [g["properties"] for g in topology["objects"]["countries"]["geometries"] if g["properties"]["n"]]
    assert {s["code"] for s in shaded} == {"NOR", "RUS", "ISL"}


def test_every_shape_of_the_world_is_a_country_once():
    codes = [g["properties"]["code"] for g in pictures_world.world()["objects"]["countries"]["geometries"]]
    named = [c for c in codes if c]
    assert len(named) == len(set(named)) > 170 and all(re.fullmatch("[A-Z]{3}", c) for c in named)


def test_a_quote_shows_who_carried_it(desk):
    found = [data(desk, f"/quotes/{q['id']}/spread") for q in data(desk, "/quotes?size=200")["rows"] if q["kind"] == "direct"]
    wide = max(found, key=lambda f: f["reports"])
    assert wide["reports"] > 1 and wide["origins"] < wide["reports"]
    assert [r["first"] for r in wide["rows"]].count(True) == 1 and wide["rows"][0]["first"]
    page = desk.get(f"/quotes/{wide['quote']}/spread").text
    assert len(links(page)) == len(wide["rows"]) and desk.get(f"/quotes/{wide['quote']}/spread.csv").status_code == 200
    for row in wide["rows"]:
        assert row["id"] in data(desk, f"/quotes/{wide['rows'][-1]['id']}/spread")["rows"].__repr__(), "whichever quote one asks from"


def test_what_is_dated_to_a_stretch_is_no_point_in_time():
    rows = [{**ROW, "id": f"h{i}", "event": "CONSULT", "actor": [], "day_first": a, "day_last": b, "date": a}
            for i, (a, b) in enumerate([("2019-03-01", "2019-03-01"), ("2019-03-01", "2019-03-31"), (None, None)])]
    made = pictures_days.timeline(rows)
    a, b = drawn_from(made)
    assert a["one"] and not b["one"] and b["to"] - b["from"] == 31 * 86_400_000 and "1 have no day" in made.note


def test_the_calendar_shows_only_what_has_one_day():
    rows = [{"when": "2019-03-14", "state": "ahead"}, {"when": "2019-03-14", "state": "moved", "moved_to": "2019-03-20"},
            {"when": "2019-05", "state": "ahead"}, {"when": "2019-W12", "state": "ahead"}, {"when": None}]
    made = pictures_days.calendar(rows, "2019-03-08")
    assert {m.href for m in made.marks.values()} == {"/agenda?from=2019-03-14&to=2019-03-14", "/agenda?from=2019-03-20&to=2019-03-20"}
    assert made.note.endswith(": 3.") and pictures_days.calendar(rows[2:], "2019-03-08") is None


HOSTILE = ['<script>hit()</script>', '"><img src=x onerror=hit()>', "javascript:hit()", "&lt;b&gt;", "]]>", "\u202eevil", "=1+1", "x" * 400]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_report_stay_words_in_a_picture(words):
    made = pictures.shares([{"name": words, "reports": 3, "copies": 1}, {"name": "Other", "reports": 1, "copies": 0}])
    for text in (str(made.svg()), made.file()):
        root = ElementTree.fromstring(text)
        assert {e.tag.rpartition("}")[2] for e in root.iter()} <= drawing.TAGS
        ours = {"role", "aria-label", "aria-hidden", "href", "tabindex", "font-family"}
        assert {a for e in root.iter() for a in e.attrib} <= drawing.ATTRIBUTES | ours
        assert all(e.get("href", "/").startswith("/") for e in root.iter())


def test_only_shapes_and_words_are_left():
    svg = ('<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><style>*{}</style><foreignObject/>'
           '<a xlink:href="https://elsewhere.example/"><path d="M0,0" style="x" onclick="y" fill="url(#g)" aria-label="k"/></a>'
           '<image href="z"/></svg>')
    assert dressed(svg, {"k": Mark("/here", "here")}, "all") == (
        '<svg role="group" aria-label="all"><a href="/here" aria-label="here"><title>here</title><path d="M0,0" /></a></svg>')


def test_the_tab_key_is_not_held_up_by_hundreds_of_marks():
    many = {f"m{i}": Mark("/", "x") for i in range(drawing.FOCUSABLE + 1)}
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><path aria-label="m0"/></svg>'
    assert 'tabindex="-1"' in dressed(svg, many, "all") and "tabindex" not in dressed(svg, {"m0": many["m0"]}, "all")


def test_without_the_libraries_the_page_says_so_and_keeps_its_table(desk, monkeypatch):
    monkeypatch.setattr(drawing, "can_draw", lambda: False)
    page = desk.get("/network").text
    assert "pip install 'dateline[desk]'" in page.replace("&#39;", "'") and "<svg" not in page and "<table" in page


def test_pictures_are_drawn_without_a_network():
    """In a network namespace of its own there is not even a loopback to talk to."""
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode:
        pytest.skip("this machine makes no network namespaces")
    code = ("from dateline.views.web import pictures as p; print(len(p.shares([dict(name='A', reports=2, copies=1)]).file()))")
    done = subprocess.run(["unshare", "-rn", sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and int(done.stdout) > 500, done.stderr


def test_data_from_elsewhere_is_not_fetched():
    import altair as alt
    with pytest.raises(ValueError, match="allowed"):
        Picture("x", lambda data: alt.Chart("https://elsewhere.example/data.json").mark_point().encode(x="a:Q")).file()


def test_very_many_happenings_are_counted_by_stretch_and_the_limit_is_said():
    days = [("2019-03-04", "CONSULT"), ("2019-03-05", "CONSULT"), ("2019-03-05", "ASSAULT"), ("2021-12-31", "CONSULT"), ("", "CONSULT")]
    rows = [(day, f"h{i}", event) for i, (day, event) in enumerate(days)]
    made = pictures_days.crowd(rows, False, lambda event, first, last: f"/happenings?event={event}&from={first}&to={last}")
    assert sum(v["n"] for v in drawn_from(made)) == 4 and "1 have no day" in made.note and "there are more" not in made.note
    assert {m.href for m in made.marks.values()} == {
        "/happenings?event=CONSULT&from=2019-03-01&to=2019-03-31", "/happenings?event=ASSAULT&from=2019-03-01&to=2019-03-31",
        "/happenings?event=CONSULT&from=2021-12-01&to=2021-12-31"}
    assert "2 CONSULT" in " ".join(m.told for m in made.marks.values())
    more = pictures_days.crowd([("2019-03-04", "h", "CONSULT")] * 20_000, True, lambda *_: "/")
    assert "the latest 20,000; there are more" in more.note and drawn_from(more)[0]["n"] == 20_000


def test_the_picture_of_happenings_shows_those_beyond_the_page_too(desk):
    every = {r["id"] for r in data(desk, "/happenings?size=200")["rows"] if r["day_first"]}
    drawn = {href.rpartition("/")[2] for href, _ in links(desk.get("/happenings?size=3").text)}
    assert len(every) > 3 and drawn == every


def test_equal_widths_of_a_series_are_equal_times(desk):
    rows = [{"period": p, "events": 1, "mean": 1.0, "low": None, "high": None, "verbal": 1, "material": 0, "reports": 1, "origins": 1,
             "verbal_mean": 1.0, "material_mean": None} for p in ("2019-01", "2019-04")]
    made = pictures.series("NOR", "ISL", {("NOR", "ISL"): rows, ("ISL", "NOR"): []})
    domains = re.findall(r"'domain': (\[[^\]]*2019[^\]]*\])", str(made.spec()))
    assert domains and set(domains) == {"['2019-01', '2019-02', '2019-03', '2019-04']"}


@pytest.mark.parametrize("path", WITH_PICTURE)
def test_every_picture_is_a_chart_that_its_schema_allows(desk, path, monkeypatch):
    seen = []
    monkeypatch.setattr(Picture, "svg", lambda self: seen.append(self.spec()))
    desk.get(path)
    assert len(seen) == 1 and seen[0]["datasets"]

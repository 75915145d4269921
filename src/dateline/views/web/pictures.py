"""The pictures of the desk as Altair charts: a dyad's series, happenings over days, the agenda as a calendar, who carries a quote, outlets.

Each function takes the rows that its page shows as a table and gives a `Picture`. Colour is never the only sign: shape, fill or place says
the same. Colours are the page's own variables, so that a picture is dark in the dark.

>>> weeks(2021, 2)[0], len(weeks(2021, 2))
((0, 0, datetime.date(2021, 2, 1)), 28)
"""

from __future__ import annotations

from calendar import Calendar, monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from dateline.codes.plover import QUADS, kinds
from dateline.views.web.drawing import DIM, INK, LINE, Mark, Picture, Sheets
from dateline.views.words import MONTHS, day_in_words

PAPER = "var(--paper)"
VERBAL, MATERIAL, AGENDA = "var(--quote)", "var(--event)", "var(--agenda)"
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MOST_MONTHS, MOST_OUTLETS = 6, 25
DAY = 86_400_000  # milliseconds
Rows = Sequence[Mapping[str, Any]]


# -- the dyad ------------------------------------------------------------------------------------------------------------------
def series(a: str, b: str, found: Mapping[tuple[str, str], Rows]) -> Picture:
    """Two directed series, one above the other: mean intensity of words (rings) and deeds (squares), the band of the mean, how many."""
    marks: dict[str, Mark] = {}
    panels: list[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]] = []
    for (x, y), rows in found.items():
        points, stretches = [], []
        for row in rows:
            key = f"m{len(marks)}"
            marks[key] = Mark(events_of(x, y, row["period"]), told_of(x, y, row))
            stretches.append({"period": row["period"], "low": row["low"], "high": row["high"], "n": f"n {row['events']}", "key": key})
            for kind in ("verbal", "material"):
                if row[f"{kind}_mean"] is not None:
                    points.append({"period": row["period"], "kind": kind, "mean": row[f"{kind}_mean"]})
        panels.append((f"{x} → {y}", points, stretches))
    periods = sorted({s["period"] for _, _, stretches in panels for s in stretches})
    return Picture(f"What {a} and {b} did to each other", _series, (panels, periods), marks,
                   "+10 is cooperation, -10 is conflict. Rings are words, squares are deeds; the dashed line is the 95 % band of the mean"
                   " of all; n is how many happenings. Each stretch leads to its events.")


def _series(data: Sheets, panels: list[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]], periods: list[str]) -> Any:
    import altair as alt

    wide = max(640, 52 * len(periods))
    level = alt.Scale(domain=[-10, 10])
    ticks = alt.Axis(values=[-10, -5, 0, 5, 10], labelExpr="datum.value > 0 ? '+' + datum.value : datum.label")
    made = []
    for title, points, stretches in panels:
        def at(name: str = "period") -> Any:
            axis = alt.Axis(title=None, labelAngle=0 if len(periods) < 14 else -60)
            return alt.X(f"{name}:O", scale=alt.Scale(domain=periods), axis=axis)
        base = alt.Chart(data(stretches)).encode(x=at())
        band = base.transform_filter("datum.low != null").mark_rule(color=INK, strokeDash=[2, 3]).encode(
            y=alt.Y("low:Q", scale=level, title="mean intensity", axis=ticks), y2="high:Q")
        zero = alt.Chart(data([{"y": 0}])).mark_rule(color=DIM).encode(y=alt.Y("y:Q", scale=level))
        dots = alt.Chart(data(points)).mark_point(size=95, strokeWidth=2.5, opacity=1).encode(
            x=at(), y=alt.Y("mean:Q", scale=level), xOffset=alt.XOffset("kind:N", scale=alt.Scale(domain=["verbal", "material"])),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=["verbal", "material"], range=["circle", "square"]), legend=None),
            fill=alt.Fill("kind:N", scale=alt.Scale(domain=["verbal", "material"], range=[PAPER, MATERIAL]), legend=None),
            stroke=alt.Stroke("kind:N", scale=alt.Scale(domain=["verbal", "material"], range=[VERBAL, MATERIAL]), legend=None))
        count = base.mark_text(color=DIM, fontSize=11).encode(y=alt.value(190), text="n:N")
        hit = base.mark_bar(color=INK, opacity=0.001, width=44).encode(y=alt.value(0), y2=alt.value(196), description="key:N")
        made.append(alt.layer(zero, band, dots, count, hit).properties(width=wide, height=200, title=title))
    return alt.vconcat(*made, spacing=26).resolve_scale(x="shared")


def events_of(actor: str, recipient: str, period: str) -> str:
    """The address of the events behind a point of a series."""
    first, last = days_of(period)
    return "/events?" + urlencode({"actor": actor, "recipient": recipient, "from": first, "to": last})


def told_of(actor: str, recipient: str, row: Mapping[str, Any]) -> str:
    """A point of a series in words."""
    return (f"{actor} to {recipient}, {row['period']}: {row['events']} happenings, mean intensity {row['mean']:.1f};"
            f" {row['verbal']} verbal, {row['material']} material; {row['reports']} reports, {row['origins']} independent origins")


def days_of(period: str) -> tuple[str, str]:
    """The first and last day of a month, quarter or year.

    >>> days_of("2020-02"), days_of("2021-Q2"), days_of("2021")
    (('2020-02-01', '2020-02-29'), ('2021-04-01', '2021-06-30'), ('2021-01-01', '2021-12-31'))
    """
    year = int(period[:4])
    if "Q" in period:
        first = 3 * int(period[-1]) - 2
        last = first + 2
    else:
        first, last = (int(period[5:7]), int(period[5:7])) if len(period) == 7 else (1, 12)
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{monthrange(year, last)[1]}"


# -- happenings over days --------------------------------------------------------------------------------------------------------
def timeline(rows: Rows) -> Picture | None:
    """Happenings by day and kind. What is dated to a stretch of days is drawn as long as the stretch, never as a point in it."""
    marks: dict[str, Mark] = {}
    values: list[dict[str, Any]] = []
    for row in rows:
        first, last = row["day_first"], row["day_last"] or row["day_first"]
        if not first:
            continue
        key = f"m{len(marks)}"
        who = ", ".join(p["name"] for p in row["actor"]) or "nobody named"
        whom = ", ".join(p["name"] for p in row["recipient"])
        told = (f"{day_in_words(row['date'])}: {row['event']} {row['mode'] or ''} {who}{' to ' + whom if whom else ''};"
                f" {row['reports']} reports, {row['origins']} independent origins")
        marks[key] = Mark(f"/happenings/{row['id']}", " ".join(told.split()))
        quad = QUADS[str(kinds()[row["event"]].quad)]
        values.append({"from": stamp(first), "to": stamp(last) + DAY, "at": (stamp(first) + stamp(last) + DAY) // 2,
                       "one": first == last, "event": row["event"], "quad": quad, "origins": row["origins"],
                       "inside": "claimed" if row["claimed"] else quad, "key": key})
    if len(values) < 2:
        return None
    without = len(rows) - len(values)
    note = ("● verbal cooperation, ■ material cooperation, ▲ verbal conflict, ◆ material conflict. Each mark is a happening of this"
            " page and leads to it; larger: more independent origins; hollow: only claimed; a bar: dated no finer than that.")
    return Picture("Happenings over days", _timeline, (values,), marks, note + (f" {without} have no day." if without else ""))


def _timeline(data: Sheets, values: list[dict[str, Any]]) -> Any:
    import altair as alt

    events = [e for e in kinds() if any(v["event"] == e for v in values)]
    quads = list(QUADS.values())
    hues = [VERBAL, AGENDA, "var(--actor)", MATERIAL]
    colour = alt.Scale(domain=quads, range=hues)
    shape = alt.Scale(domain=quads, range=["circle", "square", "triangle-up", "diamond"])
    long = max(v["to"] for v in values) - min(v["from"] for v in values)
    base = alt.Chart(data(values)).encode(y=alt.Y("event:N", sort=events, title=None, axis=alt.Axis(grid=True)))
    axis = days_axis(long)
    edge = max(long // 40, DAY // 2)
    days = alt.Scale(type="utc", domain=[min(v["from"] for v in values) - edge, max(v["to"] for v in values) + edge])
    bars = base.transform_filter("!datum.one").mark_bar(height=4, opacity=0.55).encode(
        x=alt.X("from:T", scale=days, axis=axis), x2="to:T", color=alt.Color("quad:N", scale=colour, legend=None))
    dots = base.mark_point(strokeWidth=2, opacity=0.95).encode(
        x=alt.X("at:T", scale=days, axis=axis), size=alt.Size("origins:Q", scale=alt.Scale(range=[70, 300]), legend=None),
        shape=alt.Shape("quad:N", scale=shape, legend=None),
        stroke=alt.Stroke("quad:N", scale=colour, legend=None),
        fill=alt.Fill("inside:N", scale=alt.Scale(domain=[*quads, "claimed"], range=[*hues, PAPER]), legend=None), description="key:N")
    return alt.layer(bars, dots).properties(width=640, height=26 * len(events) + 10)


def days_axis(long: int) -> Any:
    """An axis of days that is no finer than days; `long` in milliseconds."""
    import altair as alt

    ticks: Any = "day" if long <= 8 * DAY else {"interval": "day", "step": 7} if long <= 60 * DAY else 8
    return alt.Axis(title=None, format="%-d %b %Y" if long < 200 * DAY else "%b %Y", tickCount=ticks, labelOverlap=True)


def stamp(day: str) -> int:
    """A day in milliseconds since 1970, as Vega counts."""
    return int(datetime.fromisoformat(day[:10]).replace(tzinfo=UTC).timestamp() * 1000)


# -- the agenda --------------------------------------------------------------------------------------------------------------------
def calendar(rows: Rows, today: str) -> Picture | None:
    """Months with the days on which something is or was to happen; a day leads to its items."""
    by_day: dict[str, list[str]] = {}
    for row in rows:
        when = row.get("moved_to") or row.get("when") or ""
        if len(when) == 10 and when[4] == "-" and when[:4] > "1600" and "/" not in when and "W" not in when:
            by_day.setdefault(when, []).append(row.get("state") or "ahead")
    months = _months(by_day, today)
    if not months:
        return None
    marks: dict[str, Mark] = {}
    values: list[dict[str, Any]] = []
    for year, month in months:
        for week, weekday, day in weeks(year, month):
            states = by_day.get(day.isoformat(), [])
            many = f"×{len(states)}" if len(states) > 1 else ""
            cell: dict[str, Any] = {"month": f"{MONTHS[month - 1]} {year}", "week": week, "weekday": DAYS[weekday], "day": str(day.day),
                                    "n": len(states), "many": many, "today": day.isoformat() == today}
            if states:
                cell["key"] = f"m{len(marks)}"
                told = ", ".join(f"{states.count(s)} {s.replace('_', ' ')}" for s in dict.fromkeys(states))
                marks[cell["key"]] = Mark(f"/agenda?from={day}&to={day}", f"{day_in_words(day.isoformat())}: {told}")
            values.append(cell)
    rest = len(rows) - sum(len(s) for d, s in by_day.items() if (int(d[:4]), int(d[5:7])) in months)
    note = "Filled days hold items of this page; the day with a frame is the day asked about."
    return Picture("The agenda as a calendar", _calendar, (values, len(months)), marks,
                   note + (f" Not drawn, because they have no single day or lie in other months: {rest}." if rest else ""))


def _months(by_day: Iterable[str], today: str) -> list[tuple[int, int]]:
    """The months to draw: those from today's on first, then the latest before."""
    every = sorted({(int(d[:4]), int(d[5:7])) for d in by_day})
    now = (int(today[:4]), int(today[5:7]))
    ahead, past = [m for m in every if m >= now], [m for m in every if m < now]
    chosen = ahead[:MOST_MONTHS]
    return sorted(chosen + past[len(past) - max(0, MOST_MONTHS - len(chosen)):])


def weeks(year: int, month: int) -> list[tuple[int, int, date]]:
    """The days of a month with the row and column in which a calendar shows them."""
    rows = enumerate(Calendar().monthdatescalendar(year, month))
    return [(number, day.weekday(), day) for number, week in rows for day in week if day.month == month]


def _calendar(data: Sheets, values: list[dict[str, Any]], months: int) -> Any:
    import altair as alt

    order = list(dict.fromkeys(v["month"] for v in values))
    above = alt.Axis(orient="top", domain=False, ticks=False, labelAngle=0, labelColor=DIM)
    base = alt.Chart(data(values)).encode(
        x=alt.X("weekday:O", sort=list(DAYS), title=None, axis=above),
        y=alt.Y("week:O", title=None, axis=None))
    cells = base.mark_rect(strokeWidth=1, cornerRadius=3).encode(
        fill=alt.FillValue(PAPER, condition={"test": "datum.n > 0", "value": AGENDA}),
        stroke=alt.StrokeValue(LINE, condition={"test": "datum.today", "value": INK}),
        strokeWidth=alt.StrokeWidthValue(1, condition={"test": "datum.today", "value": 2.5}), description="key:N")
    number = base.mark_text(fontSize=11, dx=0).encode(
        text="day:N", color=alt.ColorValue(DIM, condition={"test": "datum.n > 0", "value": PAPER}))
    many = base.transform_filter("datum.many != ''").mark_text(fontSize=9, dx=8, dy=-7, color=PAPER, fontWeight="bold").encode(
        text="many:N")
    one = alt.layer(cells, number, many).properties(width=210, height=150)
    head = alt.Header(title=None, labelColor=INK, labelFontSize=12, labelFontWeight="bold", labelAnchor="start")
    return (one.facet(facet=alt.Facet("month:N", sort=order, header=head), columns=min(3, months), spacing=18)
            .resolve_axis(x="independent"))


# -- who carries a quote -----------------------------------------------------------------------------------------------------------
def spread(rows: Rows) -> Picture | None:
    """Who carried an utterance on which day: one line for each outlet, wordings by shape."""
    marks: dict[str, Mark] = {}
    values: list[dict[str, Any]] = []
    for row in rows:
        if row["published"]:
            key = f"m{len(marks)}"
            told = f"{day_in_words(row['published'])}: {row['outlet'] or 'unknown outlet'}, {row['wording']}"
            marks[key] = Mark(f"/reports/{row['report']}#{row['id']}", told)
            values.append({"at": stamp(row["published"]), "outlet": row["outlet"] or "unknown outlet", "wording": row["wording"],
                           "key": key})
    if len(values) < 2:
        return None
    return Picture("Who carried these words, day by day", _spread, (values,), marks,
                   "Each mark is a report and leads to the words in it. Reports of one origin count once in the number of origins.")


def _spread(data: Sheets, values: list[dict[str, Any]]) -> Any:
    import altair as alt

    outlets = list(dict.fromkeys(v["outlet"] for v in values))
    wordings = list(dict.fromkeys(v["wording"] for v in values))
    shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
    colours = [VERBAL, MATERIAL, AGENDA, "var(--actor)", "var(--time)", "var(--place)"]
    legend = alt.Legend(title=None, labelLimit=320, columns=3)
    first, last = min(v["at"] for v in values), max(v["at"] for v in values)
    edge = max((last - first) // 30, DAY // 2)
    chart = alt.Chart(data(values)).mark_point(size=120, filled=True, opacity=0.9).encode(
        x=alt.X("at:T", scale=alt.Scale(type="utc", domain=[first - edge, last + edge]), axis=days_axis(last - first)),
        y=alt.Y("outlet:N", sort=outlets, title=None, axis=alt.Axis(grid=True)),
        shape=alt.Shape("wording:N", scale=alt.Scale(domain=wordings, range=[shapes[i % 6] for i in range(len(wordings))]), legend=legend),
        color=alt.Color("wording:N", scale=alt.Scale(domain=wordings, range=[colours[i % 6] for i in range(len(wordings))]), legend=legend),
        description="key:N")
    return chart.properties(width=600, height=28 * len(outlets) + 10)


# -- outlets -----------------------------------------------------------------------------------------------------------------------
def shares(rows: Rows) -> Picture | None:
    """How many reports each outlet has, and how many of them share their text with others."""
    marks: dict[str, Mark] = {}
    values: list[dict[str, Any]] = []
    for row in rows[:MOST_OUTLETS]:
        key = f"m{len(marks)}"
        link = "/reports" + ("?" + urlencode({"outlet": row["name"]}) if row["name"] != "unknown" else "")
        marks[key] = Mark(link, f"{row['name']}: {row['reports']} reports, {row['copies']} with a text that other reports carry too")
        values += [{"name": row["name"], "n": row["reports"] - row["copies"], "text": "its own text", "order": 0},
                   {"name": row["name"], "n": row["copies"], "text": "text that others carry too", "order": 1},
                   {"name": row["name"], "n": row["reports"], "text": "", "order": 2, "key": key}]
    if not values:
        return None
    note = f"The {MOST_OUTLETS} outlets with most reports. " if len(rows) > MOST_OUTLETS else ""
    return Picture("Reports of each outlet", _shares, (values,), marks, note + "A bar leads to the reports of the outlet.")


def _shares(data: Sheets, values: list[dict[str, Any]]) -> Any:
    import altair as alt

    names = list(dict.fromkeys(v["name"] for v in values))
    texts = ["its own text", "text that others carry too"]
    y = alt.Y("name:N", sort=names, title=None)
    bars = alt.Chart(data([v for v in values if v["text"]])).mark_bar(strokeWidth=1.5, height=14).encode(
        x=alt.X("n:Q", title="reports", axis=alt.Axis(tickMinStep=1, format="d")), y=y, order="order:Q",
        fill=alt.Fill("text:N", scale=alt.Scale(domain=texts, range=[VERBAL, PAPER]), legend=alt.Legend(title=None)),
        stroke=alt.Stroke("text:N", scale=alt.Scale(domain=texts, range=[VERBAL, VERBAL]), legend=None))
    hit = alt.Chart(data([v for v in values if not v["text"]])).mark_bar(opacity=0.001, color=INK).encode(x="n:Q", y=y, description="key:N")
    return alt.layer(bars, hit).properties(width=520, height=22 * len(names) + 6)

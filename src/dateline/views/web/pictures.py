"""The pictures of the desk as Altair charts: a dyad's series, who carries a quote, outlets.

Each function takes the rows that its page shows as a table and gives a `Picture`. Colour is never the only sign: shape, fill or place says
the same. Colours are the page's own variables, so that a picture is dark in the dark.

>>> days_of("2021-Q2")
('2021-04-01', '2021-06-30')
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dateline.views.web.drawing import AGENDA, DIM, INK, MATERIAL, PAPER, VERBAL, Mark, Picture, Rows, Sheets
from dateline.views.web.pictures_days import DAY, days_axis, stamp
from dateline.views.words import country_in_words, day_in_words

MOST_OUTLETS = 25
MOST_PERIODS = 60


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
        panels.append((f"{country_in_words(x)} → {country_in_words(y)}", points, stretches))
    periods = _gapless(sorted({s["period"] for _, _, stretches in panels for s in stretches}))
    return Picture(f"What {country_in_words(a)} and {country_in_words(b)} did to each other", _series, (panels, periods), marks,
                   "+10 is cooperation, -10 is conflict. Rings are words, squares are deeds; the dashed line is the 95 % band of the mean"
                   " of all; n is how many happenings. Each stretch leads to its events.")


def _gapless(periods: list[str]) -> list[str]:
    """The periods with those between them in which nothing was told, so that equal widths are equal times; left as they are where that
    would be too many.

    >>> _gapless(["2020-11", "2021-02"]), _gapless(["2020-Q3", "2021-Q1"]), _gapless(["1990", "1992"])
    (['2020-11', '2020-12', '2021-01', '2021-02'], ['2020-Q3', '2020-Q4', '2021-Q1'], ['1990', '1991', '1992'])
    """
    if not periods:
        return periods
    quarters, a_year = "Q" in periods[0], 4 if "Q" in periods[0] else 12 if "-" in periods[0] else 1
    first, last = (int(p[:4]) * a_year + int(p[5:].strip("Q") or 1) - 1 for p in (periods[0], periods[-1]))
    if last - first >= MOST_PERIODS:
        return periods
    every = [divmod(n, a_year) for n in range(first, last + 1)]
    return [f"{year}" if a_year == 1 else f"{year}-Q{part + 1}" if quarters else f"{year}-{part + 1:02}" for year, part in every]


def _series(data: Sheets, panels: list[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]], periods: list[str]) -> Any:
    import altair as alt

    wide = max(640, (52 if len(periods) < 14 else 34) * len(periods))
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
        dots = alt.Chart(data(points)).mark_point(size=95 if len(periods) < 14 else 60, strokeWidth=2.5, opacity=1).encode(
            x=at(), y=alt.Y("mean:Q", scale=level), xOffset=alt.XOffset("kind:N", scale=alt.Scale(domain=["verbal", "material"])),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=["verbal", "material"], range=["circle", "square"]), legend=None),
            fill=alt.Fill("kind:N", scale=alt.Scale(domain=["verbal", "material"], range=[PAPER, MATERIAL]), legend=None),
            stroke=alt.Stroke("kind:N", scale=alt.Scale(domain=["verbal", "material"], range=[VERBAL, MATERIAL]), legend=None))
        count = base.mark_text(color=DIM, fontSize=11).encode(y=alt.value(-8), text="n:N")
        hit = base.mark_bar(color=INK, opacity=0.001, width=44 if len(periods) < 14 else 30).encode(
            y=alt.value(-14), y2=alt.value(200), description="key:N")
        panel = alt.layer(zero, band, dots, count, hit)
        made.append(panel.properties(width=wide, height=200, title=alt.TitleParams(title, offset=18)))
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

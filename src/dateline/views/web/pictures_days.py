"""The pictures of days: happenings over time, one by one or - where there are very many - counted by stretch, and the agenda as a calendar.

>>> weeks(2021, 2)[0], len(weeks(2021, 2))
((0, 0, datetime.date(2021, 2, 1)), 28)
"""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dateline.codes.plover import QUADS, kinds
from dateline.views.web.drawing import AGENDA, DIM, INK, LINE, MATERIAL, PAPER, VERBAL, Mark, Picture, Rows, Sheets
from dateline.views.words import MONTHS, day_in_words

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MOST_MONTHS = 6
ONE_BY_ONE = 200  # happenings that are drawn each by itself; of more only their numbers are
MOST_COUNTED = 20_000  # happenings behind a picture, the latest
MOST_STRETCHES = 60
DAY = 86_400_000  # milliseconds
QUAD_HUES = [VERBAL, AGENDA, "var(--actor)", MATERIAL]
QUAD_SHAPES = ["circle", "square", "triangle-up", "diamond"]
KEY = "● verbal cooperation, ■ material cooperation, ▲ verbal conflict, ◆ material conflict. "


def over_days(every: Sequence[tuple[str, str, str]], more: bool, each: Callable[[], Rows], link: Callable[[str, str, str], str]) \
        -> Picture | None:
    """All happenings that match in one picture: each by itself, or of very many how many there are when. `every` are day, id and event
    of the latest MOST_COUNTED, `more` says whether there are others, `each` gives their rows, `link` is as for `crowd`."""
    return timeline(each()) if len(every) <= ONE_BY_ONE and not more else crowd(every, more, link)


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
    note = KEY + ("Each mark is a happening and leads to it; larger: more independent origins; hollow: only claimed; a bar: dated no finer"
                  " than that.")
    return Picture("Happenings over days", _timeline, (values,), marks, note + (f" {without} have no day." if without else ""))


def _timeline(data: Sheets, values: list[dict[str, Any]]) -> Any:
    import altair as alt

    events = [e for e in kinds() if any(v["event"] == e for v in values)]
    quads = list(QUADS.values())
    colour = alt.Scale(domain=quads, range=QUAD_HUES)
    long = max(v["to"] for v in values) - min(v["from"] for v in values)
    base = alt.Chart(data(values)).encode(y=alt.Y("event:N", sort=events, title=None, axis=alt.Axis(grid=True)))
    axis = days_axis(long)
    edge = max(long // 40, DAY // 2)
    days = alt.Scale(type="utc", domain=[min(v["from"] for v in values) - edge, max(v["to"] for v in values) + edge])
    bars = base.transform_filter("!datum.one").mark_bar(height=4, opacity=0.55).encode(
        x=alt.X("from:T", scale=days, axis=axis), x2="to:T", color=alt.Color("quad:N", scale=colour, legend=None))
    dots = base.mark_point(strokeWidth=2, opacity=0.95).encode(
        x=alt.X("at:T", scale=days, axis=axis), size=alt.Size("origins:Q", scale=alt.Scale(range=[70, 300]), legend=None),
        shape=alt.Shape("quad:N", scale=alt.Scale(domain=quads, range=QUAD_SHAPES), legend=None),
        stroke=alt.Stroke("quad:N", scale=colour, legend=None),
        fill=alt.Fill("inside:N", scale=alt.Scale(domain=[*quads, "claimed"], range=[*QUAD_HUES, PAPER]), legend=None), description="key:N")
    return alt.layer(bars, dots).properties(width=640, height=26 * len(events) + 10)


# -- very many happenings ----------------------------------------------------------------------------------------------------------
def crowd(rows: Sequence[tuple[str, str, str]], more: bool, link: Callable[[str, str, str], str]) -> Picture | None:
    """How many happenings of each kind there are in each stretch of days; `rows` are day, id and event of each, `link` gives the address
    of an event's happenings between two days."""
    without = sum(not day for day, _, _ in rows)
    dated = [(day, event) for day, _, event in rows if day]
    if len(dated) < 2:
        return None
    unit = unit_of(min(dated)[0], max(dated)[0])
    marks: dict[str, Mark] = {}
    values: list[dict[str, Any]] = []
    counted: Counter[tuple[str, str, str]] = Counter()
    for (day, event), n in Counter(dated).items():
        counted[*stretch(day, unit), event] += n
    for (first, last, event), n in sorted(counted.items()):
        key = f"m{len(marks)}"
        period = day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"
        marks[key] = Mark(link(event, first, last), f"{period}: {n:,} {event}")
        values.append({"at": (stamp(first) + stamp(last) + DAY) // 2, "event": event, "quad": QUADS[str(kinds()[event].quad)], "n": n,
                       "key": key})
    note = KEY + (f"Each mark counts the happenings of a {unit} and leads to them; larger: more of them."
                  + (f" Counted are the latest {len(rows):,}; there are more." if more else "")
                  + (f" {without:,} have no day." if without else ""))
    return Picture("Happenings over time", _crowd, (values,), marks, note)


def unit_of(first: str, last: str) -> str:
    """The finest stretch of which there are not too many between two days.

    >>> unit_of("2021-01-01", "2021-02-01"), unit_of("2021-01-01", "2021-12-31"), unit_of("2015-01-01", "2021-01-01")
    ('day', 'week', 'quarter')
    """
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return next((unit for unit, long in (("day", 1), ("week", 7), ("month", 30), ("quarter", 91)) if days / long <= MOST_STRETCHES), "year")


def stretch(day: str, unit: str) -> tuple[str, str]:
    """The first and last day of the stretch that a day lies in; weeks begin on Monday.

    >>> stretch("2021-06-04", "week"), stretch("2021-06-04", "quarter"), stretch("2021-06-04", "year")
    (('2021-05-31', '2021-06-06'), ('2021-04-01', '2021-06-30'), ('2021-01-01', '2021-12-31'))
    """
    at = date.fromisoformat(day)
    if unit in ("day", "week"):
        first = at if unit == "day" else at - timedelta(at.weekday())
        return first.isoformat(), (first + timedelta(0 if unit == "day" else 6)).isoformat()
    long = {"month": 1, "quarter": 3, "year": 12}[unit]
    month = (at.month - 1) // long * long + 1
    after = date(at.year + (month + long > 12), (month + long - 1) % 12 + 1, 1)
    return date(at.year, month, 1).isoformat(), (after - timedelta(1)).isoformat()


def _crowd(data: Sheets, values: list[dict[str, Any]]) -> Any:
    import altair as alt

    events = [e for e in kinds() if any(v["event"] == e for v in values)]
    quads = list(QUADS.values())
    first, last = min(v["at"] for v in values), max(v["at"] for v in values)
    edge = max((last - first) // 40, DAY)
    colour = alt.Scale(domain=quads, range=QUAD_HUES)
    return alt.Chart(data(values)).mark_point(strokeWidth=1.5, opacity=0.9, fillOpacity=0.55).encode(
        x=alt.X("at:T", scale=alt.Scale(type="utc", domain=[first - edge, last + edge]), axis=days_axis(last - first)),
        y=alt.Y("event:N", sort=events, title=None, axis=alt.Axis(grid=True)),
        size=alt.Size("n:Q", scale=alt.Scale(type="linear", domainMin=0, range=[12, 420]), legend=None),
        shape=alt.Shape("quad:N", scale=alt.Scale(domain=quads, range=QUAD_SHAPES), legend=None),
        stroke=alt.Stroke("quad:N", scale=colour, legend=None), fill=alt.Fill("quad:N", scale=colour, legend=None),
        description="key:N").properties(width=640, height=26 * len(events) + 10)


def days_axis(long: int) -> Any:
    """An axis of days that is no finer than days; `long` in milliseconds."""
    import altair as alt

    ticks: Any = "day" if long <= 8 * DAY else {"interval": "day", "step": 7} if long <= 60 * DAY else 8
    return alt.Axis(title=None, format="%-d %b %Y" if long < 200 * DAY else "%b %Y", tickCount=ticks, labelOverlap=True)


def stamp(day: str) -> int:
    """A day in milliseconds since 1970, as Vega counts."""
    return int(datetime.fromisoformat(day[:10]).replace(tzinfo=UTC).timestamp() * 1000)


# -- the agenda --------------------------------------------------------------------------------------------------------------------
def calendar(rows: Rows, today: str, of: str = "") -> Picture | None:
    """Months with the days on which something is or was to happen; a day leads to its items. `of` says where the rows are from."""
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
    note = f"Filled days hold items{of}; the day with a frame is the day asked about."
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
    ink = alt.ColorValue(DIM, condition={"test": "datum.n > 0", "value": PAPER})
    numbers = [base.transform_filter(which).mark_text(fontSize=11, dx=dx).encode(text="day:N", color=ink)
               for which, dx in (("datum.many == ''", 0), ("datum.many != ''", -5))]  # beside a small number there is less room
    many = base.transform_filter("datum.many != ''").mark_text(fontSize=9, dx=8, dy=-4, color=PAPER, fontWeight="bold").encode(
        text="many:N")
    one = alt.layer(cells, *numbers, many).properties(width=210, height=150)
    head = alt.Header(title=None, labelColor=INK, labelFontSize=12, labelFontWeight="bold", labelAnchor="start")
    return (one.facet(facet=alt.Facet("month:N", sort=order, header=head), columns=min(3, months), spacing=18)
            .resolve_axis(x="independent"))

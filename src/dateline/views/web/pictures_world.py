"""Two pictures that need places of their own: who acts toward whom (a ring of parties), and where (a map).

A line of the ring is broad at the one who acts and ends in a point at the other. The map draws what the text says and no more: a country is
shaded, a province or region is an open ring, only a town or a site is a point.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import asin, cos, pi, radians, sin, sqrt
from typing import Any

from dateline.views.web.drawing import AGENDA, DIM, INK, LINE, MATERIAL, PAPER, VERBAL, Mark, Picture, Rows, Sheets
from dateline.views.words import country_in_words

MOST_PARTIES, MOST_LINES, STEPS = 18, 40, 14
POINTS = ("site", "city")
WIDE, HIGH = 860, 420


def network(rows: Rows, link: Any) -> Picture | None:
    """The parties with most events on a ring; `link` gives the address of the events from one to another."""
    weight: dict[str, int] = {}
    for row in rows:
        for name in (row["actor"], row["recipient"]):
            weight[name] = weight.get(name, 0) + row["events"]
    names = sorted(sorted(weight, key=lambda n: (-weight[n], n))[:MOST_PARTIES])
    shown = [r for r in rows if r["actor"] in names and r["recipient"] in names and r["actor"] != r["recipient"]][:MOST_LINES]
    if len(shown) < 2:
        return None
    names = [n for n in names if any(n in (r["actor"], r["recipient"]) for r in shown)]
    place = {n: (sin(2 * pi * i / len(names)), cos(2 * pi * i / len(names))) for i, n in enumerate(names)}
    most = max(r["events"] for r in shown)
    marks, lines = {}, []
    for number, row in enumerate(shown):
        key = f"m{number}"
        counts = f"{row['events']} events, {row['reports']} reports, {row['origins']} independent origins"
        marks[key] = Mark(link(row["actor"], row["recipient"]), f"{row['actor']} to {row['recipient']}: {counts}")
        wide = 2 + 10 * row["events"] / most
        lines += [{"line": key, "step": i, "x": x, "y": y, "wide": wide * (1 - i / STEPS) + 0.4, "key": key}
                  for i, (x, y) in enumerate(_bow(place[row["actor"]], place[row["recipient"]]))]
    knots = [{"x": x, "y": y, "lx": x * 1.08, "ly": y * 1.08, "name": country_in_words(n),
              "side": "left" if x > 0.05 else "right" if x < -0.05 else "center"}
             for n, (x, y) in place.items()]
    left = len(rows) - len(shown)
    return Picture("Who acts toward whom", _network, (lines, knots), marks,
                   "A line is broad at the one who acts and ends in a point at the other; broader: more events. A line leads to its events."
                   + (f" {left} more pairs stand in the table only." if left > 0 else ""))


def _bow(a: tuple[float, float], b: tuple[float, float]) -> list[tuple[float, float]]:
    """Points on a bent line from a to b: the way back bends to the other side."""
    mid = (0.35 * (a[0] + b[0]) / 2 + 0.12 * (b[1] - a[1]), 0.35 * (a[1] + b[1]) / 2 - 0.12 * (b[0] - a[0]))
    out = []
    for i in range(STEPS + 1):
        t = 0.02 + 0.95 * i / STEPS
        out.append(tuple((1 - t) ** 2 * p + 2 * t * (1 - t) * m + t * t * q for p, m, q in zip(a, mid, b, strict=True)))
    return [(x, y) for x, y in out]


def _network(data: Sheets, lines: list[dict[str, Any]], knots: list[dict[str, Any]]) -> Any:
    import altair as alt

    flat = alt.Scale(domain=[-1.5, 1.5])
    tall = alt.Scale(domain=[-1.22, 1.22])

    def at(x: str = "x", y: str = "y") -> dict[str, Any]:
        return {"x": alt.X(f"{x}:Q", scale=flat, axis=None), "y": alt.Y(f"{y}:Q", scale=tall, axis=None)}
    trails = alt.Chart(data(lines)).mark_trail(color=MATERIAL, opacity=0.6).encode(
        **at(), size=alt.Size("wide:Q", scale=None, legend=None), detail="line:N", order="step:Q", description="key:N")
    dots = alt.Chart(data(knots)).mark_point(filled=True, size=60, color=INK, opacity=1).encode(**at())
    words = [alt.Chart(data([k for k in knots if k["side"] == side])).mark_text(align=side, fontSize=12, color=INK, limit=150)
             .encode(**at("lx", "ly"), text="name:N") for side in ("left", "right", "center") if any(k["side"] == side for k in knots)]
    return alt.layer(trails, dots, *words).properties(width=640, height=500)


# -- the map -------------------------------------------------------------------------------------------------------------------------
@cache
def world() -> dict[str, Any]:
    """The shapes of the world's countries as a topology, each with its ISO 3166-1 alpha-3 code, or "" where it has none."""
    made: dict[str, Any] = json.loads(files("dateline.views.web").joinpath("world.json").read_text(encoding="utf-8"))
    return made


def shapes() -> set[str]:
    """The countries that have a shape."""
    return {g["properties"]["code"] for g in world()["objects"]["countries"]["geometries"]}


def atlas(rows: Rows, link: Any) -> Picture | None:
    """Where things happened; `link` gives the address of the events in a country. `rows` are places with their precision and counts."""
    if not rows:
        return None
    by_country: dict[str, int] = {}
    for row in rows:
        if row["country"]:
            by_country[row["country"]] = by_country.get(row["country"], 0) + row["events"]
    marks: dict[str, Mark] = {}
    most = max(by_country.values(), default=1)
    shaded: dict[str, dict[str, Any]] = {}
    for code in sorted(shapes() & by_country.keys() - {""}):
        n, key = by_country[code], f"m{len(marks)}"
        shaded[code] = {"n": n, "share": 0.18 + 0.62 * n / most, "key": key}
        marks[key] = Mark(link(code), f"{country_in_words(code)}: {n} {'event' if n == 1 else 'events'} in all")
    signs = []
    for row in rows:
        if row["lat"] is not None and (row["precision"] != "country" or row["country"] not in shapes()):
            key = f"m{len(marks)}"
            said = f"{row['name']}, {row['country'] or 'no country'} ({row['precision']}): {row['events']} events"
            marks[key] = Mark(link(row["country"]), said)
            signs.append({**_sign(row), "key": key})
    view = _view([(r["lon"], r["lat"]) for r in rows if r["lat"] is not None])
    note = ("A shaded country holds events; a point is a town or a site; an open ring is a province or a region: the text is no more"
            " exact, and the ring's size says nothing of borders. An open square is a country without a shape of its own here."
            " Shapes: Natural Earth, which draws borders as they are held, not as they are claimed.")
    return Picture("Where it happened", _atlas, (shaded, signs, view), marks, note, True)


def _up(lat: float) -> float:
    """How far above the equator the Equal Earth projection (Savric, Patterson and Jenny 2018) draws a latitude."""
    t = asin(sqrt(3) / 2 * sin(radians(lat)))
    return t * (1.340264 - 0.081106 * t**2 + t**6 * (0.000893 + 0.003796 * t**2))


def _view(points: list[tuple[float, float]]) -> dict[str, Any]:
    """The projection: the whole world, or where all points lie in one part of it, that part."""
    if not points:
        return {"type": "equalEarth"}
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    if east - west > 110 or north - south > 60:
        return {"type": "equalEarth"}
    lon, lat = (west + east) / 2, (south + north) / 2
    across = radians(max(east - west, 30)) * cos(radians(lat))
    scale = min(WIDE * 0.6 / across, HIGH * 0.6 / radians(max(north - south, 18)), 900)
    while lat > -50 and _up(lat) + HIGH / scale / 2 > _up(84):  # nothing is drawn beyond the pole
        lat -= 1
    return {"type": "equalEarth", "rotate": [-lon, 0, 0], "center": [0, lat], "scale": scale, "translate": [WIDE / 2, HIGH / 2],
            "clipExtent": [[0, 0], [WIDE, HIGH]]}


def _sign(row: Mapping[str, Any]) -> dict[str, Any]:
    kind = "country" if row["precision"] == "country" else "point" if row["precision"] in POINTS else "area"
    return {"lon": row["lon"], "lat": row["lat"], "kind": kind, "n": row["events"]}


def _land(shaded: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The shapes of the world with what each country is shaded by."""
    geometries = []
    for shape in world()["objects"]["countries"]["geometries"]:
        code = shape["properties"]["code"]
        if code != "ATA" or code in shaded:
            geometries.append({**shape, "properties": {"code": code, "n": 0, "share": 0.55, **shaded.get(code, {})}})
    return {**world(), "objects": {"countries": {"type": "GeometryCollection", "geometries": geometries}}}


def _atlas(data: Sheets, shaded: Mapping[str, Mapping[str, Any]], signs: list[dict[str, Any]], view: dict[str, Any]) -> Any:
    import altair as alt

    wanted = data(_land(shaded), format=alt.TopoDataFormat(feature="countries", type="topojson"))
    land = alt.Chart(wanted).mark_geoshape(stroke=DIM, strokeWidth=0.4).encode(
        fill=alt.FillValue(LINE, condition={"test": "datum.properties.n > 0", "value": MATERIAL}),
        fillOpacity=alt.FillOpacity("properties.share:Q", scale=None, legend=None),
        description="properties.key:N")
    layers = [land]
    looks: dict[str, dict[str, Any]] = {
        "area": {"shape": "circle", "size": 420, "filled": False, "stroke": AGENDA, "strokeWidth": 2, "strokeDash": [3, 2]},
        "country": {"shape": "square", "size": 110, "filled": False, "stroke": MATERIAL, "strokeWidth": 2},
        "point": {"shape": "circle", "size": 42, "filled": True, "fill": VERBAL, "stroke": PAPER, "strokeWidth": 1}}
    for kind, look in looks.items():
        here = [s for s in signs if s["kind"] == kind]
        if here:
            layers.append(alt.Chart(data(here)).mark_point(opacity=0.95, **look).encode(
                longitude="lon:Q", latitude="lat:Q", description="key:N"))
    return alt.layer(*layers).project(**view).properties(width=WIDE, height=HIGH, view=alt.ViewBackground(stroke=LINE))

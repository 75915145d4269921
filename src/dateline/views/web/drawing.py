"""Charts as SVG that a page can hold: drawn by vl-convert without a network, cleaned to shapes and words, marks made into links.

A mark gets its link by its description: the chart sets it to a key, and the key stands in `Picture.marks`. Vega's own `href` is not
used, because it puts another host before addresses that begin with a slash.

>>> dressed('<svg onload="x()"><a><path aria-label="m0" d="M0,0"/></a><script/></svg>', {"m0": Mark("/x?a=1&b=2", "<a>")}, "all")
'<svg role="group" aria-label="all"><a href="/x?a=1&amp;b=2" aria-label="&lt;a&gt;"><title>&lt;a&gt;</title><path d="M0,0" /></a></svg>'
"""

import hashlib
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup

FOCUSABLE = 50  # marks that the tab key visits; where there are more, the table beside is the way
KEPT = 48  # pictures held; the same question is often asked again
TAGS = {"svg", "g", "path", "rect", "line", "circle", "text", "tspan", "title", "a"}
ATTRIBUTES = {
    "d", "transform", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "viewBox", "fill", "stroke", "stroke-width", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "opacity", "fill-opacity", "stroke-opacity", "text-anchor", "font-size",
    "font-weight", "font-style", "cx", "cy", "r", "pointer-events", "display"}
LIGHT = {"ink": "#1d1d1b", "paper": "#fdfcf9", "dim": "#66645e", "line": "#dcd8cf", "quote": "#0072b2", "event": "#b3470b",
         "agenda": "#00755a", "actor": "#7a5195", "place": "#55782a", "time": "#946300", "soft": "#f1eee6", "link": "#0b5394"}
INK, DIM, LINE, PAPER = "var(--ink)", "var(--dim)", "var(--line)", "var(--paper)"
VERBAL, MATERIAL, AGENDA = "var(--quote)", "var(--event)", "var(--agenda)"
Rows = Sequence[Mapping[str, Any]]
CONFIG: dict[str, Any] = {  # the colours and sizes of the page
    "background": "transparent", "padding": {"left": 14, "top": 4, "right": 14, "bottom": 4}, "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {"labelColor": INK, "titleColor": DIM, "gridColor": LINE, "gridOpacity": 0.6, "domainColor": DIM, "tickColor": DIM,
             "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal", "labelLimit": 210},
    "legend": {"labelColor": INK, "titleColor": DIM, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal",
               "orient": "top", "symbolStrokeColor": INK},
    "title": {"color": INK, "fontSize": 13, "anchor": "start"}}
_drawn: OrderedDict[str, str] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a mark of a picture leads, and what it says in words."""

    href: str
    told: str


class Sheets:
    """The rows of a chart by name. Altair copies and checks whatever a chart holds, so it is given their names only."""

    def __init__(self) -> None:
        self.held: dict[str, Any] = {}

    def __call__(self, rows: Any, **more: Any) -> Any:
        """Rows as the data of a chart; `more` goes to Altair's NamedData."""
        import altair as alt

        name = f"d{len(self.held)}"
        self.held[name] = rows
        return alt.NamedData(name=name, **more)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is drawn when a page shows it: what it is called, how it is drawn and from what (plain data, which also says whether
    it was drawn before), its marks by key, and what should be said of it."""

    label: str
    draw: Callable[..., Any]  # takes Sheets, then what `of` holds; gives an Altair chart
    of: tuple[Any, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    note: str = ""
    whole: bool = False  # whether it may shrink to the width of a phone: it holds no words

    def svg(self) -> Markup | None:
        """The picture; None where the libraries that draw it are not installed."""
        return Markup(self._made()) if can_draw() else None

    def file(self) -> str:
        """The picture as a file of its own, in the colours of daylight."""
        made = re.sub(r"var\(--(\w+)\)", lambda m: LIGHT.get(m[1], "#000"), self._made())
        return made.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" ', 1)

    def _made(self) -> str:
        """Drawn and dressed, or taken from what is held: the same book and question give the same picture."""
        own = [self.draw.__qualname__, self.of, self.label, [(k, m.href, m.told) for k, m in self.marks.items()]]
        key = hashlib.sha256(json.dumps(own, sort_keys=True).encode("utf-8", "backslashreplace")).hexdigest()
        with _lock:
            if key not in _drawn:
                _drawn[key] = dressed(drawn(self.draw, *self.of), self.marks, self.label)
                while len(_drawn) > KEPT:
                    _drawn.popitem(last=False)
            _drawn.move_to_end(key)
            return _drawn[key]

    def spec(self) -> dict[str, Any]:
        """The chart as Vega-Lite, checked against its schema."""
        sheets = Sheets()
        made: dict[str, Any] = self.draw(sheets, *self.of).to_dict()
        return {**made, "datasets": {**made.get("datasets", {}), **sheets.held}}


def can_draw() -> bool:
    """Whether the extra that draws pictures is installed."""
    return find_spec("altair") is not None and find_spec("vl_convert") is not None


def drawn(draw: Callable[..., Any], *of: Any) -> str:
    """The chart as Vega draws it. No address may be fetched from, so that data and fonts come from this machine alone."""
    import vl_convert
    from altair.utils.schemapi import debug_mode

    sheets = Sheets()
    with debug_mode(False):  # checking a chart against the schema takes longer than drawing it; the tests check them all
        made = draw(sheets, *of).to_dict(validate=False)
    spec = {**made, "config": CONFIG, "datasets": {**made.get("datasets", {}), **sheets.held}}
    svg: str = vl_convert.vegalite_to_svg(json.dumps(spec, sort_keys=True), allowed_base_urls=[])
    return svg


def dressed(svg: str, marks: Mapping[str, Mark], label: str) -> str:
    """The SVG with nothing but shapes and words in it, axes and keys hidden from screen readers, marks as links."""
    root = ElementTree.fromstring(svg)
    (made,) = _clean(root, marks, len(marks) <= FOCUSABLE)
    made.set("role", "group" if marks else "img")
    made.set("aria-label", label)
    return ElementTree.tostring(made, encoding="unicode")


def _clean(element: ElementTree.Element, marks: Mapping[str, Mark], focus: bool) -> Iterator[ElementTree.Element]:
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    inner = [made for child in element for made in _clean(child, marks, focus)]
    if tag not in TAGS or element.get("display") == "none" or "transparent" in (element.get("fill"), element.get("class")):
        return
    if tag == "g" and not inner:
        return
    if tag == "a":  # Vega's own link: what it holds stays
        yield from inner
        return
    made = ElementTree.Element(tag, {k: v for k, v in element.attrib.items() if k in ATTRIBUTES and "url(" not in v})
    made.text = element.text if tag in ("text", "tspan", "title") else None
    made.extend(inner)
    kinds = element.get("class", "")
    if "role-axis" in kinds or "role-legend" in kinds:
        made.set("aria-hidden", "true")
    mark = marks.get(element.get("aria-label", ""))
    if mark is None:
        yield made
        return
    link = ElementTree.Element("a", {"href": mark.href, "aria-label": mark.told, **({} if focus else {"tabindex": "-1"})})
    title = ElementTree.SubElement(link, "title")
    title.text = mark.told
    link.append(made)
    yield link


def warm() -> None:
    """Load what draws, so that the first picture does not wait."""
    if can_draw():
        import altair

        drawn(lambda data: altair.Chart(data([{"x": 1}])).mark_point().encode(x="x:Q"))

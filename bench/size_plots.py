"""What `bench/size.py` measured, drawn into docs/img/ and written as tables into docs/performance.md between `<!-- size -->` marks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import altair
import vl_convert

DOCS = Path(__file__).parent.parent / "docs"
MARKS = ("<!-- size -->", "<!-- /size -->")
BLUE, ORANGE, INK = "#0072b2", "#b3470b", "#1d1d1b"
PARTS = {"add": "adding: report, findings, full text, lists", "join": "joining: copies, happenings"}
Figures = dict[str, Any]


def draw(folder: Path) -> None:
    """All pictures and the tables, from the result files in `folder`."""
    found = {int(p.stem): json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"), key=lambda p: int(p.stem))}
    found = {reports: figures for reports, figures in found.items() if figures.get("tenths")}
    tenths = [{**t, "book": reports} for reports, figures in found.items() for t in figures["tenths"]]
    most = max(found)
    own = [t for t in tenths if t["book"] == most]
    _save("size-time.svg", _time(own))
    _save("size-memory.svg", _line(own, "resident", "MiB of memory"))
    _save("size-bytes.svg", _line([{**t, "each": t["bytes"] / t["reports"] / 1000} for t in own], "each", "kB of the book a report"))
    asked = {reports: figures for reports, figures in found.items() if figures.get("questions")}
    _save("size-questions.svg", _questions(asked))
    page = DOCS / "performance.md"
    text = page.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(MARKS[0])}.*{re.escape(MARKS[1])}", re.S)
    page.write_text(pattern.sub(lambda _: f"{MARKS[0]}\n{_tables(found)}\n{MARKS[1]}", text), encoding="utf-8")


def _save(name: str, chart: Any) -> None:
    svg = vl_convert.vegalite_to_svg(json.dumps(chart.to_dict()), allowed_base_urls=[])
    (DOCS / "img" / name).write_text(svg + "\n", encoding="utf-8")


def _chart(rows: list[Figures], **size: int) -> Any:
    return altair.Chart(altair.Data(values=rows)).properties(**{"width": 520, "height": 180, **size})


def _configured(chart: Any) -> Any:
    return chart.configure(background="white", font="sans-serif").configure_view(stroke=None).configure_axis(labelColor=INK, titleColor=INK)


def _time(tenths: list[Figures]) -> Any:
    rows = [{"reports": f"{t['reports']:,}", "n": t["reports"], "part": PARTS[part], "ms": t[part], "order": i}
            for t in tenths for i, part in enumerate(PARTS)]
    return _configured(_chart(rows).mark_bar().encode(
        x=altair.X("reports:N", sort=altair.SortField("n"), title="reports in the book", axis=altair.Axis(labelAngle=-30)),
        y=altair.Y("ms:Q", title="ms of processor time a report"), order="order:Q",
        color=altair.Color("part:N", title=None, scale=altair.Scale(domain=list(PARTS.values()), range=[BLUE, ORANGE]),
                           legend=altair.Legend(orient="top"))))


def _line(tenths: list[Figures], field: str, title: str) -> Any:
    rows = [{"reports": t["reports"], "value": t[field]} for t in tenths]
    return _configured(_chart(rows).mark_line(point=True, color=BLUE).encode(
        x=altair.X("reports:Q", title="reports in the book", axis=altair.Axis(format="~s")),
        y=altair.Y("value:Q", title=title, scale=altair.Scale(zero=True))))


def _questions(found: dict[int, Figures]) -> Any:
    rows = [{"question": name, "ms": row["median"], "book": f"{reports:,} reports"}
            for reports, figures in found.items() for name, row in figures["questions"].items()]
    shown = _chart(rows, width=420, height=13 * len({r["question"] for r in rows})).mark_point(filled=True, size=45).encode(
        x=altair.X("ms:Q", title="ms, median", scale=altair.Scale(domain=[0, max(310, *(r["ms"] for r in rows))])),
        y=altair.Y("question:N", sort=None, title=None, axis=altair.Axis(labelLimit=260, grid=True)),
        color=altair.Color("book:N", title=None, scale=altair.Scale(range=[BLUE, ORANGE]), legend=altair.Legend(orient="top")),
        shape=altair.Shape("book:N", title=None))
    limit = altair.Chart(altair.Data(values=[{"ms": 300}])).mark_rule(strokeDash=[4, 4], color=INK).encode(x="ms:Q")
    return _configured(shown + limit)


def _tables(found: dict[int, Figures]) -> str:
    return "\n\n".join(part for part in (_filling(found), _tenths(found), _asking(found, "questions", "question"),
                                         _asking(found, "pages", "page of the desk"), _drawing(found), _care(found)) if part)


def _filling(found: dict[int, Figures]) -> str:
    lines = ["| book | ms a report | of it joining | slowest tenth to mean | most memory | bytes a report | events | happenings' largest |",
             "|---|---|---|---|---|---|---|---|"]
    for reports, figures in found.items():
        tenths = figures["tenths"]
        each = [t["add"] + t["join"] for t in tenths]
        mean = sum(each) / len(each)
        last = tenths[-1]
        held = figures.get("held", {}).get("events", 0)
        lines.append(f"| {reports:,}{'' if last['reports'] >= reports else ' (to ' + format(last['reports'], ',') + ')'} | {mean:.2f} | "
                     f"{sum(t['join'] for t in tenths) / len(tenths):.2f} | {max(_even(tenths)):.2f} | "
                     f"{max(figures.get('most resident', 0), *(t['resident'] for t in tenths)):,} MiB | "
                     f"{figures.get('bytes', last['bytes']) / last['reports']:,.0f} | {held:,} | "
                     f"{figures.get('largest', {}).get('events of a happening', '')} events |")
    return "\n".join(lines)


def _even(tenths: list[Figures]) -> list[float]:
    """The time of each tenth to the mean, in units of the generator's work in the same tenth: a machine that others use is not even."""
    each = [(t["add"] + t["join"]) / t["make"] for t in tenths]
    return [e / (sum(each) / len(each)) for e in each]


def _tenths(found: dict[int, Figures]) -> str:
    lines = ["| reports in the book | adding, ms | joining, ms | even | memory, MiB | kB a report |", "|---|---|---|---|---|---|"]
    tenths = found[max(found)]["tenths"]
    lines += [f"| {t['reports']:,} | {t['add']:.2f} | {t['join']:.2f} | {even:.2f} | {t['resident']:,} | "
              f"{t['bytes'] / t['reports'] / 1000:.1f} |" for t, even in zip(tenths, _even(tenths), strict=True)]
    return "\n".join(lines)


def _asking(found: dict[int, Figures], what: str, title: str) -> str:
    held = {reports: figures[what] for reports, figures in found.items() if figures.get(what)}
    if not held:
        return ""
    lines = [f"| {title}, median ms | " + " | ".join(f"{n:,} reports" for n in held) + " |", "|---|" + "---|" * len(held)]
    for name in next(iter(held.values())):
        lines.append(f"| {name} | " + " | ".join(f"{rows[name]['median']:.0f}" if name in rows else "" for rows in held.values()) + " |")
    return "\n".join(lines)


def _drawing(found: dict[int, Figures]) -> str:
    """What the first load of a page takes, which draws its picture, where that is much more than the loads after it."""
    reports, pages = next(((n, f["pages"]) for n, f in sorted(found.items(), reverse=True) if f.get("pages")), (0, {}))
    slow = {name: row for name, row in pages.items() if row.get("first", 0) > row["median"] + 50}
    lines = [f"| page over {reports:,} reports, ms | first load: tables read, its picture drawn | median after it |", "|---|---|---|"]
    lines += [f"| {name} | {row['first']:.0f} | {row['median']:.0f} |" for name, row in slow.items()]
    return "\n".join(lines) if slow else ""


def _care(found: dict[int, Figures]) -> str:
    rows = [f"| {reports:,} | {name} | {row['seconds']:.0f} | {row['before'] / 1e6:,.0f} | {row['after'] / 1e6:,.0f} | "
            f"{row['resident']:,} |" for reports, figures in found.items() for name, row in figures.get("care", {}).items()]
    head = ["| reports | command | seconds | MB before | MB after | MiB of memory |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *rows]) if rows else ""

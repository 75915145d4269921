"""Notes and dossiers: what was collected, in an order of one's own, with a note to each; as a page, as Markdown, as a page to hand on."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline import __version__
from dateline.api import noting
from dateline.api.book import Book
from dateline.errors import RecordError
from dateline.views.columns import Column, field
from dateline.views.exports import dossier_html
from dateline.views.exports.dossier import Dossier, Line, Source, line_of, markdown, source_of
from dateline.views.web.answers import Answer, asked_of
from dateline.views.web.state import Desk, user
from dateline.views.web.writing import back_of, form_of, text_of

GROUPS = {"event": "events", "quote": "quotes", "agenda": "agenda"}
NOTES: dict[str, Column] = {"place": field("place"), "target": field("target"), "note": field("text"), "day": lambda r: r["line"]["day"],
                            "says": lambda r: r["line"]["says"], "sentence": lambda r: r["line"]["sentence"],
                            "source": lambda r: r["line"]["source"], "by": field("by"), "at": field("at")}
FORMS = {"md": ("text/markdown; charset=utf-8", markdown), "html": ("text/html; charset=utf-8", dossier_html.page)}


def dossier(desk: Desk, request: Request) -> Answer:
    """All dossiers, or one: `name` says which."""
    name = asked_of(request).values.get("name", "")[:200]
    with desk.lock, desk.joined() as book:
        every = noting.dossiers(book)
        name = name or (every[0]["name"] if len(every) == 1 else "")
        notes, made = collected(book, name) if name else ([], None)
    rows = [{**n, "line": _plain(line)} for n, line in notes]
    data: dict[str, Any] = {"name": name, "dossiers": every, "rows": rows, "sources": [_plain(s) for s in made.sources] if made else []}
    return Answer("dossier", f"Dossier {name}" if name else "Dossiers", data, {"notes": notes, "made": made}, (NOTES, rows))


def collected(book: Book, name: str) -> tuple[list[tuple[dict[str, Any], Line]], Dossier]:
    """The notes of a dossier, each with its entry, and the dossier as it is written out."""
    show = lru_cache(64)(book.show)
    cited: dict[str, int] = {}
    notes = [({k: v for k, v in n.items() if k != "row"}, _line(n, show, cited)) for n in noting.notes(book, name)]
    sources: tuple[Source, ...] = tuple(source_of(number, show(report)) for report, number in cited.items())
    lines = tuple(line for _, line in notes)
    return notes, Dossier(f"dateline {__version__}", (("Collected", lines),) if lines else (), sources, name)


def _line(note: Mapping[str, Any], show: Any, cited: dict[str, int]) -> Line:
    """The entry of a note. What the book does not hold any more keeps its note."""
    row = note["row"]

    def text(report: str) -> str:
        return str(show(report)["text"])
    if row is None:
        return Line(note["target"], "", "not in the book any more", "", "", 0, note["text"])
    kind = row["type"]
    if kind == "report":
        number = cited.setdefault(row["id"], len(cited) + 1)
        outlet = row["outlet"] or "unknown outlet"
        return Line(row["id"], row["published"] or "", row["title"] or "Report", outlet, "", number, note["text"])
    if kind == "happening":
        counts = f"{len(row['events']) + len(row['recalled'])} events, {row['reports']} reports, {row['origins']} independent origins"
        made = line_of("events", {**row["told"][0], "mode": row["mode"]}, text, cited)
        return Line(row["id"], row["date"] or "no day told", made.says, counts, made.sentence, made.source, note["text"])
    if kind in GROUPS:
        made = line_of(GROUPS[kind], row, text, cited)
        removed = "removed by a correction; " if row["removed"] else ""
        return Line(made.id, made.day, made.says, removed + made.notes, made.sentence, made.source, note["text"])
    number = cited.setdefault(row["report"], len(cited) + 1)
    says, sentence = row.get("name") or row.get("value"), " ".join(row["sentence_text"].split())
    return Line(row["id"], "", f"{kind}: {says}", f"doubt {row['doubt']:.2f}", sentence, number, note["text"])


def _plain(record: Line | Source) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


async def export(desk: Desk, request: Request) -> Response:
    """A dossier as a file of Markdown, or as a page that needs nothing else."""
    form, name = request.path_params["form"], request.query_params.get("name", "")
    if form not in FORMS:
        raise HTTPException(404)
    kind, write = FORMS[form]

    def made() -> bytes:
        with desk.lock, desk.joined() as book:
            return "".join(write(collected(book, name)[1])).encode("utf-8", "replace")
    headers = {"content-disposition": f'attachment; filename="dossier.{form}"', "cache-control": "no-store"}
    return Response(await run_in_threadpool(made), headers=headers, media_type=kind)


async def note(desk: Desk, request: Request) -> Response:
    """Collect something, write its note, move it, or take it out again."""
    async with form_of(desk, request) as form:
        values = {k: text_of(form, k) for k in ("do", "target", "note", "text", "dossier", "back")}

    def write() -> str:
        with desk.lock, desk.book(write=True) as book:
            match values["do"]:
                case "put":
                    noting.put(book, values["dossier"] or "Dossier", values["target"], values["text"], user())
                    return back_of(values["back"]) + "#" + values["target"]
                case "drop":
                    noting.drop(book, values["note"])
                case "up" | "down":
                    noting.move(book, values["note"], values["do"] == "up")
                case _:
                    raise RecordError(f"{values['do']!r} is nothing that can be done with a note; allowed: put, drop, up, down")
        return back_of(values["back"])
    return RedirectResponse(await run_in_threadpool(write), 303)

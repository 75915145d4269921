"""`dateline mcp BOOK`: eight questions that a language model can put to a book. None of them writes, fetches, or runs anything.

Each call opens the book read-only and closes it. The filter grammar is that of the command line.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from dateline import __version__
from dateline.api import desk as ask
from dateline.api.book import Book
from dateline.errors import DatelineError, InputRefused, NotFound
from dateline.views.mcp import answers
from dateline.views.web.asked import is_day

MOST_ROWS = 50
ABOUT = ("News reports on this machine, read by Dateline: who said what, who did what to whom, where and when, each with the sentence that"
         " proves it. A finding has a doubt (0 to 1) and can be wrong; a claim is told by a source only. Cite the report's id and the"
         " sentence. " + answers.WARNING)
Day = Annotated[str | None, Field(description="a day, written 2021-06-04", max_length=10)]
Words = Annotated[str | None, Field(description="words that must stand in the report; \"quoted words\" stand together", max_length=300)]
Who = Annotated[str | None, Field(description="a country code (RUS), a sector (GOV), both (RUS GOV), or part of a name", max_length=300)]
Code = Annotated[str | None, Field(max_length=40)]
Outlet = Annotated[str | None, Field(description="the outlet's name", max_length=300)]
Limit = Annotated[int, Field(description="rows in an answer", ge=1, le=MOST_ROWS)]
After = Annotated[str | None, Field(description="`next` of the answer before, to go on behind it", max_length=80)]
Id = Annotated[str, Field(description="an id from another answer", max_length=40)]
Claims = Annotated[bool | None, Field(description="true: only claims, false: none, left out: both")]


def server(path: Path) -> MCPServer:
    """The tools over the book at `path`."""
    made: MCPServer = MCPServer("dateline", title="Dateline", instructions=ABOUT, version=__version__, log_level="WARNING")
    for tool in tools(path):
        made.add_tool(_calm(tool), annotations=ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True,
                                                        open_world_hint=False))
    return made


def tools(path: Path) -> list[Callable[..., dict[str, Any]]]:
    """The questions, as functions of plain values."""
    def book() -> Book:
        return Book(path, read_only=True, as_joined=True)

    def page(kind: str, limit: int, after: str | None, newest: bool = True, **wanted: Any) -> dict[str, Any]:
        chosen = {k: v for k, v in wanted.items() if v not in (None, "")}
        for name in ("day_from", "day_to", "as_of"):
            if name in chosen and not is_day(chosen[name]):
                raise InputRefused(f"{name}: {chosen[name]!r} is no day; write it as 2021-06-04")
        with book() as opened:
            found = ask.page(opened, kind, chosen, _key(after), limit, newest)
            shape = answers.report if kind == "report" else answers.finding
            rows = list(ask.outcomes_of(opened, found.rows, chosen["as_of"])) if kind == "agenda" and "as_of" in chosen else found.rows
            following = f"{rows[-1]['day']},{rows[-1]['id']}" if found.more else None
            return answers.answer(opened, matching=found.total, rows=[shape(r) for r in rows], next=following)

    def search(words: Words = None, outlet: Outlet = None, day_from: Day = None, day_to: Day = None, limit: Limit = 20,
               after: After = None) -> dict[str, Any]:
        """Reports by their words, outlet and day of publication, the latest first."""
        return page("report", limit, after, text=words, outlet=outlet, day_from=day_from, day_to=day_to)

    def events(event: Code = None, actor: Who = None, recipient: Who = None, about: Who = None, status: Code = None, place: Code = None,
               words: Words = None, outlet: Outlet = None, day_from: Day = None, day_to: Day = None, as_of: Day = None,
               claims: Claims = None, limit: Limit = 20, after: After = None) -> dict[str, Any]:
        """Who did what to whom. `event` is a PLOVER event (CONSULT, AGREE, ACCUSE, COERCE, ASSAULT ..), `status` actual, planned,
        hypothetical or negated, `place` a country code, `as_of` the last day of publication."""
        return page("event", limit, after, event=event, actor=actor, recipient=recipient, about=about, status=status, place=place,
                    text=words, outlet=outlet, day_from=day_from, day_to=day_to, as_of=as_of, claims=claims)

    def quotes(by: Who = None, about: Who = None, stance: Code = None, words: Words = None, outlet: Outlet = None, day_from: Day = None,
               day_to: Day = None, as_of: Day = None, limit: Limit = 20, after: After = None) -> dict[str, Any]:
        """Who said what. `stance` is asserts, denies, alleges, promises, asks, orders, hopes or expects."""
        return page("quote", limit, after, by=by, about=about, status=stance, text=words, outlet=outlet, day_from=day_from, day_to=day_to,
                    as_of=as_of)

    def agenda(about: Who = None, place: Code = None, words: Words = None, day_from: Day = None, day_to: Day = None, as_of: Day = None,
               limit: Limit = 20, after: After = None) -> dict[str, Any]:
        """What is or was to come, the earliest first. With `as_of` what had become of each item by that day: ahead, due, held, moved,
        called_off or unreported."""
        return page("agenda", limit, after, False, about=about, place=place, text=words, day_from=day_from, day_to=day_to, as_of=as_of)

    def report(id: Id, from_character: Annotated[int, Field(ge=0)] = 0) -> dict[str, Any]:  # noqa: A002 (the name that models see)
        """One report: its text, 20,000 characters at a time, and the events, quotes and agenda items in that part."""
        with book() as opened:
            row = opened.show(id)
            if row["type"] != "report":
                raise NotFound(f"{id!r} is no report; ask `explain` for it")
            text, end = row["text"], from_character + answers.TEXT
            names = {n: row[n] for n in ("outlet", "title", "published", "url")}
            here = [f for f in row["findings"] if f["type"] in ("event", "quote", "agenda") and from_character <= f["sentence"][0] < end]
            told = [answers.finding({**f, **names, "sentence_text": text[f["sentence"][0]:f["sentence"][1]]}) for f in here]
            return answers.answer(opened, report=answers.report(row), characters=len(text), findings=told[:200],
                                  go_on_from=end if end < len(text) else None, from_report={"text": text[from_character:end]})

    def happening(id: Id) -> dict[str, Any]:  # noqa: A002
        """One happening, by its id or that of an event: what each report tells of it, in how many independent origins, and where they
        disagree."""
        with book() as opened:
            found = opened.compare(id)
            told = [{**answers.finding(e), "origin": e["root"], "recalled": e["recalled"]} for e in found["events"][:MOST_ROWS]]
            sides = [{"field": d["field"], "what": d["what"], "sides": [{"events": s["events"], "origins": s["origins"],
                      "from_report": {"value": answers.cut(str(s["value"]))}} for s in d["sides"]]} for d in found["disagreements"]]
            return answers.answer(opened, happening=answers.happening(found["happening"]), told=told, disagreements=sides)

    def dyad(a: Annotated[str, Field(pattern="^[A-Z]{3}$")], b: Annotated[str, Field(pattern="^[A-Z]{3}$")],
             by: Literal["month", "quarter", "year"] = "month", claims: bool = False, day_from: Day = None,
             day_to: Day = None) -> dict[str, Any]:
        """What one country did to another and back, as two directed series: happenings, reports, independent origins, mean intensity from
        -10 (conflict) to 10 (cooperation), verbal and material apart."""
        wanted = {k: v for k, v in (("day_from", day_from), ("day_to", day_to)) if v}
        if strange := [v for v in wanted.values() if not is_day(v)]:
            raise InputRefused(f"{strange[0]!r} is no day; write it as 2021-06-04")
        with book() as opened:
            rows = [row for x, y in ((a, b), (b, a)) for row in opened.dyad(x, y, by, claims, **wanted)]
            return answers.answer(opened, rows=rows)

    def explain(id: Id) -> dict[str, Any]:  # noqa: A002
        """Why a finding says what it says: each field with its words, the rule that decided it, and every correction."""
        with book() as opened:
            row = opened.show(id)
            if row["type"] == "report":
                raise NotFound(f"{id!r} is a report; ask `report` for it")
            return answers.answer(opened, **answers.fields(opened, row))
    return [search, events, quotes, agenda, report, happening, dyad, explain]


def _calm(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """The tool, with our errors as words for the one who asked."""
    @wraps(tool)
    def answer(**given: Any) -> dict[str, Any]:
        try:
            return tool(**given)
        except DatelineError as error:
            raise ToolError(str(error)) from error
    return answer


def _key(after: str | None) -> tuple[str, str] | None:
    day, comma, id_ = (after or "").rpartition(",")
    return (day, id_) if comma else None

"""What the desk writes: pasted texts that are to be kept, and judgements. Each needs the token of a form of ours."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import PurePath
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.api import desk as ask
from dateline.errors import InputRefused, RecordError
from dateline.views.web.asked import is_day
from dateline.views.web.fixing import change_of
from dateline.views.web.guard import MOST_BYTES
from dateline.views.web.state import Desk, user

SAFE_NAME = re.compile(r"[^A-Za-z0-9._-]+")
FORMS = (".txt", ".md", ".html", ".htm", ".eml", ".json", ".xml", ".xhtml", ".mht", ".mhtml")
BACK = re.compile(r"/[A-Za-z0-9/_.?=&%,+:-]*")


@asynccontextmanager
async def form_of(desk: Desk, request: Request) -> AsyncIterator[FormData]:
    """The form of a request that may write, its files closed behind it; 403 without its token."""
    if not request.headers.get("content-type", "").startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        raise HTTPException(415, "This address takes forms only.")
    async with request.form(max_files=1, max_fields=600, max_part_size=MOST_BYTES) as form:
        if not desk.tokens.allow(request, text_of(form, "token")):
            raise HTTPException(403, "The form's token is missing or old. Open the page again and send the form once more.")
        yield form


def text_of(form: FormData, name: str) -> str:
    """A text field of a form, or nothing."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


async def paste(desk: Desk, request: Request) -> Response:
    """Read a pasted text or file at once and show it; nothing is stored."""
    async with form_of(desk, request) as form:
        published, outlet = text_of(form, "published").strip(), text_of(form, "outlet").strip()[:200]
        file = form.get("file")
        if isinstance(file, UploadFile) and file.filename:
            raw, name = await file.read(), file_name(file.filename)
        else:
            raw, name = text_of(form, "text").replace("\r\n", "\n").encode("utf-8", "replace"), "pasted.txt"
    if published and not is_day(published):
        raise InputRefused(f"the date {published!r} is not understood; write it as 2021-06-04")
    if not raw.strip():
        raise InputRefused("there is nothing to read; paste a report's text or choose a file")
    key = await run_in_threadpool(desk.paste, raw, name, published, outlet)
    return RedirectResponse(f"/pasted/{key}", 303)


def file_name(given: str) -> str:
    """A name under which a file can be kept: nothing of its path, no strange characters, a suffix that says how to read it.

    >>> file_name("../../etc/pass wd.HTML"), file_name("x.exe"), file_name("")
    ('pass_wd.html', 'x.exe.txt', 'pasted.txt')
    """
    name = SAFE_NAME.sub("_", PurePath(given.replace("\\", "/")).name).strip("._")[-80:]
    if not name:
        return "pasted.txt"
    stem, suffix = PurePath(name).stem, PurePath(name).suffix.lower()
    return stem + suffix if suffix in FORMS else name + ".txt"


async def keep(desk: Desk, request: Request) -> Response:
    """Store a pasted text in the book."""
    async with form_of(desk, request):
        pass
    held = desk.of_key(request.path_params["key"])

    def write() -> str:
        with desk.lock, desk.book(write=True) as book:
            added = ask.keep(book, held.raw, held.name, held.published, held.outlet)
            if added.refused:
                raise InputRefused(added.reasons[0])
            return ask.id_of(book, held.raw)
    return RedirectResponse(f"/reports/{await run_in_threadpool(write)}", 303)


async def judge(desk: Desk, request: Request) -> Response:
    """Accept, fix, remove, mark or undo."""
    async with form_of(desk, request) as form:
        values = {k: v for k, v in form.multi_items() if isinstance(v, str)}
    values["events"] = ",".join(v for k, v in form.multi_items() if k == "events" and isinstance(v, str))
    made, anchor = await run_in_threadpool(_judge, desk, values)
    back = back_of(values.get("back", "/"))
    if back.startswith(("/review", "/audit")):
        return RedirectResponse(f"{back}{'&' if '?' in back else '?'}done={made}", 303)
    return RedirectResponse(f"{back}#{anchor}", 303)


def back_of(given: str) -> str:
    """Where a form sends its reader: a page of ours, else the first.

    >>> back_of("/reports/r1"), back_of("//evil.example"), back_of("https://evil.example"), back_of("/dossier?name=A%20b")
    ('/reports/r1', '/', '/', '/dossier?name=A%20b')
    """
    return given if BACK.fullmatch(given) and not given.startswith("//") else "/"


def _judge(desk: Desk, form: dict[str, str]) -> tuple[str, str]:
    """Write the judgement that a form asks for; returns its id and the place on the page to return to."""
    do, target = form.get("do", ""), form.get("target", "")
    because = form.get("because", "").strip()[:1000] or {"accept": "read and accepted", "remove": "read and found wrong", "mark": "missed",
                                                        "undo": "taken back", "fix": "read and put right",
                                                        "merge": "one and the same event", "split": "another event"}.get(do, "")
    with desk.lock, desk.book(write=True) as book:
        match do:
            case "accept":
                return book.fix(target, because, user()).id, target
            case "remove":
                return book.remove(target, because, user()).id, "corrections"
            case "undo":
                return book.undo(target, because, user()).id, form.get("finding", "corrections")
            case "fix":
                row = book.show(target)
                reading = ask.report_as_it_stands(book, row["report"]).reading
                finding = next((f for f in reading.findings() if f.id == target), None)
                if finding is None:
                    raise RecordError(f"{target} was removed; undo that first")
                change = change_of(finding, reading, form)
                if not change:
                    raise RecordError("no field was changed; to say that all is right, accept it")
                return book.fix(target, because, user(), **change).id, target
            case "merge":
                return book.merge(target, form.get("other", "").strip(), because, user()).id, "main"
            case "split":
                if not form.get("events"):
                    raise RecordError("tick what does not belong here")
                return book.split(form["events"].split(","), because, user()).id, "main"
            case "mark":
                return _mark(book, target, form, because)
    raise RecordError(f"{do!r} is nothing that can be done; allowed: accept, fix, remove, mark, merge, split, undo")


def _mark(book: Any, report: str, form: dict[str, str], because: str) -> tuple[str, str]:
    """Mark a missed finding on words of the report: those at `start`, else the only place where they stand in the block."""
    text, words, type_ = book.show(report)["text"], form.get("words", "").replace("\r\n", "\n").strip(), form.get("type", "")
    low, high = _number(form.get("from", ""), 0), _number(form.get("to", ""), len(text))
    start = _number(form.get("start", ""), -1)
    if not words or text[start:start + len(words)] != words or start < 0:
        start = text.find(words, low, high) if words else -1
    if start < 0:
        raise RecordError(f"the words {words[:80]!r} do not stand in this part of the report; copy them exactly")
    extra = {"event": form.get("event", "")} if type_ == "event" else {}
    if type_ == "time":
        extra = {"timex": "DATE", "value": form.get("event", "") or words}
    judgement = book.mark(report, type_, [(start, start + len(words))], because, user(), **extra)
    made = [f["id"] for f in book.show(report)["findings"] if f["why"] == "marked"]
    return judgement.id, made[-1] if made else "corrections"


def _number(value: str, default: int) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else default

"""Files, folders and globs to reports: each file in its form, each refusal with its reason, always in the same order.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     _ = Path(folder, "b.txt").write_text("Two envoys met in Riga on Friday.")
...     _ = Path(folder, "a.html").write_bytes(b"")
...     for one in taken_of_paths([folder]):
...         print(Path(one.source).name, getattr(one, "reason", "taken"))
a.html empty
b.txt taken
"""

import glob
import io
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dateline.errors import InputRefused
from dateline.intake.decode import MOST_BYTES, decode
from dateline.intake.feed import is_feed, json_feed, taken_of_feed, taken_of_json_feed
from dateline.intake.html import report_of_html
from dateline.intake.jsonl import taken_of_lines, taken_of_row, taken_of_table
from dateline.intake.mail import looks_like_mail, report_of_mail
from dateline.intake.page import day_in_address
from dateline.intake.rawmap import same
from dateline.intake.taken import Refused, Taken
from dateline.intake.text import report_of_text
from dateline.intake.warc import taken_of_warc
from dateline.intake.zipped import taken_of_zip

PAGES = frozenset((".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php", ".jsp", ".mht_"))
LINES = frozenset((".jsonl", ".ndjson", ".jsonlines"))
TABLES = frozenset((".csv", ".tsv"))
FEEDS = frozenset((".rss", ".atom"))
ARCHIVES = (".zip", ".warc", ".warc.gz")  # files of many originals
PAGE_HEAD = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta|title|table)\b", re.I)
COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.S)
XML_HEAD = re.compile(r"\s*<(?:\?xml|!doctype|!entity|[a-z][\w:-]*[\s>])", re.I)
SKIPPED = re.compile(r"^\.|~$|^Thumbs\.db$|^desktop\.ini$")
MOST_JSON_REPORTS = 1_000_000


def taken_of_paths(paths: Iterable[str | Path], outlet: str | None = None, published: date | None = None) -> Iterator[Taken | Refused]:
    """The reports of files, folders (with all below them, hidden files left out) and globs, and a refusal for what is none."""
    for path in paths:
        files = list(files_of(path))
        if not files:
            yield Refused(str(path), "no such file or folder, or an empty folder")
        for file in files:
            yield from taken_of_file(file, outlet, published)


def files_of(path: str | Path) -> Iterator[Path]:
    """The files that a path, a folder or a glob names, sorted by name; links are followed to files, never to folders."""
    whole = Path(path)
    if whole.is_dir():
        for folder, folders, names in os.walk(whole):
            folders[:] = sorted(f for f in folders if not SKIPPED.search(f))
            yield from (Path(folder, n) for n in sorted(names) if not SKIPPED.search(n))
    elif _exists(whole):
        yield whole
    else:
        found = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207  a glob may be absolute, which Path.glob refuses
        yield from (Path(f) for f in found if Path(f).is_file())


def taken_of_file(path: Path, outlet: str | None = None, published: date | None = None) -> Iterator[Taken | Refused]:
    """The report or reports of one file, or a refusal."""
    source = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputRefused("no regular file")
        if path.suffix.lower() in LINES:
            with path.open("rb") as lines:
                yield from taken_of_lines(lines, source)
            return
        if path.suffix.lower() in TABLES:
            with path.open("rb") as table:
                yield from taken_of_table(table, source)
            return
        if is_archive(path):
            with path.open("rb") as archive:
                yield from _taken_of_archive(archive, path, outlet, published)
            return
        if status.st_size > MOST_BYTES:
            raise InputRefused(f"{status.st_size:,} bytes; at most {MOST_BYTES:,} are read as one report; split it")
        yield from taken_of_bytes(path.read_bytes(), source, path.suffix.lower(), outlet, published)
    except OSError as error:
        yield Refused(source, f"cannot be opened: {error.strerror or error}")
    except InputRefused as error:
        yield Refused(source, str(error))


def is_archive(path: Path) -> bool:
    """Whether a file is one of many originals: a ZIP archive or a WARC file."""
    return path.name.lower().endswith(ARCHIVES)


def _taken_of_archive(file: BinaryIO, path: Path, outlet: str | None, published: date | None) -> Iterator[Taken | Refused]:
    def read(raw: bytes, at: str, suffix: str, url: str | None = None) -> Iterator[Taken | Refused]:
        return taken_of_bytes(raw, at, suffix, outlet, published, url)

    if path.suffix.lower() == ".zip":
        yield from taken_of_zip(file, str(path), read)
    else:
        yield from taken_of_warc(file, str(path), read)


def taken_of_bytes(raw: bytes, source: str = "-", suffix: str = "", outlet: str | None = None, published: date | None = None,
                   url: str | None = None) -> Iterator[Taken | Refused]:
    """The reports of bytes, in the form that suffix and content tell; raises InputRefused where none can be read."""
    if suffix in LINES:
        yield from taken_of_lines(io.BytesIO(raw), source)
        return
    if suffix in TABLES:
        yield from taken_of_table(io.BytesIO(raw), source)
        return
    text = decode(raw).text
    head = text[:8192].lstrip("\ufeff")
    form = _form(head, suffix)
    if form == "json":
        feed = json_feed(text)
        yield from taken_of_json_feed(feed, source, outlet) if feed else _json(text, raw, source)
        return
    if form == "feed":
        yield from taken_of_feed(raw, source, outlet)
        return
    readers: dict[str, Callable[[], Taken]] = {
        "html": lambda: report_of_html(raw, url, published, outlet, source),
        "mail": lambda: report_of_mail(raw, url, published, outlet, source),
        "text": lambda: report_of_plain(raw, url, published, outlet, source),
    }
    if form not in readers:
        raise InputRefused("XML of a kind that is not read; give HTML, plain text, feeds, JSON lines, CSV or mail")
    yield readers[form]()


def report_of_plain(raw: bytes, url: str | None = None, published: date | None = None, outlet: str | None = None,
                    source: str = "") -> Taken:
    """The report of a plain text's bytes; the day in its address or name counts where nothing else tells one."""
    decoded = decode(raw)
    report = report_of_text(decoded.text, published, outlet, url)
    if report.published is None and (day := day_in_address(url or "") or day_in_address(source.rsplit("/", 1)[-1])):
        report = replace(report, published=day.isoformat(), published_from="file")
    return Taken(report=report, text=decoded.text, raw=decoded.text, raw_map=same(len(decoded.text)), source=source, form="text",
                 encoding=decoded.encoding, elements=(None,) * len(report.blocks))


def _form(head: str, suffix: str) -> str:
    """html, mail, json, feed, text or xml, by suffix and, where that says nothing or something else, by the first characters."""
    if suffix in PAGES or PAGE_HEAD.match(COMMENT.sub("", head) if "<!--" in head else head):
        return "html"
    if suffix == ".eml" or (suffix not in (".txt", ".md") and looks_like_mail(head)):
        return "mail"
    if suffix == ".json" or (suffix == "" and head.lstrip().startswith(("{\"", "[{"))):
        return "json"
    if suffix in FEEDS or (suffix not in (".txt", ".md") and XML_HEAD.match(head) and is_feed(head)):
        return "feed"
    if suffix == ".xml" or (suffix not in (".txt", ".md") and XML_HEAD.match(head)):
        return "xml"
    return "text"


def _json(text: str, raw: bytes, source: str) -> Iterator[Taken | Refused]:
    """A JSON file: one object, a list of objects, or in truth JSON lines."""
    import json

    try:
        found = json.loads(text)
    except RecursionError as error:
        raise InputRefused("no JSON: nested too deep") from error
    except ValueError as error:
        if text.count("\n") and text.lstrip().startswith("{"):
            yield from taken_of_lines(io.BytesIO(raw), source)
            return
        raise InputRefused(f"no JSON: {error}"[:200]) from error
    rows = found if isinstance(found, list) else [found]
    for number, row in enumerate(rows[:MOST_JSON_REPORTS], 1):
        at = source if rows is not found else f"{source}#{number}"
        if not isinstance(row, dict):
            yield Refused(at, f"a JSON {type(row).__name__}, no object with a text")
            continue
        try:
            yield taken_of_row(row, source, str(number))
        except InputRefused as error:
            yield Refused(at, str(error))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False

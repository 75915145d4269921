"""Bytes to reports, in the form that suffix and content tell.

>>> for one in taken_of_bytes(b"<p>Two envoys met in Riga on Friday, the ministry said.</p>", "page", ""):
...     print(one.form, one.text)
html Two envoys met in Riga on Friday, the ministry said.
"""

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from dateline.errors import InputRefused
from dateline.intake.decode import decode
from dateline.intake.feed import is_feed, json_feed, taken_of_feed, taken_of_json_feed
from dateline.intake.html import report_of_html
from dateline.intake.jsonl import mapped, taken_of_lines, taken_of_row, taken_of_table
from dateline.intake.mail import looks_like_mail, report_of_mail
from dateline.intake.newsletter import items_of
from dateline.intake.packed import MAGIC, inner_suffix, refuse_tar, unpacked
from dateline.intake.page import day_in_address
from dateline.intake.pdf import PDF_HEAD, report_of_pdf
from dateline.intake.rawmap import same
from dateline.intake.sitemap import is_sitemap, sitemap_of
from dateline.intake.taken import Refused, Taken
from dateline.intake.text import report_of_text

PAGES = frozenset((".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php", ".jsp", ".mht_"))
LINES = frozenset((".jsonl", ".ndjson", ".jsonlines"))
TABLES = frozenset((".csv", ".tsv"))
FEEDS = frozenset((".rss", ".atom"))
PLAIN = (".txt", ".md")
PAGE_HEAD = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta|title|table)\b", re.I)
COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.S)
XML_HEAD = re.compile(r"\s*<(?:\?xml|!doctype|!entity|[a-z][\w:-]*[\s>])", re.I)
MOST_JSON_REPORTS = 1_000_000


def taken_of_bytes(raw: bytes, source: str = "-", suffix: str = "", outlet: str | None = None, published: date | None = None,
                   url: str | None = None, charset: str | None = None,
                   columns: Mapping[str, str] | None = None) -> Iterator[Taken | Refused]:
    """The reports of bytes; raises InputRefused where none can be read.

    `charset` came with them (HTTP); `columns` says under which names rows carry what is read (see `jsonl.columns_of`).
    """
    if raw.startswith(MAGIC):
        raw, suffix = unpacked(raw), inner_suffix(source)
    refuse_tar(raw)
    if suffix in LINES:
        yield from taken_of_lines(io.BytesIO(raw), source, columns)
        return
    if suffix in TABLES:
        yield from taken_of_table(io.BytesIO(raw), source, columns)
        return
    if PDF_HEAD.match(raw):
        yield report_of_pdf(raw, url, published, outlet, source)
        return
    text = decode(raw, charset).text
    head = text[:8192].lstrip("\ufeff")
    form = form_of(head, suffix)
    if form == "json":
        feed = json_feed(text)
        yield from taken_of_json_feed(feed, source, outlet) if feed else _json(text, raw, source, columns)
        return
    if form == "feed":
        yield from taken_of_feed(raw, source, outlet)
        return
    readers: dict[str, Callable[[], Taken]] = {
        "html": lambda: report_of_html(raw, url, published, outlet, source, charset),
        "mail": lambda: report_of_mail(raw, url, published, outlet, source),
        "text": lambda: report_of_plain(raw, url, published, outlet, source, charset),
    }
    if form not in readers:
        raise InputRefused(_strange(raw, head))
    yield from items_of(readers[form]())


def report_of_plain(raw: bytes, url: str | None = None, published: date | None = None, outlet: str | None = None,
                    source: str = "", charset: str | None = None) -> Taken:
    """The report of a plain text's bytes; the day in its address or name counts where nothing else tells one."""
    decoded = decode(raw, charset)
    report = report_of_text(decoded.text, published, outlet, url)
    if report.published is None and (day := day_in_address(url or "") or day_in_address(source.rsplit("/", 1)[-1])):
        report = replace(report, published=day.isoformat(), published_from="file")
    return Taken(report=report, text=decoded.text, raw=decoded.text, raw_map=same(len(decoded.text)), source=source, form="text",
                 encoding=decoded.encoding, elements=(None,) * len(report.blocks))


def form_of(head: str, suffix: str) -> str:
    """html, mail, json, feed, text or xml, by suffix and, where that says nothing or something else, by the first characters."""
    if suffix in PAGES or PAGE_HEAD.match(COMMENT.sub("", head) if "<!--" in head else head):
        return "html"
    if suffix == ".eml" or (suffix not in PLAIN and looks_like_mail(head)):
        return "mail"
    if suffix == ".json" or (suffix == "" and head.lstrip().startswith(("{\"", "[{"))):
        return "json"
    if suffix in FEEDS or (suffix not in PLAIN and XML_HEAD.match(head) and is_feed(head)):
        return "feed"
    if suffix == ".xml" or (suffix not in PLAIN and XML_HEAD.match(head)):
        return "xml"
    return "text"


def _strange(raw: bytes, head: str) -> str:
    """Why an XML file is not read."""
    if is_sitemap(head):
        found = sitemap_of(raw)
        return f"a sitemap of {found.count:,} addresses and no report; dateline fetch reads what it lists"
    return "XML of a kind that is not read; give HTML, plain text, feeds, JSON lines, CSV or mail"


def _json(text: str, raw: bytes, source: str, columns: Mapping[str, str] | None) -> Iterator[Taken | Refused]:
    """A JSON file: one object, a list of objects, or in truth JSON lines."""
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise InputRefused("no JSON: nested too deep") from error
    except ValueError as error:
        if text.count("\n") and text.lstrip().startswith("{"):
            yield from taken_of_lines(io.BytesIO(raw), source, columns)
            return
        raise InputRefused(f"no JSON: {error}"[:200]) from error
    rows = found if isinstance(found, list) else [found]
    for number, row in enumerate(rows[:MOST_JSON_REPORTS], 1):
        at = source if rows is not found else f"{source}#{number}"
        if not isinstance(row, dict):
            yield Refused(at, f"a JSON {type(row).__name__}, no object with a text")
            continue
        try:
            yield taken_of_row(mapped(row, columns), source, str(number))
        except InputRefused as error:
            yield Refused(at, str(error))

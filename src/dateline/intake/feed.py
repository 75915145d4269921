r"""Feeds to reports: each item of RSS, Atom or JSON Feed is one, with the feed's name for its outlet.

>>> feed = b'''<rss><channel><title>Courier</title><item><title>Envoys meet</title><link>https://c.example/1</link>
... <pubDate>Fri, 04 Jun 2021 10:00:00 GMT</pubDate><description>Two envoys met in Riga.</description></item></channel></rss>'''
>>> for one in taken_of_feed(feed, "news.rss"):
...     print(one.source, one.report.outlet, one.report.published, one.report.complete, one.text)
news.rss#https://c.example/1 Courier 2021-06-04 False Two envoys met in Riga.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from dateline.errors import InputRefused
from dateline.intake.decode import clean
from dateline.intake.html import report_of_markup
from dateline.intake.jsonl import day_given
from dateline.intake.page import urlsplit_ok
from dateline.intake.rawmap import same
from dateline.intake.taken import Refused, Taken
from dateline.intake.text import report_of_text

FEED_HEAD = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
JSON_FEED = "https://jsonfeed.org/version/"
MOST_ITEMS = 20_000
TAG = re.compile(r"<[a-zA-Z/!][^>]{0,2000}>")
FULL = ("encoded", "content")  # an item's whole text; what only describes it is a teaser
TEASERS = ("description", "summary")
DAYS = ("published", "pubDate", "date", "issued", "updated")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, its items, and how many it holds, which may be more."""

    title: str | None
    items: Iterator["Item"]
    count: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item as its feed gives it; `full` is False where only a teaser stands there."""

    name: str
    title: str | None
    url: str | None
    published: date | None
    content: str
    full: bool


def is_feed(head: str) -> bool:
    """Whether the first characters of an XML file are a feed's.

    >>> is_feed('<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'), is_feed("<urlset>")
    (True, False)
    """
    return FEED_HEAD.search(head[:4096]) is not None


def taken_of_feed(raw: bytes, source: str, outlet: str | None = None) -> Iterator[Taken | Refused]:
    """A report or a refusal for each item; raises InputRefused where the file is no feed."""
    yield from _reports(feed_of(raw), source, outlet)


def feed_of(raw: bytes) -> Feed:
    """The items of RSS and Atom; raises InputRefused where the file is no feed. Entities are never expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_pis=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputRefused(f"no feed that can be read: {error}"[:200]) from error
    if root is None:
        raise InputRefused("no feed that can be read: it is no XML")
    held = [e for e in root.iter() if name_of(e) in ("item", "entry")]
    channel = next((e for e in root if name_of(e) == "channel"), root)
    return Feed(_tidy(_text(channel, ("title",))), (_item(e) for e in held[:MOST_ITEMS]), len(held))


def taken_of_json_feed(feed: Mapping[str, Any], source: str, outlet: str | None = None) -> Iterator[Taken | Refused]:
    """A report or a refusal for each item of a JSON Feed."""
    yield from _reports(feed_of_json(feed), source, outlet)


def feed_of_json(feed: Mapping[str, Any]) -> Feed:
    """The items of a JSON Feed."""
    items = feed.get("items")
    held = [i for i in items if isinstance(i, dict)] if isinstance(items, list) else []
    return Feed(_tidy(_word(feed.get("title"))), (_json_item(i) for i in held[:MOST_ITEMS]), len(held))


def _reports(feed: Feed, source: str, outlet: str | None) -> Iterator[Taken | Refused]:
    if feed.count == 0:
        yield Refused(source, "a feed without items")
    for number, item in enumerate(feed.items, 1):
        at = f"{source}#{item.name or number}"
        try:
            yield report_of_item(item, at, outlet or feed.title)
        except InputRefused as error:
            yield Refused(at, str(error))
    if feed.count > MOST_ITEMS:
        yield Refused(source, f"a feed of {feed.count:,} items; the first {MOST_ITEMS:,} are read")


def report_of_item(item: Item, at: str, outlet: str | None) -> Taken:
    """An item's report: from its markup where it has any, else from its text; raises InputRefused where it has neither."""
    if not item.content.strip():
        raise InputRefused("an item without text")
    if TAG.search(item.content):
        taken = report_of_markup(item.content, item.url, item.published, outlet, at)
    else:
        text = clean(html.unescape(item.content).strip())
        report = report_of_text(text, item.published, outlet, item.url)
        taken = Taken(report=report, text=text, raw=text, raw_map=same(len(text)), source=at, form="text",
                      elements=(None,) * len(report.blocks))
    report = replace(taken.report, title=item.title or taken.report.title, complete=taken.report.complete and item.full,
                     published_from="meta" if item.published else taken.report.published_from)
    return replace(taken, report=report)


def _item(element: Any) -> Item:
    full = _text(element, FULL)
    url = next((u for u in (_text(element, ("link",)), _link(element)) if u and urlsplit_ok(u)), None)
    name = url or _text(element, ("guid", "id")) or ""
    return Item(clean(name)[:300], _tidy(_text(element, ("title",))), url, day_of(_text(element, DAYS)),
                full or _text(element, TEASERS) or "", full is not None)


def _json_item(item: Mapping[str, Any]) -> Item:
    full = _word(item.get("content_html")) or _word(item.get("content_text"))
    url = _word(item.get("url"))
    return Item(clean(str(url or item.get("id") or ""))[:300], _tidy(_word(item.get("title"))), url if url and urlsplit_ok(url) else None,
                day_of(_word(item.get("date_published"))), full or _word(item.get("summary")) or "", full is not None)


def _text(element: Any, names: tuple[str, ...]) -> str | None:
    """The text of the first child that has one of the names, in the order of the names; markup inside it (xhtml) as it stands."""
    for name in names:
        for child in element:
            if name_of(child) == name:
                inner = "".join(etree.tostring(c, encoding="unicode") for c in child if isinstance(c.tag, str))
                words = inner if inner.strip() else "".join(child.itertext())
                if words.strip():
                    return words.strip()
    return None


def _link(element: Any) -> str | None:
    """Atom's address: an attribute of the link that is the page itself."""
    links = (c for c in element if name_of(c) == "link" and c.get("rel", "alternate") == "alternate")
    return next((str(c.get("href")) for c in links if c.get("href")), None)


def name_of(element: Any) -> str:
    """An element's name without its namespace; comments and entities have none."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def day_of(words: str | None) -> date | None:
    """A day as RFC 822 or ISO writes it; None for anything else."""
    if not words:
        return None
    try:
        return day_given(words)
    except InputRefused:
        try:
            return parsedate_to_datetime(words).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            return None


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _tidy(title: str | None) -> str | None:
    """A title on one line, without markup."""
    return clean(" ".join(TAG.sub("", html.unescape(title)).split()))[:500] or None if title else None


def json_feed(text: str) -> Mapping[str, Any] | None:
    """The JSON Feed in a text, None where it holds other JSON or none.

    >>> json_feed('{"version": "https://jsonfeed.org/version/1.1", "items": []}')["items"]
    []
    """
    if JSON_FEED not in text[:4096]:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and str(found.get("version", "")).startswith(JSON_FEED) else None

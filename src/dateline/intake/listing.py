r"""What a feed or a sitemap lists: its entries with their addresses and days, so that a fetch can go on to what is new.

>>> feed = b"<rss><channel><title>Courier</title><item><title>Talks</title><link>https://c.example/1</link></item></channel></rss>"
>>> found = listing_of(feed)
>>> found.outlet, [(e.url, e.title) for e in found.entries]
('Courier', [('https://c.example/1', 'Talks')])
>>> listing_of(b"<html><p>Two envoys met.</p></html>") is None
True
"""

from dataclasses import dataclass
from datetime import date

from dateline.intake.decode import decode
from dateline.intake.feed import JSON_FEED, Feed, Item, feed_of, feed_of_json, json_feed
from dateline.intake.forms import form_of
from dateline.intake.packed import MAGIC, unpacked
from dateline.intake.sitemap import Listed, is_sitemap, sitemap_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One of what is listed. `name` is what it is known by, `changed` tells one version of it from another, `day` is that of publication
    or else of the last change, `item` what a feed gives of its text."""

    name: str
    url: str | None
    title: str | None
    day: date | None
    published: date | None
    changed: str = ""
    outlet: str | None = None
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed's or a sitemap's entries and, for an index, the sitemaps below it; `count` may be more than those that are read."""

    outlet: str | None
    entries: tuple[Entry, ...]
    sitemaps: tuple[Entry, ...]
    count: int


def listing_of(raw: bytes) -> Listing | None:
    """The listing in some bytes, packed or not, None where they hold something else; raises InputRefused for a broken one."""
    if raw.startswith(MAGIC):
        raw = unpacked(raw)
    head = raw[:8192].replace(b"\0", b"").decode("latin-1").lstrip("ÿþï»¿\ufeff \r\n\t")
    if head.startswith("{") and JSON_FEED in head.replace("\\/", "/"):
        found = json_feed(decode(raw).text.replace("\\/", "/", 8))
        return _of_feed(feed_of_json(found)) if found else None
    form = form_of(head, "") if head.startswith("<") else ""
    if form == "xml" and is_sitemap(head):
        sitemap = sitemap_of(raw)
        return Listing(None, tuple(map(_listed, sitemap.pages)), tuple(map(_listed, sitemap.sitemaps)), sitemap.count)
    return _of_feed(feed_of(raw)) if form == "feed" else None


def _listed(one: Listed) -> Entry:
    return Entry(one.url, one.url, one.title, one.day, one.published, one.changed or "", one.outlet)


def _of_feed(feed: Feed) -> Listing:
    entries = tuple(Entry(item.name or f"item {number}", item.url, item.title, item.published, item.published, item=item)
                    for number, item in enumerate(feed.items, 1))
    return Listing(feed.title, entries, (), feed.count)

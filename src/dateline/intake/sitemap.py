r"""Sitemaps (sitemaps.org, Google's news extension) to the addresses that they list: pages with their days, or further sitemaps.

>>> raw = b'''<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://c.example/1</loc><lastmod>2021-06-04</lastmod></url></urlset>'''
>>> sitemap_of(raw).pages
(Listed(url='https://c.example/1', changed='2021-06-04', published=None, title=None, outlet=None),)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from dateline.errors import InputRefused
from dateline.intake.feed import day_of, name_of
from dateline.intake.page import urlsplit_ok

HEAD = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
MOST_LISTED = 50_000  # the protocol's own bound on one sitemap


@dataclass(frozen=True, slots=True)
class Listed:
    """An address of a sitemap: when it last changed, in its words, and what a news sitemap says of the article."""

    url: str
    changed: str | None = None
    published: date | None = None
    title: str | None = None
    outlet: str | None = None

    @property
    def day(self) -> date | None:
        """The day of publication, else of the last change."""
        return self.published or day_of(self.changed)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages and the further sitemaps that one lists, in its order, and how many addresses it holds, which may be more."""

    pages: tuple[Listed, ...]
    sitemaps: tuple[Listed, ...]
    count: int


def is_sitemap(head: str) -> bool:
    """Whether the first characters of an XML file are a sitemap's.

    >>> is_sitemap('<?xml version="1.0"?><urlset xmlns="x">'), is_sitemap("<rss>")
    (True, False)
    """
    return HEAD.search(head[:4096]) is not None


def sitemap_of(raw: bytes) -> Sitemap:
    """What a sitemap or an index of sitemaps lists; raises InputRefused where it is none. Entities are never expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_pis=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputRefused(f"no sitemap that can be read: {error}"[:200]) from error
    kind = "" if root is None else name_of(root)
    if kind not in ("urlset", "sitemapindex"):
        raise InputRefused("no sitemap that can be read: it lists no addresses")
    held = [e for e in root if name_of(e) in ("url", "sitemap")]
    found = tuple(_listed(held[:MOST_LISTED]))
    return Sitemap(found if kind == "urlset" else (), found if kind == "sitemapindex" else (), len(held))


def _listed(elements: list[Any]) -> Iterator[Listed]:
    for element in elements:
        url = _text(element, "loc")
        if not url or not urlsplit_ok(url):
            continue
        news = next((c for c in element if name_of(c) == "news"), None)
        if news is None:
            yield Listed(url, _text(element, "lastmod"))
            continue
        paper = next((c for c in news if name_of(c) == "publication"), None)
        yield Listed(url, _text(element, "lastmod"), day_of(_text(news, "publication_date")), _text(news, "title"),
                     _text(paper, "name") if paper is not None else None)


def _text(element: Any, name: str) -> str | None:
    """The words of a direct child: an image's address, which stands deeper, is not the page's."""
    for child in element:
        if name_of(child) == name:
            return " ".join("".join(child.itertext()).split())[:2048] or None
    return None

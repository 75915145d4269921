"""What a page's head says of its report: title, authors, day of publication, outlet, address. Source: JSON-LD, then meta, then `<time>`.

>>> from dateline.intake.markup import scan
>>> about = about_page(scan('<meta property="og:site_name" content="The Courier"><meta name="date" content="2021-06-04T10:00:00Z">'))
>>> about.outlet, about.published.day.isoformat(), about.published.source
('The Courier', '2021-06-04', 'meta')
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from dateline.codes.intake_elements import meta_names
from dateline.intake.days import full_dates
from dateline.intake.markup import Page
from dateline.intake.published import Published

URL_DAY = re.compile(r"(?<![^\W_])((?:19|20)\d\d)(?:([/_.-])([01]?\d)\2([0-3]?\d)|([01]\d)([0-3]\d))(?![^\W_])")
URL_DAY_NAMED = re.compile(r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?=/|$)", re.I)
WRAPPING = re.compile(r"^\s*(?://)?\s*<!(?:\[CDATA\[|--)|(?://)?\s*(?:\]\]|--)>\s*$")
SUFFIX = re.compile(r"\s+[|–—•·»:-]+\s+[^|–—•·»]{2,60}$")
EARLIEST = date(1990, 1, 2)
ELSEWHERE = frozenset(("related", "aside", "comments", "nav", "footer"))
MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class About:
    """What the head says; `free` is False where the page says that it is not free to read."""

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: Published | None = None
    outlet: str | None = None
    url: str | None = None
    free: bool = True


def about_page(page: Page) -> About:
    """All that a page's head says of its report."""
    articles = frozenset(meta_names()["article"])
    nodes = [n for n in _nodes(page.scripts) if _kinds(n) & articles]
    nodes.sort(key=lambda n: (0 if "headline" in n else 1, "datePublished" not in n))
    main = nodes[0] if nodes else {}
    url = page.canonical or page.metas.get("og:url")
    titles = [_words(main.get("headline") or main.get("name")), *(page.metas.get(t) for t in meta_names()["title"]), page.title]
    outlet = _outlet(main, nodes, page)
    return About(
        titles=tuple(dict.fromkeys(t for t in map(_tidy, titles) if t)),
        authors=tuple(a for a in _names(main.get("author")) or _meta_names(page) if a != outlet),
        published=_published(main, page), outlet=outlet, url=url if url and urlsplit_ok(url) else None,
        free=str(main.get("isAccessibleForFree", "true")).lower() not in ("false", "no", "0"))


def day_in_address(address: str) -> date | None:
    """The day that a URL or file name carries ("/2021/06/04/", "2021-06-04_talks.html"), None where it carries none or two.

    >>> day_in_address("https://example.org/2021/06/04/talks").isoformat()
    '2021-06-04'
    """
    address = address[-500:]
    found = {day for y, _, m, d, mm, dd in URL_DAY.findall(address) if (day := _real(int(y), int(m or mm), int(d or dd)))}
    found |= {d.day for y, m, n in URL_DAY_NAMED.findall(address) for d in full_dates(f"{n} {m} {y}")}
    return found.pop() if len(found) == 1 else None


def without_suffix(title: str) -> str:
    """A `<title>` without the outlet's name after its last bar or dash.

    >>> without_suffix("Talks resume in Vienna | The Courier")
    'Talks resume in Vienna'
    """
    return SUFFIX.sub("", title) or title


def urlsplit_ok(url: str) -> bool:
    """Whether a string is a web address."""
    try:
        return urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).netloc)
    except ValueError:
        return False


def _real(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= date(2100, 1, 1) else None


def _nodes(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """All objects of the JSON-LD scripts, `@graph` and lists opened."""
    todo: list[Any] = []
    for script in scripts[:20]:
        try:
            todo.append(json.loads(WRAPPING.sub("", script), strict=False))
        except (ValueError, RecursionError):
            continue
    for _ in range(MOST_NODES):
        if not todo:
            return
        node = todo.pop(0)
        if isinstance(node, list):
            todo += node[:200]
        elif isinstance(node, dict):
            yield node
            todo += [node[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(node.get(k), dict | list)]


def _kinds(node: dict[str, Any]) -> set[str]:
    kind = node.get("@type")
    return {str(k).lower() for k in (kind if isinstance(kind, list) else [kind])[:10]}


def _words(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return value if isinstance(value, str) else None


def _tidy(value: str | None) -> str | None:
    return " ".join(html.unescape(value[:1000]).split()) or None if value else None


def _names(value: Any) -> tuple[str, ...]:
    """Authors of JSON-LD: names, lists of names, objects with names; addresses are none."""
    values = value if isinstance(value, list) else [value]
    names = [_tidy(_words(v)) for v in values[:20]]
    return tuple(dict.fromkeys(n for n in names if n and not urlsplit_ok(n) and len(n) <= 80 and "@" not in n))


def _meta_names(page: Page) -> tuple[str, ...]:
    for key in meta_names()["author"]:
        words = _tidy(page.metas.get(key))
        if words:
            parts = re.split(r"\s*(?:,|;|\band\b|&)\s*", re.sub(r"^by\s+", "", words, flags=re.I))
            names = tuple(p for p in parts if p and not urlsplit_ok(p) and len(p) <= 60 and "@" not in p)
            if names and not any("://" in n for n in names):
                return names
    return ()


def _outlet(main: dict[str, Any], nodes: list[dict[str, Any]], page: Page) -> str | None:
    first, *others = meta_names()["outlet"]
    named = [page.metas.get(first), _words(main.get("publisher")), *(_words(n.get("publisher")) for n in nodes)]
    named += [page.metas.get(k) for k in others]
    return next((n for n in map(_tidy, named) if n and not urlsplit_ok(n) and len(n) <= 80), None)


def _published(main: dict[str, Any], page: Page) -> Published | None:
    day = _day(_words(main.get("datePublished")) or "") or _day(_words(main.get("dateCreated")) or "")
    if day:
        return Published(day, "json-ld")
    for key in meta_names()["date"]:
        if day := _day(page.metas.get(key, "")):
            return Published(day, "meta")
    return _of_times(page) or _of_video(page)


def _of_times(page: Page) -> Published | None:
    """The one day that the `<time>` elements tell: those of the article where it has some, else all outside of the furniture."""
    told = [(d, "article" in marks) for value, marks in page.times if not marks & ELSEWHERE and (d := _day(value))]
    days = {d for d, inside in told if inside} or {d for d, _ in told}
    return Published(days.pop(), "meta") if len(days) == 1 else None


def _of_video(page: Page) -> Published | None:
    """The day on which the video of a page that says to be a video's was uploaded; a video inside an article may be older than that."""
    if not page.metas.get("og:type", "").lower().startswith("video"):
        return None
    days = {d for n in _nodes(page.scripts) if "videoobject" in _kinds(n) and (d := _day(_words(n.get("uploadDate")) or ""))}
    return Published(days.pop(), "json-ld") if len(days) == 1 else None


def _day(value: str) -> date | None:
    """The day of a timestamp in whatever form; days before the web count as none (empty fields say 1970)."""
    value = value.strip()[:60]
    compact = re.match(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T|\d{4,6}|$)", value)
    if compact:
        return _real(int(compact[1]), int(compact[2]), int(compact[3]))
    found = {d.day for d in full_dates(value)} or {d.day for d in full_dates(value.replace("T", " "))}
    return next((d for d in found if d >= EARLIEST), None) if len(found) == 1 else None

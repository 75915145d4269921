"""Atom (RFC 4287): rows of a book as a feed for any reader, the newest first, each under an id that never changes.

>>> entry = Entry("e0123", "CONSULT: Oslo, Riga", "They met.", "2021-06-04T10:00:00+00:00", None)
>>> feed = atom("Talks", "urn:dateline:watch:talks", [entry], "2021-06-04T10:00:00+00:00")
>>> feed.count("<entry>"), "<id>urn:dateline:e0123</id>" in feed
(1, True)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from dateline import __version__
from dateline.views.exports.xml import clean

MOST = 200  # entries of a feed: readers keep what they saw
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: its id, a line, the words that prove it, when it was found first (ISO, with zone), the address of its report."""

    id: str
    title: str
    words: str
    found: str
    url: str | None


def atom(title: str, id_: str, entries: Sequence[Entry], updated: str) -> str:
    """The feed; of many entries the newest MOST."""
    newest = sorted(entries, key=lambda e: (e.found, e.id), reverse=True)[:MOST]
    parts = ['<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom">', f"<title>{clean(title)}</title>",
             f"<id>{clean(id_)}</id>", f"<updated>{clean(updated)}</updated>", "<author><name>Dateline</name></author>",
             f'<generator version="{__version__}">Dateline</generator>', *map(_entry, newest), "</feed>"]
    return "\n".join(parts) + "\n"


def _entry(entry: Entry) -> str:
    link = f"<link href={quoteattr(clean(entry.url, escaped=False))}/>" if entry.url and _is_web(entry.url) else ""
    title = " ".join(entry.title.split())
    title = title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE - 1] + "…"
    return (f"<entry><title>{clean(title) or 'untitled'}</title><id>urn:dateline:{clean(entry.id)}</id>"
            f"<updated>{clean(entry.found)}</updated>{link}<content type=\"text\">{clean(entry.words)}</content></entry>")


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False

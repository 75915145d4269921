"""Pages, feeds and sitemaps from the network into a book: what is new of them, each with the bytes it came in.

    with Book("news.db") as book:
        fetched = fetch_into(book, ["https://news.example.org/feed.xml"], Fetcher(), limit=20)
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from dateline.api.adding import Added, refuse, write_read
from dateline.api.book import Book
from dateline.api.polled import Polled, polled
from dateline.api.taking import Waiting, turned
from dateline.errors import InputRefused
from dateline.fetching.connection import proxy_of
from dateline.fetching.errors import FetchRefused
from dateline.fetching.fetcher import Fetched, Fetcher
from dateline.fetching.pace import Pace
from dateline.intake.feed import report_of_item
from dateline.intake.files import taken_of_bytes
from dateline.intake.listing import Entry, Listing, listing_of
from dateline.intake.taken import Refused, Taken

DEEPEST = 2  # an index of sitemaps may list indexes, as some sites have it; their lists are the end
MOST_SITEMAPS = 200  # of one run
SAVED_EVERY = 25  # pages after which what was taken is remembered, should the run be killed
SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md",
            "application/json": ".json", "application/pdf": ".pdf", "application/x-pdf": ".pdf"}
NAMED = frozenset((".html", ".htm", ".txt", ".pdf", ".json", ".gz"))  # suffixes of an address that count where the server says nothing


@dataclass(slots=True)
class Wanted:
    """What of a listing is fetched: at most `limit` pages a run, none from before `since`; `follow` goes to the pages of feeds' items."""

    limit: int | None = 100
    since: date | None = None
    follow: bool = True
    dry_run: bool = False
    outlet: str | None = None


@dataclass(slots=True)
class FetchedInto:
    """What came of a fetch. `listed` are the new entries that a dry run would have fetched."""

    added: Added = field(default_factory=Added)
    listed: list[Entry] = field(default_factory=list)
    seen_before: int = 0
    older: int = 0
    left: int = 0
    unchanged: int = 0

    def __str__(self) -> str:
        parts = [str(self.added)]
        for count, words in ((self.unchanged, "addresses unchanged"), (self.seen_before, "entries taken before"), (self.older, "older"),
                             (self.left, "left for the next run")):
            parts += [f"{count:,} {words}"] if count else []
        return "; ".join(parts)


def fetch_into(book: Book, urls: Iterable[str], fetcher: Fetcher, wanted: Wanted | None = None,
               progress: Callable[[str], None] = lambda _: None, made_by: str | None = None,
               clock: Callable[[], str] | None = None) -> FetchedInto:
    """Fetch addresses into a book, one after the other; what is refused is recorded there. Safe to run again after any interruption."""
    from dateline.api.book import MADE_BY, now

    run = Run(book, fetcher, wanted or Wanted(), progress, made_by or MADE_BY, clock or now)
    try:
        for url in urls:
            run.fetch(url)
    finally:
        if not run.wanted.dry_run:
            book.join()
            run.memory.save(_written(book))
    return run.done


def fetcher_of(proxy: str | None = None, delay: float = 1.0, contact: str | None = None,
               talk: Callable[[str], None] = lambda _: None) -> Fetcher:
    """A fetcher with the guards as they are for everybody; raises FetchRefused for a proxy that is none."""
    return Fetcher(contact=contact, proxy=proxy_of(proxy) if proxy else None, pace=Pace(delay), talk=talk)


def _written(book: Book) -> int:
    return int(book.store.db.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()[0])


class Run:
    """One run: what it fetches with, what it remembers, what came of it."""

    def __init__(self, book: Book, fetcher: Fetcher, wanted: Wanted, progress: Callable[[str], None], made_by: str,
                 clock: Callable[[], str]) -> None:
        self.book, self.fetcher, self.wanted, self.progress = book, fetcher, wanted, progress
        self.made_by, self.clock = made_by, clock
        self.memory: Polled = polled(book.store.path, _written(book))
        self.done = FetchedInto()
        self.asked = self.sitemaps = 0

    def fetch(self, url: str) -> None:
        """One address that the user gave: a page, a feed or a sitemap."""
        page = self._page(url, url)
        if page is not None:
            try:
                listing = listing_of(page.raw)
            except InputRefused as error:
                self._refuse(url, str(error))
                return
            if listing is None:
                if not self.wanted.dry_run:
                    self._add(page, None)
                    self.memory.known[url] = page.validators
                else:
                    self.done.listed.append(Entry(url, page.url, None, None, None))
            else:
                self._listing(url, page, listing, 1)

    def _listing(self, url: str, page: Fetched, listing: Listing, depth: int) -> None:
        """What is new in a feed or sitemap, and in the sitemaps below it."""
        taken = self.memory.seen.setdefault(url, {})
        fresh = list(self._fresh(url, listing, taken))
        whole = not self.wanted.dry_run
        for entry in fresh:
            if self.wanted.limit is not None and self.asked >= self.wanted.limit:
                self.done.left += 1
                whole = False
            elif self.wanted.dry_run:
                self.asked += 1
                self.done.listed.append(entry)
            elif self._entry(url, page, listing, entry):
                taken[entry.name] = entry.changed
                if self.asked % SAVED_EVERY == SAVED_EVERY - 1:
                    self.memory.save(_written(self.book))
            else:
                whole = False
        still = {entry.name for entry in listing.entries}
        self.memory.seen[url] = {name: version for name, version in taken.items() if name in still}
        for below in listing.sitemaps:
            whole = self._below(url, below, depth) and whole
        if whole:
            self.memory.known[url] = page.validators  # only now: a 304 next time must not hide what is left
        else:
            self.memory.known.pop(url, None)

    def _below(self, url: str, below: Entry, depth: int) -> bool:
        """A sitemap that an index lists; False where it is left for another run."""
        if self.wanted.since and below.day and below.day < self.wanted.since:
            return True
        if depth >= DEEPEST or self.sitemaps >= MOST_SITEMAPS or _site(below.url) != _site(url) or below.url is None:
            self._refuse(below.name, f"a sitemap that is not followed: {MOST_SITEMAPS} a run, {DEEPEST} deep, of the index's own site")
            return True
        self.sitemaps += 1
        page = self._page(below.url, below.url)
        if page is None:
            return True
        try:
            listing = listing_of(page.raw)
        except InputRefused as error:
            self._refuse(below.url, str(error))
            return True
        if listing is None:
            self._refuse(below.url, "no sitemap, where an index lists one")
            return True
        self._listing(below.url, page, listing, depth + 1)
        return below.url in self.memory.known

    def _fresh(self, url: str, listing: Listing, taken: dict[str, str]) -> Iterator[Entry]:
        """The entries that were not taken before, in the order of the listing; of a sitemap the newest first, its own site's only."""
        entries = listing.entries
        if all(entry.item is None for entry in entries):
            strange = [e for e in entries if _site(e.url) != _site(url)]
            if strange:
                self._refuse(url, f"{len(strange)} addresses of other sites in a sitemap, which may list its own only")
            entries = tuple(sorted((e for e in entries if _site(e.url) == _site(url)), key=lambda e: str(e.day or ""), reverse=True))
        for entry in entries:
            if taken.get(entry.name) == entry.changed:
                self.done.seen_before += 1
            elif self.wanted.since and entry.day and entry.day < self.wanted.since:
                self.done.older += 1
            else:
                yield entry

    def _entry(self, url: str, feed: Fetched, listing: Listing, entry: Entry) -> bool:
        """Take one entry: a feed's whole item as it stands there, anything else from its page. False where it is to be asked for again."""
        at = f"{url}#{entry.name}"
        item = self._item(at, listing, entry)
        if item is not None and (item.report.complete or entry.url is None or not self.wanted.follow):
            self._write([_waiting(feed.raw, entry.name, at, item)])
            return True
        if entry.url is None or (entry.item is not None and not self.wanted.follow):
            self._refuse(at, "an item without text, which leads to no page" if entry.url is None else "an item without text")
            return True
        self.asked += 1
        refused = self.done.added.refused
        page = self._page(entry.url, None)
        if page is not None:
            self._add(page, entry, listing.outlet)
            return True
        if self.again:
            return False
        if item is not None and self.done.added.refused > refused:  # the page is closed to us: what the feed says of it is a report too
            self._write([_waiting(feed.raw, entry.name, at, item)])
        return True

    def _item(self, at: str, listing: Listing, entry: Entry) -> Taken | None:
        try:
            return report_of_item(entry.item, at, self.wanted.outlet or listing.outlet) if entry.item else None
        except InputRefused:
            return None

    again = False  # whether the last page that was refused may be had another time

    def _page(self, url: str, known: str | None) -> Fetched | None:
        """A page, or None where it is unchanged or was refused, which is recorded."""
        self.again = False
        self.progress(url)
        try:
            page = self.fetcher.get(url, self.memory.known.get(known) if known else None)
        except FetchRefused as error:
            self.again = error.again
            self._refuse(url, str(error))
            return None
        self.done.unchanged += page is None
        return page

    def _add(self, page: Fetched, entry: Entry | None, outlet: str | None = None) -> None:
        """The report or reports of a page."""
        found: list[Waiting] = []
        try:
            for taken in taken_of_bytes(page.raw, page.url, _suffix(page), self.wanted.outlet, None, page.url, page.charset):
                part = taken.source.removeprefix(page.url).lstrip("#")
                if isinstance(taken, Refused):
                    self._refuse(taken.source, taken.reason)
                    continue
                told = _told(taken, entry, outlet)
                if self.wanted.since and told.report.published and told.report.published < self.wanted.since.isoformat():
                    self.done.older += 1
                    continue
                found.append(_waiting(page.raw, part, taken.source, told))
        except InputRefused as error:
            self._refuse(page.url, str(error))
        self._write(found)

    def _write(self, found: list[Waiting]) -> None:
        store, fresh = self.book.store, []
        for waiting in found:
            if store.has_part(waiting.sha256, waiting.part):
                self.done.added.known += 1
            else:
                fresh.append(waiting)
        write_read(store, fresh, self.made_by, self.clock, self.done.added)

    def _refuse(self, at: str, reason: str) -> None:
        if self.wanted.dry_run:
            self.done.added.refused += 1
            self.done.added.reasons.append(f"{at}: {reason}")
        else:
            refuse(self.book.store, self.done.added, turned(at, reason))


def _waiting(raw: bytes, part: str, path: str, taken: Taken) -> Waiting:
    return Waiting(raw, hashlib.sha256(raw).hexdigest(), part, path, taken.text, taken.report)


def _told(taken: Taken, entry: Entry | None, outlet: str | None) -> Taken:
    """A report with what the listing knows of it and its page does not say for sure: the day, the outlet, the headline."""
    report = taken.report
    if entry is None:
        return taken
    if entry.published and report.published_from in (None, "text", "file"):
        report = replace(report, published=entry.published.isoformat(), published_from="meta", published_span=None)
    return replace(taken, report=replace(report, outlet=report.outlet or entry.outlet or outlet, title=report.title or entry.title))


def _suffix(page: Fetched) -> str:
    """The form that the server names; where it names none that is known, the address's."""
    named = PurePosixPath(urlsplit(page.url).path).suffix.lower()
    return SUFFIXES.get(page.media, "" if "xml" in page.media else named if named in NAMED else "")


def _site(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").lower().removeprefix("www.")

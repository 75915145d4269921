"""A page by its address: guarded, within robots.txt, at the site's pace, through its redirects.

    fetcher = Fetcher()
    page = fetcher.get("https://news.example.org/2021/06/04/talks")
    page.raw, page.url, page.media
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from urllib.parse import urljoin

from dateline import __version__
from dateline.fetching.address import Target, target_of
from dateline.fetching.connection import MAY_PASS, TOO_MANY, Answer, Check, Proxy, ask
from dateline.fetching.deadline import Deadline
from dateline.fetching.errors import FetchRefused
from dateline.fetching.guard import Guard
from dateline.fetching.pace import Pace, retry_after
from dateline.fetching.robots import MOST_BYTES, TOKEN, Rules, needed, rules_of

MOST_REDIRECTS = 5
TRIES = 3  # requests for one address of a busy host
MOVED = (301, 302, 303, 307, 308)
BUSY = (TOO_MANY, 503)
NOT_FREE = (401, 402, 403, 407, 451)
GONE = (404, 410)
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
# What intake can read, and what servers call it when they know no better ("": they said nothing).
MEDIA = frozenset((
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/rss+xml", "application/atom+xml",
    "application/rdf+xml", "application/xml", "text/xml", "application/feed+json", "application/json", "application/pdf",
    "application/x-pdf", "application/gzip", "application/x-gzip", "application/octet-stream", "binary/octet-stream", ""))


@dataclass(frozen=True, slots=True)
class Validators:
    """What an address said of the version that it gave last: sent again to the same address, it answers 304 where nothing is new."""

    url: str
    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return {name: value for name, value in pairs if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the address it came from in the end, its media type and charset as the server said, its bytes unpacked."""

    asked: str
    url: str
    media: str
    charset: str | None
    raw: bytes = field(repr=False)
    validators: Validators


@dataclass(slots=True)
class Fetcher:
    """Asks for pages, one at a time. `guard` and `tls` are others only in tests, which trust servers that they started themselves."""

    contact: str | None = None
    proxy: Proxy | None = None
    total: float = 60.0
    idle: float = 15.0
    most: int = 20_000_000
    guard: Guard = field(default_factory=Guard)
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    pace: Pace = field(default_factory=Pace)
    talk: Callable[[str], None] = field(default=lambda _: None)
    rules: dict[str, Rules | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        needed()

    def get(self, url: str, known: Validators | None = None) -> Fetched | None:
        """The page at an address; None where it is as it was when `known` was noted (304).

        Raises FetchRefused with the reason for anything else.
        """
        target = target_of(url)
        for _ in range(MOST_REDIRECTS + 1):
            rules = self._rules(target)
            if not rules.allows(target.url):
                raise FetchRefused(f"the robots.txt of {target.authority} does not allow it")
            answer = self._polite(target, rules.delay, known.headers() if known and known.url == target.url else {})
            if answer.status == 304 and known:
                return None
            if answer.status not in MOVED:
                return _fetched(url, target, answer)
            target = _moved(target, answer)
        raise FetchRefused(f"more than {MOST_REDIRECTS} redirects")

    def _polite(self, target: Target, delay: float, more: dict[str, str]) -> Answer:
        """The answer to a request, made again where the host was busy and said when to come back."""
        for attempt in range(1, TRIES + 1):
            self.pace.wait(target.host)
            try:
                answer = self._ask(target, more, self.most, _readable)
            finally:
                self.pace.done(target.host, delay)
            if answer.status not in BUSY:
                return answer
            if attempt < TRIES:
                seconds = retry_after(answer.headers.get("retry-after"), datetime.now(UTC))
                self.pace.told(target.host, answer.status, seconds)
                self.talk(f"{target.host} is busy ({answer.status}); waiting")
        self.pace.close(target.host, f"{target.host} was busy ({answer.status}) {TRIES} times; nothing more is asked of it in this run")
        return answer

    def _ask(self, target: Target, more: dict[str, str], most: int, check: Check) -> Answer:
        deadline = Deadline(self.total, self.idle)
        addresses = self.guard.addresses(target, deadline.next())
        agent = f"{TOKEN}/{__version__}" + (f" ({self.contact})" if self.contact else "")
        return ask(target, addresses, {"User-Agent": agent, "Accept": ACCEPT, **more}, deadline, most, check, self.tls, self.proxy)

    def _rules(self, target: Target) -> Rules:
        """The rules of a target's site, asked for once in a run; raises FetchRefused where they cannot be had (RFC 9309, 2.3.1.4)."""
        site = f"{target.scheme}://{target.authority}"
        if site not in self.rules:
            try:
                self.rules[site] = self._robots(Target(target.scheme, target.host, target.port, "/robots.txt"))
            except FetchRefused as error:
                if not error.again:
                    raise
                self.rules[site] = f"whether robots.txt allows it cannot be told: {error}"
        found = self.rules[site]
        if isinstance(found, str):
            raise FetchRefused(found, again=True)
        return found

    def _robots(self, target: Target) -> Rules:
        home = target.host
        for _ in range(MOST_REDIRECTS + 1):
            self.pace.wait(target.host)
            try:
                answer = self._ask(target, {}, MOST_BYTES, lambda _: None)
            finally:
                self.pace.done(target.host)
            if answer.status == 200:
                return rules_of(answer.body.decode("utf-8", "replace").removeprefix("\ufeff"))
            if answer.status == TOO_MANY or answer.status >= 500:
                raise FetchRefused(f"{home} answers {answer.status}", again=True)
            if answer.status not in MOVED:
                return Rules()  # RFC 9309, 2.3.1.3: where there is none, all is allowed
            target = _moved(target, answer)
        return Rules()


def _moved(target: Target, answer: Answer) -> Target:
    """Where a redirect leads, checked like any address; never from https to http."""
    place = answer.headers.get("location", "")
    if not place:
        raise FetchRefused(f"a redirect ({answer.status}) to nowhere")
    try:
        to = target_of(urljoin(target.url, place.encode("latin-1", "replace").decode("utf-8", "replace")))
    except ValueError as error:
        raise FetchRefused(f"a redirect to {place[:100]!r}, which is no address") from error
    if target.scheme == "https" and to.scheme == "http":
        raise FetchRefused(f"a redirect from https to {to.url}, which anybody on the way could change")
    return to


def _media(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").split(";")[0].strip().lower()


def _readable(headers: Mapping[str, str]) -> None:
    """Raise FetchRefused for an answer of a kind that is not read, before its body is."""
    if _media(headers) not in MEDIA:
        raise FetchRefused(f"{_media(headers)[:60]!r} is not read; read are pages, feeds, sitemaps, plain text and PDF")


def _fetched(asked: str, target: Target, answer: Answer) -> Fetched:
    """What a last answer gave; raises FetchRefused where that is no page."""
    status = answer.status
    if status in GONE:
        raise FetchRefused(f"no page there ({status})")
    if status in NOT_FREE:
        raise FetchRefused(f"not free to read ({status})")
    if status != 200:
        raise FetchRefused(f"the server answers {status}", again=status in MAY_PASS)
    kind = Message()
    kind["Content-Type"] = answer.headers.get("content-type", "")
    charset = kind.get_content_charset()
    known = Validators(target.url, answer.headers.get("etag"), answer.headers.get("last-modified"))
    return Fetched(asked, target.url, _media(answer.headers), charset if charset and charset.isascii() else None, answer.body, known)

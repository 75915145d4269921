"""What keeps the desk to its user: only local names, only its own pages may write, nothing from elsewhere, nothing too large.

>>> host_name("127.0.0.1:8321"), host_name("[::1]:8321"), host_name("evil.example")
('127.0.0.1', '[::1]', 'evil.example')
"""

import hmac
import secrets
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
MOST_BYTES = 8_000_000  # of a request: a pasted file with its form
POLICY = ("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none';"
          " frame-ancestors 'none'")
HEADERS = (("content-security-policy", POLICY), ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
           ("cross-origin-opener-policy", "same-origin"), ("cross-origin-resource-policy", "same-origin"), ("x-frame-options", "DENY"))
SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Two secrets of a process: one that the browser keeps as a cookie, one that each form of ours holds. A write needs both."""

    cookie: str = field(default_factory=secrets.token_urlsafe)
    form: str = field(default_factory=secrets.token_urlsafe)

    def allow(self, request: Request, given: str) -> bool:
        """Whether a request that brings `given` in its form or header may write."""
        kept = request.cookies.get(cookie_name(request), "")
        return hmac.compare_digest(kept.encode(), self.cookie.encode()) and hmac.compare_digest(given.encode(), self.form.encode())


def cookie_name(request: Request) -> str:
    """The cookie's name holds the port: browsers share cookies between the ports of one host."""
    return f"dateline_{request.url.port or 80}"


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    return (host.rsplit(":", 1)[0] if ":" in host and not host.endswith("]") else host).lower()


class Guard:
    """The outermost layer: refuses what must not come in and sets the headers of what goes out."""

    def __init__(self, app: ASGIApp, names: frozenset[str] = LOCAL) -> None:
        self.app, self.names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        refused = self._refused(scope)

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(k, v) for k, v in message["headers"] if k.lower() not in {h.encode() for h, _ in HEADERS}]
                message = {**message, "headers": kept + [(k.encode(), v.encode()) for k, v in HEADERS]}
            await send(message)
        if refused:
            await PlainTextResponse(refused[1], refused[0])(scope, receive, out)
            return
        await self.app(scope, _capped(receive), out)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host_name(host) not in self.names:
            return 421, "This desk answers only under its own name: 127.0.0.1, localhost or what --allow-host names."
        site = headers.get("sec-fetch-site", "none")
        # a form of ours sends Origin: null because of our referrer policy; the browser then still tells where it came from
        if origin is not None and origin != f"{scope['scheme']}://{host}" and not (origin == "null" and site == "same-origin"):
            return 403, "This request comes from another site's page."
        if scope["method"] not in SAFE and site not in ("same-origin", "none"):
            return 403, "Only the desk's own pages may write."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return 413, f"Too large: at most {MOST_BYTES:,} bytes. Larger files: dateline add BOOK FILE"
        return None


class TooLarge(Exception):
    """A body that goes on beyond the cap, whatever its header promised."""


def _capped(receive: Receive) -> Receive:
    taken = 0

    async def capped() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise TooLarge
        return message
    return capped

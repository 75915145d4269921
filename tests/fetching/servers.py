"""Servers on this machine, and a fetcher that trusts them: the names of the tests lead to them, and nothing waits."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dateline.fetching.fetcher import Fetcher
from dateline.fetching.guard import Guard
from dateline.fetching.pace import Pace

HOST = "127.0.0.1"
ROBOTS = "/robots.txt"


@dataclass
class Site:
    """What a server answers: path -> a function of the handler, or (status, headers, body). `asked` are the requests it got."""

    port: int = 0
    pages: dict[str, object] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def url(self, path: str = "/", host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.close_connection = True
        self.site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        page = self.site.pages.get(self.path, (404, {}, b"nothing here"))
        if callable(page):
            page(self)
            return
        status, headers, body = page
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Quiet."""


@contextmanager
def serving(pages=None, host=HOST, wrap: Callable | None = None):
    """A site on a port of this machine; `wrap` puts TLS around its socket."""
    site = Site(pages=pages or {})
    server = ThreadingHTTPServer((host, 0), type("Own", (Handler,), {"site": site}))
    server.handle_error = lambda *_: None  # a client that hangs up is what some tests are about
    if wrap:
        server.socket = wrap(server.socket)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Slept:
    """A clock that goes forward only when somebody sleeps."""

    now: float = 0.0
    naps: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(round(seconds, 3))
        self.now += seconds


def trusting(*sites: Site, names=None, slept: Slept | None = None, **more) -> Fetcher:
    """A fetcher for which every name leads to this machine, and which may talk to these sites there; `names` leads some elsewhere."""
    slept = slept or Slept()
    guard = Guard(resolve=lambda name, _: (names or {}).get(name, [HOST]), trusted=frozenset((HOST, s.port) for s in sites))
    return Fetcher(guard=guard, pace=Pace(clock=slept.clock, sleep=slept.sleep), **more)


def html(title="Envoys meet", words="Two envoys met in Riga on Friday, the ministry said. They will meet again in two weeks."):
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words}</p></article></body></html>".encode()


def page(body=None, **headers):
    return 200, {"Content-Type": "text/html; charset=utf-8", **{k.replace("_", "-"): v for k, v in headers.items()}}, body or html()

"""A desk served for real, and a Chromium to look at it with. Where CI says DATELINE_BROWSER=required, a missing browser is a failure."""

import os
import shutil
import threading
import time
from datetime import date
from pathlib import Path

import pytest
import uvicorn

import dateline
from dateline.views.web.app import application
from dateline.views.web.state import Desk
from tests.views.web.conftest import EXAMPLES, FOREIGN

AXE = Path(os.environ.get("AXE") or Path(__file__).parents[2] / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]


class Watched:
    """A page that remembers what must not happen: errors, and requests that leave the desk."""

    def __init__(self, page, base):
        self.page, self.base, self.errors, self.requests = page, base, [], []
        page.on("console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("dialog", lambda d: (self.errors.append(f"dialog {d.message}"), d.dismiss()))
        page.on("request", lambda r: self.requests.append(r.url))

    def open(self, path):
        self.page.goto(self.base + path)
        return self.page

    def calm(self):
        """Nothing went wrong, and nothing was asked of another host."""
        assert self.errors == []
        assert [u for u in self.requests if not u.startswith((self.base, "data:"))] == []


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        if os.environ.get("DATELINE_BROWSER") == "required":
            pytest.fail("no Chromium: apt-get install chromium, or set CHROMIUM")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe():
    """The script that looks for what some people cannot use; `make axe` fetches it."""
    if not AXE.exists():
        if os.environ.get("DATELINE_BROWSER") == "required":
            pytest.fail("no axe-core: make axe, or set AXE to its axe.min.js")
        pytest.skip("axe-core is not fetched: make axe")
    return AXE.read_text(encoding="utf-8")


def serve(path):
    """Serve a book on a free port; returns the server and its address."""
    server = uvicorn.Server(uvicorn.Config(application(Desk(path, today=lambda: date(2019, 3, 8))), port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    return server, f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def example_book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    (folder / "monde.txt").write_text(FOREIGN, encoding="utf-8")
    with dateline.open(folder / "news.db") as book:
        book.add_paths([EXAMPLES, folder / "monde.txt"])
    return folder / "news.db"


@pytest.fixture
def address(example_book, tmp_path):
    """The address of a desk whose book the test may change."""
    with dateline.open(example_book, read_only=True) as book:
        book.backup(tmp_path / "news.db")
    server, base = serve(tmp_path / "news.db")
    yield base
    server.should_exit = True


@pytest.fixture
def look(chromium, address):
    """Open a watched page: `look(width=390, script=False)`."""
    contexts = []

    def opened(width=1280, script=True, dark=False, base=address):
        context = chromium.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script,
                                       color_scheme="dark" if dark else "light")
        contexts.append(context)
        context.set_default_timeout(8000)
        return Watched(context.new_page(), base)
    yield opened
    for context in contexts:
        context.close()

"""Pictures of every page of the desk over the example reports, wide, narrow and dark; three are for the docs. `make screenshots`."""

import os
import shutil
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

import dateline
from dateline.api import noting
from dateline.views.web.app import application
from dateline.views.web.state import Desk

ROOT = Path(__file__).parent.parent
OUT, DOCS = ROOT / "build" / "screenshots", ROOT / "docs" / "img"
PAGES = {"today": "/", "reports": "/reports", "events": "/events?actor=NOR", "quotes": "/quotes", "agenda": "/agenda", "actors": "/actors",
         "actor": "/actor?who=Norway", "happenings": "/happenings?order=reports", "dyad": "/dyad?a=NOR&b=ISL",
         "network": "/network", "map": "/map",
         "outlets": "/outlets",
         "review": "/review", "accuracy": "/accuracy", "about": "/about", "empty": "/events?actor=ZWE", "missing": "/nothing-here"}
SIZES = {"wide": (1280, "light"), "narrow": (390, "light"), "dark": (1280, "dark")}
SHOWN = ("reading", "events", "dyad", "compare", "map")  # those that stand in the docs: what a window shows
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]


def main() -> int:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("there is no Chromium here; on Debian: apt-get install chromium")
    OUT.mkdir(parents=True, exist_ok=True)
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        with dateline.open(path) as book:
            book.add_paths([ROOT / "examples" / "reports"])
            rows = book.reports().to_records()
            happening = max(book.happenings(), key=lambda h: (h["origins"], h["reports"]))["id"]
            spread = max((u for u in book.utterances()), key=lambda u: u["reports"])["first"]
            for target, text in ((spread, "The sentence that all agencies quote. Who asked the question?"),
                                 (happening, "The core of the story."), (rows[0]["id"], "")):
                noting.put(book, "Cod war", target, text, "reader")
            event = next(iter(book.events(actor="NOR", recipient="ISL")))["id"]
        best = max(rows, key=lambda r: (r["agenda"] > 0, r["events"] + r["quotes"]))["id"]
        pages = {**PAGES, "reading": f"/reports/{best}", "finding": f"/findings/{event}", "happening": f"/happenings/{happening}",
                 "spread": f"/quotes/{spread}/spread", "compare": f"/compare/{happening}", "compares": "/compare",
                 "dossiers": "/dossier", "dossier": "/dossier?name=Cod+war", "audit": "/audit?sample=20&seed=1"}
        server = uvicorn.Server(uvicorn.Config(application(Desk(path, today=lambda: date(2019, 3, 8))), port=0, log_level="error"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
            take(browser, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", pages)
            browser.close()
        server.should_exit = True
    sys.stdout.write(f"{len(pages) * len(SIZES)} pictures in {OUT}, {len(SHOWN)} of them in {DOCS}\n")
    return 0


def take(browser: Browser, base: str, pages: dict[str, str]) -> None:
    """A picture of each page in each size."""
    for size, (width, scheme) in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": 860}, color_scheme=scheme)
        for name, path in pages.items():
            page.goto(base + path)
            page.screenshot(path=OUT / f"{name}-{size}.png", full_page=True)
            if name in SHOWN and size == "wide":
                page.screenshot(path=DOCS / f"{name}.png")
        page.close()


if __name__ == "__main__":
    sys.exit(main())

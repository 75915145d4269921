"""A large book: how long a report takes to be added, how much memory and disk it costs, and how fast questions and pages stay.

`.venv/bin/python bench/size.py FOLDER --reports 100000` fills FOLDER/100000.db and writes what it measured to bench/size/100000.json;
`--plot` draws what was measured into docs/ and writes the table of docs/performance.md. A book that is there already is only asked.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.replay import A_DAY, FIRST, Replay  # noqa: E402
from dateline.api import desk as ask  # noqa: E402
from dateline.api.book import Book  # noqa: E402
from dateline.api.care import vacuum  # noqa: E402
from dateline.api.joining import Joiner  # noqa: E402
from dateline.book import browse, query  # noqa: E402
from dateline.book.query import Filter  # noqa: E402

BATCH = 5_000  # reports of one transaction
TIMES = 50  # askings whose median counts
BY = ("replay", "bench", "2026-01-01T00:00:00+00:00")  # read with, written by, added at
HELD = ROOT / "bench" / "size"
Figures = dict[str, Any]


def fill(book: Book, replay: Replay, reports: int, batch: int, tell: Callable[[list[Figures]], object], out: list[Figures]) -> None:
    """Add and join reports up to a number, and `tell` for each tenth what one of them took; `out` is what was told of a part before."""
    store = book.store
    store.in_bulk()
    joiner, there = Joiner(store), book.size()
    stream = replay.reports(there)
    spent = {"make": 0.0, "add": 0.0, "join": 0.0}
    wall, tenth = time.perf_counter(), reports // 10
    while there < reports:
        group = list(_timed(spent, "make", lambda: list(islice(stream, min(batch, reports - there)))))  # noqa: B023
        with store.transaction():
            _timed(spent, "add", lambda: [store.add(m.raw, m.sha256, "", m.path, m.text, m.report, m.findings, *BY)
                                          for m in group])  # noqa: B023
            _timed(spent, "add", store.index.flush)
            _timed(spent, "join", joiner.run)
            start = time.process_time()
        spent["add"] += time.process_time() - start
        there += len(group)
        if there % tenth < batch:
            clock = round((time.perf_counter() - wall) / tenth * 1000, 3)
            out.append({"reports": there, **{k: round(v / tenth * 1000, 4) for k, v in spent.items()}, "wall": clock,
                        "resident": resident(), "bytes": size_of(store.path)})
            print(json.dumps(out[-1]), flush=True)
            tell(out)
            spent, wall = dict.fromkeys(spent, 0.0), time.perf_counter()


def _timed(spent: dict[str, float], name: str, call: Callable[[], Any]) -> Any:
    start = time.process_time()
    found = call()
    spent[name] += time.process_time() - start
    return found


def resident() -> int:
    """MiB of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
    return pages * resource.getpagesize() // 2**20


def size_of(path: Path) -> int:
    return sum(p.stat().st_size for p in (path, path.with_name(path.name + "-wal")) if p.exists())


def questions(reports: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """Questions of the shared grammar: each key alone, common and rare, and combinations that no one index answers."""
    last = FIRST + timedelta(days=reports // A_DAY)
    first, middle, end = (FIRST + timedelta(days=30)).isoformat(), (FIRST + (last - FIRST) / 2).isoformat(), last.isoformat()
    month = (last - timedelta(days=30)).isoformat()
    asked: dict[str, dict[str, Any]] = {
        "all": {}, "event common": {"event": "CONSULT"}, "event rare": {"event": "MOBILIZE"}, "actor common": {"actor": "USA"},
        "actor rare": {"actor": "TUV"}, "actor sector": {"actor": "GOV"}, "actor both": {"actor": "RUS GOV"},
        "actor name": {"actor": "padai"}, "actor letters": {"actor": "a"}, "recipient": {"recipient": "CHN"},
        "dyad": {"actor": "USA", "recipient": "RUS"},
        "dyad in a month": {"actor": "USA", "recipient": "RUS", "day_from": month, "day_to": end},
        "about common": {"about": "USA"}, "about name": {"about": "zovalo"}, "status negated": {"status": "negated"},
        "from": {"day_from": month}, "from early": {"day_from": first}, "to early": {"day_to": first},
        "month": {"day_from": month, "day_to": end},
        "place": {"place": "UKR"}, "outlet common": {"outlet": "gatast times"}, "as of": {"as_of": middle},
        "text common": {"text": "officials"}, "text rare": {"text": "karawanks"}, "text phrase": {"text": '"said on"'},
        "claims": {"claims": True}, "no claims": {"claims": False}, "background": {"background": True},
        "two common": {"event": "CONSULT", "actor": "USA", "status": "actual", "claims": False},
        "nothing at all": {"event": "RETREAT", "actor": "TUV", "recipient": "TON", "background": True},
        "common with rare result": {"about": "USA", "event": "AGREE", "status": "negated", "place": "USA"},
        "text and actor": {"text": "officials", "actor": "USA"}, "text and dyad": {"text": "minister", "actor": "USA", "recipient": "RUS"},
        "everything": {"event": "ACCUSE", "actor": "USA", "recipient": "RUS", "status": "actual", "day_from": first, "day_to": end,
                       "text": "officials", "as_of": end, "claims": False, "background": False}}
    out = {f"events {name}": ("event", wanted) for name, wanted in asked.items()}
    out |= {f"quotes {name}": ("quote", wanted) for name, wanted in (("all", {}), ("by code", {"by": "GOV"}), ("by name", {"by": "padai"}),
                                                                      ("denials", {"status": "denies"}), ("text", {"text": "officials"}))}
    out |= {f"agenda {name}": ("agenda", wanted) for name, wanted in (("all", {}), ("about", {"about": "USA"}),
                                                                       ("ahead", {"day_from": end}))}
    names = ("all", "outlet common", "as of", "text common", "text rare", "text phrase", "month")
    out |= {f"reports {name}": ("report", asked[name]) for name in names}
    names = ("all", "about common", "about name", "outlet common", "as of", "text common")
    out |= {f"actors {name}": ("actor", asked[name]) for name in names}
    names = ("all", "event common", "actor rare", "dyad", "about common", "two common", "text rare", "from early")
    return out | {f"happenings {name}": ("happening", asked[name]) for name in names}


def answer(book: Book, kind: str, wanted: dict[str, Any]) -> int:
    """Ask as the desk does - a page of 50, the number of matches, counts by value - and as the command line does with --limit 50."""
    if kind == "actor":
        return len(ask.actors(book, 50, wanted))
    if kind == "happening":
        return len(ask.happenings(book, wanted, None, 50, "new"))
    page = ask.page(book, kind, wanted, None, 50)
    if kind != "report":
        list(query.findings(book.store.db, kind, Filter(**wanted), 50))
    return page.total


def pages(path: Path, book: Book) -> dict[str, str]:
    """The addresses of the desk, with rows of this book in them."""
    db = book.store.db
    report = db.execute("SELECT id FROM report WHERE number = ?", (book.size() // 2,)).fetchone()[0]
    most = db.execute("SELECT id FROM happening ORDER BY reports DESC, id LIMIT 1").fetchone()[0]
    name = next(iter(query.actors(db, Filter(), 1)))["name"]
    quote = browse.page(db, "quote", Filter(), None, 1)[0][0]["id"]
    return {"today": "/", "reports": "/reports", "events": "/events", "events of a dyad": "/events?actor=USA&recipient=RUS",
            "events, a later page": f"/events?after=2015-06-01,{quote}", "quotes": "/quotes", "agenda": "/agenda", "actors": "/actors",
            "actors with words": "/actors?text=officials", "one actor": f"/actor?who={name}", "one country": "/actor?who=USA",
            "happenings": "/happenings", "happenings of a country": "/happenings?actor=USA",
            "most reported": "/happenings?order=reports", "a happening": f"/happenings/{most}",
            "dyads": "/dyad", "a dyad": "/dyad?a=USA&b=RUS", "outlets": "/outlets", "review": "/review", "a report": f"/reports/{report}",
            "network": "/network", "map": "/map", "a quote": f"/quotes/{quote}", "a quote's spread": f"/quotes/{quote}/spread",
            "search": "/events?text=officials",
            "events as JSON": "/api/events", "the account of it all": "/accuracy"}


def medians(calls: dict[str, Callable[[], Any]], times: int) -> dict[str, Figures]:
    """Median and largest milliseconds of processor time of each call, once warmed up, and its median by the clock; `first` is the first
    call's, which for a page draws its picture."""
    out = {}
    for name, call in calls.items():
        start = time.process_time()
        found = call()
        first = (time.process_time() - start) * 1000
        cpu, wall = [], []
        for _ in range(times):
            start, clock = time.process_time(), time.perf_counter()
            call()
            cpu.append((time.process_time() - start) * 1000)
            wall.append((time.perf_counter() - clock) * 1000)
        out[name] = {"median": round(statistics.median(cpu), 1), "most": round(max(cpu), 1), "clock": round(statistics.median(wall), 1),
                     "first": round(first, 1), "found": found}
        print(f"{name:40} {out[name]}", flush=True)
    return out


def page_calls(path: Path, book: Book, read_only: bool = True) -> dict[str, Callable[[], Any]]:
    from starlette.testclient import TestClient

    from dateline.views.web.app import application
    from dateline.views.web.drawing import warm
    from dateline.views.web.state import Desk
    warm()  # as `dateline serve` does
    today = FIRST + timedelta(days=book.size() // A_DAY)
    client = TestClient(application(Desk(path, today=lambda: today, read_only=read_only)), base_url="http://127.0.0.1:8321")

    def load(address: str) -> Callable[[], int]:
        return lambda: client.get(address).status_code
    return {name: load(address) for name, address in pages(path, book).items()}


def neighbourhoods(book: Book) -> Figures:
    """The largest of what joining had to look at together."""
    db = book.store.db
    return {"reports of an origin": db.execute("SELECT max(n) FROM (SELECT count(*) AS n FROM joined GROUP BY origin)").fetchone()[0],
            "events under a key": db.execute("SELECT max(n) FROM (SELECT count(*) AS n FROM lookup GROUP BY key)").fetchone()[0],
            "events of a happening": db.execute("SELECT max(n) FROM (SELECT count(*) AS n FROM member GROUP BY happening)").fetchone()[0]}


def tables(book: Book) -> dict[str, int]:
    """Bytes of each table with its indexes."""
    sql = ("SELECT coalesce(m.tbl_name, s.name) AS t, sum(s.pgsize) FROM dbstat s LEFT JOIN sqlite_master m ON m.name = s.name"
           " WHERE s.aggregate = 1 GROUP BY t ORDER BY 2 DESC")
    return {name: size if size >= 0 else size + 2**32 for name, size in book.store.db.execute(sql)}  # dbstat counts in 32 bits


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--reports", type=int, default=100_000)
    asked.add_argument("--times", type=int, default=TIMES)
    asked.add_argument("--only", choices=("fill", "ask", "pages", "care", "plot"))
    asked.add_argument("--plot", action="store_true")
    wanted = asked.parse_args()
    path, result = wanted.folder / f"{wanted.reports}.db", HELD / f"{wanted.reports}.json"
    HELD.mkdir(exist_ok=True)
    found: Figures = json.loads(result.read_text()) if result.exists() else {}
    steps = [wanted.only] if wanted.only else ["fill", "ask", "pages", "care"]
    if "fill" in steps:
        with Book(path) as book:
            if book.size() < wanted.reports:
                def tell(tenths: list[Figures]) -> None:
                    found["tenths"] = tenths
                    result.write_text(json.dumps(found, indent=1) + "\n")
                fill(book, Replay(wanted.folder / "readings.json"), wanted.reports, min(BATCH, wanted.reports // 10), tell,
                     found.get("tenths", []))
                found["most resident"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            book.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with Book(path, read_only=True) as book:
        if "fill" in steps:
            found |= {"held": ask.summary(book), "bytes": size_of(path), "tables": tables(book), "largest": neighbourhoods(book)}
            print(json.dumps({k: found[k] for k in ("held", "bytes", "tables", "largest")}), flush=True)
        if "ask" in steps:
            calls = {name: (lambda k=kind, w=asked_: answer(book, k, w)) for name, (kind, asked_) in questions(wanted.reports).items()}
            found["questions"] = medians(calls, wanted.times)
            result.write_text(json.dumps(found, indent=1) + "\n")
        if "pages" in steps:
            found["pages"] = medians(page_calls(path, book), wanted.times)
            result.write_text(json.dumps(found, indent=1) + "\n")
    if "care" in steps:
        found["care"] = care(path, wanted.folder)
    result.write_text(json.dumps(found, indent=1) + "\n")
    if wanted.plot or wanted.only == "plot":
        from bench.size_plots import draw
        draw(HELD)


def care(path: Path, folder: Path) -> Figures:
    """What looking after the book takes."""
    target = folder / "backup.db"
    target.unlink(missing_ok=True)
    out: Figures = {}
    steps: dict[str, Callable[[Book], Any]] = {"backup": lambda b: b.backup(target), "vacuum": lambda b: vacuum(b.store.path),
                                               "verify": lambda b: b.verify()}
    for name, step in steps.items():
        with Book(path) as book:
            start, before = time.process_time(), size_of(path)
            wrong = step(book)
            out[name] = {"seconds": round(time.process_time() - start, 1), "before": before, "after": size_of(path), "resident": resident(),
                         **({"wrong": wrong} if name == "verify" else {})}
            print(name, out[name], flush=True)
    target.unlink(missing_ok=True)
    return out


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()

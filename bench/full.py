"""Very many reports read and added in full, as a user would: how time and memory go as the book grows.

    .venv/bin/python bench/full.py FOLDER --reports 20000 --jobs 2

Writes that many distinct reports into FOLDER (the texts of bench/replay.py: sentences of the corpora with other words, names and days),
adds them with so many processes, checks the book, and writes the section "Read in full" of docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from bench.replay import Replay  # noqa: E402
from dateline.api.book import Book  # noqa: E402

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PIECES = 8  # made-up reports are short: so many make one of the length of a news report


def write_reports(folder: Path, reports: int) -> Path:
    """The reports as JSON lines; their file is made once."""
    path = folder / f"{reports}.jsonl"
    if not path.exists():
        with path.open("w", encoding="utf-8") as out:
            stream = Replay(folder / "readings.json").reports()
            while reports and (group := list(islice(stream, PIECES))):
                first = group[0].report
                out.write(json.dumps({"text": "\n\n".join(made.text for made in group), "title": first["title"],
                                      "published": first["published"], "outlet": first["outlet"]}) + "\n")
                reports -= 1
    return path


def processes() -> dict[int, tuple[float, int]]:
    """Processor seconds and resident MiB of this process and those it started."""
    found, waiting = {}, [os.getpid()]
    while waiting:
        pid = waiting.pop()
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found[pid] = ((int(fields[11]) + int(fields[12])) / TICK, int(fields[21]) * PAGE // 2**20)
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended
    return found


def measure(folder: Path, reports: int, jobs: int) -> dict[str, Any]:
    """Add them all, and look at each tenth."""
    source, path = write_reports(folder, reports), folder / f"full-{reports}.db"
    for old in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        old.unlink(missing_ok=True)
    tenths: list[dict[str, Any]] = []
    state = {"done": 0, "clock": time.perf_counter(), "spent": 0.0}

    def step(_: str) -> None:
        state["done"] += 1
        if state["done"] % (reports // 10) == 0:
            held, now = processes(), time.perf_counter()
            spent = sum(seconds for seconds, _ in held.values())
            readers = [memory for pid, (_, memory) in held.items() if pid != os.getpid()]
            tenths.append({"reports": state["done"], "clock": round((now - state["clock"]) / reports * 10_000, 2),
                           "ms": round((spent - state["spent"]) / reports * 10_000, 2), "resident": held[os.getpid()][1],
                           "reader": max(readers, default=0)})
            print(tenths[-1], flush=True)
            state.update(clock=now, spent=spent)
    start = time.perf_counter()
    with Book(path) as book:
        added = book.add_paths([source], jobs, step)
        seconds = time.perf_counter() - start
        wrong = book.verify()
        out = {"reports": reports, "jobs": jobs, "seconds": round(seconds, 1), "added": str(added), "held": book.size(), "wrong": wrong,
               "words": sum(len(json.loads(line)["text"].split()) for line in source.open(encoding="utf-8")),
               "bytes": path.stat().st_size, "tenths": tenths}
    print({k: v for k, v in out.items() if k != "tenths"}, flush=True)
    return out


def table(found: dict[str, Any]) -> str:
    """What was measured, as Markdown."""
    mean = sum(t["ms"] for t in found["tenths"]) / len(found["tenths"])
    worst = max(abs(t["ms"] / mean - 1) for t in found["tenths"])
    each, bytes_each = found["words"] / found["reports"], found["bytes"] / found["reports"]
    lines = [f"{found['held']:,} reports of {each:.0f} words each, {found['jobs']} processes: {found['seconds']:,.0f} seconds, "
             f"{found['reports'] / found['seconds']:.1f} reports a second; {bytes_each:,.0f} bytes a report. `verify` finds "
             f"{len(found['wrong']) or 'nothing'} wrong. Processor time a report stays within {worst * 100:.0f} % of its mean.", "",
             "| reports in the book | ms of processor time a report | ms by the clock | MiB of the writer | MiB of a reader |",
             "|---|---|---|---|---|"]
    lines += [f"| {t['reports']:,} | {t['ms']:.1f} | {t['clock']:.1f} | {t['resident']:,} | {t['reader']:,} |" for t in found["tenths"]]
    return "\n".join(lines)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--reports", type=int, default=20_000)
    asked.add_argument("--jobs", type=int, default=2)
    wanted = asked.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    found = measure(wanted.folder, wanted.reports, wanted.jobs)
    from run import DOCS, put

    put(DOCS / "performance.md", "full", table(found))


if __name__ == "__main__":
    main()

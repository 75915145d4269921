"""Everything at once for a while: one process adds, one corrects and takes back, one asks, one loads the pages of the desk.

`.venv/bin/python bench/soak.py --minutes 30` makes a book in a temporary folder, and says what went wrong: an error of any kind (a locked
book too), a report or correction that was told as written and is not there, memory that grew. `make prove` runs it for one minute.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.replay import Replay  # noqa: E402
from bench.size import answer, page_calls, questions, resident  # noqa: E402
from dateline.api.book import Book  # noqa: E402
from dateline.book.filter import Filter  # noqa: E402
from dateline.book.search import walk  # noqa: E402
from dateline.book.verify import problems  # noqa: E402

FIRST = 300  # reports that are there before it begins
GROWTH = 1.25, 40  # memory at the end may be so many times that of the first third, and so many MiB more
AT = "2026-01-01T00:00:00+00:00"
Step = Callable[[], str | None]


@dataclass
class Done:
    """What one process did: how often, what it wrote, its errors, and its memory after a third of the time and at the end (MiB)."""

    who: str
    times: int = 0
    wrote: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    early: int = 0
    late: int = 0
    slowest: float = 0.0

    @property
    def grew(self) -> bool:
        return self.late > self.early * GROWTH[0] + GROWTH[1]


def adding(path: Path, readings: Path) -> Iterator[str | None]:
    """Add one report after another, and join each."""
    with Book(path) as book:
        for made in Replay(readings).reports(book.size()):
            book.store.add(made.raw, made.sha256, "", made.path, made.text, made.report, made.findings, "replay", "bench", AT)
            book.join()
            yield made.report["id"]


def judging(path: Path, _: Path) -> Iterator[str | None]:
    """Correct a random event; take every other correction back."""
    chance = random.Random(1)
    with Book(path) as book:
        columns = "x.at, (SELECT id FROM finding WHERE number = x.finding)"
        events = [row[1] for row in walk(book.store.db, "event", Filter(), columns, True, 200)]
        for number in itertools.count():
            event = chance.choice(events)
            made = book.fix(event, "soak", "soak", status=chance.choice(("planned", "negated"))) if number % 3 else \
                book.remove(event, "soak", "soak")
            yield made.id
            if number % 2 or not number % 3:
                yield book.undo(made.id, "soak", "soak").id


def asking(path: Path, _: Path) -> Iterator[str | None]:
    """Ask what `bench/size.py` asks, in any order."""
    chance, asked = random.Random(2), list(questions(2_000).values())
    while True:
        with Book(path) as book:
            answer(book, *chance.choice(asked))
        yield None


def loading(path: Path, _: Path) -> Iterator[str | None]:
    """Load the pages of the desk in turn."""
    with Book(path) as book:
        calls = page_calls(path, book, read_only=False)
    for name, call in itertools.cycle(calls.items()):
        status = call()
        if status not in (200, 404):
            raise AssertionError(f"{name}: {status}")
        yield None


WORK = {"adds": adding, "corrects": judging, "asks": asking, "loads pages": loading}


def work(who: str, path: Path, readings: Path, seconds: float, pause: float, out: Any) -> None:
    """One process: steps until the time is over; an error is told, and the work begins anew."""
    done, stop, began = Done(who), time.monotonic() + seconds, time.monotonic()
    steps = WORK[who](path, readings)
    while time.monotonic() < stop:
        start = time.monotonic()
        try:
            wrote = next(steps)
            done.times += 1
            if wrote:
                done.wrote.append(wrote)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what the soak looks for
            done.errors.append(repr(error)[:300])
            steps = WORK[who](path, readings)
        done.slowest = max(done.slowest, time.monotonic() - start)
        if not done.early and time.monotonic() - began > seconds / 3:
            done.early = resident()
        time.sleep(pause)
    done.late = resident()
    out.put(done)


def soak(folder: Path, seconds: float, pause: float) -> dict[str, Any]:
    """Run all of them for some seconds; returns what they did and what is wrong, `wrong` empty when all is well."""
    path, readings = folder / "soak.db", folder / "readings.json"
    first = list(itertools.islice(Replay(readings).reports(), FIRST))
    with Book(path) as book:
        for made in first:
            book.store.add(made.raw, made.sha256, "", made.path, made.text, made.report, made.findings, "replay", "bench", AT)
        book.join()
    context = multiprocessing.get_context("spawn")
    out = context.Queue()
    running = [context.Process(target=work, args=(who, path, readings, seconds, pause, out)) for who in WORK]
    for process in running:
        process.start()
    all_done = sorted((out.get(timeout=seconds + 600) for _ in running), key=lambda d: list(WORK).index(d.who))
    for process in running:
        process.join()
    wrong = [f"{d.who}: {e}" for d in all_done for e in d.errors]
    wrong += [f"{d.who}: memory grew from {d.early} to {d.late} MiB" for d in all_done if d.grew]
    with Book(path) as book:
        book.join()
        there = {row[0] for table in ("report", "judgement") for row in book.store.db.execute(f"SELECT id FROM {table}")}
        lost = [i for d in all_done for i in d.wrote if i not in there]
        wrong += [f"{i} was told as written and is not there" for i in lost]
        wrong += [f"{book.size()} reports, not {FIRST + all_done[0].times}"] if book.size() != FIRST + all_done[0].times else []
        wrong += list(problems(book.store))
        reports = book.size()
    rows = [{k: v for k, v in asdict(d).items() if k not in ("wrote", "errors")} | {"errors": len(d.errors)} for d in all_done]
    return {"seconds": seconds, "reports": reports, "done": rows, "wrong": wrong,
            "most memory of a process": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=30)
    asked.add_argument("--pause", type=float, default=0.2, help="seconds that each process rests between two steps")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = soak(Path(folder), wanted.minutes * 60, wanted.pause)
    print(json.dumps(found, indent=1))
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())

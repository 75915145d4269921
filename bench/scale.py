"""How reading scales: one process, two, and a Dask cluster with two workers; what the parser alone takes of it; memory; the lake.

    make scale GOLD=folder        the same folder as for make bench

Every run adds the same reports to a new book in a process of its own. Seconds on a clock count only on a quiet machine; processor seconds
are printed beside them, with the load of the machine while it was measured. Writes the section "Many reports" of docs/performance.md.
"""

import argparse
import json
import multiprocessing
import os
import platform
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
FILES = ("records.jsonl", "quotes-ggt.jsonl", "quotes-polnear.jsonl", "places-geovirus.jsonl")
WAYS = {"1 process": ("local", 1), "2 processes": ("local", 2), "Dask, 2 workers": ("dask", 1)}
BUDGET = 1.5  # whole reading, in times of the parser's own
ROUND = 24  # reports read in turn by the parser alone and in full, so that a changing load falls on both


def main() -> int:
    usage = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usage.add_argument("gold", type=Path, help="the folder with the gold files")
    usage.add_argument("--most", type=int, default=600, help="how many of its reports are read")
    usage.add_argument("--runs", type=int, default=3, help="how often each way is taken; the best counts, since others use the machine too")
    usage.add_argument("--child", help=argparse.SUPPRESS)
    options = usage.parse_args()
    if options.child:
        sys.stdout.write(json.dumps(CHILDREN[options.child.split()[0]](options, *options.child.split()[1:])) + "\n")
        return 0
    found = {"ratio": child(options, "ratio")}
    runs: dict[str, list[dict]] = {name: [] for name in WAYS}
    for _ in range(options.runs):  # in turns, so that a changing load falls on all
        for name, (engine, jobs) in WAYS.items():
            with engine_of(engine) as address:
                runs[name].append(child(options, "add", address, str(jobs)))
            print(name, runs[name][-1], flush=True)
    found["ways"] = {name: {**min(some, key=lambda w: w["own"] + w["workers"]), "clock": min(w["clock"] for w in some),
                            "rss": max(w["rss"] for w in some)} for name, some in runs.items()}
    found["start"] = {name: child(options, "add", "local", jobs, most=1) for name, jobs in (("one", "1"), ("two", "2"))}
    found["lake"] = child(options, "lake", "local", "1")
    table = report(found, options.runs)
    print(table)
    from expect import expectation
    from run import DOCS, put

    put(DOCS / "performance.md", "scale", table)
    put(DOCS / "guide" / "cluster.md", "expect", expectation(found))
    draw(found, DOCS / "img" / "scale.svg")
    return 0


def texts(options: argparse.Namespace) -> list[str]:
    """Different news texts, in a fixed order."""
    every = [json.loads(line)["text"] for name in FILES if (options.gold / name).exists()
             for line in (options.gold / name).open(encoding="utf-8")]
    different = list(dict.fromkeys(every))
    return different[::max(1, len(different) // options.most)][:options.most]  # from all of them


def child(options: argparse.Namespace, *what: str, most: int | None = None) -> dict:
    """What a measure prints, taken in a process of its own."""
    command = [sys.executable, __file__, str(options.gold), "--most", str(most or options.most), "--child", " ".join(what)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"})
    if done.returncode:
        sys.exit(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


class engine_of:  # noqa: N801  a context, named for what it gives
    """The address of an engine; a Dask cluster of two workers is started for it, and ends with the block."""

    def __init__(self, engine: str) -> None:
        self.engine = engine

    def __enter__(self) -> str:
        if self.engine == "local":
            return "local"
        from tests.engine.dask import Cluster

        self.folder = tempfile.TemporaryDirectory()
        self.cluster = Cluster(Path(self.folder.name)).__enter__()
        return self.cluster.engine

    def __exit__(self, *_: object) -> None:
        if self.engine != "local":
            self.cluster.__exit__()
            self.folder.cleanup()


# -- measures, each in a process of its own --------------------------------------------------------------------------------
def ratio(options: argparse.Namespace) -> dict:
    """Sentences a second of processor time: the parser alone and the whole reading, in turns."""
    from dateline.api.reading import BATCH, read_taken
    from dateline.intake.text import report_of_text
    from dateline.reading.parse import parse_many

    held = texts(options)
    taken = [(t, report_of_text(t)) for t in held]
    english = [(t, r) for t, r in taken if r.language in (None, "en")]
    list(read_taken(english[:BATCH]))  # loads the tables
    sentences, seconds = 0, {"parser": 0.0, "whole": 0.0}

    def parser(part: list) -> int:
        return sum(len(p.sentences) for batch in groups(part, BATCH) for p in parse_many([(t, r.blocks) for t, r in batch]))

    def whole(part: list) -> int:
        return sum(1 for batch in groups(part, BATCH) for _ in read_taken([(t, report_of_text(t)) for t, _ in batch]))
    for number, part in enumerate(groups(english, ROUND)):
        turns = {"parser": parser, "whole": whole}
        for name in sorted(turns, reverse=bool(number % 2)):  # what comes second finds its words known
            found = timed(seconds, name, lambda: turns[name](part))  # noqa: B023
            sentences += found if name == "parser" else 0
    return {"reports": len(english), "sentences": sentences, **seconds, "rss": peak(os.getpid())}


def add(options: argparse.Namespace, engine: str, jobs: str) -> dict:
    """Adding to a new book: seconds on the clock, processor seconds here and in the workers, the highest memory of a reading process."""
    from dateline.api import book as api

    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder, "in.jsonl")
        inbox.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts(options)), encoding="utf-8")
        watch = Watch()
        spent = {"join": 0.0}
        joined = api.Book.join

        def join(self: object) -> int:
            return timed(spent, "join", lambda: joined(self))
        api.Book.join = join
        with watch, api.Book(Path(folder, "a.db")) as book:
            start, own = time.perf_counter(), time.process_time()
            added = book.add_paths([inbox], int(jobs), engine=engine)
            clock, own = time.perf_counter() - start, time.process_time() - own
            size = Path(folder, "a.db").stat().st_size
    if engine == "local":
        watch.wait()
    return {"reports": added.new, "clock": clock, "own": own, "join": spent["join"], "workers": watch.seconds,
            "rss": watch.most or peak(os.getpid()), "bytes": size, "load": os.getloadavg()[0]}


def lake(options: argparse.Namespace, engine: str, jobs: str) -> dict:
    """Writing a lake and asking it."""
    from dateline.api.lake import write_lake
    from dateline.api.lake_use import ask_lake, lake_info

    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder, "in.jsonl")
        inbox.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts(options)), encoding="utf-8")
        own = time.process_time()
        written = write_lake(Path(folder, "lake"), [inbox], engine, int(jobs))
        own = time.process_time() - own
        info = lake_info(Path(folder, "lake"))
        start = time.perf_counter()
        ask_lake(Path(folder, "lake"), "select event, count(*) from events group by event")
        return {"reports": written.rows["reports"], "own": own, "bytes": info["bytes"], "files": info["files"],
                "question": time.perf_counter() - start}


CHILDREN = {"ratio": ratio, "add": add, "lake": lake}


class Watch:
    """Processor seconds and highest memory of the processes that read for this one: its children, or Dask's workers on this machine."""

    exact: float | None = None

    def __enter__(self) -> "Watch":
        self.ended, self.seen, self.most, self.first = threading.Event(), {}, 0, self._look()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        return self

    def _look(self) -> dict[int, float]:
        import psutil

        found = {}
        for process in psutil.process_iter(["cmdline", "ppid"]):
            above = process.info["ppid"]
            mine = above == os.getpid() or (above and _parent(above) == os.getppid())  # a nanny of Dask's is started by this one's parent
            if mine and "spawn_main" in " ".join(process.info["cmdline"] or ()):
                times = process.cpu_times()
                found[process.pid] = times.user + times.system
                if hasattr(self, "first"):
                    self.most = max(self.most, peak(process.pid))
        return found

    def _run(self) -> None:
        import contextlib

        import psutil

        while not self.ended.wait(0.3):
            with contextlib.suppress(psutil.Error, OSError):
                self.seen.update(self._look())

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()

    def wait(self) -> None:
        """For processes of this one's own, the system's exact account when they have ended."""
        while multiprocessing.active_children():
            time.sleep(0.05)
        account = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.exact, self.most = account.ru_utime + account.ru_stime, account.ru_maxrss * 1024

    @property
    def seconds(self) -> float:
        if self.exact is not None:
            return self.exact
        return sum(s - self.first.get(pid, 0.0) for pid, s in self.seen.items())


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def peak(pid: int) -> int:
    """The highest resident memory of a process so far, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def timed(spent: dict, name: str, call):
    start = time.process_time()
    found = call()
    spent[name] += time.process_time() - start
    return found


def groups(rows: list, size: int):
    return (rows[i:i + size] for i in range(0, len(rows), size))


# -- what is said of it ----------------------------------------------------------------------------------------------------
def report(found: dict, runs: int) -> str:
    """The section for docs/performance.md."""
    r, ways, lake_ = found["ratio"], found["ways"], found["lake"]
    per = r["sentences"] / r["reports"]
    first = ways["1 process"]
    lines = [f"{r['reports']:,} reports, {r['sentences']:,} sentences ({per:.1f} a report), Python {platform.python_version()}, "
             f"{platform.machine()}, {os.cpu_count()} cores.", "",
             f"**One core: {r['sentences'] / r['whole']:.0f} sentences a second of processor time in full, "
             f"{r['sentences'] / r['parser']:.0f} by the parser alone in the same run: {r['whole'] / r['parser']:.2f} times the parser** "
             f"(budget {BUDGET}); {r['rss'] / 1e6:.0f} MB.", "",
             f"The best of {runs} runs of each, in turns:", "",
             "| adding to a book | seconds | times as fast | processor seconds here | of them joining | in workers | most MB of a reader"
             " | load |",
             "|---|---|---|---|---|---|---|---|"]
    lines += [f"| {name} | {w['clock']:.1f} | {first['clock'] / w['clock']:.2f} | {w['own']:.1f} | {w['join']:.1f} | {w['workers']:.1f} | "
              f"{w['rss'] / 1e6:.0f} | {w['load']:.1f} |" for name, w in ways.items()]
    lines += ["", expected(ways, found["start"]), "",
              f"A lake of the same reports: {lake_['own']:.1f} processor seconds, {lake_['bytes'] / lake_['reports']:,.0f} bytes a report "
              f"in {lake_['files']} files; counting its events by kind {1000 * lake_['question']:.0f} ms. "
              f"The book: {first['bytes'] / first['reports']:,.0f} bytes a report.", "",
              "![Seconds and processor seconds by way of reading](img/scale.svg)"]
    return "\n".join(lines)


def expected(ways: dict, start: dict) -> str:
    """What two free cores give, from processor seconds: taking in, writing and joining go on beside the workers."""
    alone, together = (ways[name]["own"] + ways[name]["workers"] for name in ("1 process", "2 processes"))
    first, both = start["one"]["own"], start["two"]["own"] + 2 * start["two"]["workers"]  # one report needs one of the two workers
    return (f"By processor seconds, two free cores read these {2 * alone / together:.2f} times as fast as one ({alone:.1f} seconds become "
            f"{together:.1f}), and **{2 * (alone - first) / (together - both):.2f} times** once all processes are started, which takes "
            f"{first:.1f} and {both:.1f} of them. Seconds on the clock tell it only where nothing else runs; processor seconds vary by a "
            "tenth on a busy machine.")


def draw(found: dict, path: Path) -> None:
    """The curve as a picture: for each way, seconds on the clock and processor seconds."""
    import altair as alt
    import vl_convert

    rows = [{"way": name, "what": what, "seconds": value} for name, w in found["ways"].items()
            for what, value in (("on the clock", w["clock"]), ("of processors", w["own"] + w["workers"]))]
    chart = alt.Chart(alt.Data(values=rows), width=420, height=160).mark_bar().encode(
        y=alt.Y("way:N", sort=list(WAYS), title=None), x=alt.X("seconds:Q", title="seconds"),
        yOffset="what:N", color=alt.Color("what:N", title=None))
    path.write_text(vl_convert.vegalite_to_svg(chart.to_json()), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

"""A real Dask cluster for the tests: a scheduler and workers as processes on loopback, started by the documented commands."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DASK = [sys.executable, "-m", "dask"]
QUIET = {"OMP_NUM_THREADS": "1", "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}


class Cluster:
    """`dask scheduler` and some `dask worker`; ends with the block."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.folder, self.count, self.port = folder, workers, free_port()
        self.workers: list[subprocess.Popen] = []

    @property
    def engine(self) -> str:
        return f"dask://127.0.0.1:{self.port}"

    def __enter__(self) -> "Cluster":
        self.folder.mkdir(parents=True, exist_ok=True)
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        until(lambda: _listens(self.port))
        for _ in range(self.count):
            self.add_worker()
        until(lambda: (self.folder / "scheduler0.log").read_text().count("Register worker") >= self.count)
        return self

    def add_worker(self) -> None:
        number = len(self.workers)
        self.workers.append(self._start("worker", f"tcp://127.0.0.1:{self.port}", "--nthreads", "1", "--no-dashboard",
                                        "--local-directory", str(self.folder / f"w{number}"), "--name", f"w{number}"))

    def _start(self, *command: str) -> subprocess.Popen:
        with (self.folder / f"{command[0]}{len(self.workers)}.log").open("wb") as log:
            return subprocess.Popen([*DASK, *command], cwd=self.folder, env={**os.environ, **QUIET, "PYTHONPATH": paths()}, stdout=log,
                                    stderr=log, process_group=0)

    def kill(self, process: subprocess.Popen) -> None:
        """`kill -9` a process and all that it started, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_reader(self, number: int) -> None:
        """`kill -9` only the process in which a worker reads; Dask's nanny starts another."""
        nanny = self.workers[number].pid
        for child in Path(f"/proc/{nanny}/task/{nanny}/children").read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(child), signal.SIGKILL)

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self.scheduler):
            self.kill(process)


def paths() -> str:
    """Where the processes find the tests' own work, too."""
    return os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(condition, seconds: float = 90.0) -> None:
    """Wait for a condition; fails when it does not come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.02)

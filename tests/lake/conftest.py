"""Input for the lakes of the tests: the example reports, lines of them, copies, and what is refused."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from dateline.api.lake import write_lake
from dateline.lake import plan
from tests.engine.dask import paths

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "reports"
LINES = 6
BOUNDS = {"FILES": 4, "LINES": 2, "SMALL": 100, "ENDS": 1 << 40}  # of shards


@contextmanager
def bounds():
    """Bounds that make many shards of a small input. Only planning knows them, so they hold for workers too."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in BOUNDS.items():
            patch.setattr(plan, name, value)
        yield


@pytest.fixture
def small_shards():
    with bounds():
        yield


@pytest.fixture(scope="session")
def inbox(tmp_path_factory):
    """A folder with reports in several forms, the same report in two shards, lines that repeat, and three things that are refused."""
    folder = tmp_path_factory.mktemp("input") / "inbox"
    shutil.copytree(EXAMPLES, folder)
    shutil.copy(EXAMPLES / "07-baltic-desk-release.txt", folder / "zz-again.txt")
    (folder / "later").mkdir()
    rows = [{"text": f"Norway freed crew {n} on Friday in Oslo, Solveig Hagen said. Iceland thanked Norway.", "outlet": "Oslo Courier",
             "published": f"2019-0{3 + n % 3}-08"} for n in range(LINES)]
    lines = [json.dumps(row) for row in rows]
    (folder / "later" / "more.jsonl").write_text("\n".join([*lines[:3], "{no json", lines[0], *lines[3:], '{"text": 5}']) + "\n")
    (folder / "later" / "again.txt").write_text("A note without a day: Denmark recalled its envoy.")
    (folder / "later" / "odd.txt").write_text('A "\ud83d quote" was given.'.encode("utf-8", "surrogatepass").decode("latin-1"))
    (folder / "empty.html").write_bytes(b"")
    return folder


@pytest.fixture(scope="session")
def undisturbed(inbox, tmp_path_factory):
    """The lake of that input, written by one process without any fault. Tests must not change it."""
    lake = tmp_path_factory.mktemp("lake") / "calm"
    with bounds():
        write_lake(lake, [inbox])
    return lake


def contents(lake):
    """Every file of a lake that counts, with its hash."""
    return {p.relative_to(lake).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(Path(lake).rglob("*")) if p.is_file() and "derived" not in p.parts and not p.name.startswith(".tmp-")}


def drive(lake, inbox, engine="local", jobs=1, **environment):
    """Write a lake in a process of its own, with the small shards of these tests."""
    command = [sys.executable, "-m", "tests.lake.driver", str(lake), str(inbox), engine, str(jobs)]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths(), "OMP_NUM_THREADS": "1", **environment}, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

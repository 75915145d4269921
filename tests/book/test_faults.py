"""A book under faults: killed at any moment, on a full disk, in a folder that cannot be written."""

import contextlib
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from dateline.api.book import Book
from dateline.book.verify import problems
from dateline.errors import BookError
from tests.book.conftest import EXAMPLES, TEXT, a_report, add

FORK = multiprocessing.get_context("fork")


def add_all(path, told=None, again=False):
    """Add the example reports (and read them again); tell each report through the pipe `told` when it is written."""
    with Book(path) as book:
        book.add_paths([EXAMPLES], progress=lambda name: os.write(told, f"{name}\n".encode()) if told else None)
        if again:
            book.reread()


def exported(path):
    with Book(path) as book:
        assert book.verify() == []
        return "".join(json.dumps(row) + "\n" for row in book.export())


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    path = tmp_path_factory.mktemp("calm") / "news.db"
    start = time.monotonic()
    add_all(path)
    seconds = time.monotonic() - start
    start = time.monotonic()
    add_all(path, again=True)
    return exported(path), seconds, time.monotonic() - start


def survive(tmp_path, undisturbed, kills, seed, again):
    """Kill adding (or reading again) at random moments, then finish it: nothing is lost, and the result is the same."""
    expected, adding, rereading = undisturbed
    chance = random.Random(seed)
    for number in range(kills):
        path = tmp_path / f"{number}.db"
        if again:
            add_all(path)
        read, write = os.pipe()
        child = FORK.Process(target=add_all, args=(path, write, again))
        child.start()
        os.close(write)
        time.sleep(chance.uniform(0, rereading if again else adding))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
        child.join()
        with os.fdopen(read) as pipe:
            reported = pipe.read().splitlines()
        with Book(path) as book:
            assert book.verify() == []
            sql = "SELECT path FROM report UNION SELECT path FROM copy UNION SELECT id FROM report"
            there = {row[0] for row in book.store.db.execute(sql)}
        assert set(reported) <= there, "a report that was told as added is missing"
        add_all(path, again=again)
        assert exported(path) == expected
        path.unlink()


def test_ten_kills_while_adding(tmp_path, undisturbed):
    survive(tmp_path, undisturbed, 10, seed=1, again=False)


def test_ten_kills_while_reading_again(tmp_path, undisturbed):
    survive(tmp_path, undisturbed, 10, seed=2, again=True)


@pytest.mark.prove
def test_two_hundred_kills(tmp_path, undisturbed):
    survive(tmp_path, undisturbed, 100, seed=3, again=False)
    survive(tmp_path, undisturbed, 100, seed=4, again=True)


LAST_FIRST = [*sorted(EXAMPLES.iterdir(), reverse=True)[:3], EXAMPLES]


@pytest.mark.parametrize("steps, jobs, changes", [
    (LAST_FIRST, 1, {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"}),
    ([EXAMPLES], 2, {"PYTHONHASHSEED": "7", "TZ": "America/Lima"})], ids=["other order", "two processes"])
def test_order_jobs_hash_seed_locale_and_time_zone_change_nothing(tmp_path, undisturbed, steps, jobs, changes):
    path = tmp_path / "news.db"
    for step in steps:
        subprocess.run([sys.executable, "-m", "dateline", "add", str(path), str(step), "--jobs", str(jobs)],
                       env={**os.environ, **changes}, check=True, capture_output=True)
    assert exported(path) == undisturbed[0]


def test_adding_again_adds_nothing(tmp_path):
    path = tmp_path / "news.db"
    with Book(path) as book:
        first, second = book.add_paths([EXAMPLES]), book.add_paths([EXAMPLES])
        size = book.size()
    assert first.new >= 13 and first.new == size
    assert (second.new, second.copies, second.refused) == (0, 0, 0)
    assert second.known == first.new + first.copies


def test_a_full_disk_is_said_and_leaves_the_book_whole(filled):
    pages = filled.db.execute("PRAGMA page_count").fetchone()[0]
    filled.db.execute(f"PRAGMA max_page_count = {pages}")
    big = TEXT + os.urandom(400_000).hex()
    with pytest.raises(BookError, match="full"):
        add(filled, a_report(text=big), text=big, findings=[])
    filled.db.execute("PRAGMA max_page_count = 1000000")
    assert filled.db.execute("SELECT count(*) FROM report").fetchone() == (1,)
    assert list(problems(filled)) == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):  # a superuser may write anywhere: use a folder that is none
        folder = tmp_path / "file.txt"
        folder.write_text("not a folder")
    with pytest.raises(BookError, match="can be written"):
        Book(folder / "news.db")

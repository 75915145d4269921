"""Hostile and odd files: a report or a refusal with its reason, in bounded time and memory, never a crash."""

import os
import resource
import time
from pathlib import Path

import pytest

from dateline.intake.files import files_of, taken_of_file, taken_of_paths
from dateline.intake.taken import Refused, Taken
from dateline.intake.text import report_of_text

from .hostile import ALL, Odd

SECONDS = 8.0  # each file; a quiet machine needs less than one
MEGABYTES = 1500  # all files together, above what the tests held before


def check(taken: Taken) -> None:
    """The promises that hold for every report."""
    at = 0
    for block in taken.report.blocks:
        start, end = block.span
        assert at <= start < end <= len(taken.text)
        assert not taken.text[at:start].strip()
        at = end
    assert not taken.text[at:].strip()
    assert "\0" not in taken.text and not any(0xD800 <= ord(c) <= 0xDFFF for c in taken.text[:100_000])
    for block in taken.report.blocks[:50]:
        start, end = taken.raw_map.to_raw(block.span)
        assert 0 <= start < end <= len(taken.raw)
    taken.report.to_dict()


@pytest.fixture(scope="module")
def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_names_differ_and_are_many() -> None:
    assert len({o.name for o in ALL}) == len(ALL) >= 120


@pytest.mark.parametrize("odd", ALL, ids=[o.name for o in ALL])
def test_odd_file(odd: Odd, tmp_path: Path, memory: int) -> None:
    path = tmp_path / odd.name
    path.write_bytes(odd.build())
    started = time.process_time()
    found = list(taken_of_file(path))
    assert time.process_time() - started < SECONDS
    taken = [t for t in found if isinstance(t, Taken)]
    refused = [r for r in found if isinstance(r, Refused)]
    assert [t.text[:len(b)] for t, b in zip(taken, odd.begins, strict=True)] == list(odd.begins), refused
    assert len(refused) == len(odd.refused) and all(w in r.reason for r, w in zip(refused, odd.refused, strict=True)), refused
    assert all(r.source.startswith(str(path)) and len(r.reason) < 300 for r in refused)
    for one in taken:
        check(one)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < MEGABYTES * 1024


def test_folder_in_order_and_no_crash(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.html", ".hidden", "b/.git/x.txt", "c~"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Two envoys met in Riga on Friday.")
    (tmp_path / "b" / "pipe").mkdir()
    os.mkfifo(tmp_path / "b" / "fifo.txt")
    (tmp_path / "b" / "lost.txt").symlink_to(tmp_path / "nowhere")
    found = [(Path(one.source).name, getattr(one, "reason", "taken")) for one in taken_of_paths([tmp_path])]
    assert found == [("a.html", "taken"), ("1.txt", "taken"), ("2.txt", "taken"), ("fifo.txt", "no regular file"),
                     ("lost.txt", "cannot be opened: No such file or directory")]


def test_globs_and_missing_paths(tmp_path: Path) -> None:
    for name in ("x1.txt", "x2.txt", "y.txt"):
        (tmp_path / name).write_text("Two envoys met in Riga on Friday.")
    assert [f.name for f in files_of(tmp_path / "x*.txt")] == ["x1.txt", "x2.txt"]
    missing = list(taken_of_paths([tmp_path / "none.txt", "bad\0name"]))
    assert [type(m) for m in missing] == [Refused, Refused]


def test_loop_of_links(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "in" / "a.txt").write_text("Two envoys met in Riga on Friday.")
    assert [f.name for f in files_of(tmp_path)] == ["a.txt"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\0", "\ud800", "\udfff met \ud800", "\u2028", "\x85", "a\x1cb", "\u200b", "…", "\ufeff"])
def test_odd_texts(text: str) -> None:
    report = report_of_text(text)
    at = 0
    for block in report.blocks:
        assert not text[at:block.span[0]].strip() and block.span[0] < block.span[1]
        at = block.span[1]
    assert not text[at:].strip()

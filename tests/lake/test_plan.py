"""Which input makes which shard: all of it, once, and the same whatever was done before."""

import pytest

from dateline.lake import plan
from dateline.lake.plan import Found, Piece, order, shards


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(plan, "FILES", 5)
    monkeypatch.setattr(plan, "ENDS", 4)
    monkeypatch.setattr(plan, "SMALL", 10)
    monkeypatch.setattr(plan, "LINES", 3)


def names(count, without=()):
    return [Found(f"in/{n:03}.txt", 100) for n in range(count) if n not in without]


def test_each_file_is_in_one_shard_in_order():
    found = [p.path for s in shards(names(60)) for p in s.pieces]
    assert found == [f.path for f in names(60)]
    assert max(len(s.pieces) for s in shards(names(60))) <= 5


@pytest.mark.parametrize("number", [0, 17, 59])
def test_a_new_file_changes_its_own_shard_and_few_behind_it(number):
    with_it, without = set(shards(names(60))), set(shards(names(60, [number])))
    assert len(with_it - without) <= 4
    assert len(with_it & without) >= 10


def test_when_whole_shards_are_gone_the_others_stay_as_they_are():
    """What lets a run go on whatever it had done before it was stopped."""
    every = list(shards(names(60)))
    gone = {p.path for s in every[3:9:2] for p in s.pieces}
    assert list(shards(f for f in names(60) if f.path not in gone)) == [s for i, s in enumerate(every) if i not in (3, 5, 7)]


@pytest.mark.parametrize("text", ["a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nd", "a\n" * 3, "\n\n\n\n\n", "x" * 50])
def test_lines_are_cut_at_their_ends_and_counted(tmp_path, text):
    file = tmp_path / "in.jsonl"
    file.write_text(text)
    pieces = [p for s in shards([Found(str(file), 99, lines=True)]) for p in s.pieces]
    assert "".join(text[p.start:p.end] for p in pieces) == text
    for piece in pieces:
        assert piece.line == text[:piece.start].count("\n") + 1
        assert text[piece.start:piece.end].count("\n") <= 3


def test_a_very_long_line_stays_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "LINE_BYTES", 8)
    file = tmp_path / "in.jsonl"
    file.write_text("a\n" + "b" * 100 + "\nc\n")
    assert [(p.start, p.end) for s in shards([Found(str(file), 99, lines=True)]) for p in s.pieces] == [(0, 103), (103, 105)]


def test_an_archive_is_a_shard_of_its_own():
    found = [s.pieces for s in shards([Found("a.txt", 9), Found("b.zip", 9, alone=True), Found("c.txt", 9)])]
    assert (Piece("b.zip"),) in found


def test_places_sort_as_files_are_walked(tmp_path):
    from dateline.intake.files import files_of

    for name in ("b/x.txt", "b/a/y.txt", "a.txt", "b.txt", "bb/z.txt", "b-c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    walked = [str(f) for f in files_of(tmp_path)]
    assert sorted(walked, key=order) == walked

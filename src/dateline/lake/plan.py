"""Which input makes which shard: a function of the files' names and sizes alone, so that a run that goes on finds the same shards.

>>> list(shards([Found("in/a.txt", 900), Found("in/big.jsonl", 900, lines=True), Found("in/b.txt", 800)]))
[Shard(pieces=(Piece(path='in/a.txt', start=0, end=None, line=1), Piece(path='in/big.jsonl', start=0, end=None, line=1), \
Piece(path='in/b.txt', start=0, end=None, line=1)))]
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FILES = 400  # files in a shard at most: some 20 seconds of reading for one core
BYTES = 32 << 20  # bytes of small files in a shard at most
LINES = 400  # lines of one file in a shard at most
LINE_BYTES = 8 << 20  # bytes after which a stretch of lines ends
SMALL = 256 << 10  # a file of lines up to this size goes with the others, whole
ENDS = 300  # one name in so many ends its shard, so that a new file moves the bounds of its own shard only


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the input: `lines` for JSON lines, which are split; `alone` for archives, which are a shard each."""

    path: str
    size: int
    lines: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or a stretch of its bytes: `end` None is the end of the file, `line` the number of the first line in it."""

    path: str
    start: int = 0
    end: int | None = None
    line: int = 1

    @property
    def whole(self) -> bool:
        return self.start == 0 and self.end is None


@dataclass(frozen=True, slots=True)
class Shard:
    """What one worker reads in one go, and writes with one manifest."""

    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        first, more = self.pieces[0], len(self.pieces) - 1
        return first.path + (f" from line {first.line:,}" if first.line > 1 else "") + (f" and {more:,} more" if more else "")


def shards(files: Iterable[Found]) -> Iterator[Shard]:
    """The shards of an input, in its order."""
    held: list[Piece] = []
    size = 0
    for file in files:
        if file.alone or (file.lines and file.size > SMALL):
            yield from (Shard((piece,)) for piece in (_stretches(file) if file.lines else [Piece(file.path)]))
            continue
        held.append(Piece(file.path))
        size += file.size
        if len(held) >= FILES or size >= BYTES or _ends(file.path):
            yield Shard(tuple(held))
            held, size = [], 0
    if held:
        yield Shard(tuple(held))


def _ends(path: str) -> bool:
    """Whether a file ends its shard, by its name alone."""
    return int.from_bytes(hashlib.sha256(Path(path).name.encode("utf-8", "surrogateescape")).digest()[:4], "big") % ENDS == 0


def _stretches(file: Found) -> Iterator[Piece]:
    """A file of lines in stretches that end with a line."""
    start, line, count, at = 0, 1, 0, 0
    with Path(file.path).open("rb") as lines:
        while taken := lines.readline(LINE_BYTES):
            at += len(taken)
            if not taken.endswith(b"\n"):
                continue
            count += 1
            if count >= LINES or at - start >= LINE_BYTES:
                yield Piece(file.path, start, at, line)
                start, line, count = at, line + count, 0
    if at > start:
        yield Piece(file.path, start, at, line)


def order(path: str) -> str:
    r"""A text that sorts paths as they are walked: the files of a folder by name, then its folders.

    >>> sorted(["a/b/1.txt", "a/z.txt", "a/b.txt"], key=order)
    ['a/b.txt', 'a/z.txt', 'a/b/1.txt']
    """
    *folders, name = path.split("/")
    return "".join(f"\x02{f}" for f in folders) + f"\x01{name}"

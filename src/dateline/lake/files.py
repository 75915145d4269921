"""Writing files that are there whole or not at all, also when two machines write the same one.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     put(Path(folder, "a", "b.txt"), b"hello")
...     print(digest_of(Path(folder, "a", "b.txt"))[:8])
2cf24dba
"""

import contextlib
import hashlib
import os
import time
import uuid
from pathlib import Path

from dateline.errors import LakeError

TEMPORARY = ".tmp-"  # the names of files that are being written begin so
BLOCK = 1 << 20


def put(path: Path, data: bytes) -> None:
    """Write a file under a name of its own, sync it, and give it its name; raises LakeError where that cannot be done."""
    temporary = path.with_name(f"{TEMPORARY}{uuid.uuid4().hex}")
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            sync(path.parent.parent)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise LakeError(f"{path}: {error.strerror or error}; is there room, may it be written? Then run it again") from error


def sweep(folder: Path, older: float) -> int:
    """Remove what writers that were killed left behind, where it is `older` seconds old or more: a living one may still be at it."""
    gone = 0
    for path in folder.rglob(f"{TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime >= older:
                path.unlink()
                gone += 1
    return gone


def sync(folder: Path) -> None:
    """Have a folder's names written to the disk; file systems that cannot do it are let be."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hex."""
    hashed = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            hashed.update(block)
    return hashed.hexdigest()


def digest_of_stretch(path: Path, start: int, end: int | None) -> str:
    """SHA-256 of a stretch of a file, hex."""
    hashed = hashlib.sha256()
    with path.open("rb") as file:
        file.seek(start)
        left = None if end is None else end - start
        while block := file.read(BLOCK if left is None else min(BLOCK, left)):
            hashed.update(block)
            left = None if left is None else left - len(block)
    return hashed.hexdigest()

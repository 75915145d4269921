r"""Gzip files of any form: unpacked under caps on size and growth, whole or as a stream.

>>> import gzip, io
>>> unpacked(gzip.compress(b"Two envoys met in Riga."))
b'Two envoys met in Riga.'
>>> unpacked(gzip.compress(b"\0" * 5_000_000))
Traceback (most recent call last):
...
dateline.errors.InputRefused: a gzip file that grows more than 200 times; it looks like a bomb
"""

import io
import zlib
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from dateline.errors import InputRefused
from dateline.intake.decode import MOST_BYTES
from dateline.intake.zipped import FREE, MOST_RATIO

MAGIC = b"\x1f\x8b"
PIECE = 65_536


class Gunzip(io.RawIOBase):
    """The unpacked bytes of a gzip file of one member or several, as a stream; what follows the last member is refused.

    A stream that grows beyond MOST_RATIO times what was read of it is refused, at once: nothing is unpacked ahead of what is asked for.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.machine = file, zlib.decompressobj(31)
        self.packed, self.given, self.left = 0, 0, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            piece = self._next(len(buffer))
        except zlib.error as error:
            raise InputRefused(f"a gzip file that cannot be unpacked: {error}") from error
        self.given += len(piece)
        if self.given > FREE and self.given > MOST_RATIO * self.packed:
            raise InputRefused(f"a gzip file that grows more than {MOST_RATIO} times; it looks like a bomb")
        buffer[:len(piece)] = piece
        return len(piece)

    def _next(self, size: int) -> bytes:
        while True:
            if self.machine.eof:
                self.left = self.machine.unused_data.lstrip(b"\0") or self._more().lstrip(b"\0")
                if not self.left:
                    return b""
                self.machine = zlib.decompressobj(31)
            packed = self.left or self._more()
            if not packed and not self.machine.unconsumed_tail:
                raise InputRefused("a gzip file that breaks off")
            piece = self.machine.decompress(packed, size)
            self.left = self.machine.unconsumed_tail
            if piece:
                return piece

    def _more(self) -> bytes:
        packed = self.file.read(PIECE)
        self.packed += len(packed)
        return packed


def unpacked(raw: bytes) -> bytes:
    """The bytes of a gzip file that holds one original; raises InputRefused for a bomb, a broken one, an archive."""
    found = io.BufferedReader(Gunzip(io.BytesIO(raw))).read(MOST_BYTES + 1)
    if len(found) > MOST_BYTES:
        raise InputRefused(f"a gzip file of more than {MOST_BYTES:,} bytes unpacked; split it")
    if found.startswith(MAGIC):
        raise InputRefused("a gzip file inside another, which is not read; unpack it and give the file")
    return found


def inner_suffix(name: str) -> str:
    """The form that a packed file's name tells, "" where it tells none.

    >>> inner_suffix("in.zip#rows.JSONL.gz"), inner_suffix("page.html"), inner_suffix("x.gz")
    ('.jsonl', '.html', '')
    """
    path = PurePosixPath(name.rsplit("#", 1)[-1].lower())
    return PurePosixPath(path.stem).suffix if path.suffix in (".gz", ".gzip") else path.suffix


def refuse_tar(raw: bytes) -> None:
    """Raise InputRefused for a tar archive, which shows only after 257 bytes."""
    if raw[257:262] == b"ustar":
        raise InputRefused("a tar archive, which is not read; unpack it and give the files")

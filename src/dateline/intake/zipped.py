r"""ZIP archives to reports: each member in its own form, under caps on members, depth, size and ratio; nothing is ever unpacked to disk.

>>> import io, zipfile
>>> out = io.BytesIO()
>>> with zipfile.ZipFile(out, "w") as archive:
...     archive.writestr("../../a.txt", "Two envoys met in Riga.")
>>> def read(raw, source, suffix):
...     yield source, suffix, raw
>>> list(taken_of_zip(out, "in.zip", read))
[('in.zip#../../a.txt', '.txt', b'Two envoys met in Riga.')]
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from lzma import LZMAError
from pathlib import PurePosixPath
from typing import BinaryIO, TypeVar

from dateline.errors import InputRefused
from dateline.intake.decode import MOST_BYTES
from dateline.intake.taken import Refused

MOST_MEMBERS = 100_000
MOST_DEPTH = 2  # an archive in an archive is read, one deeper is not
MOST_RATIO = 200  # times that a member may grow; text grows 3 to 20 times
FREE = 1_000_000  # bytes up to which a member may grow as it likes
SKIPPED = re.compile(r"(?:^|/)(?:\.(?!\.?/)|__MACOSX/|Thumbs\.db$|desktop\.ini$)|/$")
BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, struct.error, zlib.error, LZMAError,
          OverflowError)
Result = TypeVar("Result")
Reader = Callable[[bytes, str, str], Iterator[Result]]  # (bytes, where they stand, suffix)


def taken_of_zip(file: BinaryIO, source: str, read: Reader[Result], depth: int = 1) -> Iterator[Result | Refused]:
    """What `read` makes of each member, in the archive's order, and a refusal for each that is not read.

    A member's name tells its form and where it stands, never a place on this machine.
    """
    if depth > MOST_DEPTH:
        yield Refused(source, f"a ZIP archive inside {MOST_DEPTH} others, which is not read; unpack it and give the files")
        return
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        yield Refused(source, f"no ZIP archive that can be read: {error}"[:200])
        return
    with archive:
        members = [m for m in archive.infolist() if not SKIPPED.search(m.filename)]
        if not members:
            yield Refused(source, "an empty ZIP archive")
        if len(members) > MOST_MEMBERS:
            yield Refused(source, f"a ZIP archive of {len(members):,} members; at most {MOST_MEMBERS:,} are read")
            return
        for member in members:
            yield from _member(archive, member, f"{source}#{label(member.filename)}", read, depth)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, at: str, read: Reader[Result], depth: int) -> Iterator[Result | Refused]:
    try:
        raw = _bytes(archive, member)
        suffix = PurePosixPath(member.filename).suffix.lower()
        if suffix == ".zip":
            yield from taken_of_zip(io.BytesIO(raw), at, read, depth + 1)
        else:
            yield from read(raw, at, suffix)
    except InputRefused as error:
        yield Refused(at, str(error))
    except BROKEN as error:
        yield Refused(at, f"a member that cannot be read: {error}"[:200])


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A member's bytes; raises InputRefused for links, locked members, bombs and large ones, before they are unpacked where it can."""
    if member.flag_bits & 1:
        raise InputRefused("a member of a ZIP archive that is locked with a password")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise InputRefused("a link in a ZIP archive, which is not followed")
    if member.file_size > MOST_BYTES:
        raise InputRefused(f"a member of a ZIP archive of {member.file_size:,} bytes; at most {MOST_BYTES:,} are read as one report")
    if member.file_size > FREE and member.file_size > MOST_RATIO * member.compress_size:
        raise InputRefused(f"a member of a ZIP archive that grows more than {MOST_RATIO} times; it looks like a bomb")
    with archive.open(member) as opened:
        raw = opened.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise InputRefused(f"a member of a ZIP archive of more than {MOST_BYTES:,} bytes")
    return raw


def label(name: str) -> str:
    """A member's name as it may be shown: no control characters, not endless.

    >>> label("a\\nb.txt")
    'a?b.txt'
    """
    return re.sub(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]", "?", name)[:300]

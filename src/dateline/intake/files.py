"""Files, folders and globs to reports: each file in its form, each refusal with its reason, always in the same order.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     _ = Path(folder, "b.txt").write_text("Two envoys met in Riga on Friday.")
...     _ = Path(folder, "a.html").write_bytes(b"")
...     for one in taken_of_paths([folder]):
...         print(Path(one.source).name, getattr(one, "reason", "taken"))
a.html empty
b.txt taken
"""

import glob
import io
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import InputRefused
from dateline.intake.decode import MOST_BYTES
from dateline.intake.forms import LINES as LINES
from dateline.intake.forms import TABLES
from dateline.intake.forms import taken_of_bytes as taken_of_bytes
from dateline.intake.jsonl import taken_of_lines, taken_of_table
from dateline.intake.packed import MAGIC, Gunzip, inner_suffix
from dateline.intake.taken import Refused, Taken
from dateline.intake.warc import taken_of_warc
from dateline.intake.zipped import taken_of_zip

WARCS = (".warc", ".warc.gz")
PACKED_LINES = tuple(f"{suffix}.gz" for suffix in sorted(LINES))
ARCHIVES = (".zip", *WARCS, *PACKED_LINES)  # files of many originals, beside plain JSON lines
SKIPPED = re.compile(r"^\.|~$|^Thumbs\.db$|^desktop\.ini$")
Columns = Mapping[str, str]


def taken_of_paths(paths: Iterable[str | Path], outlet: str | None = None, published: date | None = None) -> Iterator[Taken | Refused]:
    """The reports of files, folders (with all below them, hidden files left out) and globs, and a refusal for what is none."""
    for path in paths:
        files = list(files_of(path))
        if not files:
            yield Refused(str(path), "no such file or folder, or an empty folder")
        for file in files:
            yield from taken_of_file(file, outlet, published)


def files_of(path: str | Path) -> Iterator[Path]:
    """The files that a path, a folder or a glob names, sorted by name; links are followed to files, never to folders."""
    whole = Path(path)
    if whole.is_dir():
        for folder, folders, names in os.walk(whole):
            folders[:] = sorted(f for f in folders if not SKIPPED.search(f))
            yield from (Path(folder, n) for n in sorted(names) if not SKIPPED.search(n))
    elif _exists(whole):
        yield whole
    else:
        found = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207  a glob may be absolute, which Path.glob refuses
        yield from (Path(f) for f in found if Path(f).is_file())


def taken_of_file(path: Path, outlet: str | None = None, published: date | None = None,
                  columns: Columns | None = None) -> Iterator[Taken | Refused]:
    """The report or reports of one file, or a refusal."""
    source = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputRefused("no regular file")
        with path.open("rb") as file:
            if is_archive(path) and not path.name.lower().endswith(PACKED_LINES):
                yield from _taken_of_archive(file, path, outlet, published, columns)
                return
            opened = _unpacking(file)
            suffix = inner_suffix(path.name) if opened is not file else path.suffix.lower()
            if suffix in LINES:
                yield from taken_of_lines(opened, source, columns)
            elif suffix in TABLES:
                yield from taken_of_table(opened, source, columns)
            else:
                if status.st_size > MOST_BYTES:
                    raise InputRefused(f"{status.st_size:,} bytes; at most {MOST_BYTES:,} are read as one report; split it")
                yield from taken_of_bytes(file.read(), source, suffix, outlet, published, None, None, columns)
    except OSError as error:
        yield Refused(source, f"cannot be opened: {error.strerror or error}")
    except InputRefused as error:
        yield Refused(source, str(error))


def is_archive(path: Path) -> bool:
    """Whether a file is one of many originals: a ZIP archive, a WARC file, packed JSON lines."""
    return path.name.lower().endswith(ARCHIVES)


def _unpacking(file: BinaryIO) -> BinaryIO:
    """A file as it is, or unpacked as it is read where it is a gzip file."""
    packed = file.read(2) == MAGIC
    file.seek(0)
    return cast(BinaryIO, io.BufferedReader(Gunzip(file))) if packed else file


def _taken_of_archive(file: BinaryIO, path: Path, outlet: str | None, published: date | None,
                      columns: Columns | None) -> Iterator[Taken | Refused]:
    def read(raw: bytes, at: str, suffix: str, url: str | None = None) -> Iterator[Taken | Refused]:
        return taken_of_bytes(raw, at, suffix, outlet, published, url, None, columns)

    if path.suffix.lower() == ".zip":
        yield from taken_of_zip(file, str(path), read)
    else:
        yield from taken_of_warc(file, str(path), read)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False

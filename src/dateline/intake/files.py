"""Files and folders to reports: which files there are, and which reports one file holds.

`api` asks for exactly these two functions; the forms of input behind `parts_of` grow (HTML, e-mail, JSON lines ..).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.errors import InputRefused
from dateline.intake.text import report_of_text
from dateline.records import Report


@dataclass(frozen=True, slots=True)
class Taken:
    """A text that was taken in, with what is known of it."""

    text: str
    report: Report


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a file: its name in the file ("" when the file is one report), and the work of taking it in.

    `take` raises InputRefused with the reason when it cannot be read.
    """

    name: str
    take: Callable[[], Taken]


def files_below(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are named or lie below the folders that are named, each once, sorted; hidden ones are passed over."""
    found = set()
    for path in paths:
        inside = path.rglob("*") if path.is_dir() else [path]
        found |= {p for p in inside if not p.is_dir() and not any(part.startswith(".") for part in p.relative_to(path).parts)}
    yield from sorted(found)


def parts_of(name: str, raw: bytes, published: date | None = None, outlet: str | None = None, url: str | None = None) -> Iterator[Part]:
    """The reports that the bytes of one file hold."""
    def take() -> Taken:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputRefused(f"{name}: not UTF-8 ({error.reason} at byte {error.start})") from error
        return Taken(text, report_of_text(text, published, outlet, url))
    yield Part("", take)

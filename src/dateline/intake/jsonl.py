r"""JSON lines and CSV rows to reports, one a line: `text` and, where known, `id`, `published`, `outlet`, `url`, `title`.

>>> import io
>>> line = b'{"id": "7", "text": "Two envoys met in Riga.", "published": "2021-06-04", "outlet": "Courier"}\n{"text": 5}\n'
>>> for one in taken_of_lines(io.BytesIO(line), "in.jsonl"):
...     print(one.source, getattr(one, "reason", None) or one.report.published)
in.jsonl#7 2021-06-04
in.jsonl#2 "text" is no string but int; a report needs its text
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO, cast

from dateline.errors import InputRefused
from dateline.intake.days import real_day
from dateline.intake.decode import MOST_BYTES, clean, decode
from dateline.intake.html import report_of_markup
from dateline.intake.rawmap import same
from dateline.intake.taken import Refused, Taken
from dateline.intake.text import report_of_text

TEXTS = ("text", "body", "content", "article", "articleBody", "maintext", "body_text")
MARKUPS = ("html", "raw_html")
DAYS = ("published", "date", "date_published", "datePublished", "published_at", "publishedAt", "date_publish", "pub_date",
        "publication_date")
OUTLETS = ("outlet", "source", "publisher", "source_domain", "site", "publication")
ADDRESSES = ("url", "link", "source_url")
TITLES = ("title", "headline")
FIELDS = {"text": TEXTS, "html": MARKUPS, "id": ("id",), "title": TITLES, "published": DAYS, "outlet": OUTLETS, "url": ADDRESSES}
HEAD = 65_536  # bytes of a table that tell its encoding and its separator
BLANKS = b" \t\r\n"


def columns_of(words: str | None) -> dict[str, str] | None:
    """What `--columns` says: under which of their names rows carry ours; raises InputRefused for what it cannot mean.

    Dots lead into nested objects. What is not mapped is looked for under the names that are known.

    >>> columns_of("text=article.body,published=date")
    {'text': 'article.body', 'published': 'date'}
    """
    if not words:
        return None
    pairs = [pair.partition("=") for pair in words.split(",")]
    wrong = next((ours + equals for ours, equals, theirs in pairs if ours.strip() not in FIELDS or not theirs.strip()), None)
    if wrong is not None:
        raise InputRefused(f"{wrong!r} maps nothing; write --columns text=THEIRS,published=THEIRS; ours are {', '.join(FIELDS)}")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def mapped(row: Mapping[str, Any], columns: Mapping[str, str] | None) -> Mapping[str, Any]:
    """A row under our names. A mapped name takes the place of all names that are looked for of itself.

    >>> mapped({"text": "teaser", "full": {"body": "whole"}}, {"text": "full.body"})
    {'full': {'body': 'whole'}, 'text': 'whole'}
    """
    if not columns:
        return row
    hidden = {name for ours in columns for name in FIELDS[ours]} | ({"id"} if "id" in columns else set())
    if "text" in columns or "html" in columns:
        hidden |= {*TEXTS, *MARKUPS}
    return {**{k: v for k, v in row.items() if k not in hidden},
            **{FIELDS[ours][0]: value for ours, theirs in columns.items() if (value := _at(row, theirs)) is not None}}


def _at(row: Mapping[str, Any], name: str) -> Any:
    """The value under a name, or along a path of names with dots."""
    if name in row:
        return row[name]
    value: Any = row
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def taken_of_lines(file: BinaryIO, source: str, columns: Mapping[str, str] | None = None, first: int = 1) -> Iterator[Taken | Refused]:
    """A report or a refusal for each line of a JSON-lines file, in order; a line longer than MOST_BYTES is refused unread.

    `first` is the number of the first line, where `file` begins further down.
    """
    number = first - 1
    while line := file.readline(MOST_BYTES + 1):
        number += 1
        at = f"{source}#{number}"
        if len(line) > MOST_BYTES:
            yield Refused(at, f"a line of more than {MOST_BYTES:,} bytes; split it")
            _skip_line(file, line)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip(BLANKS):
            continue
        try:
            yield taken_of_row(mapped(_object(line), columns), source, str(number))
        except InputRefused as error:
            yield Refused(at, str(error))


def taken_of_table(file: BinaryIO, source: str, columns: Mapping[str, str] | None = None) -> Iterator[Taken | Refused]:
    """A report or a refusal for each row of a CSV or TSV file whose header names a `text` column; raises InputRefused for binary.

    The file is read row by row. Its separator is the one of tab, semicolon and comma that stands in the header most often.
    """
    opening = file.read(HEAD)
    cut = opening.rfind(b"\n") + 1 if len(opening) == HEAD else 0
    decoded = decode(opening[:cut] if cut else opening)
    head = decoded.text.split("\n", 1)[0]
    csv.field_size_limit(max(csv.field_size_limit(), MOST_BYTES))  # the module's own bound is shorter than some articles
    whole = cast(BinaryIO, io.BufferedReader(Again(opening, file)))
    stream = io.TextIOWrapper(whole, encoding=decoded.encoding, errors="replace", newline="")
    rows = csv.DictReader(stream, delimiter=max(",;\t", key=head.count))
    try:
        _check_header(rows.fieldnames or (), columns)
        for row in rows:
            number = rows.line_num
            try:
                yield taken_of_row(mapped({k: v for k, v in row.items() if isinstance(k, str) and isinstance(v, str)}, columns), source,
                                   str(number))
            except InputRefused as error:
                yield Refused(f"{source}#{number}", str(error))
    except (csv.Error, InputRefused) as error:
        yield Refused(source, f"no table that can be read: {error}" if isinstance(error, csv.Error) else str(error))
    finally:
        stream.detach()


class Again(io.RawIOBase):
    """A file whose first bytes were read already, from its start; a packed one cannot be wound back."""

    def __init__(self, opening: bytes, file: BinaryIO) -> None:
        self.opening, self.file = opening, file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self.opening[:len(buffer)] or self.file.read(len(buffer))
        self.opening = self.opening[len(buffer):]
        buffer[:len(piece)] = piece
        return len(piece)


def _check_header(names: Sequence[str], columns: Mapping[str, str] | None) -> None:
    """Raise InputRefused where a header has no column with the text, or lacks one that was mapped."""
    listed = ", ".join(names)[:150]
    for theirs in (columns or {}).values():
        if theirs not in names:
            raise InputRefused(f"its header names no column {theirs!r}; it names {listed}")
    if not set(names) & {*TEXTS, *MARKUPS} and not {"text", "html"} & set(columns or ()):
        raise InputRefused(f"its header names no column with the text; allowed: {', '.join(TEXTS)}; map others with --columns text=NAME")


def taken_of_row(row: Mapping[str, Any], source: str, number: str) -> Taken:
    """The report of one object; raises InputRefused for one without text and for a date that is none.

    The source is `file#id`, with the line's number where the object has no id.
    """
    name = row.get("id")
    at = f"{source}#{name if isinstance(name, str | int) and str(name).strip() else number}"
    day = day_given(next((row[k] for k in DAYS if row.get(k)), None))
    outlet, url = _string(row, OUTLETS), _string(row, ADDRESSES)
    markup = _string(row, MARKUPS)
    key = next((k for k in TEXTS if row.get(k) is not None), None)
    if key is None and markup:
        return report_of_markup(markup, url, day, outlet, at)
    if key is None:
        raise InputRefused(f"no text; give it as {TEXTS[0]!r}")
    if not isinstance(row[key], str):
        raise InputRefused(f'"{key}" is no string but {type(row[key]).__name__}; a report needs its text')
    text = clean(row[key])
    if not text.strip():
        raise InputRefused(f'"{key}" is empty')
    report = report_of_text(text, day, outlet, url)
    report = replace(report, title=report.title or _string(row, TITLES))
    return Taken(report=report, text=text, raw=text, raw_map=same(len(text)), source=at, form="json", elements=(None,) * len(report.blocks))


def day_given(value: Any) -> date | None:
    """A day from what a row gives: "2021-06-04", a timestamp that starts so, "20210604"; raises InputRefused for anything else.

    >>> day_given("2021-06-04T10:00:00Z")
    datetime.date(2021, 6, 4)
    """
    if value is None or value == "":
        return None
    words = str(value).strip()[:40]
    parts = re.match(r"([0-9]{4})(-|/|)([0-9]{2})\2([0-9]{2})(?![0-9])", words)
    found = real_day(int(parts[1]), int(parts[3]), int(parts[4])) if parts else None
    if found is None:
        raise InputRefused(f"the date {words!r} is not understood; write it as 2021-06-04")
    return found


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputRefused(f"not UTF-8 at byte {error.start} of the line") from error
    except (ValueError, RecursionError) as error:
        raise InputRefused(f"no JSON: {error}"[:200]) from error
    if not isinstance(found, dict):
        raise InputRefused(f"a JSON {type(found).__name__}, no object with a text")
    return found


def _string(row: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = row.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return clean(value.strip())
    return None


def _skip_line(file: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(1_000_000)

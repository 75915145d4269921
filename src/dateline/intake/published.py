"""When a report was published, where its text tells it. Wrong is worse than None.

>>> line_date("Published: 4 June 2021").day.isoformat()
'2021-06-04'
>>> line_date("They first met on 4 June 2021") is None
True
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.intake.days import FULL, DayIn, full_dates, weekdays_in
from dateline.records.report import Block, PublishedFrom
from dateline.records.span import Span

ALLOWED = re.compile(
    r"(?:first|date|dated|time|published|publish|posted|issued|released|filed|created|updated|update|last|modified|revised|edited|on|at|of|as|"
    r"mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"am|pm|a\.m|p\.m|gmt|utc|bst|est|edt|et|cet|cest|msk|ist|pst|pdt|pt|uk|bst|jst|kst|hkt|sgt|ict|wib|pkt|eat|cat|wat|sast|brt|aest|aedt|nzst|hrs?|hours|local|tehran|moscow|min|mins|minutes?|read|"
    r"t?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:am|pm|z|[+-]\d{2}:?\d{2})?|\d{1,2}(?:am|pm)?|[+-]\d{2}:?\d{2}|z|t)", re.I)
SPLITTER = re.compile(r"[\s,;|/()\[\]•·–—―@]+|-(?!\d)|:(?!\d)")
PUBLISHED = re.compile(r"\b(?:published|posted|issued|released|publication|first)\b|^\s*date\b|^\s*dated\b", re.I)
UPDATED = re.compile(r"\b(?:updated?|modified|revised|edited)\b", re.I)
BARS = re.compile(r"\s*[|•·/]\s+|\s+[-–—]\s+")
POSTER = re.compile(r"\s+[Bb]y\s+[a-z0-9_][\w.-]{1,30}\s*$")  # "Posted on 4 June 2021 by mara77": no name of a person, yet a date line
LABEL_WORDS = 4
LONGEST = 160  # characters of a date line
LEDE = 3  # paragraphs in which the news day is named


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication, where that was told, and at which words (None outside the text)."""

    day: date
    source: PublishedFrom
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class LineDate:
    """The date of a line that is a date line and no more; `label` is published, updated or plain."""

    day: date
    span: Span
    label: str


def line_date(line: str) -> LineDate | None:
    """The date of a date line, None for any other line and where day and weekday disagree.

    "Published 4 June 2021, updated 5 June 2021" gives the first.
    """
    if len(line) > LONGEST:
        return None
    found = list(full_dates(line))
    if not found:
        return None
    rest = POSTER.sub("", line) if PUBLISHED.match(line) else line
    for one in reversed(found):
        rest = f"{rest[:one.span[0]]} {rest[one.span[1]:]}"
    if not _only_date_words(rest) and not _date_among_labels(line, found):
        return None
    days = weekdays_in(line)
    if len(found) == 1 and days and days[0] != found[0].day.weekday():
        return None
    return _first_published(line, found)


def _only_date_words(words: str) -> bool:
    return all(ALLOWED.fullmatch(w.strip(".")) for w in SPLITTER.split(words) if w.strip("."))


def _date_among_labels(line: str, found: list[DayIn]) -> bool:
    """Whether a line is a date with short labels beside it ("Source: Wire | 2021-06-04 21:10 | Editor: Li")."""
    parts = BARS.split(line)
    if not 2 <= len(parts) <= 6 or len(found) > 2:
        return False
    dated = [p for p in parts if next(full_dates(p), None)]
    others = [p for p in parts if p not in dated]
    bare = all(_only_date_words(FULL.sub(" ", p)) for p in dated)
    return bare and all(len(p.split()) <= LABEL_WORDS and not p.rstrip().endswith((".", "!", "?", ",")) for p in others)


def byline_date(line: str) -> LineDate | None:
    """The only full date of a byline ("By Jane Doe | June 4, 2021"), None where there is none or more than one."""
    found = list(full_dates(line)) if len(line) <= LONGEST else []
    return LineDate(found[0].day, found[0].span, "plain") if len(found) == 1 else None


def published_in(text: str, blocks: Sequence[Block], dated: Sequence[tuple[Span, LineDate]]) -> Published | None:
    """The day on which the text says it was published.

    `dated` are the date lines and dated bylines with their spans. In this order: a labelled line, a plain one, a dateline's full date, an
    update, a caption's full date on the weekday that the opening names first. Two different answers of one rank are none.
    """
    body = next((b.span[0] for b in blocks if b.kind == "paragraph"), len(text))
    ranks: list[list[tuple[date, Span]]] = [[], [], [], [], []]
    for span, line in dated:
        at = (line.day, (span[0] + line.span[0], span[0] + line.span[1]))
        if line.label == "published":
            ranks[0].append(at)
        elif line.label == "plain" and span[0] <= body:
            ranks[1].append(at)
        elif line.label == "updated":
            ranks[3].append(at)
    for block in blocks:
        if block.kind == "dateline":
            ranks[2] += [(d.day, d.span) for d in full_dates(text, *block.span)][:1]
    ranks[4] = _caption_dates(text, blocks)
    for rank in ranks:
        if len({day for day, _ in rank}) == 1:
            return Published(rank[0][0], "text", rank[0][1])
        if rank:
            return None
    return None


def _first_published(line: str, found: list[DayIn]) -> LineDate | None:
    before = line[:found[0].span[0]]
    label = "published" if PUBLISHED.search(before) else "updated" if UPDATED.search(before) else "plain"
    if label == "updated" and len(found) > 1 and PUBLISHED.search(line[found[0].span[1]:found[1].span[0]]):
        return LineDate(found[1].day, found[1].span, "published")
    return LineDate(found[0].day, found[0].span, label)


def _caption_dates(text: str, blocks: Sequence[Block]) -> list[tuple[date, Span]]:
    """The full dates of captions that fall on the weekday which the opening paragraphs name first."""
    paragraphs = [b.span for b in blocks if b.kind == "paragraph"][:LEDE]
    named = next((days[0] for s, e in paragraphs if (days := weekdays_in(text[s:e]))), None)
    if named is None or any(_tells_full_date(text, span) for span in paragraphs[:1]):
        return []
    found = [d for b in blocks if b.kind == "caption" and not _is_old(text, b.span) for d in full_dates(text, *b.span)]
    return [(d.day, d.span) for d in found if d.day.weekday() == named]


def _tells_full_date(text: str, span: Span) -> bool:
    return next(full_dates(text, *span), None) is not None


def _is_old(text: str, span: Span) -> bool:
    """Whether a caption says that its picture comes from a file."""
    return re.search(r"\bfile\b|\barchive\b", text[span[0]:min(span[1], span[0] + 2000)], re.I) is not None

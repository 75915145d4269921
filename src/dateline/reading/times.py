"""Which times a report names, as TIMEX3.

    find_times(report, parse, codes)

A sentence with a word that could belong to a time is cut into small tokens (times_lex.py), the patterns of the code book
(codes/times/patterns.tsv) are laid over their classes, and of those that match at a place the longest is read by its rule
(times_dates.py and its neighbours). Values follow TIMEX3 (TimeML 1.2.1 annotation guidelines).
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from dateline.codes.book import CodeBook
from dateline.codes.times import Pattern, TimeWords, time_words
from dateline.reading import times_dates, times_parts, times_periods, times_refs, times_relative, times_told, times_weekdays
from dateline.reading.parse import Parse, Sentence
from dateline.reading.times_calendar import interval
from dateline.reading.times_context import Draft, Match
from dateline.reading.times_join import joined
from dateline.reading.times_lex import Lexed, lex
from dateline.records import Report, Time
from dateline.records.span import Span

Rule = Callable[[Match], list[Draft]]
FIGURES = re.compile(
    r"(?<![\d,.])[12]\d{3}(?!\d|,\d)|\d:\d\d|\d/\d\d?/\d|\d\.\d\d?\.\d"
    r"|\d0['’]?s\b|['’‘]\d\d|\b[QH][1-4]\b|\bFY ?\d|\b9/11\b")
LONGEST = 4000  # characters of a sentence that are read; what is longer is no sentence
LINE = 200  # characters of a date line that are read
MODULES = (times_dates, times_weekdays, times_parts, times_relative, times_told, times_refs, times_periods)
RECENT = 12  # dates told before that a rule may look back at


def find_times(report: Report, parse: Parse, codes: CodeBook) -> tuple[Time, ...]:
    """The times of a report, in text order."""
    book, published = time_words(), _day(report.published)
    told: list[Draft] = []
    found: list[Time] = []
    for sentence in parse.sentences:
        if not _worth(sentence, parse.text, book):
            continue
        lexed = lex(parse.text, sentence.start, min(sentence.end, sentence.start + LONGEST), book)
        drafts = joined(_drafts(sentence, lexed, book, published, told), lexed, book)
        told = (told + [d for d in drafts if d.timex in ("DATE", "TIME") and d.value[:2].isdecimal() and d.why != "slash.day"])[-RECENT:]
        found += [_record(d, lexed, sentence, report, codes) for d in drafts]
    found += [t for block in report.blocks if block.kind == "furniture" and block.reason == "date"
              for t in _date_line(report, parse, block.span, book, codes)]
    return tuple(sorted(found, key=lambda t: t.span))


def _date_line(report: Report, parse: Parse, span: Span, book: TimeWords, codes: CodeBook) -> list[Time]:
    """The date in the report's date line: furniture, and so without a parse, but a date that the report tells."""
    line = Sentence(index=-1, block="furniture", start=span[0], end=span[1], words=(), lemmas=(), tags=(), pos=(), deps=(), heads=(),
                    starts=(), ends=(), children=())
    lexed = lex(parse.text, span[0], min(span[1], span[0] + LINE), book)
    drafts = joined(_drafts(line, lexed, book, None, []), lexed, book)
    return [_record(d, lexed, line, report, codes) for d in drafts
            if d.timex in ("DATE", "TIME") and d.value[:4].isdecimal() and len(d.value) >= 10]


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _worth(sentence: Sentence, text: str, book: TimeWords) -> bool:
    """Whether a time could stand in the sentence."""
    return not book.triggers.isdisjoint(map(str.lower, sentence.words)) or bool(
        FIGURES.search(text, sentence.start, min(sentence.end, sentence.start + LONGEST)))


def _drafts(sentence: Sentence, lexed: Lexed, book: TimeWords, published: date | None, told: list[Draft]) -> list[Draft]:
    """The drafts of one sentence, none overlapping: leftmost first, the longest pattern first, the earlier row on a tie."""
    here: list[Draft] = []
    free = 0
    for start, _, pattern, match in sorted(_matches(lexed, book), key=lambda c: (c[0], -c[1], c[2].row)):
        if start < free:
            continue
        context = Match(pattern.name, pattern.doubt, lexed, match, published, (*told, *here), tuple(here), sentence, book)
        drafts = _apply(pattern, context)
        if drafts:
            here += drafts
            free = max(d.last for d in drafts) + 1
    return here


def _matches(lexed: Lexed, book: TimeWords) -> list[tuple[int, int, Pattern, re.Match[str]]]:
    present = set(lexed.chars)
    likely = {p.name: p for char in present for p in book.by_char.get(char, ())}
    return [(match.start(), match.end(), pattern, match)
            for pattern in likely.values() if not any(present.isdisjoint(need) for need in pattern.needs)
            for match in pattern.regex.finditer(lexed.chars)]


def _apply(pattern: Pattern, match: Match) -> list[Draft]:
    """What the pattern's rule makes of a match; nothing where it leaves the calendar (a day before year 1, 30 February)."""
    try:
        return _rules()[pattern.rule](match)
    except (ValueError, OverflowError):
        return []


def _record(draft: Draft, lexed: Lexed, sentence: Sentence, report: Report, codes: CodeBook) -> Time:
    start, end = interval(draft.value) if draft.timex in ("DATE", "TIME") else (None, None)
    return Time(report=report.id, sentence=sentence.span, why=draft.why, doubt=min(draft.doubt, 1.0), codes=codes.version,
                span=(lexed.tokens[draft.first].start, lexed.tokens[draft.last].end), timex=draft.timex, value=draft.value,
                anchor=draft.anchor, start=start, end=end)


@cache
def _rules() -> dict[str, Rule]:
    """The rule functions by name; every rule that patterns.tsv names must be here."""
    named = {name: rule for module in MODULES for name, rule in vars(module).items()
             if callable(rule) and getattr(rule, "__module__", "") == module.__name__}
    return {p.rule: named[p.rule] for p in time_words().patterns}

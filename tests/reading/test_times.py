"""Times: the cases in cases/times_*.yaml, and what holds for every text."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.codes.book import CodeBook
from dateline.codes.times import Word, compile_pattern, time_words
from dateline.reading.parse import parse
from dateline.reading.times import find_times
from dateline.reading.times_calendar import interval
from dateline.records import Block, Report, Time

FILES = sorted((Path(__file__).parent / "cases").glob("times_*.yaml"))
CASES = [pytest.param(case, id=f"{file.stem}-{number}") for file in FILES
         for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)]
EXPECTED = re.compile(r"(?P<words>.+) = (?P<timex>[A-Z]+) (?P<value>\S+)(?: @(?P<anchor>\S+))?(?: (?P<start>\S+)/(?P<end>\S+))?")


def times_of(text: str, published: str | None, kind: str = "paragraph") -> tuple[Time, ...]:
    blocks = (Block(kind=kind, span=(0, len(text))),)  # type: ignore[arg-type]
    report = Report(id="r0", sha256="", published=published, blocks=blocks)
    return find_times(report, parse(text, blocks), CodeBook())


def line_of(text: str, time: Time) -> str:
    """A time as the cases write it, without its interval."""
    return f"{text[time.span[0]:time.span[1]]} = {time.timex} {time.value}" + (f" @{time.anchor}" if time.anchor else "")


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    text, day = case["text"], case["published"]
    found = times_of(text, day.isoformat() if isinstance(day, date) else day)
    assert [line_of(text, t) for t in found] == [re.sub(r" [-\d]+/[-\d]+$", "", line) for line in case["times"]]
    for time, line in zip(found, case["times"], strict=True):
        expected = EXPECTED.fullmatch(line)
        assert expected is not None, line
        if expected["start"]:
            assert (time.start, time.end) == (expected["start"], expected["end"])
        elif re.fullmatch(r"\d{4}-\d\d-\d\d(T\S+)?", time.value):
            assert (time.start, time.end) == (time.value[:10], time.value[:10])
        if time.timex in ("DURATION", "SET"):
            assert (time.start, time.end) == (None, None)


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 200


def test_headline_present_is_past() -> None:
    assert [t.value for t in times_of("Ministers meet Tuesday in Bern", "2019-10-09", "headline")] == ["2019-10-08"]


def test_every_finding_carries_why_doubt_and_codes() -> None:
    (time,) = times_of("The court sat on Monday.", "2019-10-09")
    assert (time.why, time.codes, time.sentence) == ("weekday", CodeBook().version, (0, 24))
    assert 0 < time.doubt < 0.5


def test_date_line_is_read_though_it_is_furniture() -> None:
    text = "October 9, 2019\nThe court sat."
    blocks = (Block(kind="furniture", span=(0, 15), reason="date"), Block(kind="paragraph", span=(16, len(text))))
    report = Report(id="r0", sha256="", published="2019-10-09", blocks=blocks)
    (time,) = find_times(report, parse(text, blocks), CodeBook())
    assert (time.span, time.value, time.anchor) == ((0, 15), "2019-10-09", None)


@pytest.mark.parametrize("text", [
    "May May May 31 February 99999999999999999999 years ago 0 days later 25:61 p.m. Q9 FY",
    "next week " * 300, "two-" * 2000 + "years", "5/5/5/5/5/5/0000 0000-00-00 13/13/2013", "a half a half a half day ago",
    "9999 years from now and 999999999 days later", "February 30, 2001 and 29 February 2001"])
def test_hostile_text_is_read_without_a_crash(text: str) -> None:
    for published in (None, "0001-01-01", "9999-12-31", "2000-02-29"):
        for time in times_of(text, published):
            assert 0 <= time.span[0] < time.span[1] <= len(text)


def test_spans_do_not_overlap() -> None:
    text = "At 3 p.m. on Monday, the first of two days, in the third quarter of last year, a year earlier than May 3, 2004, five weeks ago."
    spans = [t.span for t in times_of(text, "2008-05-24")]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(("value", "days"), [
    ("2020-02", ("2020-02-01", "2020-02-29")), ("2021-WI", ("2021-12-01", "2022-02-28")), ("2015-W53", ("2015-12-28", "2016-01-03")),
    ("2016-W53", (None, None)), ("198", ("1980-01-01", "1989-12-31")), ("2021-06-16T10:00Z", ("2021-06-16", "2021-06-16")),
    ("2008-W21-WE", ("2008-05-24", "2008-05-25")), ("PAST_REF", (None, None)), ("XXXX-05", (None, None)), ("2001-02-30", (None, None)),
    ("FY2009", (None, None)), ("0000", (None, None))])
def test_interval(value: str, days: tuple[str | None, str | None]) -> None:
    assert interval(value) == days


@pytest.mark.parametrize("pattern", ["a NOSUCHCLASS", "a | b", "( a", "monday"])
def test_bad_patterns_are_refused(pattern: str) -> None:
    words = {"monday": Word("WEEKDAY", "1")}
    with pytest.raises((ValueError, re.error)):
        re.compile(compile_pattern(pattern, {}, words, {"WEEKDAY": "x"}, {})[0])


def test_no_word_is_both_class_and_literal() -> None:
    book = time_words()
    assert not set(book.words) & set(book.literals)

"""Marks: which open and close, and that no text makes the machine fail."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.codes.book import CodeBook
from dateline.reading.parse import parse
from dateline.reading.quotes import find_quotes
from dateline.reading.quotes_marks import find_stretches
from dateline.records import Block, Report

MARKS = ["\"", "“", "”", "‘", "’", "'", "«", "»", "„", "``", "''", "’’", "\n", ",", " said Lee ", "—"]
BASE = "The port is shut, the mayor said on Monday. We will open it in May, she told reporters. Nobody knows why. It's the sailors' day."


def stretches(text: str) -> list[str]:
    blocks = []
    at = 0
    for line in text.split("\n"):
        blocks.append((at, at + len(line)))
        at += len(line) + 1
    return [text[s.start:s.end] for s in find_stretches(text, blocks)]


@pytest.mark.parametrize(("text", "found"), [
    ('"One," he said. "Two."', ["One,", "Two."]),
    ("“One,” he said. “Two.”", ["One,", "Two."]),
    ("«One», he said.", ["One"]),
    ("„One“, he said.", ["One"]),
    ("``One,'' he said.", ["One,"]),
    ("''One,'' he said.", ["One,"]),
    ("“One,’’ he said.", ["One,"]),
    ("(”One”) he said.", ["One"]),
    ("‘One,’ he said.", ["One,"]),
    ("'One,' he said.", ["One,"]),
    ("'I don't know,' he said.", ["I don't know,"]),
    ("\"She said 'go', so I went,\" he said.", ["She said 'go', so I went,", "go"]),
    ('"I like "jazz" a lot," he said.', ['I like "jazz" a lot,', "jazz"]),
    ('"One', ["One"]),
    ('"One. "Two," he said.', ["One.", "Two,"]),
    ('One," he said.', []),
    ("The '90s were the sailors' years.", []),
    ('A 5" pipe and a 6" pipe.', []),
    ("It's Lee's, isn't it?", []),
    ('""', []),
    ("“One.\n“Two,” he said.", ["One.", "Two,"]),
])
def test_marks(text: str, found: list[str]) -> None:
    assert stretches(text) == found


def test_speech_left_open_goes_on_in_the_next_block() -> None:
    text = "“One.\n“Two,” he said.\n“Three.”"
    found = find_stretches(text, [(0, 5), (6, 21), (22, len(text))])
    assert [(s.closed, s.continues) for s in found] == [(False, False), (True, True), (True, False)]


def test_a_closed_block_ends_speech() -> None:
    text = "“One.\nHe paused.\n“Two.”"
    found = find_stretches(text, [(0, 5), (6, 16), (17, len(text))])
    assert [s.continues for s in found] == [False, False]


@given(st.lists(st.tuples(st.integers(0, len(BASE)), st.sampled_from(MARKS)), max_size=12))
def test_marks_anywhere_keep_stretches_inside_their_block(inserted: list[tuple[int, str]]) -> None:
    text = BASE
    for at, mark in sorted(inserted, reverse=True):
        text = text[:at] + mark + text[at:]
    for stretch in find_stretches(text, [(0, len(text))]):
        assert 0 <= stretch.outer[0] <= stretch.start < stretch.end <= stretch.outer[1] <= len(text)
        assert text[stretch.start:stretch.end].strip() == text[stretch.start:stretch.end]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(BASE)), st.sampled_from(MARKS)), max_size=8))
def test_marks_anywhere_never_fail_and_stay_verbatim(inserted: list[tuple[int, str]]) -> None:
    text = BASE
    for at, mark in sorted(inserted, reverse=True):
        text = text[:at] + mark + text[at:]
    report = Report(id="r0", sha256="", blocks=(Block(kind="paragraph", span=(0, len(text))),))
    for quote in find_quotes(report, parse(text, report.blocks), CodeBook(), (), (), ()):
        for start, end in (*quote.content, *quote.cue, *quote.source, *quote.addressee):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="\"“”‘’'«»„`abc .,\n—-", max_size=300))
def test_noise_never_fails(text: str) -> None:
    find_stretches(text, [(0, len(text))])


def test_a_long_run_of_marks_is_quick() -> None:
    text = "\"'" * 20_000 + "said Lee. " * 2_000
    assert len(find_stretches(text, [(0, len(text))])) < len(text)

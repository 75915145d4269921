"""Dates that an act has from another sentence: told twice, answered, or said in the same talk."""

from typing import Any

import pytest
from tests.reading.circumstances import cases

from dateline import read
from dateline.codes.book import CodeBook
from dateline.reading.circumstances import circumstances, setting_of
from dateline.reading.parse import parse


@pytest.mark.parametrize("case", cases("when_again"), ids=lambda c: f"{c['act']}: {c['text'][:40]} {c['date']}")
def test_when_again(case: dict[str, Any]) -> None:
    reading = read(case["text"], published=str(case["published"]))
    parsed = parse(reading.text, reading.report.blocks)
    setting = setting_of(reading.report, parsed, CodeBook(), tuple(reading.times), tuple(reading.places), tuple(reading.quotes))
    found = [(s, t) for s in parsed.sentences for t in range(len(s.words)) if s.words[t] == case["act"]]
    sentence, token = found[case.get("nth", 1) - 1]
    told = circumstances(setting, sentence, token, "ASSAULT")
    assert (told.date.value if told.date else None) == (str(case["date"]) if case["date"] is not None else None)


TALK = ("Premier Anna Kess told the congress on Friday that ties with Estonia were poor.\n\n"
        "\"The Estonians must leave the islands,\" Premier Anna Kess said.")


def demanded(text: str) -> str | None:
    reading = read(text, published="2021-06-05")
    parsed = parse(reading.text, reading.report.blocks)
    setting = setting_of(reading.report, parsed, CodeBook(), tuple(reading.times), tuple(reading.places), tuple(reading.quotes))
    sentence, token = next((s, s.words.index("leave")) for s in parsed.sentences if "leave" in s.words)
    actors = tuple(q.speaker for q in reading.quotes if q.speaker)[-1:]
    told = circumstances(setting, sentence, token, "REQUEST", "yield", actors=actors)
    return told.date.value if told.date else None


def test_an_undated_remark_is_of_the_day_of_the_same_talk() -> None:
    assert demanded(TALK) == "2021-06-04"


def test_a_speaker_of_two_days_leaves_a_remark_undated() -> None:
    assert demanded(TALK + "\n\nPremier Anna Kess said on Wednesday that the harvest was late.") is None

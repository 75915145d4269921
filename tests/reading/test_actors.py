"""Which actors a text mentions: the table cases/actors.yaml, and what must hold for any text."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.codes.book import CodeBook
from dateline.intake.text import report_of_text
from dateline.reading.actors import find_actors
from dateline.reading.parse import parse
from dateline.records import Actor

CODES = CodeBook()
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "actors.yaml").read_text(encoding="utf-8"))


def actors_of(text: str, day: str | None = None) -> tuple[Actor, ...]:
    report = dataclasses.replace(report_of_text(text), published=day)
    return find_actors(report, parse(text, report.blocks), CODES)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:50])
def test_which_actors_a_text_mentions(case: dict[str, Any]) -> None:
    text = case["text"]
    every = actors_of(text, case["day"])
    found = {text[a.span[0]:a.span[1]]: a for a in every}
    for words, expected in case["actors"].items():
        assert words in found, f"{words!r} is not among {sorted(found)}"
        actor = found[words]
        told = [actor.country, actor.sector, actor.name][:len(expected)]
        if case.get("loose"):
            assert told[1] == expected[1]
        else:
            assert told == expected, actor
    for words, names in case.get("several", {}).items():
        assert {a.name for a in every if text[a.span[0]:a.span[1]] == words} == set(names), sorted(found)
    for words in case.get("absent", ()):
        assert words not in found


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["President Obi", "said", "he", "who", "(", "“", "Moscow", "'s", "of", "the", "-", "troops", "\n",
                                 "U.S.", "and", "both", "Maria", "pro-", "É"]), max_size=25))
def test_any_text_is_read(words: list[str]) -> None:
    text = " ".join(words)
    for actor in actors_of(text, "2020-01-01"):
        assert 0 <= actor.span[0] < actor.span[1] <= len(text)
        assert actor.sentence[0] <= actor.span[0] and actor.span[1] <= actor.sentence[1]


def test_the_same_words_in_other_years_are_other_people() -> None:
    text = "The Japanese prime minister and the French president met in Brussels."
    names = [{a.name for a in actors_of(text, day)} for day in ("2010-10-04", "2024-03-04")]
    assert names[0] >= {"Naoto Kan", "Nicolas Sarkozy"}
    assert names[1] >= {"Fumio Kishida", "Emmanuel Macron"}


def test_every_finding_says_why() -> None:
    found = actors_of("Greek police arrested a Syrian smuggler. He denied it. The officers said Athens would deport him.", "2019-01-01")
    assert found
    assert all(a.why and 0 <= a.doubt < 1 and a.codes == CODES.version for a in found)

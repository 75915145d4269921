"""The tables of cues: what they hold, and that a bad line is refused."""

import pytest

from dateline.codes.cues import FRAMES, CueClass, cues, entries
from dateline.errors import TableError

CLASSES = {"say": CueClass("say", "speech", "asserts")}


def test_the_tables_load_and_are_large() -> None:
    table = cues()
    assert len(table.verbs) > 1000
    assert len(table.nouns) > 250
    assert len(table.adjectives) > 250


def test_a_particle_makes_another_verb() -> None:
    assert cues().verbs["point out"][0].of.name == "say"


def test_the_first_class_of_the_table_comes_first() -> None:
    assert [e.of.name for e in cues().verbs["suggest"]] == ["say", "recommend", "show"]


@pytest.mark.parametrize(("row", "why"), [
    ({"verb": "say", "class": "say", "frames": "thta"}, "frames"), ({"verb": "say", "class": "shout", "frames": "that"}, "classes"),
    ({"verb": "", "class": "say", "frames": "that"}, "is no cue"), ({"verb": "say", "class": "say", "frames": ""}, "is no cue")])
def test_a_bad_line_is_refused_with_its_number(row: dict[str, str], why: str) -> None:
    with pytest.raises(TableError, match=rf"verbs.tsv, line 7.*{why}"):
        entries("verbs.tsv", [(7, row)], CLASSES, FRAMES)


def test_a_cue_that_stands_twice_is_refused() -> None:
    row = {"verb": "say", "class": "say", "frames": "that"}
    with pytest.raises(TableError, match=r"line 8.*twice"):
        entries("verbs.tsv", [(7, row), (8, row)], CLASSES, FRAMES)


def test_a_class_fixes_its_stance_or_leaves_it_to_the_words() -> None:
    assert cues().verbs["deny"][0].of.fixed
    assert not cues().verbs["say"][0].of.fixed

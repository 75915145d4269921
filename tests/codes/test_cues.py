"""The tables of cues: what they hold, and that a bad line is refused."""

import pytest

from dateline.codes import cues as module
from dateline.codes.cues import CueClass, cues
from dateline.errors import TableError


def test_the_tables_load_and_are_large() -> None:
    table = cues()
    assert len(table.verbs) > 600 and len(table.nouns) > 150 and len(table.adjectives) > 130


def test_a_particle_makes_another_verb() -> None:
    assert cues().verbs["point out"][0].of.name == "say"


@pytest.mark.parametrize(("row", "why"), [
    ({"verb": "say", "class": "say", "frames": "thta"}, "frames"), ({"verb": "say", "class": "shout", "frames": "that"}, "classes"),
    ({"verb": "", "class": "say", "frames": "that"}, "is no cue"), ({"verb": "say", "class": "say", "frames": ""}, "is no cue")])
def test_a_bad_line_is_refused_with_its_number(row: dict[str, str], why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    classes = {"say": CueClass("say", "speech", "asserts")}
    monkeypatch.setattr(module, "rows", lambda columns, *path: iter([(7, row)]))
    with pytest.raises(TableError, match=rf"line 7.*{why}"):
        module._entries("verb", "verbs.tsv", classes, module.FRAMES)


def test_a_cue_that_stands_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"verb": "say", "class": "say", "frames": "that"}
    monkeypatch.setattr(module, "rows", lambda columns, *path: iter([(7, row), (8, row)]))
    with pytest.raises(TableError, match=r"line 8.*twice"):
        module._entries("verb", "verbs.tsv", {"say": CueClass("say", "speech", "asserts")}, module.FRAMES)

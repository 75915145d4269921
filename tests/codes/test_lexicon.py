"""The frames: rows that agree with the code book and with one another, and what they read in sentences of every kind."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.codes.book import CodeBook
from dateline.codes.frames import Frame, frames, word_classes
from dateline.codes.plover import kinds, modes
from dateline.reading.parse import parse_many
from dateline.reading.relate import Relation, find_relation
from dateline.records import Block

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "lexicon.yaml").read_text(encoding="utf-8"))
COMMON = ("be", "make", "take", "give", "get", "go", "come", "put", "hold", "set", "keep", "bring", "show", "call", "draw", "raise",
          "turn", "lay", "throw", "pay")
ONE_SPELLING = frozenset((
    "raise", "exercise", "advise", "promise", "compromise", "seize", "chastise", "supervise", "despise", "excise", "apprise", "revise",
    "devise", "disenfranchise", "franchise", "praise", "appraise", "capsize", "liaise", "rise", "practise", "surprise"))
MARK = re.compile(r"</?[ar]>")


def plain(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without its marks, and the spans that they gave."""
    text, at, spans, opened = "", 0, {}, 0
    for mark in MARK.finditer(marked):
        text += marked[at:mark.start()]
        at = mark.end()
        if mark.group().startswith("</"):
            spans[mark.group()[2]] = (opened, len(text))
        else:
            opened = len(text)
    return text + marked[at:], spans


@cache
def relations() -> list[Relation]:
    """All cases, parsed together."""
    texts = [plain(case["text"]) for case in CASES]
    parses = parse_many([(text, [Block(kind="paragraph", span=(0, len(text)))]) for text, _ in texts])
    return [find_relation(p, CodeBook(), spans["a"], spans["r"]) for p, (_, spans) in zip(parses, texts, strict=True)]


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n]["text"][:70])
def test_the_event_between_two_parties(number: int) -> None:
    case, found = CASES[number], relations()[number]
    assert found.event == case["event"], found.why
    if "mode" in case:
        assert found.mode == case["mode"], found.why


def every_frame() -> list[Frame]:
    return [f for group in frames().by_head.values() for f in group if f.event]


def test_there_are_thousands() -> None:
    assert len(every_frame()) > 8000


def test_every_mode_is_plovers() -> None:
    unknown = {(f.id, f.event, f.mode) for f in every_frame() if f.mode and (f.event, f.mode) not in modes()}
    assert not unknown


def test_every_event_has_verbs_and_nouns() -> None:
    for event in kinds():
        for pos in "VN":
            assert sum(f.event == event and f.pos == pos for f in every_frame()) >= 20, (event, pos)


def test_every_mode_has_a_frame() -> None:
    told = {(f.event, f.mode) for f in every_frame()}
    assert set(modes()) <= told


def test_common_verbs_ask_for_more_than_themselves() -> None:
    loose = [f.id for verb in COMMON for f in frames().of(verb, "V") if f.event and not f.weak and len(f.words) == 1 and not f.needs]
    assert not loose


def test_both_spellings_stand_in_the_tables() -> None:
    heads = {f.words[0] for f in every_frame() if f.pos == "V"}
    pairs = {h: h[:-3] + "ize" for h in heads if h.endswith("ise")} | {h: h[:-3] + "ise" for h in heads if h.endswith("ize")}
    alone = {h for h, other in pairs.items() if h not in ONE_SPELLING and other not in heads}
    assert not alone


SETTLED = [
    ("sentence", "SANCTION", "convict"), ("fine", "SANCTION", "convict"), ("embargo", "SANCTION", "discontinue"),
    ("abdicate", "RETREAT", "resign"), ("extradite", "COOPERATE", None), ("subpoena", "ACCUSE", "investigate"),
    ("indict", "ACCUSE", "allege"), ("pardon", "CONCEDE", None), ("censor", "COERCE", "censor"), ("strafe", "ASSAULT", "aerial"),
    ("mobilise", "MOBILIZE", "troops"), ("mediate", "CONSULT", "third-party"),
]


@pytest.mark.parametrize(("verb", "event", "mode"), SETTLED)
def test_settled_verbs(verb: str, event: str, mode: str | None) -> None:
    plainly = [f for f in frames().of(verb, "V") if f.event and len(f.words) == 1 and not any(n.words or n.prep for n in f.needs)]
    assert {(f.event, f.mode) for f in plainly} == {(event, mode)}


def test_words_of_classes_are_lemmas_in_lower_case() -> None:
    bad = {(name, w) for name, words in word_classes().items() for w in words if w != w.lower() or w != w.strip()}
    assert not bad

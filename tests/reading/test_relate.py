"""Relations: each case is a sentence with two given spans, [A ..] and [B ..], and the event between them."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.codes.book import CodeBook
from dateline.reading.parse import parse
from dateline.reading.relate import Relation, find_relation
from dateline.records import Block
from dateline.records.span import Span

CASES = Path(__file__).parent / "cases" / "relate.yaml"


@cache
def cases() -> list[dict[str, Any]]:
    return yaml.safe_load(CASES.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def relation(marked: str) -> Relation:
    plain, spans, at = "", {}, 0
    for piece in re.split(r"(\[[AB] [^\]]*\])", marked):
        words = piece[3:-1] if piece[:3] in ("[A ", "[B ") and piece.endswith("]") else piece
        if words is not piece:
            spans[piece[1]] = (at, at + len(words))
        plain += words
        at += len(words)
    recipient: Span | None = spans.get("B")
    return find_relation(parse(plain, [Block(kind="paragraph", span=(0, len(plain)))]), CodeBook(), spans["A"], recipient)


@pytest.mark.parametrize("case", cases(), ids=lambda c: c["text"][:70])
def test_relate(case: dict[str, Any]) -> None:
    found = relation(case["text"])
    assert found.event == case["event"], found


def test_a_guess_says_that_it_is_one() -> None:
    sure = relation("[A Aland] condemned [B Boria].")
    guess = relation("[A Aland] watched as Cedia condemned Dorland near [B Boria].")
    assert "guess" not in sure.why
    assert "guess" in guess.why
    assert guess.doubt > sure.doubt


def test_no_recipient_is_asked_for_where_none_is_given() -> None:
    assert relation("[A Kess] resigned on Thursday.").event == "RETREAT"


def test_nothing_to_go_by() -> None:
    found = relation("[A Aland] is larger than [B Boria].")
    assert found.event is None or "guess" in found.why
    assert relation("[A Aland] [B Boria]").event is None

"""Parties: each case is a report and the countries of those who act and are acted on, through all reading steps."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline import read

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "parties.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:70])
def test_parties(case: dict[str, Any]) -> None:
    def side(actors: Any) -> str:
        return "+".join(sorted({a.country or "?" for a in actors}))

    found = [f"{e.event} {side(e.actor)} > {side(e.recipient)}".rstrip(" >") for e in read(case["text"], published="2019-03-05").events]
    for line in case.get("events", ()):
        assert line in found, f"{line} is not among {found}"
    for line in case.get("not", ()):
        assert line not in found, found


def test_every_repeat_is_listed() -> None:
    events = read("Kenya thanked Chad on Monday." + " Kenya thanked Chad." * 5, published="2019-03-05").events
    assert [len(e.also) for e in events] == [5]
    assert list(events[0].also) == sorted(events[0].also)

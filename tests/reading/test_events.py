"""Events: each case is a sentence with its actors in brackets and the events that it tells."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.codes.book import CodeBook
from dateline.reading.events import find_events
from dateline.reading.parse import parse
from dateline.records import Actor, Block, Event, Report

CASES = Path(__file__).parent / "cases"
EXPECTED = re.compile(r"(?P<sides>.+): (?P<event>[A-Z]+)(?: (?P<mode>[a-z-]+))?(?: \((?P<status>[a-z]+)\))?")


@cache
def cases(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def marked(text: str) -> tuple[str, tuple[Actor, ...]]:
    """The text without brackets, and an actor for each bracket: the police are police, all others governments."""
    pieces, actors, at = [], [], 0
    for piece in re.split(r"(\[[^\]]*\])", text):
        words = piece
        if piece.startswith("["):
            words, _, name = piece[1:-1].partition("=")
            name = name or words
            actors.append(Actor(report="r", sentence=(0, 1), why="case", span=(at, at + len(words)), name=name,
                                country=name[:3].upper(), sector="COP" if name == "Police" else "GOV"))
        pieces.append(words)
        at += len(words)
    return "".join(pieces), tuple(actors)


def events_of(text: str, kind: str = "paragraph") -> tuple[Event, ...]:
    plain, actors = marked(text)
    blocks = (Block(kind=kind, span=(0, len(plain))),)  # type: ignore[arg-type]
    return find_events(Report(id="r", sha256="", blocks=blocks), parse(plain, blocks), CodeBook(), actors, (), (), ())


def sides(event: Event) -> str:
    done = f" -> {' + '.join(a.name for a in event.recipient)}" if event.recipient else ""
    return " + ".join(a.name for a in event.actor) + done


def check(case: dict[str, Any], kind: str) -> None:
    found = list(events_of(case["text"], kind))
    for line in case["events"]:
        wanted = EXPECTED.fullmatch(line)
        assert wanted, line
        hit = next((e for e in found if sides(e) == wanted["sides"] and e.event == wanted["event"]
                    and (wanted["mode"] is None or e.mode == wanted["mode"]) and e.status == (wanted["status"] or "actual")), None)
        assert hit, f"{line} is not among {[(sides(e), e.event, e.mode, e.status, e.why) for e in found]}"
        found.remove(hit)
    assert case.get("more") or not found, [(sides(e), e.event, e.mode, e.status, e.why) for e in found]


@pytest.mark.parametrize("case", cases("events") + cases("events_plain"), ids=lambda c: c["text"][:70])
def test_events(case: dict[str, Any]) -> None:
    check(case, "paragraph")


@pytest.mark.parametrize("case", cases("events_headlines"), ids=lambda c: c["text"][:70])
def test_headlines(case: dict[str, Any]) -> None:
    check(case, "headline")


def test_a_repeat_goes_into_also() -> None:
    first = "[Kenya] expelled two diplomats of [Uganda]. "
    text = first + "[Kenya] said [it=Kenya] had expelled two diplomats of [Uganda]."
    events = events_of(text)
    assert [e.event for e in events] == ["SANCTION"]
    assert len(events[0].also) == 1
    assert events[0].also[0][0] > len(first) - 12


def test_different_doers_are_different_events() -> None:
    events = events_of("[Kenya] accused [Uganda] of fraud. [Chad] accused [Uganda] of fraud too.")
    assert [sides(e) for e in events] == ["Kenya -> Uganda", "Chad -> Uganda"]


def test_each_event_says_why_and_stands_in_its_sentence() -> None:
    text = "[Canada] imposed sanctions on [Belarus]. [Belarus] condemned the move."
    plain, _ = marked(text)
    first, second = events_of(text)
    assert first.why.startswith("frame ")
    assert " ".join(plain[s:e] for s, e in first.anchor).startswith("imposed")
    assert (first.quad, second.quad) == (4, 3)
    assert 0 < first.doubt < second.doubt < 1
    assert sides(second) == "Belarus -> Canada"


def test_hostile_text_is_read_in_time() -> None:
    assert events_of("accused " * 4000) == ()
    assert events_of("[Aland] said that " + "it said that " * 800 + "it fell.") == ()

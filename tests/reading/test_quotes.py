"""Quotes: the cases in cases/quotes_*.yaml, and what holds for every quote.

A case's content, source and cue are the words, several stretches parted by " // ". Actors, times and places stand in the case, so that
these tests judge quotes alone.
"""

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.codes.book import CodeBook
from dateline.reading.parse import parse
from dateline.reading.quotes import find_quotes
from dateline.reading.quotes_normal import normal, normal_quote
from dateline.records import Actor, Block, Place, Quote, Report, Span, Time

FILES = sorted((Path(__file__).parent / "cases").glob("quotes_*.yaml"))
CASES = [pytest.param(case, id=f"{file.stem}-{number}") for file in FILES
         for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)]


def report_of(text: str, headline: str = "") -> Report:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind="headline" if line == headline else "paragraph", span=(at, at + len(line))))
        at += len(line) + 1
    return Report(id="r0", sha256="", blocks=tuple(blocks))


def quotes_of(case: dict[str, Any]) -> tuple[Quote, ...]:
    text = case["text"]
    whole = {"report": "r0", "sentence": (0, len(text)), "why": "the case"}

    def spans(words: str) -> Span:
        return text.index(words), text.index(words) + len(words)
    actors = tuple(Actor(span=spans(w), name=name, **whole) for w, name in case.get("actors", {}).items())
    times = tuple(Time(span=spans(w), timex="DATE", value=value, **whole) for w, value in case.get("times", {}).items())
    places = tuple(Place(span=spans(w), name=w, country=land, **whole) for w, land in case.get("places", {}).items())
    report = report_of(text, case.get("headline", ""))
    return find_quotes(report, parse(text, report.blocks), CodeBook(), actors, places, times)


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " // ".join(text[s:e] for s, e in spans)


def as_case(text: str, quote: Quote) -> dict[str, Any]:
    """A quote as the cases write it."""
    found: dict[str, Any] = {
        "content": words(text, quote.content), "source": words(text, quote.source), "cue": words(text, quote.cue), "kind": quote.kind,
        "act": quote.act, "stance": quote.stance, "to": words(text, quote.addressee), "said_on": quote.said_on,
        "place": quote.place.name if quote.place else None, "via": [v.name for v in quote.via],
        "speaker": quote.speaker.name if quote.speaker else None}
    return {k: v for k, v in found.items() if v or k in ("source", "cue")}


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    assert [as_case(case["text"], q) for q in quotes_of(case)] == case["quotes"]


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 250


def test_floating_speech_has_the_speaker_before() -> None:
    text = '"The fleet is old," Captain Moreau said.\n\n"We patch it every spring."\n\nAna Rey disagreed. "It is new," she said.'
    found = quotes_of({"text": text, "actors": {"Captain Moreau": "Luc Moreau", "Ana Rey": "Ana Rey", "she": "Ana Rey"}})
    assert [q.speaker.name if q.speaker else None for q in found] == ["Luc Moreau", "Luc Moreau", "Ana Rey"]


def test_headline_with_a_colon_needs_somebody_who_speaks() -> None:
    text = "Lindgren: Ferries will not stop\n\nThe head of the port authority spoke on Tuesday."
    headline = text.split("\n")[0]
    found = quotes_of({"text": text, "headline": headline, "actors": {"Lindgren": "Eva Lindgren"}})
    assert [q.why.split(";")[0] for q in found] == ["headline"]
    assert quotes_of({"text": text.replace("Lindgren", "Weather"), "headline": headline.replace("Lindgren", "Weather")}) == ()


def test_a_person_is_named_before_the_body_they_speak_for() -> None:
    found = quotes_of({"text": "Tim Okoro of the port authority said the pier was shut.",
                       "actors": {"Tim Okoro": "Tim Okoro", "the port authority": "Port Authority"}})
    assert [q.speaker.name for q in found if q.speaker] == ["Tim Okoro"]


def test_who_stands_behind_a_statement() -> None:
    found = quotes_of({"text": "A statement from the palace said the king was well.", "actors": {"the palace": "Palace"}})
    assert [q.speaker.name for q in found if q.speaker] == ["Palace"]


def test_a_doubtful_cue_is_doubted_more() -> None:
    plain, asked = (quotes_of({"text": t})[0].doubt for t in (
        "The governor said that the levee would hold.", "Did the governor say that the levee would hold?"))
    assert plain < asked


def test_every_quote_carries_why_codes_and_its_sentence() -> None:
    text = 'Ana Rey said the pier was shut. "It is old," she added.'
    for quote in quotes_of({"text": text}):
        assert quote.why and quote.codes == CodeBook().version and quote.report == "r0"
        assert text[quote.sentence[0]:quote.sentence[1]].endswith(".")


def test_furniture_is_not_read() -> None:
    text = '"Buy now," said the shop.'
    report = Report(id="r0", sha256="", blocks=(Block(kind="furniture", span=(0, len(text))),))
    assert find_quotes(report, parse(text, report.blocks), CodeBook(), (), (), ()) == ()


@pytest.mark.parametrize(("one", "other"), [
    ("“We won’t go,”", '"We won\'t go"'), ("He [the minister] left.", "he  left"), ("Forty per cent", "forty percent"),
    ("Café — closed", "cafe closed"), ("It is (laughs) over", "It is over!")])
def test_normal_form_meets_in_other_reports(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_normal_form_of_a_quote_in_pieces() -> None:
    text = '"We lost the boat," he said, "but the crew lives."'
    assert [normal_quote(q, text) for q in quotes_of({"text": text})] == ["we lost the boat but the crew lives"]


@pytest.mark.parametrize("pile", ["a\"“‘", "'\" ", "“„‟«»‹›‘’'`\"", "said \"a "])
def test_piles_of_marks_take_no_time(pile: str) -> None:
    text = pile * (20_000 // len(pile))
    report = report_of(text)
    parsed = parse(text, report.blocks)
    begun = time.process_time()
    find_quotes(report, parsed, CodeBook(), (), (), ())
    assert time.process_time() - begun < 5  # seconds; what grows with the square of the text takes minutes


def test_an_officials_word_on_the_own_state_is_a_promise() -> None:
    text = "Kenya's interior minister said Kenya would close the camp by June."
    whole = {"report": "r0", "sentence": (0, len(text)), "why": "the case", "sector": "GOV"}
    minister = Actor(span=(0, 25), name="interior minister", country="KEN", **whole)
    for land, stance in (("KEN", "promises"), ("UGA", "asserts")):
        state = Actor(span=(31, 36), name="Kenya", country=land, **whole)
        report = report_of(text)
        found = find_quotes(report, parse(text, report.blocks), CodeBook(), (minister, state), (), ())
        assert [q.stance for q in found] == [stance]

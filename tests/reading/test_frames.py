"""Frames: the tables load, say what is wrong with a bad row, and the matcher fills the slots."""

import pytest

from dateline.codes import frames as loader
from dateline.codes.frames import frames, word_classes
from dateline.codes.lines import table
from dateline.codes.plover import kinds, modes
from dateline.errors import TableError
from dateline.reading.arguments import Arguments
from dateline.reading.frames_match import Matcher
from dateline.reading.parse import Sentence, parse
from dateline.records import Block

FILE = table("events", "embed.tsv")


def sentence_of(text: str) -> Sentence:
    return parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]


def words(sentence: Sentence, tokens: tuple[int, ...]) -> list[str]:
    return [sentence.words[t] for t in tokens]


@pytest.mark.parametrize("test", ["obejct:@actor", "prep", "obj:@NOSUCHCLASS", "prep to|on"])
def test_a_bad_need_is_refused_with_its_line(test: str) -> None:
    with pytest.raises(TableError, match="line 7"):
        loader._need(test, word_classes(), FILE, 7)


@pytest.mark.parametrize("slot", ["subject", "prep", "prep:to:hope", "obj.of"])
def test_a_bad_slot_is_refused(slot: str) -> None:
    with pytest.raises(TableError, match=r"line 7.*slot"):
        loader._slots(slot, FILE, 7)


def test_every_frame_names_an_event_and_mode_of_the_code_book() -> None:
    for group in frames().by_head.values():
        for frame in group:
            assert frame.event in kinds() or frame.effect, frame.id
            assert frame.mode is None or (frame.event, frame.mode) in modes(), frame.id


def test_the_most_specific_frame_comes_first() -> None:
    weights = [f.weight for f in frames().of("impose", "V")]
    assert len(weights) > 1
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(("text", "verb", "subjects", "objects"), [
    ("Aland bombed the port.", "bombed", ["Aland"], ["port"]),
    ("The port was bombed by Aland and Boria.", "bombed", ["Aland", "Boria"], ["port"]),
    ("Aland has agreed to send tanks.", "send", ["Aland"], ["tanks"]),
    ("Aland urged Boria to free the sailors.", "free", ["Boria"], ["sailors"]),
    ("Aland, which bombed the port, denied it.", "bombed", ["Aland"], ["port"]),
    ("The port that Aland bombed is closed.", "bombed", ["Aland"], ["port"]),
    ("Troops shelling the port left.", "shelling", ["Troops"], ["port"]),
    ("Tanks sent by Aland arrived.", "sent", ["Aland"], ["Tanks"]),
    ("Aland attacked and occupied the port.", "occupied", ["Aland"], ["port"]),
    ("Aland accused Boria of bombing the port.", "bombing", ["Boria"], ["port"]),
    ("It was Aland that bombed the port.", "bombed", ["Aland"], ["port"]),
])
def test_arguments(text: str, verb: str, subjects: list[str], objects: list[str]) -> None:
    sentence = sentence_of(text)
    arguments, token = Arguments(sentence), sentence.words.index(verb)
    assert words(sentence, arguments.subjects(token)) == subjects
    assert words(sentence, arguments.objects(token)) == objects


@pytest.mark.parametrize(("text", "word", "embedding", "status"), [
    ("Aland threatened to bomb Boria.", "bomb", "threaten", "drop"),
    ("Aland demanded that Boria withdraw.", "withdraw", "demand", "drop"),
    ("Aland said Boria had invaded.", "invaded", "say", "actual"),
    ("Aland plans to invade Boria.", "invade", "plan", "planned"),
    ("Aland denied invading Boria.", "invading", "deny", "negated"),
    ("Aland condemned the invasion of Boria.", "invasion", "condemn", "actual"),
    ("Aland wants Boria to withdraw.", "withdraw", "want", "drop"),
    ("Aland wants to withdraw.", "withdraw", "want", "hypothetical"),
])
def test_what_stands_above(text: str, word: str, embedding: str, status: str) -> None:
    sentence = sentence_of(text)
    above = Matcher(sentence, frames(), lambda t: True).above(sentence.words.index(word))
    assert [(a.embed.words[0], a.embed.status) for a in above][:1] == [(embedding, status)]


def test_a_light_verb_carries_a_noun() -> None:
    sentence = sentence_of("Aland launched an attack on Boria.")
    found = [m for m in Matcher(sentence, frames(), lambda t: sentence.pos[t] == "PROPN").all() if m.frame.event == "ASSAULT"]
    assert any(words(sentence, m.actor[0][1]) == ["Aland"] for m in found)
    assert any(words(sentence, m.recipient[0][1]) == ["Boria"] for m in found)

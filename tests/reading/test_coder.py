"""The trained coder, and how its answer is weighed against the frames'."""

import pytest

from dateline.reading.coder import Coded, coder, marked
from dateline.reading.relate import Relation
from dateline.reading.relate_settled import settle

SENTENCES = [
    ("The [A Peruvian senate] has voted to strip [B the former minister] of his seat and his passport.", {"SANCTION", "COERCE"}),
    ("Two trucks of flour sent by [A Oman] reached [B the flooded villages] on Sunday.", {"AID"}),
    ("[B The mayor] was showered with praise by [A the bishops] for opening the shelters.", {"SUPPORT"}),
    ("Shells from [A the rebel batteries] fell on [B the harbour town] all night.", {"ASSAULT"}),
    ("[A Lisbon] and [B Rabat] held a second day of talks on fishing rights.", {"CONSULT"}),
]


def spans(text):
    """The text without its brackets, and the two spans they stood around."""
    out, found = "", {}
    while "[" in text:
        before, rest = text.split("[", 1)
        inside, text = rest.split("]", 1)
        name, words = inside.split(" ", 1)
        out += before
        found[name] = (len(out), len(out) + len(words))
        out += words
    return out + text, found["A"], found["B"]


@pytest.mark.parametrize("text, allowed", SENTENCES, ids=[s[0][:30] for s in SENTENCES])
def test_the_coder_names_the_event_of_sentences_that_it_has_not_seen(text, allowed):
    plain, actor, recipient = spans(text)
    trained = coder()
    assert trained is not None, "the extra [coder] belongs to the development environment"
    (coded,) = trained.code([marked(plain, actor, recipient)])
    assert coded.best[0] in allowed
    for shares in (coded.events, coded.modes, coded.relation):
        assert sum(shares.values()) == pytest.approx(1, abs=1e-4)


def test_answers_do_not_depend_on_the_company_they_are_asked_in():
    trained = coder()
    asked = [marked(*spans(text)) for text, _ in SENTENCES]
    together, alone = trained.code(asked), [trained.code([one])[0] for one in asked]
    assert together == alone


def coded(none=0.0, **events):
    rest = (1 - sum(events.values())) / 16
    names = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
    return Coded({e: events.get(e, 0.0) + rest for e in names.split()}, {"ASSAULT aerial": 0.8, "ASSAULT beat": 0.2},
                 {"forward": 1 - none, "reverse": 0.0, "none": none})


CASES = [  # what frames say, what the coder says, the event that is taken
    (Relation("AID", doubt=0.2), coded(AGREE=0.4), "AID"), (Relation("AID", doubt=0.9), coded(AGREE=0.9), "AGREE"),
    (Relation(None, doubt=1.0), coded(ASSAULT=0.9), "ASSAULT"), (Relation(None, doubt=1.0), coded(none=0.9, ASSAULT=0.9), None),
    (Relation("AID", doubt=0.2), coded(none=0.9, AID=0.2), "AID"), (Relation("CONCEDE", doubt=0.5), coded(RETREAT=0.7), "CONCEDE"),
    (Relation("REJECT", doubt=0.9), coded(CONCEDE=0.3, RETREAT=0.4, REJECT=0.2), "RETREAT")]


@pytest.mark.parametrize("frames, answer, expected", CASES)
def test_sure_frames_win_and_unsure_ones_give_way(frames, answer, expected):
    found = settle(frames, answer)
    assert found.event == expected
    assert 0 <= found.doubt <= 1 and "coder" in found.why


def test_a_mode_comes_with_the_coder_s_own_event():
    assert settle(Relation(None, doubt=1.0), coded(ASSAULT=0.9)).mode == "aerial"


def test_without_a_coder_the_frames_stand():
    frames = Relation("AID", why="frame give.12", doubt=0.2)
    assert settle(frames, None) is frames

"""Where sentences end: each case as (text, sentences)."""

import pytest

from dateline.reading.sentences import LONGEST, split_sentences

CASES = [
    ("Mr. Lee left. Ms. Park stayed.", ["Mr. Lee left.", "Ms. Park stayed."]),
    ("He arrived at 5 p.m. The talks began.", ["He arrived at 5 p.m.", "The talks began."]),
    ("He arrived at 5 p.m. Tuesday and left.", ["He arrived at 5 p.m. Tuesday and left."]),
    ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
    ("They live in the U.S. But they vote at home.", ["They live in the U.S.", "But they vote at home."]),
    ('"We won," she said. "They lost."', ['"We won," she said.', '"They lost."']),
    ("“Why?” he asked. “Because.”", ["“Why?” he asked.", "“Because.”"]),
    ("“We agreed.” The minister smiled.", ["“We agreed.”", "The minister smiled."]),
    ("Prices rose 3.5 percent. Wages fell.", ["Prices rose 3.5 percent.", "Wages fell."]),
    ("J. K. Maro and L. Adu spoke.", ["J. K. Maro and L. Adu spoke."]),
    ("Gen. Omar was freed! Crowds cheered.", ["Gen. Omar was freed!", "Crowds cheered."]),
    ("He waited... and left.", ["He waited... and left."]),
    ("No. 4 on the list is Chad.", ["No. 4 on the list is Chad."]),
    ("See Art. 5 of the treaty.", ["See Art. 5 of the treaty."]),
    ("It cost $2 million (about 1.8 million euros). Nobody paid.", ["It cost $2 million (about 1.8 million euros).", "Nobody paid."]),
    ("One line\nbroken here. Two.", ["One line\nbroken here.", "Two."]),
    ("   ", []),
]


@pytest.mark.parametrize("text, expected", CASES, ids=[c[0][:30] for c in CASES])
def test_sentences(text, expected):
    assert [text[s:e] for s, e in split_sentences(text, (0, len(text)))] == expected


def test_a_stretch_without_an_end_is_cut_between_words():
    text = "word " * 2000
    pieces = split_sentences(text, (0, len(text)))
    assert all(e - s <= LONGEST for s, e in pieces)
    assert "".join(text[s:e] + " " for s, e in pieces) == text
    assert all(e - s <= LONGEST for s, e in split_sentences("x" * 10_000, (0, 10_000)))


def test_only_the_block_is_split():
    text = "Before. Inside one. Inside two. After."
    assert [text[s:e] for s, e in split_sentences(text, (8, 31))] == ["Inside one.", "Inside two."]

"""Copies, excerpts and look-alikes, decided from the words."""

import itertools
import random

import pytest

from dateline.joining.copies import groups, kin, plain_url, seen
from dateline.joining.traces import body, split, trace

WIRE = ("Kenya's parliament on Tuesday voted down a levy on bread and fuel after two days of marches in Nairobi. "
        "The finance minister said the budget would be written again before the end of the month. "
        "Shops in the centre of the capital stayed shut for a second day, and police kept the main bridge closed to traffic. "
        "Organisers of the marches called the vote a victory and told supporters to go home.")
CARRIED = WIRE.replace("on Tuesday", "Tuesday") + " This newspaper's own reporter saw hundreds of people on Moi Avenue at noon."
BRIEF = ("Lawmakers bowed to the street. The finance minister said the budget would be written again before the end of the month. "
         "Organisers of the marches called the vote a victory and told supporters to go home.")
OTHER = ("Kenya's parliament on Thursday passed a levy on imported cars after a short debate in Nairobi. "
         "The finance minister said the money would go to roads in the north of the country. "
         "Dealers in Mombasa warned that prices would rise by a tenth before the end of the year.")


@pytest.mark.parametrize("a, b, why", [(WIRE, CARRIED, "text"), (WIRE, BRIEF, "excerpt"), (WIRE, OTHER, None), (BRIEF, OTHER, None),
                                       ("", "", None), ("", WIRE, None)])
def test_two_texts_are_kin_by_their_words(a, b, why):
    found = kin(seen("r1", a), seen("r2", b))
    assert (found and found.why) == why


def test_a_copy_always_shares_a_key_by_which_it_is_found():
    for a, b in [(WIRE, CARRIED), (WIRE, BRIEF)]:
        one, two = trace(body(a)), trace(body(b))
        assert one.sentences & two.sentences or one.bands & two.bands


def test_grouping_does_not_depend_on_order():
    texts = {"r1": WIRE, "r2": CARRIED, "r3": BRIEF, "r4": OTHER}
    pairs = [k for a, b in itertools.combinations(texts, 2) if (k := kin(seen(a, texts[a]), seen(b, texts[b])))]
    for seed in range(10):
        random.Random(seed).shuffle(pairs)
        assert groups(texts, pairs) == {"r1": "r1", "r2": "r1", "r3": "r1", "r4": "r4"}


@pytest.mark.parametrize("text, first", [
    ("NAIROBI (Reuters) - Police fired tear gas.", "Police fired tear gas."), ("LA PAZ, May 3 - Miners marched.", "Miners marched."),
    ("U.S. President Reagan spoke. He left.", "U.S. President Reagan spoke."), ("Gen. Ali (ret.) spoke.", "Gen. Ali (ret.) spoke.")])
def test_sentences_are_split_alike_with_and_without_a_dateline(text, first):
    assert split(text)[0] == first


def test_addresses_of_one_page_are_one():
    assert plain_url("http://www.Example.org/a/") == plain_url("https://example.org/a?utm_campaign=x#c") == "example.org/a"
    assert plain_url("https://example.org/a?id=1") != plain_url("https://example.org/a?id=2")
    assert plain_url(None) is None

"""Joining on the corpus: as right as promised, and the same whatever the order."""

import random

import pytest

from dateline.book.joined import state
from tests.joining.corpus.build import corpus
from tests.joining.measure import fill, measure, read


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    world = corpus()
    with fill(tmp_path_factory.mktemp("corpus") / "all.db", world, world.reports) as opened:
        yield opened


def test_the_corpus_is_large_and_has_every_kind_of_case():
    world = corpus()
    assert len(world.reports) >= 150
    assert {"first", "copy", "excerpt", "version"} == {m.kin for m in world.reports}
    assert {o["state"] for o in world.outcomes} == {"ahead", "due", "held", "moved", "called_off", "unreported"}


def test_joining_is_as_right_as_promised(book):
    found = measure(book, corpus())
    precision, recall, _ = found["copies"]
    assert 2 * precision * recall / (precision + recall) >= 0.97
    assert found["happenings"][0] >= 0.95 and found["happenings"][1] >= 0.8
    for question in ("disagreements", "outcomes"):
        assert found[question][0] >= 0.9 and found[question][1] >= 0.8


@pytest.mark.parametrize("seed", [1, 2])
def test_order_and_adding_one_by_one_make_the_same_joining(book, tmp_path, seed):
    order = list(corpus().reports)
    random.Random(seed).shuffle(order)
    with fill(tmp_path / "other.db", corpus(), order, one_by_one=True) as other:
        assert state(other.store.db) == state(book.store.db)
        assert other.verify() == []


def test_as_of_a_day_is_the_book_that_held_only_the_reports_of_that_day(book, tmp_path):
    day = "2019-05-04"
    early = [m for m in corpus().reports if m.published <= day]
    with fill(tmp_path / "early.db", corpus(), early) as other:
        then = book.happenings(as_of=day).to_records()
        assert then == other.happenings().to_records()
        assert len(then) < len(book.happenings().to_records())


@pytest.mark.parametrize("name", ["heldout", "third"])
def test_joining_is_as_right_on_the_worlds_it_was_not_written_with(name, tmp_path):
    world = corpus(name)
    with fill(tmp_path / f"{name}.db", world, world.reports) as other:
        found = measure(other, world)
    assert found["happenings"][0] >= 0.95 and found["happenings"][1] >= 0.9
    assert found["outcomes"][0] >= 0.9


@pytest.mark.prove
def test_what_the_reader_finds_is_joined_rightly(tmp_path):
    world = corpus()
    with fill(tmp_path / "read.db", world, world.reports, read(world.reports)) as book:
        found = measure(book, world)
    assert found["copies"][:2] == (1.0, 1.0)
    assert found["happenings"][0] >= 0.95

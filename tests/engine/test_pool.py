"""Several processes give what one gives; a crash costs its batch once, and only the batch to blame is given up."""

from pathlib import Path

import pytest

from dateline.engine.pool import AHEAD, WorkerLostError, in_order
from dateline.engine.run import Engine, run
from dateline.errors import EngineError
from tests.engine.work import dies_once, double, noted, poison, slow_first


def times(folder, number):
    """How often a batch was worked on."""
    return len((Path(folder) / str(number)).read_text().splitlines())


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_batches(jobs):
    assert list(in_order(double, range(7), jobs)) == [0, 2, 4, 6, 8, 10, 12]


def test_without_order_a_slow_batch_holds_nobody_up():
    found = list(in_order(slow_first, range(8), 2, ordered=False))
    assert sorted(found) == list(range(8))
    assert found.index(0) > 3


def test_no_more_batches_are_taken_than_the_workers_can_hold(tmp_path):
    """Back-pressure: the input is drawn as results are taken, so memory does not grow with it."""
    taken = []

    def batches():
        for number in range(50):
            taken.append(number)
            yield str(tmp_path), number
    results = in_order(noted, batches(), 2)
    for done in range(1, 20):
        next(results)
        assert len(taken) <= done + 2 * AHEAD
    results.close()
    assert len(taken) < 30


def test_a_crash_costs_its_batch_once(tmp_path):
    assert list(in_order(dies_once, [(str(tmp_path), n) for n in range(9)], 2)) == list(range(9))
    assert times(tmp_path, 3) == 2
    assert sum(times(tmp_path, n) for n in range(9)) <= 9 + 2 * AHEAD


def test_a_batch_that_kills_two_workers_is_the_only_one_given_up(tmp_path):
    batches = [(str(tmp_path), n) for n in range(9)]
    assert list(in_order(poison, batches, 2, lost=lambda batch: -batch[1])) == [0, 1, 2, -3, 4, 5, 6, 7, 8]


def test_without_a_substitute_a_killing_batch_ends_the_run(tmp_path):
    results = in_order(poison, [(str(tmp_path), n) for n in range(9)], 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(WorkerLostError, match="--jobs 1"):
        next(results)


@pytest.mark.parametrize("name", ["spark://x:1", "dask://", "dask", "http://x:1", ""])
def test_an_unknown_engine_is_refused(name):
    with pytest.raises(EngineError, match="dask://HOST:PORT"):
        Engine(name)


def test_the_local_engine_is_the_pool():
    assert list(run(double, [1, 2], Engine(jobs=1))) == [2, 4]

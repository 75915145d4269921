"""A real Dask cluster does what one process does, says what is wrong, and survives its workers."""

from pathlib import Path

import pytest

from dateline.engine.cluster import on_cluster
from dateline.engine.pool import AHEAD
from dateline.errors import EngineError
from tests.engine.dask import Cluster, free_port, until
from tests.engine.work import dies_once, double, noted, poison, refuses, same_stamp, slow_first, stamp


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with Cluster(tmp_path_factory.mktemp("dask")) as started:
        yield started


def test_results_come_in_the_order_of_the_batches(cluster):
    assert list(on_cluster(cluster.engine, double, range(20), stamp=same_stamp)) == list(range(0, 40, 2))


def test_without_order_a_slow_batch_holds_nobody_up(cluster):
    found = list(on_cluster(cluster.engine, slow_first, range(12), ordered=False))
    assert sorted(found) == list(range(12))
    assert found.index(0) > 2


def test_no_more_batches_are_taken_than_the_workers_can_hold(cluster, tmp_path):
    taken = []

    def batches():
        for number in range(100):
            taken.append(number)
            yield str(tmp_path), number
    results = on_cluster(cluster.engine, noted, batches())
    for done in range(1, 10):
        next(results)
        assert len(taken) <= done + 2 * AHEAD
    results.close()


def test_a_worker_of_another_version_is_refused(cluster):
    with pytest.raises(EngineError, match=r"a worker runs version \d+, and this is version \d+; install the same"):
        list(on_cluster(cluster.engine, double, [1], stamp=stamp))


def test_what_the_work_raises_is_raised_here(cluster):
    with pytest.raises(OSError, match="No space left"):
        list(on_cluster(cluster.engine, refuses, [1, 2]))


def test_a_crash_costs_its_batch_once(cluster, tmp_path):
    assert list(on_cluster(cluster.engine, dies_once, [(str(tmp_path), n) for n in range(9)])) == list(range(9))
    assert len((Path(tmp_path) / "3").read_text().splitlines()) == 2


@pytest.mark.prove
def test_a_batch_that_kills_its_workers_is_the_only_one_given_up(cluster, tmp_path):
    batches = [(str(tmp_path), n) for n in range(6)]
    assert list(on_cluster(cluster.engine, poison, batches, lost=lambda batch: -batch[1])) == [0, 1, 2, -3, 4, 5]


def test_no_scheduler_is_said(monkeypatch):
    monkeypatch.setattr("dateline.engine.cluster.CONNECT", 1)
    with pytest.raises(EngineError, match="no Dask scheduler answers there"):
        list(on_cluster(f"dask://127.0.0.1:{free_port()}", double, [1]))


def test_a_scheduler_without_workers_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr("dateline.engine.cluster.CONNECT", 3)
    with Cluster(tmp_path, workers=0) as empty, pytest.raises(EngineError, match="start some with: dask worker"):
        list(on_cluster(empty.engine, double, [1]))


def test_a_scheduler_that_dies_ends_the_run_with_advice(tmp_path):
    with Cluster(tmp_path / "dask", workers=1) as doomed:
        results = on_cluster(doomed.engine, slow_first, [*range(1, 200)])
        assert next(results) == 1
        doomed.kill(doomed.scheduler)
        with pytest.raises(EngineError, match="run the same command again"):
            list(results)
        until(lambda: doomed.scheduler.poll() is not None)

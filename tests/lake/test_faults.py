"""A lake under faults: what is killed costs what it had in hand, and the lake becomes the one that an undisturbed run writes."""

import contextlib
import json
import os
import random
import signal
from pathlib import Path

import pytest

from dateline.api.lake import write_lake
from dateline.api.lake_use import verify_lake
from dateline.lake.verify import left_over
from tests.engine.dask import Cluster, until
from tests.joining.corpus.build import corpus as story_corpus
from tests.lake.conftest import bounds, contents, drive

KINDS = ("reader", "worker", "driver", "scheduler")


def manifests(lake):
    return len(list(Path(lake, "manifests").glob("s*.json"))) if Path(lake, "manifests").is_dir() else 0


def ended(process):
    """A process's exit code and what it said, within a time that no run needs."""
    out, talk = process.communicate(timeout=300)
    return process.returncode, out + talk


def test_a_cluster_writes_the_bytes_that_one_process_writes_though_a_worker_is_killed(undisturbed, inbox, tmp_path):
    with Cluster(tmp_path / "dask") as cluster:
        lake = tmp_path / "lake"
        driver = drive(lake, inbox, cluster.engine)
        until(lambda: manifests(lake) > 1)
        cluster.kill(cluster.workers[0])
        code, said = ended(driver)
    assert code == 0, said
    assert contents(lake) == contents(undisturbed)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The reports of the joining corpus as files, and the lake that one process writes of them undisturbed."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "in").mkdir()
    for made in story_corpus().reports:
        row = {"id": made.id, "text": made.text, "outlet": made.outlet, "published": made.published}
        (folder / "in" / f"{made.id}.json").write_text(json.dumps(row))
    with bounds():
        write_lake(folder / "lake", [folder / "in"])
    return folder / "in", folder / "lake"


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_killed_nothing_is_lost_and_nothing_is_doubled(corpus, tmp_path, kind, seed):
    reports, calm = corpus
    lake, chance = tmp_path / "lake", random.Random(f"{kind}{seed}")
    with Cluster(tmp_path / "dask") as cluster:
        driver = drive(lake, reports, cluster.engine)
        for _ in range(3 if kind == "reader" else 1):
            before = chance.randint(1, manifests(calm) // 2)
            until(lambda: manifests(lake) >= before)  # noqa: B023
            strike(kind, cluster, driver)
        code, said = ended(driver)
        done = manifests(lake)
        if kind in ("reader", "worker"):
            assert code == 0, said
        if kind == "scheduler":
            assert code != 0 and "run the same command again" in said
    with Cluster(tmp_path / "again") as cluster:
        code, said = ended(drive(lake, reports, cluster.engine))
    assert code == 0, said
    assert f"{done:,} known" in said, "what was finished is read again"
    assert contents(lake) == contents(calm)
    assert verify_lake(lake) == []
    assert [n for n in left_over(lake) if ".tmp-" not in n] == []


def strike(kind, cluster, driver):
    """`kill -9` one of the processes of a run."""
    if kind == "reader":
        cluster.kill_reader(0)
    elif kind == "worker":
        cluster.kill(cluster.workers[0])
    elif kind == "scheduler":
        cluster.kill(cluster.scheduler)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.kill(driver.pid, signal.SIGKILL)

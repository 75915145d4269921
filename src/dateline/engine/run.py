"""One way to work on many batches, wherever that is: in this process, in several, or on a cluster.

>>> list(run(str.upper, ["a", "b"], Engine()))
['A', 'B']
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from dateline.engine.cluster import on_cluster, scheduler
from dateline.engine.pool import Lost, in_order

B = TypeVar("B")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Engine:
    """Where work is done: `local` with some processes, or the cluster behind `dask://HOST:PORT`. Raises EngineError for anything else."""

    name: str = "local"
    jobs: int = 1

    def __post_init__(self) -> None:
        if self.name != "local":
            scheduler(self.name)


def run(work: Callable[[B], R], batches: Iterable[B], engine: Engine, lost: Lost[B, R] | None = None, ordered: bool = True,
        stamp: Callable[[], str] | None = None) -> Iterator[R]:
    """The results of `work` on each batch: the same whatever the engine. See `pool.in_order` and `cluster.on_cluster`."""
    if engine.name == "local":
        return in_order(work, batches, engine.jobs, lost, ordered)
    return on_cluster(engine.name, work, batches, lost, ordered, stamp)

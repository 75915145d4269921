"""Work on many batches, in this process or in several, with the results in the order of the batches or as they are done.

>>> list(in_order(str.upper, ["a", "b"], jobs=1))
['A', 'B']
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from dateline.errors import DatelineError

B = TypeVar("B")
R = TypeVar("R")
AHEAD = 2  # batches in hand for each worker: enough to keep it busy, few enough to bound memory
Lost = Callable[[B], R]


class WorkerLostError(DatelineError):
    """A worker process died twice on the same batch."""


def in_order(work: Callable[[B], R], batches: Iterable[B], jobs: int, lost: Lost[B, R] | None = None, ordered: bool = True) -> Iterator[R]:
    """The results of `work` on each batch. `jobs` > 1 uses as many processes.

    At most `AHEAD * jobs` batches are taken from `batches` before their results are asked for. A batch whose worker dies is tried again,
    alone; when that worker dies too, the batch is to blame: `lost` gives a result in its place, and without it WorkerLostError is raised.
    `ordered=False` gives results as they are done.
    """
    if jobs <= 1:
        yield from map(work, batches)
        return
    todo = iter(batches)
    crew = _Crew(work, jobs, lost)
    try:
        crew.give(islice(todo, jobs * AHEAD))
        while crew.waiting:
            yield crew.next(ordered)
            crew.give(islice(todo, 1))
    finally:
        crew.stop()


@dataclass
class _Crew(Generic[B, R]):
    """The worker processes and the batches they have in hand, oldest first."""

    work: Callable[[B], R]
    jobs: int
    lost: Lost[B, R] | None
    waiting: deque[tuple[B, Future[R]]] = field(default_factory=deque)
    pool: ProcessPoolExecutor | None = None

    def give(self, batches: Iterable[B]) -> None:
        for batch in batches:
            self.waiting.append((batch, self._submit(batch)))

    def _submit(self, batch: B) -> Future[R]:
        if self.pool is None:
            # "spawn": a forked child would share the parent's threads and open book
            self.pool = ProcessPoolExecutor(self.jobs, mp_context=multiprocessing.get_context("spawn"))
        try:
            return self.pool.submit(self.work, batch)
        except BrokenProcessPool as error:
            broken: Future[R] = Future()
            broken.set_exception(error)
            return broken

    def next(self, ordered: bool) -> R:
        """The result of the oldest batch, or of one that is done; tried again once, alone, when its worker died."""
        if not ordered:
            wait([future for _, future in self.waiting], return_when=FIRST_COMPLETED)
            self.waiting.rotate(-next(i for i, (_, future) in enumerate(self.waiting) if future.done()))
        batch, future = self.waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(batch)

    def _alone(self, batch: B) -> R:
        """Run a batch with nothing beside it: when the worker dies again it is clear who is to blame. Then give out the rest anew."""
        self.stop()
        try:
            return self._submit(batch).result()
        except BrokenProcessPool as error:
            self.stop()
            if self.lost is None:
                raise WorkerLostError(f"a worker process died twice on the same {type(batch).__name__} of reports;"
                                      " run with --jobs 1 to see why") from error
            return self.lost(batch)
        finally:
            self.waiting = deque((b, self._submit(b) if _broken(f) else f) for b, f in self.waiting)

    def stop(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(wait=False, cancel_futures=True)
            self.pool = None


def _broken(future: Future[R]) -> bool:
    """Whether a batch must be given out again: its worker died, or was stopped before it came to it."""
    return future.cancelled() or not future.done() or isinstance(future.exception(), BrokenProcessPool)

"""Work on many batches, in this process or in several, with the results in the order of the batches.

>>> list(in_order(str.upper, ["a", "b"], jobs=1))
['A', 'B']
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from dateline.errors import DatelineError

B = TypeVar("B")
R = TypeVar("R")
AHEAD = 2  # batches in hand for each worker: enough to keep it busy, few enough to bound memory
TRIES = 2  # a batch whose worker dies is tried once more


class WorkerLostError(DatelineError):
    """A worker process died twice on the same batch."""


def in_order(work: Callable[[B], R], batches: Iterable[B], jobs: int) -> Iterator[R]:
    """The results of `work` on each batch, in order. `jobs` > 1 uses as many processes; raises WorkerLostError when one batch kills two."""
    if jobs <= 1:
        yield from map(work, batches)
        return
    todo = iter(batches)
    crew = _Crew(work, jobs)
    try:
        crew.give(islice(todo, jobs * AHEAD))
        while crew.waiting:
            yield crew.first()
            crew.give(islice(todo, 1))
    finally:
        crew.stop()


@dataclass
class _Crew(Generic[B, R]):
    """The worker processes and the batches they have in hand, oldest first."""

    work: Callable[[B], R]
    jobs: int
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
            lost: Future[R] = Future()
            lost.set_exception(error)
            return lost

    def first(self) -> R:
        """The result of the oldest batch, tried again once when its worker died."""
        for attempt in range(TRIES):
            batch, future = self.waiting[0]
            try:
                result = future.result()
            except BrokenProcessPool:
                if attempt + 1 < TRIES:
                    self._start_again()
                continue
            self.waiting.popleft()
            return result
        raise WorkerLostError(f"a worker process died twice on the same {type(batch).__name__} of reports; run with --jobs 1 to see why")

    def _start_again(self) -> None:
        self.stop()
        self.waiting = deque((batch, self._submit(batch)) for batch, _ in self.waiting)

    def stop(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(wait=False, cancel_futures=True)
            self.pool = None

"""Work on many batches on a Dask cluster: `dask://HOST:PORT` names its scheduler. Needs the extra `cluster`.

>>> scheduler("dask://10.0.0.7:8786"), scheduler("dask+tls://head:8786")
('tcp://10.0.0.7:8786', 'tls://head:8786')
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from itertools import islice
from typing import Any, Generic, TypeVar

from dateline.engine.pool import AHEAD, Lost, WorkerLostError
from dateline.errors import EngineError

B = TypeVar("B")
R = TypeVar("R")
SCHEMES = {"dask": "tcp", "dask+tls": "tls"}
CONNECT = 30  # seconds to find the scheduler and a first worker
PATIENCE = 600  # seconds without any worker, after which the cluster counts as gone
LOOK = 2.0  # seconds between looks at how many workers there are
OPEN = ("pending", "lost")  # what a batch is whose result is to come; a result is lost with its worker, and computed again
ONE = threading.Lock()  # a worker with many threads still reads one batch at a time: more would only wait for one another


def scheduler(engine: str) -> str:
    """The address that Dask knows the scheduler by; raises EngineError where `engine` names none."""
    scheme, _, rest = engine.partition("://")
    if scheme not in SCHEMES or not rest or ":" not in rest:
        raise EngineError(f"the engine {engine!r} is not known; give local, dask://HOST:PORT or dask+tls://HOST:PORT")
    return f"{SCHEMES[scheme]}://{rest.rstrip('/')}"


def on_cluster(engine: str, work: Callable[[B], R], batches: Iterable[B], lost: Lost[B, R] | None = None, ordered: bool = True,
               stamp: Callable[[], str] | None = None) -> Iterator[R]:
    """The results of `work` on each batch, computed by the workers of a Dask cluster; see `pool.in_order`.

    A batch whose worker dies goes to another one, until it has cost as many workers as Dask's `allowed-failures` says. `stamp` tells the
    version of what works: a worker whose stamp is not the caller's is refused, since its results would differ. Raises EngineError when
    the cluster cannot be reached, or goes.
    """
    address = scheduler(engine)
    client = _connect(address, engine)
    todo = iter(batches)
    crew = _Crew(client, work, stamp, stamp() if stamp else "", lost, engine)
    try:
        while True:
            crew.give(islice(todo, max(0, crew.room() - len(crew.waiting))))
            if not crew.waiting:
                break
            yield crew.next(ordered)
    finally:
        crew.stop()


def _dask(engine: str) -> Any:
    """The library, loaded when it is used."""
    try:
        import distributed
    except ImportError as error:
        raise EngineError(f"{engine} needs Dask; install it with: pip install 'dateline[cluster]'") from error
    return distributed


def _connect(address: str, engine: str) -> Any:
    dask = _dask(engine)
    try:
        client = dask.Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as error:
        raise EngineError(f"{engine}: no Dask scheduler answers there ({error}); start one with: dask scheduler") from error
    try:
        client.wait_for_workers(1, timeout=CONNECT)
    except (OSError, TimeoutError) as error:
        client.close(timeout=1)
        raise EngineError(f"{engine}: the scheduler has no workers; start some with: dask worker {address} --nthreads 1") from error
    return client


def _run(work: Callable[[B], R], stamp: Callable[[], str] | None, expected: str, batch: B) -> R:
    """What a worker does with a batch."""
    found = stamp() if stamp else expected
    if found != expected:
        raise EngineError(f"a worker runs {found}, and this is {expected}; install the same on all machines")
    with ONE:
        return work(batch)


class _Crew(Generic[B, R]):
    """A cluster and the batches that it has in hand, oldest first."""

    def __init__(self, client: Any, work: Callable[[B], R], stamp: Callable[[], str] | None, expected: str, lost: Lost[B, R] | None,
                 engine: str) -> None:
        self.client, self.work, self.stamp, self.expected, self.lost, self.engine = client, work, stamp, expected, lost, engine
        self.waiting: deque[tuple[B, Any]] = deque()
        self.looked, self.workers, self.seen = 0.0, 1, time.monotonic()

    def room(self) -> int:
        """How many batches may be in hand; looks from time to time, since workers come and go."""
        now = time.monotonic()
        if now - self.looked > LOOK:
            count = self._ask(lambda: len(self.client.nthreads()))
            self.looked, self.workers = now, max(1, count)
            if count:
                self.seen = now
            elif now - self.seen > PATIENCE:
                raise EngineError(f"{self.engine}: no worker for {PATIENCE} seconds; {self._again()}")
        return self.workers * AHEAD

    def give(self, batches: Iterable[B]) -> None:
        for batch in batches:
            self.waiting.append((batch, self._submit(batch)))

    def _submit(self, batch: B) -> Any:
        return self._ask(lambda: self.client.submit(_run, self.work, self.stamp, self.expected, batch, pure=False))

    def next(self, ordered: bool) -> R:
        """The result of the oldest batch, or of one that is done."""
        while not self._ready(ordered):
            self.room()
        batch, future = self.waiting.popleft()
        try:
            return self._result(future)
        except _dask(self.engine).KilledWorker:
            return self._alone(batch)

    def _result(self, future: Any) -> R:
        if future.status == "cancelled":
            raise self._gone(future.status)
        error = self._ask(future.exception)
        if isinstance(error, RuntimeError) and "deserialization" in str(error):
            raise EngineError(f"{self.engine}: the scheduler or a worker has no Dateline, or another one; install the same on all machines"
                              ) from error
        if error is not None:
            raise error
        return self._ask(future.result)  # type: ignore[no-any-return]

    def _alone(self, batch: B) -> R:
        """Run a batch once more when nothing else is in hand: Dask also blames batches that only waited where another killed the worker."""
        while any(future.status in OPEN for _, future in self.waiting):
            self._wait([future for _, future in self.waiting if future.status in OPEN])
            self.room()
        future = self._submit(batch)
        while future.status in OPEN:
            self._wait([future])
            self.room()
        try:
            return self._result(future)
        except _dask(self.engine).KilledWorker as error:
            if self.lost is None:
                raise WorkerLostError(f"{self.engine}: worker after worker died on the same {type(batch).__name__} of reports") from error
            return self.lost(batch)

    def _ready(self, ordered: bool) -> bool:
        """Wait a while; whether the batch in front is done. Without `ordered` one that is done is moved to the front."""
        futures = [future for _, future in self.waiting]
        self._wait(futures[:1] if ordered else futures)
        done = next((i for i, future in enumerate(futures) if future.status not in OPEN), None)
        if done is None or (ordered and done):
            return False
        self.waiting.rotate(-done)
        return True

    def _wait(self, futures: list[Any]) -> None:
        """Wait until one of these is done, or a while."""
        with self.client.as_current(), contextlib.suppress(TimeoutError):
            self._ask(lambda: _dask(self.engine).wait(futures, timeout=LOOK, return_when="FIRST_COMPLETED"))

    def _ask(self, call: Callable[[], Any]) -> Any:
        """Whatever Dask raises when the scheduler goes becomes one error that says what to do."""
        try:
            found = call()
        except TimeoutError:
            raise
        except (CancelledError, OSError) as error:  # Dask's CommClosedError is an OSError
            raise self._gone(type(error).__name__) from error
        if self.client.status not in ("running", "connecting"):
            raise self._gone(self.client.status)
        return found

    def _gone(self, how: str) -> EngineError:
        return EngineError(f"{self.engine}: the cluster is gone ({how}); {self._again()}")

    def _again(self) -> str:
        return "what was finished is kept: run the same command again"

    def stop(self) -> None:
        self.waiting.clear()
        self.client.close(timeout=5)

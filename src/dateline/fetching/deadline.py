"""How long a request may take, in all and between two pieces of its answer; a server that drips is cut off like one that is silent.

>>> deadline = Deadline(total=60, idle=15, clock=lambda: 0.0)
>>> deadline.next()
15
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.fetching.errors import FetchRefused

TICK = 0.01  # seconds: so near to its end a deadline has passed, as timers see it
Clock = Callable[[], float]  # seconds that only go forward


@dataclass(slots=True)
class Deadline:
    """Seconds that a request may take in all and may be silent. It starts when it is made."""

    total: float
    idle: float
    clock: Clock = time.monotonic
    ends: float = field(init=False)

    def __post_init__(self) -> None:
        self.ends = self.clock() + self.total

    def next(self, most: float | None = None) -> float:
        """How long the next step may take; raises FetchRefused when all time is used up."""
        left = self.ends - self.clock()
        if left <= TICK:
            raise FetchRefused(f"not done within {self.total:g} seconds", again=True)
        return min(left, self.idle if most is None else most)

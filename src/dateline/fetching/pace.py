"""One request at a time, and never two to one host within its delay; what a host says in Retry-After is waited for, within bounds.

>>> pace = Pace(delay=1.0, clock=lambda: 50.0, sleep=lambda seconds: print(f"waits {seconds:g}"))
>>> for host in ("c.example", "c.example", "d.example"):
...     pace.wait(host)
...     pace.done(host)
waits 1
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dateline.fetching.errors import FetchRefused

LONGEST_DELAY = 60.0  # seconds between two requests that a robots.txt may ask for
LONGEST_WAIT = 120.0  # seconds that a Retry-After may ask for
UNSAID = 10.0  # seconds to wait where a host is busy and does not say for how long


@dataclass(slots=True)
class Pace:
    """When each host may be asked again."""

    delay: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    free: dict[str, float] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        """Wait until `host` may be asked; raises FetchRefused where it was closed for the rest of the run."""
        if host in self.closed:
            raise FetchRefused(self.closed[host], again=True)
        left = self.free.get(host, 0.0) - self.clock()
        if left > 0:
            self.sleep(left)

    def done(self, host: str, asked: float = 0.0) -> None:
        """Note that a host was asked; `asked` is the delay in seconds that its robots.txt wants before the next page."""
        self.free[host] = self.clock() + max(self.delay, min(asked, LONGEST_DELAY))
        if asked > LONGEST_DELAY:
            self.closed[host] = f"{host} asks for {asked:,.0f} seconds between two requests: one a run is made"

    def told(self, host: str, status: int, seconds: float | None) -> None:
        """Note that a host is busy (429, 503); raises FetchRefused, now and for the rest of the run, where it wants too long a wait."""
        wanted = UNSAID if seconds is None else seconds
        if wanted > LONGEST_WAIT:
            self.close(host, f"{host} is busy ({status}) and asks to come back in {wanted:,.0f} seconds")
        self.free[host] = max(self.free.get(host, 0.0), self.clock() + wanted)

    def close(self, host: str, reason: str) -> None:
        """Ask a host nothing more in this run; raises FetchRefused."""
        self.closed[host] = reason
        raise FetchRefused(reason, again=True)


def retry_after(value: str | None, today: datetime) -> float | None:
    """The seconds that a Retry-After header asks for: a number or a date; None where it says neither.

    >>> retry_after("120", datetime.now(UTC)), retry_after("soon", datetime.now(UTC))
    (120.0, None)
    """
    words = (value or "").strip()
    if words.isascii() and words.isdigit():
        return float(words[:9])
    try:
        when = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - today).total_seconds())

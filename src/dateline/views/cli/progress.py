"""How far long work has come, told on a terminal: a running count, how many a second, and what is left where the total is known.

>>> tell("added", 50, 10.0, 200)
'added 50 of 200 (25 %), 5 a second, 30 s left'
>>> tell("added", 3, 10.0)
'added 3, 0.3 a second'
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

OFTEN = 0.1  # seconds between two tellings: a terminal is slower than the work


@contextmanager
def counting(label: str, quiet: bool, verbose: bool = False, total: Callable[[], int] | None = None) -> Iterator[Callable[[str], None]]:
    """A step to be called for each that is done: it tells a running count on stderr while that is a terminal; with `verbose` a line on
    stdout for each. `total` is asked only where it is shown; 0 means that it is not known."""
    shown = sys.stderr.isatty() and not quiet
    whole = total() if shown and total else 0
    done, start, last = 0, time.monotonic(), 0.0

    def step(name: str) -> None:
        nonlocal done, last
        done += 1
        if verbose:
            click.echo(f"{label} {name}")
        now = time.monotonic()
        if shown and now - last >= OFTEN:
            last = now
            click.echo(f"\r\033[K{tell(label, done, now - start, whole)}  {name[-40:]}", nl=False, err=True)
    yield step
    if shown and done:
        click.echo("\r\033[K", nl=False, err=True)


def tell(label: str, done: int, seconds: float, total: int = 0) -> str:
    """One line on how far the work has come."""
    rate = done / seconds if seconds > 0 else 0.0
    speed = f", {rate:,.0f} a second" if rate >= 2 else f", {rate:.1f} a second" if rate else ""
    if total < max(done, 1):  # not known, or more came than was expected
        return f"{label} {done:,}{speed}"
    left = f", {span((total - done) / rate)} left" if rate and total > done else ""
    return f"{label} {done:,} of {total:,} ({100 * done // total} %){speed}{left}"


def span(seconds: float) -> str:
    """Seconds in words.

    >>> span(42), span(170), span(9000)
    ('42 s', '3 min', '2 h 30 min')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"

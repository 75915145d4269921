"""Work for the engines' tests; it lies in a module so that worker processes can import it."""

import os
import signal
import time
from pathlib import Path


def double(number: int) -> int:
    return 2 * number


def slow_first(number: int) -> int:
    """The first batch takes longest."""
    time.sleep(1.0 if number == 0 else 0.01)
    return number


def noted(batch: tuple[str, int]) -> int:
    """Leaves a line for each time that a batch is worked on."""
    folder, number = batch
    with Path(folder, str(number)).open("a") as file:
        file.write(f"{os.getpid()}\n")
    return number


def dies_once(batch: tuple[str, int]) -> int:
    """Batch 3 kills its worker the first time."""
    noted(batch)
    folder, number = batch
    if number == 3 and len(Path(folder, "3").read_text().splitlines()) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02)
    return number


def poison(batch: tuple[str, int]) -> int:
    """Batch 3 kills each worker that takes it."""
    noted(batch)
    if batch[1] == 3:
        time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGKILL)
    return batch[1]


def refuses(number: int) -> int:
    raise OSError(28, "No space left on device")


def stamp() -> str:
    """Differs between processes, as two versions would."""
    return f"version {os.getpid()}"


def same_stamp() -> str:
    return "version 1"

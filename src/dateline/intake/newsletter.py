"""stub"""
from collections.abc import Iterator

from dateline.intake.taken import Taken


def items_of(taken: Taken) -> Iterator[Taken]:
    yield taken

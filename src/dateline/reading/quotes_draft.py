"""A quote in the making: its words are settled, who and when are not yet.

>>> Draft(content=((0, 4),), block=0, why="floating").start
0
"""

from dataclasses import dataclass

from dateline.codes.cues import CueClass
from dateline.reading.parse import Sentence
from dateline.records.span import Span


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """Content, cue and source as spans; `sentence` and `at` are the cue's, None where the quote has no cue."""

    content: tuple[Span, ...]
    block: int
    why: str
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    of: CueClass | None = None
    sentence: Sentence | None = None
    at: int | None = None
    addressee: tuple[Span, ...] = ()
    doubt: float = 0.1
    direct: bool = False
    relay: tuple[Span, ...] = ()

    @property
    def start(self) -> int:
        return min(s for s, _ in self.content)

    @property
    def end(self) -> int:
        return max(e for _, e in self.content)

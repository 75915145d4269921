"""Lists of phrases, found as whole words in normal text.

>>> has_phrase("the talks were put off to may", "joining", "moving.txt")
True
"""

import re
from functools import cache

from dateline.codes.lines import lines


@cache
def _pattern(*path: str) -> re.Pattern[str]:
    found = sorted({line for _, line in lines(*path)}, key=lambda p: (-len(p), p))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, found))})\b")


def has_phrase(text: str, *path: str) -> bool:
    """Whether a text in normal form has one of the phrases of a file, one a line."""
    return _pattern(*path).search(text) is not None

"""Words that settle which act of a sentence a time belongs to.

>>> "hold" in timing()["light"], "until" in timing()["until"]
(True, True)
"""

import re
from functools import cache

from dateline.codes.lines import lines, refuse, rows, table

KINDS = ("light", "aspect", "arranged", "until", "open", "during", "later", "timenoun", "joint", "answering", "bare", "unfit",
         "doing", "moving")


@cache
def timing() -> dict[str, frozenset[str]]:
    """The table `status/timing.tsv`: for each kind its words."""
    path = ("status", "timing.tsv")
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for number, row in rows(("kind", "word"), *path):
        if row["kind"] not in found or not row["word"]:
            raise refuse(table(*path), number, f"kind {row['kind']!r}, word {row['word']!r}; allowed kinds: {', '.join(KINDS)}")
        found[row["kind"]].add(row["word"])
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def recalling() -> re.Pattern[str]:
    """The phrases of `status/recalling.txt` as one pattern over words in lower case with single spaces.

    >>> recalling().search("it has bred horses for three hundred years").group()
    'for three hundred years'
    """
    phrases = [re.escape(line).replace(r"\*\ ", r"(?:[\w-]+ ){0,2}") for _, line in lines("status", "recalling.txt")]
    return re.compile(r"\b(?:" + "|".join(phrases) + r")\b")

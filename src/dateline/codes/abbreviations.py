"""Abbreviations whose full stop does not end a sentence, and the words that open one all the same."""

from dataclasses import dataclass
from functools import cache

from dateline.codes.lines import lines


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """`never` end a sentence; `may` end one when one of `openers` follows. Without their last full stop."""

    never: frozenset[str]
    may: frozenset[str]
    openers: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """The tables `text/abbreviations.txt` and `text/openers.txt`.

    >>> "Mr" in abbreviations().never, "U.S" in abbreviations().may
    (True, True)
    """
    words = [line for _, line in lines("text", "abbreviations.txt")]
    return Abbreviations(frozenset(w for w in words if not w.endswith("?")), frozenset(w[:-1] for w in words if w.endswith("?")),
                         frozenset(line for _, line in lines("text", "openers.txt")))

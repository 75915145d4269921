"""Abbreviations whose full stop does not end a sentence."""

from dataclasses import dataclass
from functools import cache

from dateline.codes.lines import lines


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """`never` end a sentence; `may` end one when a sentence opener follows. Without their last full stop."""

    never: frozenset[str]
    may: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """The table `text/abbreviations.txt`.

    >>> "Mr" in abbreviations().never, "U.S" in abbreviations().may
    (True, True)
    """
    words = [line for _, line in lines("text", "abbreviations.txt")]
    return Abbreviations(frozenset(w for w in words if not w.endswith("?")), frozenset(w[:-1] for w in words if w.endswith("?")))

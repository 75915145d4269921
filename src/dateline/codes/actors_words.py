"""Named sets of words for finding and linking mentions of actors.

>>> "former" in word_set("former"), "ministry" in word_set("bodies")
(True, True)
"""

from collections import defaultdict
from functools import cache

from dateline.codes.lines import refuse, rows, table


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """The table `actors/words.tsv`: the words of each set."""
    found: dict[str, set[str]] = defaultdict(set)
    for number, row in rows(("set", "words"), "actors", "words.tsv"):
        if not row["set"] or not row["words"]:
            raise refuse(table("actors", "words.tsv"), number, "a set and its words are needed")
        for word in row["words"].split("|"):
            if word in found[row["set"]] or not word:
                raise refuse(table("actors", "words.tsv"), number, f"the word {word!r} stands twice or is empty")
            found[row["set"]].add(word)
    return {name: frozenset(words) for name, words in found.items()}


def word_set(name: str) -> frozenset[str]:
    """The words of a set; raises KeyError for one that the table lacks."""
    return word_sets()[name]

"""The telling words of a sentence, cut to stems, for comparing what two sentences say.

>>> sorted(stems("The coast guard detained an Icelandic trawler on Monday, officials said."))
['coast', 'detain', 'guard', 'iceland', 'trawl']
"""

from functools import cache, lru_cache

from dateline.codes.lines import lines
from dateline.codes.normal import normal

ENDINGS = ("ations", "ation", "ings", "ness", "ments", "ment", "ians", "ian", "ers", "ing", "ied", "ies", "ion", "ions", "ic", "ed", "es",
           "er", "ly", "al", "s")
SHORTEST = 4
LAST_DAY = 31  # numbers up to it are more often days of a month than anything that two sentences have in common


def stems(text: str) -> frozenset[str]:
    """The stems of the words that tell something: no function words, no words of saying, no days and months, no bare small numbers."""
    return frozenset(stem(w) for w in normal(text).split() if w not in _empty() and (len(w) > 2 or w.isdigit())
                     and not (w.isdigit() and int(w[:4]) <= LAST_DAY))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending; crude on purpose: it only has to bring forms of one word together."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[:-len(ending)]
    return word


@cache
def _empty() -> frozenset[str]:
    return frozenset(word for _, line in lines("joining", "empty.txt") for word in line.split())

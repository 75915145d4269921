"""Keys: how names and nouns are folded before they are looked up, so that spelling, case and marks do not matter.

>>> keys("Recep Tayyip Erdoğan"), keys("People's Liberation Army"), keys("the U.S. Navy")
(('recep', 'tayyip', 'erdogan'), ('people', "'s", 'liberation', 'army'), ('the', 'u.s.', 'navy'))
"""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]\.(?:[^\W_]\.)+|[^\W_]+(?:['’ʻʼ‘`´][^\W_]+)*|['’]s\b|['’]|(?<=\w)[-‐‑–](?=\w)|[,;:()\[\]\"“”&/]")
LETTERS = str.maketrans({
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "İ": "I",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ħ": "h", "ə": "a", "Ə": "A", "ŋ": "n", "’": "'", "‘": "'", "ʻ": "'",
    "ʼ": "'", "`": "'", "´": "'",
})
SKIPPED = frozenset("-‐‑–—.")
SOUNDS = tuple((re.compile(p), r) for p, r in (
    ("yy|iy|yi|ii|ij|ey|y", "i"), ("kh|q|ck|c(?![eih])", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("w", "v"),
    ("tch|ch|cz", "c"), ("sch|sh|sz", "s"), ("zh|j|dj", "j"), ("x", "ks"), ("(?<=.)[aeiouh]", ""), (r"(.)\1+", r"\1"),
))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without marks, case, inner apostrophes and full stops; "US" and "U.S." alone stay apart from "us".

    >>> fold("Sana'a"), fold("Łódź"), fold("US"), fold("U.N.")
    ('sanaa', 'lodz', 'u.s.', 'un')
    """
    if word in ("US", "U.S.", "U.S"):
        return "u.s."
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word.translate(LETTERS)) if not unicodedata.combining(c))
    word = word.lower()
    if word in ("'s", "'"):
        return word
    return word.replace("'", "").replace(".", "") or word


def words_of(text: str) -> list[str]:
    """The words of a phrase as they stand; a possessive 's and a hyphen are words of their own.

    >>> words_of("Chile's Saudi-led team")
    ['Chile', "'s", 'Saudi', '-', 'led', 'team']
    """
    out: list[str] = []
    for match in WORD.finditer(text):
        word = match.group()
        if len(word) > 2 and word[-1] == "s" and word[-2] in "'’" and word[-3] not in "'’":
            out += [word[:-2], word[-2:]]
        else:
            out.append(word)
    return out


@lru_cache(maxsize=16384)
def keys(text: str) -> tuple[str, ...]:
    """The keys of a phrase."""
    return tuple(fold(w) for w in words_of(text) if w not in SKIPPED)


def key(text: str) -> str:
    """The keys of a phrase as one string."""
    return " ".join(keys(text))


def sound(name: str) -> str:
    """A rough consonant skeleton of a folded name, the same for the usual romanisations of one name.

    >>> sound("volodymyr zelenskyy") == sound("volodymyr zelensky"), sound("mohammed") == sound("muhamad")
    (True, True)
    """
    return " ".join([sound_of(word) for word in name.split()])


@lru_cache(maxsize=16384)
def sound_of(word: str) -> str:
    """The skeleton of one folded word."""
    for pattern, new in SOUNDS:
        word = pattern.sub(new, word)
    return word

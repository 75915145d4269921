"""Small tokens of a sentence with their classes, as time patterns see them.

>>> from dateline.codes.times import time_words
>>> lexed = lex("It ended on Sept. 5, 2014.", 0, 26, time_words())
>>> [t.text for t in lexed.tokens]
['It', 'ended', 'on', 'Sept.', '5', ',', '2014', '.']
>>> lexed.tokens[3].cls, lexed.tokens[3].value
('MONTH', '9')
"""

from dataclasses import dataclass
from typing import NamedTuple

from dateline.codes.times import TOKEN, TimeWords

OTHER = "\u00b7"  # the character of a token that no pattern names
FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
CAPITALISED = frozenset(("MONTH", "MONTHISH", "WEEKDAY", "WEEKDAYISH", "WEEKDAYS"))


class Token(NamedTuple):
    """A small token: its offsets in the text, its class and what it counts for."""

    text: str
    start: int
    end: int
    cls: str
    value: str


@dataclass(frozen=True, slots=True)
class Lexed:
    """A sentence as small tokens, and the same as a string of one class character each."""

    tokens: tuple[Token, ...]
    chars: str


def lex(text: str, start: int, end: int, book: TimeWords) -> Lexed:
    """The small tokens of `text[start:end]`."""
    tokens: list[Token] = []
    chars: list[str] = []
    raw = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text, start, end)]
    lower = [w.lower() if w.isascii() else w.lower().replace("’", "'") for w, _, _ in raw]
    at = 0
    count, special, literals = len(raw), book.special, book.literals
    while at < count:
        word = lower[at]
        if word not in special and not word[0].isdecimal() and not word[-1].isdecimal() and word not in FRACTIONS:
            tokens.append(Token(*raw[at], "", word))  # most words: no class, or only a literal of the patterns
            chars.append(literals.get(word, OTHER))
            at += 1
            continue
        used, token = _holiday(text, raw, lower, at, book)
        if token is None:
            used, token = _plain(raw, lower, at, book)
        tokens.append(token)
        chars.append(book.classes.get(token.cls) or literals.get(word, OTHER))
        at += used
    return Lexed(tuple(tokens), "".join(chars))


def _holiday(text: str, raw: list[tuple[str, int, int]], lower: list[str], at: int, book: TimeWords) -> tuple[int, Token | None]:
    names = book.holidays.get(lower[at])
    if names is None or not raw[at][0][0].isupper():
        return 1, None
    for words, rule in names:
        if tuple(lower[at:at + len(words)]) == words:
            start, end = raw[at][1], raw[at + len(words) - 1][2]
            return len(words), Token(text[start:end], start, end, "HOLIDAY", rule)
    return 1, None


def _plain(raw: list[tuple[str, int, int]], lower: list[str], at: int, book: TimeWords) -> tuple[int, Token]:
    text, start, end = raw[at]
    word = lower[at]
    if word in FRACTIONS or (len(word) == 3 and word[1] == "/" and word[0].isdecimal()):
        value = FRACTIONS.get(word) or f"{int(word[0]) / int(word[2]):g}"
        return 1, Token(text, start, end, "FRACTION", value)
    if word[0].isdigit():
        cls, value = _number(word)
        return 1, Token(text, start, end, cls, value)
    if len(word) == 2 and word[0] in "qh" and word[1].isdigit() and text[0].isupper():
        return 1, Token(text, start, end, "QTR", word.upper())
    if word.startswith("fy") and word[-1].isdigit():
        year = word[2:].strip()
        return 1, Token(text, start, end, "FY", year if len(year) == 4 else "20" + year[-2:])
    dotted = book.words.get(word + ".") if at + 1 < len(raw) and raw[at + 1][0] == "." and raw[at + 1][1] == end else None
    found = dotted or book.words.get(word)
    if found is None or (found.cls in CAPITALISED and not text[0].isupper()) or (found.cls == "ZONE" and not text.isupper()):
        return 1, Token(text, start, end, "", word)
    if dotted:
        return 2, Token(text + ".", start, end + 1, found.cls, found.value)
    return 1, Token(text, start, end, found.cls, found.value)


def _number(word: str) -> tuple[str, str]:
    """The class and value of a token that starts with a digit."""
    if word.isdecimal():
        number = int(word) if len(word) < 9 else 0
        if len(word) <= 2 and 1 <= number <= 31:
            return "DAY", str(number)
        if len(word) == 4 and 1000 <= number < 2200:
            return "YEAR", word
        return ("MIL" if len(word) == 4 else "INT"), word
    if word[-1] == "s":
        digits = word.rstrip("s'")
        if len(digits) == 4 and digits[-1] == "0":
            return "DECADES", digits[:3]
        return ("DECADES", "19" + digits[0]) if len(digits) == 2 and digits[1] == "0" and digits[0] != "0" else ("", word)
    if word[-2:] in ("st", "nd", "rd", "th"):
        return "ORD", word[:-2]
    if ":" in word:
        return "CLOCK", word
    if "/" in word or word.count(".") == 2:
        return "NUMDATE", word
    if "-" in word:
        return "ISODAY", word
    if "," in word:
        return "INT", word.replace(",", "")
    return "DECIMAL", word

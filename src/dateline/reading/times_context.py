"""What the rules of time expressions are told: the match, the day of the report, the tense, the dates told before.

>>> whole_number([("two", "WORD", "2"), ("hundred", "HUNDRED", "100"), ("five", "WORD", "5")])
205.0
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.codes.times import TimeWords
from dateline.reading.parse import Sentence
from dateline.reading.times_calendar import bounds
from dateline.reading.times_lex import Lexed, Token
from dateline.reading.times_tense import Tense, tense_at

Timex = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A time expression before it becomes a record: its tokens (both included) and what is known of it."""

    first: int
    last: int
    timex: Timex
    value: str
    why: str
    doubt: float
    anchor: str | None = None
    named: bool = False  # it only names a thing: "the 2020 election"


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that matched, with what a rule may ask for. `published` is the report's day, `earlier` the dates told
    before it (newest last), `here` those of its own sentence."""

    why: str
    doubt: float
    lexed: Lexed
    found: re.Match[str]
    published: date | None
    earlier: Sequence[Draft]
    here: Sequence[Draft]
    sentence: Sentence
    book: TimeWords

    @property
    def first(self) -> int:
        return self.found.start()

    @property
    def last(self) -> int:
        return self.found.end() - 1

    def has(self, name: str) -> bool:
        return name in self.found.re.groupindex and self.found.group(name) is not None

    def tokens(self, name: str) -> tuple[Token, ...]:
        """The tokens of a named item; none where it is absent."""
        if not self.has(name):
            return ()
        start, end = self.found.span(name)
        return self.lexed.tokens[start:end]

    def value(self, name: str) -> str:
        """The value of a named item's first token, "" where it is absent."""
        tokens = self.tokens(name)
        return tokens[0].value if tokens else ""

    def word(self, name: str) -> str:
        """A named item's first token in small letters."""
        tokens = self.tokens(name)
        return tokens[0].text.lower() if tokens else ""

    def at(self, index: int) -> Token | None:
        """The token at an index of the sentence, or None outside it."""
        return self.lexed.tokens[index] if 0 <= index < len(self.lexed.tokens) else None

    def before(self) -> str:
        """The word before the match in small letters."""
        token = self.at(self.first - 1)
        return token.text.lower() if token else ""

    def led(self, kind: str) -> bool:
        """Whether the word before the match is one of the kind of `leads.tsv`."""
        return self.before() in self.book.leads[kind]

    def after(self) -> str:
        """The word after the match in small letters."""
        token = self.at(self.last + 1)
        return token.text.lower() if token else ""

    @property
    def token(self) -> int:
        """The parser's token that heads the match."""
        head = self.sentence.head_of((self.lexed.tokens[self.first].start, self.lexed.tokens[self.last].end))
        return 0 if head is None else head

    def as_of(self) -> bool:
        """Whether the match stands after "as of"."""
        return self.before() == "of" and self.word_at(self.first - 2) == "as"

    def tense(self) -> Tense | None:
        """The tense of the clause that the match stands in."""
        before = self.before()
        if before == "since" or self.as_of():
            return "past"  # "are missing since Monday", "as of Monday"
        if before == "for" and self.scheduling():
            return "future"  # "has called marches for Saturday"
        if before in ("after", "following") and self.after() in ("'s", "’s"):
            return "past"  # "will leave after Monday's attack"
        for index in range(self.first - 1, max(self.first - 6, -1), -1):
            word = self.word_at(index)
            if not word[0].isalpha():
                break
            if word == "ahead":  # "ahead of elections on Monday"
                return "future"
            if word in ("wake", "aftermath"):  # "in the wake of Sunday's attack"
                return "past"
        return tense_at(self.sentence, self.token, self.book.tense) if len(self.sentence) else None

    def scheduling(self) -> bool:
        """Whether "for" stands between an act of arranging and the match: "called a strike for Friday", not "had been off for Friday"."""
        return any(self.word_at(index) in self.book.leads["arranging"] for index in range(self.first - 2, max(self.first - 8, -1), -1))

    def here_year(self) -> str | None:
        """The year that a date of the same sentence told before the match with its own figures."""
        for draft in reversed(self.here):
            if draft.anchor is None and draft.timex == "DATE" and draft.value[:4].isdecimal() and bounds(draft.value):
                return draft.value[:4] if len(draft.value) >= 4 else None
        return None

    def counts_things(self) -> bool:
        """Whether the parser reads the match as the number of a plural noun ("2000 people")."""
        token, sentence = self.token, self.sentence
        if not len(sentence):
            return False
        head = sentence.heads[token]
        return sentence.deps[token] == "nummod" and head > token and sentence.tags[head] == "NNS"

    def modifies_name(self) -> bool:
        """Whether a noun follows that the match belongs to ("the 2008 election")."""
        token, sentence = self.token, self.sentence
        return bool(len(sentence)) and sentence.heads[token] > token and sentence.deps[token] in ("nummod", "nmod", "compound", "amod")

    def follows_name(self) -> bool:
        """Whether a capitalised word stands right before the match ("Expo 2010")."""
        token = self.at(self.first - 1)
        return token is not None and token.text[0].isupper()

    def adverbial(self) -> bool:
        """Whether the match stands alone as a time beside a verb or in brackets."""
        return bool(len(self.sentence)) and self.sentence.deps[self.token] in ("npadvmod", "pobj", "ROOT", "dep", "pcomp", "tmod")

    def word_at(self, index: int) -> str:
        """The word at an index of the sentence in small letters, "" outside it."""
        token = self.at(index)
        return token.text.lower() if token else ""

    def noun_follows(self) -> bool:
        """Whether the next token is a noun that the match's words belong to ("the year end", "a year abroad" not)."""
        following = self.at(self.last + 1)
        if following is None or not following.text[0].isalpha():
            return False
        token = self.sentence.head_of((following.start, following.end))
        last = self.lexed.tokens[self.last]
        own = self.sentence.head_of((last.start, last.end))
        return token is not None and own is not None and self.sentence.pos[token] in ("NOUN", "PROPN") and (
            self.sentence.heads[own] >= token)

    def has_noun_past(self) -> bool:
        """Whether "the past" only opens a longer noun ("the past president")."""
        return self.word_at(self.last) == "past" and self.noun_follows()

    def is_age(self) -> bool:
        """Whether the amount is an age: "30-year-old", "30 years old", "years of age"."""
        after = (self.word_at(self.last + 1), self.word_at(self.last + 2), self.word_at(self.last + 3))
        return "old" in after[:1] or after[:2] == ("-", "old") or after[:2] == ("-", "olds") or after[:2] == ("of", "age")

    def hyphened(self) -> bool:
        """Whether the amount and its unit are joined by a hyphen ("two-day")."""
        return any(t.text == "-" for t in self.lexed.tokens[self.first:self.last + 1])

    def clock_is_score(self) -> bool:
        """Whether 10:30 has nothing beside it that makes it a time of day."""
        return not self.led("clock")

    def rate_position(self) -> bool:
        """Whether "a year" follows a number or a plural that it rates ("15 a year", "barrels a day")."""
        token = self.at(self.first - 1)
        if token is None:
            return False
        if token.cls in ("DAY", "INT", "DECIMAL", "YEAR", "WORD", "HUNDRED") or token.text in ("%", "percent"):
            return self.after() not in ("ago", "earlier", "later")
        at = self.sentence.head_of((token.start, token.end))
        own = self.token
        return at is not None and (self.sentence.tags[at] in ("NNS", "CD") or token.text.lower() == "percent") and (
            self.sentence.deps[own] in ("npadvmod", "nmod", "appos", "tmod", "dep", "prep"))

    def capital_follows(self) -> bool:
        token = self.at(self.last + 1)
        return token is not None and token.text[0].isupper()

    def weekday_draft(self, day: date | None, anchor: str = "published") -> list[Draft]:
        """A weekday as a draft, with its part of the day where one is named; XXXX-WXX-N where the week is not settled."""
        if day is None:
            return self.part_draft(f"XXXX-WXX-{self.value('w')}", None)
        return self.part_draft(day.isoformat(), anchor)

    def part_draft(self, value: str, anchor: str | None) -> list[Draft]:
        """A day as a draft, with the part of the day `p` where the match names one."""
        return self.draft(value + self.value("p"), "TIME", anchor) if self.has("p") else self.draft(value, "DATE", anchor)

    def draft(self, value: str | None, timex: Timex = "DATE", anchor: str | None = None, doubt: float | None = None,
              span: tuple[int, int] | None = None) -> list[Draft]:
        """The match as a draft in a list; no draft without a value."""
        if value is None:
            return []
        first, last = span or (self.first, self.last)
        return [Draft(first, last, timex, value, self.why, self.doubt if doubt is None else doubt, anchor, self.modifies_name())]

    def reference(self, behind: bool = False, named: bool = True) -> tuple[str, date] | None:
        """The value and first day of the last date told before; `behind` asks for one before the day of the report, `named=False`
        for one that does more than name a thing ("the 2020 election")."""
        for draft in reversed(self.earlier):
            days = bounds(draft.value)
            if draft.named and not named:
                continue
            if days and not (behind and self.published and days[0] >= self.published):
                return draft.value, days[0]
        return None


def whole_number(tokens: Sequence[tuple[str, str, str]]) -> float | None:
    """The number that (word, class, value) triples tell, None for a vague one."""
    total, current, seen = 0.0, 0.0, False
    for word, cls, value in tokens:
        if cls in ("DAY", "INT", "YEAR", "DECIMAL", "MIL", "WORD", "FRACTION"):
            current, seen = current + float(value), True
        elif cls == "HUNDRED":
            current, seen = (current or 1) * float(value), True
            if float(value) >= 1000:
                total, current = total + current, 0.0
        elif word == "half":
            current, seen = current + 0.5, True
        elif cls in ("VAGUE", "COUPLE", "DOZENS"):
            return None
    if not seen:
        return 1.0 if any(word in ("a", "an") for word, _, _ in tokens) else None
    return total + current


def amount(tokens: Sequence[Token]) -> float | None:
    """The number of a quantity's tokens; None for "several", "a few", "dozens of"."""
    return whole_number([(t.text.lower(), t.cls, t.value) for t in tokens])


def plain(number: float) -> str:
    """A number without a needless fraction.

    >>> plain(2.0), plain(2.5)
    ('2', '2.5')
    """
    return str(int(number)) if number == int(number) else f"{number:g}"


def duration_value(number: float | None, unit: str) -> str:
    """The TIMEX3 value of an amount of a unit (D W M Y TH TM TS Q, or a multiple such as 10Y).

    >>> duration_value(2, "W"), duration_value(5, "TH"), duration_value(None, "Y"), duration_value(3, "10Y"), duration_value(0.5, "Y")
    ('P2W', 'PT5H', 'PXY', 'P30Y', 'P6M')
    """
    time, unit = ("T", unit[1:]) if unit.startswith("T") else ("", unit)
    if unit == "WE":
        return f"P{plain(number)}WE" if number is not None else "PXWE"
    times = unit.rstrip("DWMYHSQ")
    letter = unit[len(times):]
    if number is None:
        return f"P{time}X{ {'10': 'DE', '100': 'CE'}.get(times, letter)}"
    total = number * int(times or 1)
    if total == 0.5 and unit in ("Y", "TH", "H", "D", "TM"):
        smaller = {"Y": "6M", "H": "30M", "D": "T12H"}.get(letter)
        if smaller:
            return f"P{time}{smaller}"
    return f"P{time}{plain(total)}{letter}"

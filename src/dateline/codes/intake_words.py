"""What intake is told: furniture phrases, section names, labels that are no datelines, signs of an unfinished text.

>>> intake_words().furniture_of("SHARE THIS ARTICLE")
'share'
>>> intake_words().furniture_of("The two leaders will share a table.") is None
True
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from dateline.codes.lines import lines, refuse, rows, table

CUTS = ("part", "end", "line", "last")
MATCHES = ("line", "start", "part")
LONGEST = 100  # words: no line longer than this is furniture by a phrase
BEFORE = re.compile(r"^[^\w©(\[#@-]+")
TOKEN = re.compile(r"[^\W_]+(?:['&][^\W_]+)*|©")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A furniture phrase: the reason it gives, how it meets a line, the most words such a line has (0: no bound)."""

    reason: str
    match: str
    most: int
    phrase: str


@dataclass(frozen=True, slots=True)
class IntakeWords:
    """The tables of `codes/intake/`. The keys of `starts` and `parts` are the first words of their phrases."""

    whole: dict[str, str]
    starts: dict[str, tuple[Phrase, ...]]
    parts: dict[str, tuple[Phrase, ...]]
    sections: frozenset[str]
    not_places: frozenset[str]
    function_words: frozenset[str]
    agencies: frozenset[str]
    cut_parts: tuple[str, ...]
    cut_ends: tuple[str, ...]
    cut_lines: frozenset[str]
    cut_last: frozenset[str]

    def furniture_of(self, line: str) -> str | None:
        """Why a line is page furniture, or None; in time linear in the line."""
        if len(line) > 1200:
            return None
        plain = plain_line(line)
        if plain in self.whole:
            return self.whole[plain]
        words = plain.split()
        if not words or len(words) > LONGEST:
            return None
        for phrase in self.starts.get(first_word(plain), ()):
            if len(words) <= phrase.most and _opens(plain, phrase.phrase):
                return phrase.reason
        for token in dict.fromkeys(TOKEN.findall(plain)):
            for phrase in self.parts.get(token, ()):
                if len(words) <= phrase.most and _holds(plain, phrase.phrase):
                    return phrase.reason
        return None


def plain_line(line: str) -> str:
    """A line as the table writes it: small letters, straight quotes, single spaces, no bullets before, no stops after.

    >>> plain_line("»  Read  more: ")
    'read more'
    """
    small = line.lower().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return BEFORE.sub("", " ".join(small.split())).rstrip(" :.!>»→›…|-–—")


def first_word(phrase: str) -> str:
    """What a phrase is looked up by: its first word, or its first sign where it opens with none."""
    found = TOKEN.match(phrase)
    return found.group() if found else phrase[:1]


def _opens(line: str, phrase: str) -> bool:
    return line.startswith(phrase) and not (line[len(phrase):len(phrase) + 1].isalpha() and phrase[-1].isalpha())


def _holds(line: str, phrase: str) -> bool:
    """Whether a phrase stands in a line as whole words."""
    at = line.find(phrase)
    while at >= 0:
        if not (line[at - 1:at].isalnum() and phrase[0].isalnum()) and not (line[at + len(phrase):at + len(phrase) + 1].isalpha()
                                                                             and phrase[-1].isalpha()):
            return True
        at = line.find(phrase, at + 1)
    return False


@cache
def intake_words() -> IntakeWords:
    """All tables, each line checked; raises TableError for a bad one."""
    whole: dict[str, str] = {}
    starts: defaultdict[str, list[Phrase]] = defaultdict(list)
    parts: defaultdict[str, list[Phrase]] = defaultdict(list)
    for number, row in rows(("reason", "match", "most", "phrase"), "intake", "furniture.tsv"):
        phrase = _phrase(number, row)
        if phrase.match == "line":
            whole[plain_line(phrase.phrase)] = phrase.reason
        else:
            (starts if phrase.match == "start" else parts)[first_word(phrase.phrase)].append(phrase)
    cut = list(rows(("where", "phrase"), "intake", "unfinished.tsv"))
    for number, row in cut:
        if row["where"] not in CUTS or not row["phrase"]:
            raise refuse(table("intake", "unfinished.tsv"), number, f"where is {row['where']!r}; allowed: {', '.join(CUTS)}")
    return IntakeWords(
        whole=whole, starts={k: tuple(v) for k, v in starts.items()}, parts={k: tuple(v) for k, v in parts.items()},
        sections=_words("sections.txt"), not_places=_words("not_places.txt"), function_words=_words("function_words.txt"),
        agencies=_words("agencies.txt"), cut_parts=tuple(r["phrase"] for _, r in cut if r["where"] == "part"),
        cut_ends=tuple(r["phrase"] for _, r in cut if r["where"] == "end"),
        cut_lines=frozenset(r["phrase"] for _, r in cut if r["where"] == "line"),
        cut_last=frozenset(r["phrase"] for _, r in cut if r["where"] == "last"))


def _phrase(number: int, row: dict[str, str]) -> Phrase:
    file = table("intake", "furniture.tsv")
    if row["match"] not in MATCHES:
        raise refuse(file, number, f"match is {row['match']!r}; allowed: {', '.join(MATCHES)}")
    if not row["most"].isdecimal() or not 0 <= int(row["most"]) <= LONGEST:
        raise refuse(file, number, f"most is {row['most']!r}; allowed: 0 to {LONGEST}")
    if not row["phrase"] or row["phrase"] != row["phrase"].lower():
        raise refuse(file, number, "the phrase is empty or has capitals")
    if not row["reason"].isalpha():
        raise refuse(file, number, f"the reason {row['reason']!r} is no word")
    return Phrase(row["reason"], row["match"], int(row["most"]) or LONGEST, row["phrase"])


def _words(name: str) -> frozenset[str]:
    found: set[str] = set()
    for number, line in lines("intake", name):
        if line in found:
            raise refuse(table("intake", name), number, f"{line!r} stands twice")
        found.add(line)
    return frozenset(found)

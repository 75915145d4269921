"""The words and patterns of time expressions: `times/words.tsv`, `patterns.tsv`, `holidays.tsv` and `tense.tsv`.

A sentence becomes a string with one character for each of its small tokens (its class), so that a pattern over classes is an
ordinary regular expression over that string.

>>> book = time_words()
>>> book.words["sept."].cls, book.words["sept."].value
('MONTH', '9')
>>> "ago" in book.literals
True
"""

import re
from dataclasses import dataclass
from functools import cache

from dateline.codes.lines import refuse, rows, table

TOKEN = re.compile(
    r"(?<!\d)[1-9]/[2-9](?![\d/])|[½¼¾]|\d{4}-\d\d-\d\d(?!\d)|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?!\d)|"
    r"\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+(?!\d)|"
    r"\d{2,4}['’]?s\b|\d{1,2}(?:st|nd|rd|th)\b|[QqHh][1-4]\b|FY\s?\d{2,4}\b|\d+|"
    r"[ap]\.m\.?|[^\W\d_]+\d\w*|o['’]clock\b|['’]s\b|[^\W\d_]+|\S", re.I)
LEXED = ("DAY", "YEAR", "INT", "MIL", "DECIMAL", "CLOCK", "ISODAY", "NUMDATE", "DECADES", "QTR", "FY", "HOLIDAY", "ORD", "FRACTION")
TRIGGERS = frozenset((
    "MONTH", "WEEKDAY", "WEEKDAYS", "SEASON", "PART", "PARTS", "CLOCKWORD", "UNIT", "UNITS", "QUARTER", "CENTURY", "SECOND", "WEEKEND",
    "WEEKENDS", "DEICTIC", "TONIGHT", "OVERNIGHT", "NOW", "REF", "CURRENT", "RECENT", "SOON", "SHORTLY", "FREQ", "ANNUAL", "DECADE", "AMPM",
    "MONTHISH", "ZONE"))
ITEM = re.compile(r"\)[?*]?|\(|(?<=\s)\|(?=\s)|(?:(?P<name>[a-z]\w*):)?(?P<atoms>(?:[^\s()?*|]+)(?:\|[^\s()?*|]+)*)(?P<suffix>[?*]?)")
TENSE_KINDS = ("participle", "matrix", "noun", "preposition", "speech", "adjective", "sudden")
HOLIDAY_RULE = re.compile(r"\d\d-\d\d|\d\d:-?\d:[1-7]|easter[+-]\d+")
FIRST_CHAR = 0x4E00  # any run of letters outside the special characters of regular expressions


@dataclass(frozen=True, slots=True)
class Word:
    """A word's class and what it counts for."""

    cls: str
    value: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern over class characters; `row` is its line; a sentence must hold a character of each set in `needs`."""

    name: str
    row: int
    rule: str
    doubt: float
    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class TenseWords:
    """The words of `tense.tsv` by kind."""

    participle: frozenset[str]
    matrix: frozenset[str]
    noun: frozenset[str]
    preposition: frozenset[str]
    speech: frozenset[str]
    adjective: frozenset[str]
    sudden: frozenset[str]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """All tables of time expressions.

    `literals` and `classes` give the character of a word or class in a class string; `special` are the words that need a
    second look; `by_char` lists the patterns that only a sentence with the character can match.
    """

    words: dict[str, Word]
    literals: dict[str, str]
    classes: dict[str, str]
    special: frozenset[str]
    patterns: tuple[Pattern, ...]
    by_char: dict[str, tuple[Pattern, ...]]
    helpers: dict[str, re.Pattern[str]]
    holidays: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    triggers: frozenset[str]
    tense: TenseWords
    leads: dict[str, frozenset[str]]


@cache
def time_words() -> TimeWords:
    """The tables, checked line by line; raises TableError for a bad line."""
    words = _words()
    classes = {c: chr(FIRST_CHAR + i) for i, c in enumerate(sorted({w.cls for w in words.values()} | set(LEXED)))}
    literals: dict[str, str] = {}
    patterns, helpers = _patterns(words, classes, literals)
    holidays = _holidays()
    triggers = frozenset(w for w, word in words.items() if word.cls in TRIGGERS) | frozenset(holidays) | frozenset(
        ("time", "past", "future", "present", "moment", "ago", "then", "later", "term", "period", "o'clock", "o’clock"))
    triggers |= frozenset(w.rstrip(".") for w in triggers)
    special = frozenset(words) | frozenset(w.rstrip(".") for w in words) | frozenset(holidays)
    return TimeWords(words, literals, classes, special, patterns, _by_char(patterns, literals), helpers, holidays, triggers, _tense(),
                     _leads())


def _by_char(patterns: tuple[Pattern, ...], literals: dict[str, str]) -> dict[str, tuple[Pattern, ...]]:
    """The patterns by a character that their matches must hold: of what each needs, the rarest set is taken."""
    common = {literals[w] for w in ("the", "a", "an", "of", "-", ",", "in", "and", "to") if w in literals}
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for char in min(pattern.needs, key=lambda need: (bool(need & common), len(need))):
            found.setdefault(char, []).append(pattern)
    return {char: tuple(group) for char, group in found.items()}


def _words() -> dict[str, Word]:
    file, words = table("times", "words.tsv"), {}
    for number, row in rows(("word", "class", "value"), "times", "words.tsv"):
        word = row["word"]
        if word != word.lower() or not re.fullmatch(r"[a-z][a-z.]*", word):
            raise refuse(file, number, f"{word!r} is no word in small letters")
        if word in words:
            raise refuse(file, number, f"{word!r} stands here twice")
        if not row["class"].isupper():
            raise refuse(file, number, f"the class {row['class']!r} is not in capitals")
        words[word] = Word(row["class"], row["value"])
    return words


def _holidays() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names of days as tuples of tokens, the longest first, by their first token."""
    file = table("times", "holidays.tsv")
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for number, row in rows(("name", "day"), "times", "holidays.tsv"):
        if not HOLIDAY_RULE.fullmatch(row["day"]):
            raise refuse(file, number, f"the day {row['day']!r} is not understood; allowed: 12-25, 11:4:4, easter-2")
        tokens = tuple(TOKEN.findall(row["name"]))
        if row["name"] != row["name"].lower() or not tokens:
            raise refuse(file, number, f"{row['name']!r} is not in small letters")
        found.setdefault(tokens[0], []).append((tokens, row["day"]))
    return {first: tuple(sorted(names, key=lambda n: -len(n[0]))) for first, names in found.items()}


def _tense() -> TenseWords:
    file = table("times", "tense.tsv")
    found: dict[str, set[str]] = {kind: set() for kind in TENSE_KINDS}
    for number, row in rows(("kind", "word"), "times", "tense.tsv"):
        if row["kind"] not in found:
            raise refuse(file, number, f"the kind is {row['kind']!r}; allowed: {', '.join(TENSE_KINDS)}")
        found[row["kind"]].add(row["word"])
    return TenseWords(**{kind: frozenset(words) for kind, words in found.items()})


def _leads() -> dict[str, frozenset[str]]:
    """The words of `leads.tsv` by kind; "^", the edge of a sentence, becomes ""."""
    file = table("times", "leads.tsv")
    found: dict[str, set[str]] = {}
    for number, row in rows(("kind", "word"), "times", "leads.tsv"):
        if not row["kind"] or not row["word"] or row["word"] in found.get(row["kind"], ()):
            raise refuse(file, number, f"an empty cell, or {row['word']!r} a second time")
        found.setdefault(row["kind"], set()).add("" if row["word"] == "^" else row["word"])
    return {kind: frozenset(words) for kind, words in found.items()}


def _patterns(words: dict[str, Word], classes: dict[str, str], literals: dict[str, str]) -> tuple[
        tuple[Pattern, ...], dict[str, re.Pattern[str]]]:
    file = table("times", "patterns.tsv")
    macros: dict[str, str] = {}
    patterns, helpers = [], {}
    for number, row in rows(("name", "rule", "pattern", "doubt"), "times", "patterns.tsv"):
        try:
            source, needs = compile_pattern(row["pattern"], macros, words, classes, literals)
            regex = re.compile(source)
            doubt = float(row["doubt"] or 0)
        except (ValueError, re.error) as error:
            raise refuse(file, number, f"the pattern {row['pattern']!r} is not understood: {error}") from error
        if row["rule"] == "macro":
            macros[row["name"]] = source
        elif row["rule"] in ("prefix", "join"):
            helpers[row["name"]] = re.compile(source + r"\Z") if row["rule"] == "prefix" else regex
        else:
            patterns.append(Pattern(row["name"], number, row["rule"], doubt, regex, needs))
    return tuple(patterns), helpers


def compile_pattern(pattern: str, macros: dict[str, str], words: dict[str, Word], classes: dict[str, str],
                    literals: dict[str, str]) -> tuple[str, tuple[frozenset[str], ...]]:
    """A pattern as a regular expression, with the sets of characters of which each match holds one."""
    out, depth, needs, at = [], 0, [], 0
    while at < len(pattern):
        if pattern[at] == " ":
            at += 1
            continue
        item = ITEM.match(pattern, at)
        if item is None:
            raise ValueError(f"at {pattern[at:]!r}")
        at = item.end()
        text = item.group()
        if text == "(":
            depth += 1
            out.append("(?:")
        elif text.startswith(")"):
            depth -= 1
            out.append(text)
        elif text == "|":
            if depth == 0:
                raise ValueError("| outside of brackets")
            out.append("|")
        else:
            body = _atoms(item["atoms"].split("|"), macros, words, classes, literals)
            out.append((f"(?P<{item['name']}>{body})" if item["name"] else body) + item["suffix"])
            if depth == 0 and not item["suffix"] and body.startswith("["):
                needs.append(frozenset(body[1:-1].replace("\\", "")))
    source = "".join(out)
    return source, tuple(needs) or (frozenset(c for c in source if ord(c) >= FIRST_CHAR),)


def _atoms(atoms: list[str], macros: dict[str, str], words: dict[str, Word], classes: dict[str, str], literals: dict[str, str]) -> str:
    if len(atoms) == 1 and atoms[0] in macros:
        source = macros[atoms[0]]
        return source if source.startswith("[") and source.endswith("]") and source.count("[") == 1 else f"(?:{source})"
    chars = ""
    for atom in atoms:
        if atom in macros:
            source = macros[atom]
            if not (source.startswith("[") and source.count("[") == 1):
                raise ValueError(f"{atom} is no plain set of classes")
            chars += source[1:-1]
        elif atom.isupper():
            if atom not in classes:
                raise ValueError(f"no class {atom}")
            chars += classes[atom]
        elif atom in words:
            raise ValueError(f"{atom!r} has the class {words[atom].cls}")
        else:
            chars += literals.setdefault(atom, chr(FIRST_CHAR + 500 + len(literals)))
    return f"[{chars}]"

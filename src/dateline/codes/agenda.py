"""Public occasions that can be scheduled, by noun and by verb.

>>> agenda_words().nouns["by-election"]
Occasion(kind='election', what='', named=True)
>>> agenda_words().verb("go", frozenset({"poll"})).kind
'election'
"""

from dataclasses import dataclass
from functools import cache

from dateline.codes.lines import refuse, rows, table


@dataclass(frozen=True, slots=True)
class Occasion:
    """A kind of occasion; `what` in words, empty where the text's own words say it; `named`: known without its day."""

    kind: str
    what: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """`nouns` maps an occasion's noun to its kind; `verbs` a verb to the words that must stand under it, each with its occasion;
    `topics` holds the words by which a later sentence tells what a meeting is about."""

    nouns: dict[str, Occasion]
    verbs: dict[str, tuple[tuple[str, Occasion], ...]]
    topics: dict[str, frozenset[str]]

    def verb(self, verb: str, below: frozenset[str]) -> Occasion | None:
        """The occasion that a verb tells with the lemmas below it; the row with the required word first."""
        found = self.verbs.get(verb, ())
        return next((o for word, o in found if word and word in below), None) or next((o for word, o in found if not word), None)


@cache
def agenda_words() -> AgendaWords:
    """The tables `agenda/occasions.tsv`, `agenda/verbs.tsv` and `agenda/topic-words.tsv`."""
    return AgendaWords(_nouns(), _verbs(), _topics())


def _nouns() -> dict[str, Occasion]:
    path, found = ("agenda", "occasions.tsv"), dict[str, Occasion]()
    for number, row in rows(("noun", "class", "named"), *path):
        if row["named"] not in ("yes", "no"):
            raise refuse(table(*path), number, f"named is {row['named']!r}; allowed: yes, no")
        if not row["noun"] or not row["class"] or row["noun"] in found:
            raise refuse(table(*path), number, f"{row['noun']!r} has no class or stands in an earlier line")
        found[row["noun"]] = Occasion(row["class"], "", row["named"] == "yes")
    return found


def _verbs() -> dict[str, tuple[tuple[str, Occasion], ...]]:
    path, found = ("agenda", "verbs.tsv"), dict[str, list[tuple[str, Occasion]]]()
    for number, row in rows(("verb", "with", "class", "what"), *path):
        if not row["verb"] or not row["class"]:
            raise refuse(table(*path), number, "verb and class must not be empty")
        found.setdefault(row["verb"], []).append((row["with"], Occasion(row["class"], row["what"])))
    return {verb: tuple(entries) for verb, entries in found.items()}


def _topics() -> dict[str, frozenset[str]]:
    path = ("agenda", "topic-words.tsv")
    found: dict[str, set[str]] = {"verb": set(), "list": set(), "state": set(), "scheduling": set()}
    for number, row in rows(("kind", "word"), *path):
        if row["kind"] not in found or not row["word"]:
            raise refuse(table(*path), number, f"kind {row['kind']!r}, word {row['word']!r}; allowed kinds: verb, list, state, scheduling")
        found[row["kind"]].add(row["word"])
    return {kind: frozenset(words) for kind, words in found.items()}

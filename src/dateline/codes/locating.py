"""Words that tell where an act happened.

>>> locating().within("in", "PROTEST"), locating().within("from", "PROTEST"), locating().object("visit", "CONSULT")
(True, False, True)
"""

from dataclasses import dataclass
from functools import cache

from dateline.codes.lines import refuse, rows, table

KINDS = frozenset(("within", "onto", "object", "institution", "part"))


@dataclass(frozen=True, slots=True)
class Locating:
    """`rules` maps (kind, word) to the PLOVER kinds of event that it places; an empty set stands for all."""

    rules: dict[tuple[str, str], frozenset[str]]

    def within(self, preposition: str, event: str | None) -> bool:
        """Whether the object of a preposition is where an event of this kind happened."""
        onto = self.rules.get(("onto", preposition))
        return ("within", preposition) in self.rules or (onto is not None and event in onto)

    def object(self, word: str, event: str | None) -> bool:
        """Whether the object of a verb or the "of" of a noun is where an event of this kind happened."""
        return event in self.rules.get(("object", word), ())

    def institution(self, noun: str) -> bool:
        """Whether a place that hangs on the noun is where it sits, not where it acts ("the mayor of Lagos")."""
        return ("institution", noun) in self.rules

    def part(self, noun: str) -> bool:
        """Whether a noun is a part or a kind of place, so that "in the north of Mali" is in Mali."""
        return ("part", noun) in self.rules


@cache
def locating() -> Locating:
    """The table `status/locating.tsv`."""
    path, found = ("status", "locating.tsv"), dict[tuple[str, str], frozenset[str]]()
    for number, row in rows(("kind", "word", "events"), *path):
        if row["kind"] not in KINDS:
            raise refuse(table(*path), number, f"kind {row['kind']!r}; allowed: {', '.join(sorted(KINDS))}")
        key = (row["kind"], row["word"])
        found[key] = found.get(key, frozenset()) | frozenset(filter(None, row["events"].split("|")))
    return Locating(found)

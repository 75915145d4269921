"""Words that settle whether an event happened, is planned, is only possible or did not happen, and who vouches for it.

>>> status_codes().under("plan", "V", "inf").status
'planned'
>>> status_codes().modals["will"]
Effect(status='planned', under_not='negated')
"""

from dataclasses import dataclass
from functools import cache
from typing import get_args

from dateline.codes.lines import refuse, rows, table
from dateline.records.event import Status

STATUSES = (*get_args(Status), "inherit")
POS = frozenset("VNAP")
UNDER = frozenset(["inf", "ing", "fin", "whether", "part", "obj", "iobj", "subj", "comp"])
MARK_KINDS = frozenset(("mark", "adverb", "negator", "scalar", "performative", "attitude", "law", "doing", "singled"))
HEARSAY_KINDS = frozenset(["adverb", "modifier", "raising", "charge", "noun", "phrase", "report"])


@dataclass(frozen=True, slots=True)
class Effect:
    """The status that a word gives to what stands under it, and what it gives where the word itself is negated."""

    status: str
    under_not: str


@dataclass(frozen=True, slots=True)
class StatusCodes:
    """`embedding` maps (head, pos, under) to its effect; `marks` (kind, word) to a status; `hearsay` a kind to (head, under)."""

    embedding: dict[tuple[str, str, str], Effect]
    modals: dict[str, Effect]
    marks: dict[str, dict[str, str]]
    modifiers: dict[str, str]
    hearsay: dict[str, frozenset[tuple[str, str]]]

    def under(self, head: str, pos: str, under: str) -> Effect | None:
        """The effect of a head on a complement of the kind `under`."""
        return self.embedding.get((head, pos, under))


@cache
def status_codes() -> StatusCodes:
    """The tables `status/*.tsv`."""
    return StatusCodes(_embedding(), _modals(), _marks(), _modifiers(), _hearsay())


def _checked(status: str, number: int, *path: str) -> str:
    if status not in STATUSES:
        raise refuse(table(*path), number, f"status {status!r}; allowed: {', '.join(STATUSES)}")
    return status


def _embedding() -> dict[tuple[str, str, str], Effect]:
    path = ("status", "embedding.tsv")
    found: dict[tuple[str, str, str], Effect] = {}
    for number, row in rows(("head", "pos", "under", "status", "under_not"), *path):
        if row["pos"] not in POS:
            raise refuse(table(*path), number, f"pos {row['pos']!r}; allowed: {', '.join(sorted(POS))}")
        status = _checked(row["status"], number, *path)
        effect = Effect(status, _checked(row["under_not"] or status, number, *path))
        for under in row["under"].split("|"):
            if under not in UNDER and not under.startswith("prep:"):
                raise refuse(table(*path), number, f"under {under!r}; allowed: prep:WORD, {', '.join(sorted(UNDER))}")
            key = (row["head"], row["pos"], under)
            if found.setdefault(key, effect) != effect:
                raise refuse(table(*path), number, f"{key} has another status in an earlier line")
    return found


def _modals() -> dict[str, Effect]:
    path = ("status", "modals.tsv")
    return {row["word"]: Effect(_checked(row["status"], number, *path), _checked(row["under_not"], number, *path))
            for number, row in rows(("word", "status", "under_not"), *path)}


def _marks() -> dict[str, dict[str, str]]:
    path = ("status", "marks.tsv")
    found: dict[str, dict[str, str]] = {kind: {} for kind in MARK_KINDS}
    for number, row in rows(("kind", "word", "status"), *path):
        if row["kind"] not in MARK_KINDS:
            raise refuse(table(*path), number, f"kind {row['kind']!r}; allowed: {', '.join(sorted(MARK_KINDS))}")
        found[row["kind"]][row["word"]] = _checked(row["status"], number, *path)
    return found


def _modifiers() -> dict[str, str]:
    path = ("status", "modifiers.tsv")
    return {row["word"]: _checked(row["status"], number, *path) for number, row in rows(("word", "status"), *path)}


def _hearsay() -> dict[str, frozenset[tuple[str, str]]]:
    path = ("status", "hearsay.tsv")
    found: dict[str, set[tuple[str, str]]] = {kind: set() for kind in HEARSAY_KINDS}
    for number, row in rows(("kind", "head", "under"), *path):
        if row["kind"] not in HEARSAY_KINDS:
            raise refuse(table(*path), number, f"kind {row['kind']!r}; allowed: {', '.join(sorted(HEARSAY_KINDS))}")
        found[row["kind"]].add((row["head"], row["under"]))
    return {kind: frozenset(pairs) for kind, pairs in found.items()}

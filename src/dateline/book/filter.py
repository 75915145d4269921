"""The one filter grammar that all questions share."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for; every field that is set must hold.

    `actor`, `recipient` and `by` (speaker) are a country code (RUS), a sector (GOV), both (RUS GOV) or a part of a name; `about` is
    anybody who takes part; `day_from` and `day_to` are ISO days between which the finding happens, or its report was published where
    the finding has no day; `as_of` keeps only reports published by that day; `claims` and `background` keep (None), drop (False) or
    ask for (True) claims and recalled events.
    """

    event: str | None = None
    actor: str | None = None
    recipient: str | None = None
    by: str | None = None
    about: str | None = None
    status: str | None = None
    day_from: str | None = None
    day_to: str | None = None
    place: str | None = None
    outlet: str | None = None
    text: str | None = None
    as_of: str | None = None
    claims: bool | None = None
    background: bool | None = None

    def empty(self) -> bool:
        """Whether nothing is asked for, so that everything matches."""
        return self == Filter()


def full_text(query: str) -> str:
    """A full-text query from what a person types: words that must all occur, "phrases" kept, nothing of FTS5's own grammar.

    >>> full_text('cod "foreign minister" AND')
    '"cod" "foreign minister" "AND"'
    """
    found = [a or b for a, b in re.findall(r'"([^"]+)"|([^\s"]+)', query)]
    return " ".join(f'"{word}"' for word in found) or '""'

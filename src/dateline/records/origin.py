"""Origins: reports that carry one text, or one agency's copy, count once."""

from dataclasses import dataclass
from typing import ClassVar

from dateline.records.finding import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin(Plain):
    """Reports of one text. `agency` wrote it, where a report credits one; `why` names what joined them, `single` for one report alone."""

    kind_of_record: ClassVar[str] = "origin"

    id: str
    reports: tuple[str, ...]
    agency: str | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Plain):
    """A sentence that changed between two versions: `was` is None for a new one, `now` None for one that went."""

    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Plain):
    """A report that tells an earlier one of its outlet anew. `silent`: it changed and no note in it says so."""

    report: str
    before: str
    why: str
    silent: bool
    edits: tuple[Edit, ...] = ()

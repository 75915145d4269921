"""Rows of a book as entries of a list: one line that tells the finding, and its sentence with the proving words marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.api.desk import finding_of
from dateline.records import Actor
from dateline.views.layers import Piece, pieces
from dateline.views.words import STATUS, day_in_words, place_in_words, source_in_words

STATES = {"called_off": "called off"}


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an entry: the name, its codes, and what to ask the actor page for."""

    name: str
    codes: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding in a list."""

    id: str
    layer: str
    kind: str
    day: str | None
    who: tuple[Party, ...]
    whom: tuple[Party, ...]
    line: str
    facts: tuple[str, ...]
    pieces: tuple[Piece, ...]
    report: str
    outlet: str | None
    title: str | None
    published: str | None
    doubt: float
    why: str
    told_by: str | None


def entry(row: Mapping[str, Any]) -> Entry:
    """The entry of a row that a book gives."""
    finding: Any = finding_of(row)
    start, text = finding.sentence[0], row["sentence_text"]
    marks = [(finding.kind_of_record, finding.id, (s - start, e - start)) for s, e in finding.own_spans()]
    kind, who, whom, line, facts = _told(finding, text, start)
    if row.get("moved_to"):
        facts.append(f"moved from {day_in_words(row['moved_from'])} to {day_in_words(row['moved_to'])}")
    return Entry(finding.id, finding.kind_of_record, kind, _day(finding), party_list(who), party_list(whom), line,
                 tuple(f for f in facts if f), tuple(pieces(text, (0, len(text)), marks)), finding.report, row["outlet"], row["title"],
                 row["published"], finding.doubt, finding.why, row.get("held_by") or row.get("told_by"))


def party_list(actors: tuple[Actor, ...]) -> tuple[Party, ...]:
    """The actors of a finding, each once."""
    return tuple(dict.fromkeys(Party(a.name, " ".join(c for c in (a.country, a.sector) if c)) for a in actors))


def _day(finding: Any) -> str | None:
    match finding.kind_of_record:
        case "event":
            return finding.date.value if finding.date else None
        case "quote":
            return finding.said_on  # type: ignore[no-any-return]
        case "agenda":
            return finding.when  # type: ignore[no-any-return]
    return None


def _told(finding: Any, text: str, start: int) -> tuple[str, tuple[Actor, ...], tuple[Actor, ...], str, list[str]]:
    match finding.kind_of_record:
        case "event":
            kind = f"{finding.event} {finding.mode}" if finding.mode else finding.event
            facts = [STATUS[finding.status], "claimed" if finding.claimed else "", "background" if finding.background else "",
                     "in " + place_in_words(finding.place) if finding.place else ""]
            return kind, finding.actor, finding.recipient, "", facts
        case "quote":
            source = source_in_words([text[max(0, s - start):max(0, e - start)] for s, e in finding.source])
            facts = [finding.stance if finding.stance != "asserts" else "", finding.act if finding.act != "speech" else "",
                     "via " + ", ".join(a.name for a in finding.via) if finding.via else ""]
            return finding.kind, (finding.speaker,) if finding.speaker else (), (), "" if finding.speaker else source, facts
        case "agenda":
            facts = [place_in_words(finding.where), day_in_words(finding.when) if finding.when is None else ""]
            return STATES.get(finding.state, finding.state), finding.who, (), finding.what, facts
        case _:
            return finding.kind_of_record, (), (), getattr(finding, "name", None) or finding.value, []

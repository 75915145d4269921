"""What a person can set on a finding: the fields of its form, and the change that a filled form makes.

>>> actor_words("Norway (NOR GOV); Ana Lund"), actor_words("")
([('Norway', 'NOR', 'GOV'), ('Ana Lund', None, None)], [])
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.codes.plover import kinds, modes
from dateline.errors import RecordError
from dateline.records import Actor, Finding, Reading
from dateline.records.span import Span
from dateline.views.web.asked import is_day
from dateline.views.web.lists import STATUSES

WRITTEN = re.compile(r"([^();]{1,200})(?:\(([A-Z]{3})?(?: ?([A-Z]{3}))?\))?")
SECTOR_ONLY = {"GOV", "MIL"}


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form: `options` are all that is allowed, None for free text; `hint` says how to write it."""

    name: str
    label: str
    value: str
    options: tuple[str, ...] | None = None
    hint: str = ""


def fields_of(finding: Any) -> tuple[Field, ...]:
    """The form of a finding, filled with what it says."""
    actors = "Name (RUS GOV); Other name (USA)"
    match finding.kind_of_record:
        case "event":
            return (Field("event", "event", finding.event, tuple(kinds())),
                    Field("mode", "mode", finding.mode or "", ("", *sorted({m for _, m in modes()}))),
                    Field("status", "status", finding.status, STATUSES["event"]), _yes_no("claimed", finding.claimed),
                    _yes_no("background", finding.background), Field("actor", "who", written(finding.actor), hint=actors),
                    Field("recipient", "to whom", written(finding.recipient), hint=actors),
                    Field("date", "day", finding.date.value if finding.date else "", hint="2021-06-16, 2021-06 or empty"))
        case "quote":
            speaker = written((finding.speaker,)) if finding.speaker else ""
            return (Field("speaker", "speaker", speaker, hint="Name (RUS GOV)"),
                    Field("kind", "kind", finding.kind, ("direct", "indirect", "mixed")),
                    Field("act", "act", finding.act, ("speech", "writing", "thought", "intention", "finding")),
                    Field("stance", "stance", finding.stance, STATUSES["quote"]), Field("said_on", "said on", finding.said_on or ""))
        case "agenda":
            return (Field("what", "what", finding.what), Field("when", "when", finding.when or "", hint="2021-06-16"),
                    Field("who", "who", written(finding.who), hint=actors), Field("state", "state", finding.state, STATUSES["agenda"]))
        case "actor":
            return (Field("name", "name", finding.name), Field("country", "country", finding.country or "", hint="RUS"),
                    Field("sector", "sector", finding.sector or "", hint="GOV"), Field("office", "office", finding.office or ""))
        case "place":
            return (Field("name", "name", finding.name), Field("country", "country", finding.country or "", hint="CHE"))
        case _:
            return (Field("value", "value", finding.value, hint="2021-06-16"),)


def _yes_no(name: str, value: bool) -> Field:
    return Field(name, name, "yes" if value else "no", ("no", "yes"))


def written(actors: tuple[Actor, ...]) -> str:
    """Actors as the form writes them."""
    return "; ".join(f"{a.name} ({' '.join(c for c in (a.country, a.sector) if c)})" if a.country or a.sector else a.name for a in actors)


def actor_words(value: str) -> list[tuple[str, str | None, str | None]]:
    """Name, country and sector of each actor that is written in a form; raises RecordError where one is not understood."""
    found = []
    for part in filter(None, (p.strip() for p in value.split(";"))):
        match = WRITTEN.fullmatch(part)
        if not match:
            raise RecordError(f"{part!r} is not understood; write: Name (RUS GOV)")
        country, sector = match[2], match[3]
        found.append((match[1].strip(), country, sector))
    return found


def change_of(finding: Any, reading: Reading, form: Mapping[str, str]) -> dict[str, Any]:
    """The fields that a filled form changes, as plain data; raises RecordError where a value is not allowed."""
    changed: dict[str, Any] = {}
    for field in fields_of(finding):
        value = form.get(field.name, field.value).strip()
        if value == field.value:
            continue
        if field.options is not None and value not in field.options:
            raise RecordError(f"{field.label}: {value!r} is not allowed; allowed: {', '.join(field.options)}")
        changed[field.name] = _plain(finding, reading, field.name, value)
    if "event" in changed or "mode" in changed:
        _check_mode(changed.get("event", finding.event), changed.get("mode", finding.mode))
        changed.setdefault("quad", kinds()[changed.get("event", finding.event)].quad)
    return changed


def _check_mode(event: str, mode: str | None) -> None:
    if mode is not None and (event, mode) not in modes():
        allowed = ", ".join(m for e, m in modes() if e == event) or "none"
        raise RecordError(f"{event} has no mode {mode!r}; allowed: {allowed}")


def _plain(finding: Any, reading: Reading, name: str, value: str) -> Any:
    match name:
        case "claimed" | "background":
            return value == "yes"
        case "actor" | "recipient" | "who":
            known = {a.name: a for a in getattr(finding, name)}
            return [_actor(finding, reading, w, known.get(w[0])) for w in actor_words(value)]
        case "speaker":
            words = actor_words(value)
            return _actor(finding, reading, words[0], finding.speaker) if words else None
        case "date":
            day = value if is_day(value) else None
            return {"value": value, "start": day, "end": day, "span": None} if value else None
        case "event" | "kind" | "act" | "stance" | "status" | "state":
            return value
        case "what" | "name" | "value":
            if not value:
                raise RecordError(f"{name} cannot be empty; remove the finding if it is wrong")
            return value
        case _:
            return value or None


def _actor(finding: Finding, reading: Reading, words: tuple[str, str | None, str | None], known: Actor | None) -> dict[str, Any]:
    """An actor as a person wrote it, on the words that name it: those of the actor that was there, else of its name, else the sentence."""
    name, country, sector = words
    at = reading.text.find(name, *finding.sentence)
    where: Span = known.span if known else (at, at + len(name)) if at >= 0 else finding.sentence
    same = known is not None and known.name == name
    made = Actor(report=finding.report, sentence=finding.sentence, span=where, name=name, country=country, sector=sector, why="judged",
                 codes=finding.codes, office=known.office if same and known else None, wikidata=known.wikidata if same and known else None)
    return made.to_dict()

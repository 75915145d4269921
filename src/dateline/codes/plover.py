"""PLOVER's code book: its events, modes, contexts and sectors, how hard each event counts, and what CAMEO calls it.

>>> kinds()["SANCTION"].quad, intensity("ASSAULT", "aerial"), intensity("RETREAT", "disarm")
(4, -9.0, 10.0)
>>> cameo()["0871"].event, cameo()["0871"].mode, cameo()["0871"].goldstein
('RETREAT', 'ceasefire', 9.0)

Source of the scores: the PLOVER manual; `docs/reference/code-book.md` tells what we settled and why.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from dateline.codes.lines import refuse, rows, table

QUADS = {"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict"}
SECTOR_KINDS = ("frequent", "other", "country")


@dataclass(frozen=True, slots=True)
class Kind:
    """An event type. `quad` 1 to 4; `recipient`: whether one must be told; `score` from -10 to 10."""

    event: str
    quad: int
    recipient: bool
    score: float
    definition: str


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of an event. `score` is None where the manual gives it none of its own."""

    event: str
    mode: str
    score: float | None
    definition: str


@dataclass(frozen=True, slots=True)
class Context:
    """What an event may be about."""

    context: str
    definition: str


@dataclass(frozen=True, slots=True)
class Sector:
    """What kind of actor; `kind` "country" marks the codes that stand where a country would."""

    sector: str
    kind: str
    definition: str


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code; `event` is None where PLOVER has dropped it; `goldstein` from -10 to 10."""

    code: str
    event: str | None
    mode: str | None
    goldstein: float
    meaning: str


@cache
def kinds() -> dict[str, Kind]:
    """The sixteen events by name, in PLOVER's order."""
    found: dict[str, Kind] = {}
    for file, number, row in _rows("plover-events.tsv", ("event", "quad", "recipient", "score", "definition")):
        if row["quad"] not in QUADS or row["recipient"] not in ("yes", "no"):
            raise refuse(file, number, f"quad is 1 to 4 and recipient yes or no, not {row['quad']!r} and {row['recipient']!r}")
        found[_new(row["event"], found, file, number)] = Kind(
            row["event"], int(row["quad"]), row["recipient"] == "yes", _score(row["score"], file, number), row["definition"])
    return found


@cache
def modes() -> dict[tuple[str, str], Mode]:
    """The modes by event and name."""
    found: dict[tuple[str, str], Mode] = {}
    for file, number, row in _rows("plover-modes.tsv", ("event", "mode", "score", "definition")):
        if row["event"] not in kinds():
            raise refuse(file, number, f"there is no event {row['event']!r}; allowed: {', '.join(kinds())}")
        if (row["event"], row["mode"]) in found:
            raise refuse(file, number, f"{row['event']} {row['mode']} stands here twice")
        score = _score(row["score"], file, number) if row["score"] else None
        found[row["event"], row["mode"]] = Mode(row["event"], row["mode"], score, row["definition"])
    return found


@cache
def contexts() -> dict[str, Context]:
    """The 37 contexts by name."""
    found: dict[str, Context] = {}
    for file, number, row in _rows("plover-contexts.tsv", ("context", "definition")):
        found[_new(row["context"], found, file, number)] = Context(row["context"], row["definition"])
    return found


@cache
def sectors() -> dict[str, Sector]:
    """The sectors and non-state country codes by name."""
    found: dict[str, Sector] = {}
    for file, number, row in _rows("plover-sectors.tsv", ("sector", "kind", "definition")):
        if row["kind"] not in SECTOR_KINDS:
            raise refuse(file, number, f"the kind is {row['kind']!r}; allowed: {', '.join(SECTOR_KINDS)}")
        found[_new(row["sector"], found, file, number)] = Sector(row["sector"], row["kind"], row["definition"])
    return found


@cache
def cameo() -> dict[str, Cameo]:
    """CAMEO's codes, two to four digits, with their PLOVER event."""
    found: dict[str, Cameo] = {}
    for file, number, row in _rows("cameo.tsv", ("code", "event", "mode", "goldstein", "meaning")):
        if not (row["code"].isdigit() and 2 <= len(row["code"]) <= 4):
            raise refuse(file, number, f"the code is {row['code']!r}; allowed: two to four digits")
        event, mode = row["event"] or None, row["mode"] or None
        if (event and event not in kinds()) or (mode and (event or "", mode) not in modes()):
            raise refuse(file, number, f"PLOVER has no {row['event']} {row['mode']}")
        found[_new(row["code"], found, file, number)] = Cameo(
            row["code"], event, mode, _score(row["goldstein"], file, number), row["meaning"])
    return found


def intensity(event: str, mode: str | None = None) -> float:
    """PLOVER's score of an event, of its mode where that has one of its own; raises KeyError for an unknown event."""
    of_mode = modes().get((event, mode)) if mode else None
    return of_mode.score if of_mode is not None and of_mode.score is not None else kinds()[event].score


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[Traversable, int, dict[str, str]]]:
    file = table("events", name)
    for number, row in rows(columns, "events", name):
        if not row[columns[0]] or not row[columns[-1]]:
            raise refuse(file, number, f"{columns[0]} and {columns[-1]} must be told")
        yield file, number, row


def _new(name: str, found: Collection[str], file: Traversable, number: int) -> str:
    if name in found:
        raise refuse(file, number, f"{name!r} stands here twice")
    return name


def _score(text: str, file: Traversable, number: int) -> float:
    try:
        score = float(text)
    except ValueError:
        raise refuse(file, number, f"the score is {text!r}; allowed: a number from -10 to 10") from None
    if not -10 <= score <= 10:
        raise refuse(file, number, f"the score is {text}; allowed: -10 to 10")
    return score

"""The manifest of a shard: what went in, what read it, and which files came out. A shard without one does not count.

>>> shard_name([Source("in/a.txt", "ab12", 3)], "c0")
'sc87be5b179906c14'
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self

from dateline.errors import LakeError
from dateline.lake.files import TEMPORARY, put

FORMAT = 1  # of the layout; a lake of a later one is refused
MANIFESTS = "manifests"
HEAD = "lake.json"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that went into a shard, or a stretch of it: its path as it was given, the hash and number of its bytes."""

    path: str
    sha256: str
    bytes: int
    start: int = 0
    line: int = 1


@dataclass(frozen=True, slots=True)
class Written:
    """A file that came out, by its path below the lake."""

    name: str
    table: str
    month: str | None
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a shard: a function of its input, the configuration and the versions, without any time or machine."""

    shard: str
    made_by: str
    codes: str
    configuration: str
    given: dict[str, str | None]
    arrow: str
    sources: tuple[Source, ...]
    files: tuple[Written, ...]
    rows: dict[str, int]
    format: int = FORMAT

    def to_json(self) -> str:
        """Its text, with its own hash in the last line."""
        body = json.dumps(asdict(self), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return f"{body}\n{hashlib.sha256(body.encode()).hexdigest()}\n"

    @classmethod
    def from_json(cls, text: str, name: str) -> Self:
        """A manifest from its text; raises LakeError where it is not what was written."""
        body, _, mark = text.partition("\n")
        if hashlib.sha256(body.encode()).hexdigest() != mark.strip():
            raise LakeError(f"{name}: it is not what was written; delete it and write the lake again")
        data = json.loads(body)
        if data["format"] > FORMAT:
            raise LakeError(f"{name} has format {data['format']}; this Dateline knows up to {FORMAT}: use a newer one")
        data["sources"] = tuple(Source(**s) for s in data["sources"])
        data["files"] = tuple(Written(**w) for w in data["files"])
        return cls(**{f.name: data[f.name] for f in fields(cls)})


def shard_name(sources: Sequence[Source], configuration: str) -> str:
    """A shard's name: what went in (bytes and file names, which may tell the day) and what was said of it. Not what reads it."""
    parts = [configuration, *(f"{Path(s.path).name}\x1f{s.sha256}\x1f{s.line}" for s in sources)]
    return "s" + hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def configuration_of(given: dict[str, str | None]) -> str:
    """The hash of what was said of the input: outlet and day of publication."""
    return hashlib.sha256(json.dumps({k: v for k, v in given.items() if v}, sort_keys=True).encode()).hexdigest()[:12]


def path_of(lake: Path, shard: str) -> Path:
    return lake / MANIFESTS / f"{shard}.json"


def manifest_of(lake: Path, shard: str) -> Manifest | None:
    """A shard's manifest, None where it has none; raises LakeError for a damaged one."""
    path = path_of(lake, shard)
    try:
        return Manifest.from_json(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LakeError(f"{path}: it cannot be read ({error}); delete it and write the lake again") from error


def manifests(lake: Path) -> Iterator[Manifest]:
    """All manifests, by name; raises LakeError where `lake` is none."""
    opened(lake)
    for path in sorted((lake / MANIFESTS).glob("*.json")):
        found = manifest_of(lake, path.stem) if not path.name.startswith(TEMPORARY) else None
        if found:
            yield found


def opened(lake: Path, make: bool = False) -> dict[str, Any]:
    """The head of a lake, made where `make` allows it; raises LakeError where there is none, or one of another kind."""
    head = lake / HEAD
    if make and not head.exists():
        if lake.is_dir() and any(not p.name.startswith(TEMPORARY) for p in lake.iterdir()):
            raise LakeError(f"{lake}: the folder is not empty and no lake; name a new one")
        put(head, (json.dumps({"format": FORMAT, "lake": "dateline"}) + "\n").encode())
    try:
        data: dict[str, Any] = json.loads(head.read_text(encoding="utf-8"))
        known = data["lake"] == "dateline" and data["format"] <= FORMAT
    except FileNotFoundError as error:
        raise LakeError(f"{lake}: no lake there; make one with: dateline lake write {lake} FOLDER") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LakeError(f"{head}: it cannot be read ({error})") from error
    if not known:
        raise LakeError(f"{lake} is no lake that this Dateline knows; use a newer one")
    return data

"""Real readings, replayed: the same reports again with other names, words, countries, outlets and days, each distinct, none read again.

The example reports and the joining corpus are read once. A story of the corpus comes back as a whole, so copies, versions and happenings
stay what they were; a word is changed into one of its own length, so every span still holds. The same number gives the same report.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

from tests.joining.corpus.build import corpus

from dateline.api.reading import read_taken
from dateline.codes.cow import cow
from dateline.intake.files import files_of, taken_of_file
from dateline.intake.taken import Refused
from dateline.records import Actor, Agenda, Event, Place, Quote, Time
from dateline.records.ids import finding_id
from dateline.records.report import report_id, text_hash

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"
A_DAY = 274  # reports of one day: a million in ten years
FIRST = date(2015, 1, 1)
LATE = 20  # one story in so many is published up to 300 days before its neighbours: books are filled in later
OUTLETS = 300
CLASSES = {c.kind_of_record: c for c in (Actor, Agenda, Event, Place, Quote, Time)}
MARK = re.compile("\ue000(\\d+)\ue001")
ID = re.compile(r'"([a-z][0-9a-f]{16})"')
DAY, STRETCH = re.compile(r'"(\d{4}-\d{2}-\d{2})'), re.compile(r'"(\d{4})((?:-(?:\d{2}|W\d{2}|Q\d))?)"')
COUNTRY = re.compile(r'"country": ?"([A-Z]{3})"')
GEONAME = re.compile(r'"geonameid": ?(\d+)')
WORD = re.compile(r"[A-Za-z]+")
SHORTEST = 6  # letters of a word that is changed; shorter ones carry the grammar
ONSETS = ("B", "C", "D", "F", "G", "H", "J", "K", "L", "M", "N", "P", "R", "S", "T", "V", "W", "Z", "Br", "Dr", "Gr", "Kr", "Tr", "St",
          "Sh", "Ch")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")


@dataclass(frozen=True, slots=True)
class Template:
    """A reading taken apart: literal pieces with the places of what changes between them."""

    text: tuple[str, ...]
    rest: tuple[str, ...]
    slots: tuple[tuple[str, Any], ...]
    outlet: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """A report as `add` takes it."""

    raw: bytes
    sha256: str
    path: str
    text: str
    report: dict[str, Any]
    findings: list[dict[str, Any]]


def stories(cache: Path) -> list[list[Template]]:
    """The stories as templates; the readings are kept in `cache`, so that they are made once."""
    if not cache.exists():
        world = corpus().reports
        taken = [t for f in files_of(EXAMPLES) for t in taken_of_file(f, None, None) if not isinstance(t, Refused)]
        batch = [(t.text, t.report) for t in taken] + [(m.text, m.report) for m in world]
        names = [f"example {i}" for i in range(len(taken))] + [m.story for m in world]
        rows = [[n, r.text, r.report.to_dict(), [f.to_dict() for f in r.findings()]]
                for n, r in zip(names, read_taken(batch), strict=True)]
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps(rows), encoding="utf-8")
    groups: dict[str, list[Any]] = {}
    for name, *reading in json.loads(cache.read_text(encoding="utf-8")):
        groups.setdefault(name, []).append(reading)
    return [[_template(*reading, min(r[1]["published"] or "2015-01-01" for r in group)) for reading in group] for group in groups.values()]


def words(templates: list[list[Template]]) -> dict[int, list[str]]:
    """The words of all texts by length, each as often as it stands there: the language that changed words are drawn from."""
    held: dict[int, list[str]] = {}
    for group in templates:
        for template in group:
            for kind, word in template.slots:
                if kind == "w" and word.islower():
                    held.setdefault(len(word), []).append(word)
    return held


def _template(text: str, report: dict[str, Any], findings: list[dict[str, Any]], base: str) -> Template:
    """Take a reading apart."""
    slots: list[tuple[str, Any]] = []
    place: dict[tuple[str, Any], int] = {}

    def mark(kind: str, value: Any) -> str:
        if (kind, value) not in place:
            place[kind, value] = len(slots)
            slots.append((kind, value))
        return f"\ue000{place[kind, value]}\ue001"
    names = {w for f in _all(findings) if f["type"] in ("actor", "place") for w in WORD.findall(f["name"]) if len(w) > 2 and w[0].isupper()}

    def change(words_: str) -> str:
        return WORD.sub(lambda m: mark("n", m[0]) if m[0] in names else mark("w", m[0]) if len(m[0]) >= SHORTEST else m[0], words_)
    spans = {f["id"]: (f["type"], CLASSES[f["type"]].from_dict(f).own_spans(), f["ordinal"]) for f in _all(findings)}
    changed = json.loads(json.dumps([report, findings]))
    changed[0].update(id="REPORT", sha256="HASH", outlet="OUTLET", url="URL" if report["url"] else None,
                      title=change(report["title"]) if report["title"] else None)
    for found in _all(changed[1]):
        for field in ("name", "what"):
            if isinstance(found.get(field), str):
                found[field] = change(found[field])
    rest = json.dumps(changed, ensure_ascii=False)
    rest = rest.replace('"REPORT"', f'"{mark("r", "")}"').replace('"HASH"', f'"{mark("h", "")}"').replace(report["id"], mark("r", ""))
    rest = rest.replace('"OUTLET"', f'"{mark("o", report["outlet"] or "")}"').replace('"URL"', f'"{mark("u", report["url"])}"')
    rest = ID.sub(lambda m: f'"{mark("i", spans[m[1]])}"' if m[1] in spans else m[0], rest)
    rest = DAY.sub(lambda m: '"' + mark("d", (date.fromisoformat(m[1]) - date.fromisoformat(base[:10])).days), rest)
    rest = STRETCH.sub(lambda m: f'"{mark("y", int(m[1]) - int(base[:4]))}{m[2]}"', rest)
    rest = COUNTRY.sub(lambda m: f'"country": "{mark("c", m[1])}"', rest)
    rest = GEONAME.sub(lambda m: f'"geonameid": {mark("g", int(m[1]))}', rest)
    return Template(tuple(MARK.split(change(text))), tuple(MARK.split(rest)), tuple(slots), report["outlet"] or "", report["url"])


def _all(found: Any) -> Iterator[dict[str, Any]]:
    """All findings in plain data, also those within others."""
    if isinstance(found, dict):
        if found.get("type") in CLASSES and "id" in found:
            yield found
        for value in found.values():
            yield from _all(value)
    elif isinstance(found, list):
        for value in found:
            yield from _all(value)


class Replay:
    """An endless, always equal stream of reports."""

    def __init__(self, cache: Path) -> None:
        self.stories = stories(cache)
        self.words = words(self.stories)
        self.countries = [c for c, _ in Counter(cow()).most_common()]
        self.countries.sort(key=lambda c: crc32(b"rank" + c.encode()))
        self.countries = ["USA", "RUS", "CHN", "GBR", "ISR", "UKR", "IRN", *(c for c in self.countries
                                                                            if c not in ("USA", "RUS", "CHN", "GBR", "ISR", "UKR", "IRN"))]
        self.names: dict[int, list[str]] = {}

    def reports(self, start: int = 0) -> Iterator[Made]:
        """All reports from the number `start` on."""
        number = story = 0
        while True:
            group = self.stories[story % len(self.stories)]
            for template in group:
                if number >= start:
                    yield self.made(template, story, number)
                number += 1
            story += 1

    def made(self, template: Template, story: int, number: int) -> Made:
        """One report: a template with the words, names, countries, outlets and days of a story's turn."""
        first = number // A_DAY if story % LATE else number // A_DAY - crc32(b"late%d" % story) % 300
        day = FIRST + timedelta(days=first - number % 2)
        values = ["" if kind in "rhi" else self._value(kind, value, story, day) for kind, value in template.slots]
        text = _joined(template.text, values)
        outlet, url = self._outlet(template.outlet, story), self._url(template.url, story)
        id_ = report_id(outlet, url, text)
        for place, (kind, value) in enumerate(template.slots):
            if kind == "r":
                values[place] = id_
            elif kind == "h":
                values[place] = text_hash(text)
            elif kind == "i":
                values[place] = finding_id(value[0], id_, value[1], value[2])
        report, findings = json.loads(_joined(template.rest, values))
        raw = f"{outlet}\n{text}".encode()
        return Made(raw, hashlib.sha256(raw).hexdigest(), f"replay/{number // 1000}/{number}.txt", text, report, findings)

    def _value(self, kind: str, value: Any, story: int, day: date) -> str:
        match kind:
            case "w":
                return self._word(value, story)
            case "n":
                return self._name(value, story)
            case "c":
                return self._country(value, story)
            case "d":
                return (day + timedelta(days=max(-3000, min(value, 3000)))).isoformat()
            case "y":
                return str(day.year + value)
            case "o":
                return self._outlet(value, story)
            case "u":
                return self._url(value, story) or ""
        return str(value + crc32(b"%d g" % story) % 1000)

    def _word(self, word: str, story: int) -> str:
        held = self.words.get(len(word))
        if not held:
            return word
        new = held[crc32(f"{word.lower()} {story}".encode()) % len(held)]
        return new if word.islower() else new.upper() if word.isupper() else new.capitalize()

    def _name(self, word: str, story: int) -> str:
        """A name of the same length: half of all are among the sixty best known."""
        number = crc32(f"{word} {story} n".encode())
        rank = number % 60 if number & 1024 else number % 9000
        new = self._names(len(word))[rank]
        return new.upper() if word.isupper() else new

    def _names(self, size: int) -> list[str]:
        if size not in self.names:
            made = []
            for i in range(9000):
                word, left = "", crc32(b"%d name %d" % (size, i))
                while len(word) < size:
                    word += ONSETS[left % len(ONSETS)] + VOWELS[left // 64 % len(VOWELS)]
                    left = crc32(b"%d" % left)
                made.append(word[:size].capitalize())
            self.names[size] = made
        return self.names[size]

    def _country(self, code: str, story: int) -> str:
        """A country, the first of the list most often: about as the news speaks of them."""
        number = crc32(f"{code} {story} c".encode()) % 10_000 / 10_000
        return self.countries[int(len(self.countries) ** number) - 1]

    def _outlet(self, name: str, story: int) -> str:
        number = crc32(f"{name} {story} o".encode()) % 10_000 / 10_000
        rank = int(OUTLETS ** number) - 1
        return f"{self._names(6)[rank]} {('Post', 'Wire', 'Times', 'Herald', 'News')[rank % 5]}"

    def _url(self, url: str | None, story: int) -> str | None:
        return f"https://news.example/{crc32(url.encode())}/{story}" if url else None


def _joined(pieces: tuple[str, ...], values: list[str]) -> str:
    return "".join(values[int(p)] if i % 2 else p for i, p in enumerate(pieces))

"""The corpus: reports made from `stories.yaml` or `heldout.yaml`, and the planted truth beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dateline.intake.text import report_of_text
from dateline.records import Actor, Event, EventDate, Figure, Place
from dateline.records.report import Report

LOCAL = "A reader of this newspaper in the region sent us a picture of it."
FIGURES = ("killed", "wounded", "arrested", "money")
TOWNS = ("SEEBURG", "PORT LOUIS", "NEW HARBOUR", "OLD TOWN", "HILLSIDE")


@dataclass
class Made:
    """One report of the corpus: its text, its sentences with their labels, and what it copies."""

    id: str
    story: str
    outlet: str
    published: str
    title: str
    text: str
    report: Report
    origin: str
    kin: str
    told: list[tuple[str, tuple[int, int], dict[str, Any]]] = field(default_factory=list)


@dataclass
class Corpus:
    """All reports, the happenings of each label, and what disagreements and outcomes were planted."""

    reports: list[Made]
    happenings: dict[str, dict[str, Any]]
    disagreements: list[dict[str, Any]]
    outcomes: list[dict[str, Any]]


@cache
def corpus(name: str = "stories") -> Corpus:
    """The corpus of `stories.yaml`, or the smaller one of `heldout.yaml`; the same every time."""
    made: list[Made] = []
    happenings: dict[str, dict[str, Any]] = {}
    disagreements: list[dict[str, Any]] = []
    outcomes: list[dict[str, Any]] = []
    for story in yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")):
        name = story["story"]
        happenings.update({f"{name}/{k}": v for k, v in story["happenings"].items()})
        for row in story["reports"]:
            origin = row.get("version_of") or row["id"]
            made.append(_report(name, row["id"], row["outlet"], row, row["says"], origin, "version" if "version_of" in row else "first"))
            for number, carrier in enumerate(row.get("carried", ())):
                made.append(_carried(name, row, carrier, number))
            for number, carrier in enumerate(row.get("brief", ())):
                says = row["says"][:2]
                made.append(_report(name, f"{row['id']}b{number}", carrier, {**row, "title": "In brief"}, says, row["id"], "excerpt"))
        disagreements += [{**d, "label": f"{name}/{d['label']}"} for d in story.get("disagreements", ())]
        outcomes += [{**o, "label": f"{name}/{o['label']}"} for o in story.get("outcomes", ())]
    return Corpus(made, happenings, disagreements, outcomes)


def _carried(story: str, row: dict[str, Any], carrier: str, number: int) -> Made:
    """A carrier's print of a report: its own headline and place line, a sentence less or more."""
    outlet = carrier.rstrip("+0123456789").rstrip("-")
    mark = carrier[len(outlet):]
    says = list(row["says"])
    dropped = mark.strip("+-")
    if dropped:
        says.pop(int(dropped) - 1)
    if "+" in mark:
        says.append(["", LOCAL])
    town = f"{TOWNS[number % len(TOWNS)]} -" if number % 2 else row.get("dateline")
    new = {**row, "title": f"{row['title']} ({outlet})", "dateline": town}
    return _report(story, f"{row['id']}c{number}", outlet, new, says, row["id"], "copy")


def _report(story: str, id_: str, outlet: str, row: dict[str, Any], says: list[Any], origin: str, kin: str) -> Made:
    text, told = row["title"] + "\n\n" + (row["dateline"] + " " if row.get("dateline") else ""), []
    for label, sentence, *more in says:
        told.append((f"{story}/{label}" if label else "", (len(text), len(text) + len(sentence)), more[0] if more else {}))
        text += sentence + "\n\n"
    text = text.rstrip()
    day = str(row["published"])
    report = report_of_text(text, date.fromisoformat(day), outlet, None)
    return Made(id_, story, outlet, day, row["title"], text, report, origin, kin, told)


def events(made: Made, happenings: dict[str, dict[str, Any]]) -> list[tuple[str, Event]]:
    """The events that a perfect reader would find in a report, each with its label."""
    out = []
    for label, span, told in made.told:
        data = {**happenings.get(label, {}), **told}
        if "event" in data:
            out.append((label, _event(made, span, data)))
    return out


def _event(made: Made, span: tuple[int, int], data: dict[str, Any]) -> Event:
    base: dict[str, Any] = {"report": made.report.id, "sentence": span, "why": "planted", "codes": "c"}
    sentence = made.text[span[0]:span[1]]
    word = span[0] + sentence.index(" ") + 1
    day = str(data["date"]) if data.get("date") else None
    place = data.get("place")
    figures = tuple(Figure(what=w, low=float(data[w]), high=float(data[w]), span=span) for w in FIGURES if w in data)
    name, _, country = (place or "").partition("|")  # a sea has no country; a place that the sentence does not name is not told
    return Event(
        **base, event=data["event"], mode=data.get("mode"), anchor=((word, word + 3),), status=data.get("status", "actual"),
        actor=tuple(_actor(base, span, a) for a in data.get("actor", ())),
        recipient=tuple(_actor(base, span, a) for a in data.get("recipient", ())),
        date=EventDate(value=day, start=day, end=day) if day else None, claimed=bool(data.get("claimed")), figures=figures,
        place=Place(**base, span=span, name=name, country=country or None, precision="city" if country else "region")
        if name and name in sentence else None)


def _actor(base: dict[str, Any], span: tuple[int, int], told: str) -> Actor:
    name, country, sector = told.split("|")
    return Actor(**base, span=span, name=name, country=country, sector=sector)

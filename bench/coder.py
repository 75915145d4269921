"""What the trained coder is worth: between two given spans, and in whole reports.

    python bench/coder.py GOLD

Prints two Markdown tables. The first is the `relate` task by frames alone, by the coder alone and by both together. The second asks, in
whole reports, whether the coder would find what frames leave open: events in sentences where frames are silent, and recipients where the
frame's slot is empty. A right answer has the root and the countries of a gold event; a wrong one would be a new wrong row.
"""

import argparse
import importlib
import json
import sys
from itertools import permutations
from pathlib import Path

import score

from dateline.api.reading import CODES
from dateline.reading.coder import coder, marked
from dateline.reading.parse import parse
from dateline.reading.relate import Relation, find_relation
from dateline.reading.relate_settled import settle
from dateline.records import Block

SURE = (0.5, 0.7, 0.85, 0.95)
ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
MEETINGS = ("CONSULT", "COOPERATE")


def relate_table(folder: Path) -> str:
    """Root, quad and binary macro-F1 of the `relate` rows by each way, as a Markdown table."""
    rows = [json.loads(line) for path in sorted(folder.glob("relate*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    answers: dict[str, list[str | None]] = {"frames alone": [], "coder alone": [], "what ships": []}
    trained = coder()
    for row in rows:
        doer, done = tuple(row["source"]), tuple(row["target"]) if row["target"] else None
        text = row["text"]
        found = find_relation(parse(text, [Block(kind="paragraph", span=(0, len(text)))]), CODES, doer, done)
        coded = trained.code([marked(text, doer, done)])[0] if trained else None
        answers["frames alone"].append(found.event)
        answers["coder alone"].append(settle(Relation(event=None), coded).event or (coded.best[0] if coded else None))
        answers["what ships"].append(settle(found, coded).event)
    lines = ["| `relate`, macro-F1 | root | quad | binary |", "|---|---|---|---|"]
    for way, events in answers.items():
        named = [ROOTS.get(e, e) for e in events]
        pairs = {"root": [(r["event"], e) for r, e in zip(rows, named, strict=True)],
                 "quad": [(r["quad"], score.QUAD.get(e)) for r, e in zip(rows, named, strict=True)],
                 "binary": [(r["quad"] > 2, score.QUAD[e] > 2 if e in score.QUAD else None) for r, e in zip(rows, named, strict=True)]}
        lines.append(f"| {way} | " + " | ".join(f"{score.macro_f1(p):.1f}" for p in pairs.values()) + " |")
    return "\n".join(lines)


def reports_table(project: score.Project, folders: list[Path]) -> str:
    """For each level of the coder's sureness, how many of its answers in whole reports would be right and wrong."""
    asked, events, recipients, sentences = 0, [], [], 0
    for path in (p for folder in folders for p in sorted(folder.glob("records*.jsonl"))):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for row, found in zip(rows, project.read_all(rows, ["events", "actors"]), strict=True):
            sentences += len(parse(row["text"], [Block(kind="paragraph", span=(0, len(row["text"])))]).sentences)
            one, two = silent(row, found), open_slots(row, found)
            events, recipients, asked = events + one, recipients + two, asked + len(one) + len(two)
    lines = [f"| the coder at least so sure ({asked / sentences:.2f} questions a sentence) | new events: right | wrong | "
             "recipients for an empty slot: right | wrong |", "|---|---|---|---|---|"]
    for sure in SURE:
        counts = [sum(ok is wanted and chance >= sure for chance, ok in group)
                  for group in (events, recipients) for wanted in (True, False)]
        lines.append(f"| {sure} | " + " | ".join(map(str, counts)) + " |")
    return "\n".join(lines)


def silent(row: dict, found: dict) -> list[tuple[float, bool]]:
    """For each two parties in a sentence without an event: the coder's chance, and whether its answer is a gold event."""
    answers = []
    for start, end, here in by_sentence(row, found):
        if any(score.span_cells(e["sentence"]) & set(range(start, end)) for e in found["events"]):
            continue
        for doer, done in permutations(here[:3], 2):
            if doer["name"] != done["name"]:
                chance, event = ask(row["text"], start, end, doer, done)
                answers.append((chance, is_gold(row, {"event": event, "actor": [doer], "recipient": [done], "sentence": [start, end]})))
    return answers


def open_slots(row: dict, found: dict) -> list[tuple[float, bool]]:
    """For each event without a recipient beside other parties: the coder's surest one, and whether the gold event has it."""
    answers = []
    for event in found["events"]:
        start, end = event["sentence"]
        doers = [a for a in event["actor"] if a["span"] and start <= a["span"][0] < end]
        if event["recipient"] or event["event"] in MEETINGS or not doers:
            continue
        names = {a["name"] for a in event["actor"]}
        here = [a for a in found["actors"] if a["country"] and start <= a["span"][0] < end and a["name"] not in names]
        chances = [(ask(row["text"], start, end, doers[0], a, event["event"])[0], a) for a in here[:3]]
        if chances:
            chance, best = max(chances, key=lambda c: c[0])
            answers.append((chance, is_gold(row, {**event, "recipient": [best]})))
    return answers


def by_sentence(row: dict, found: dict) -> list[tuple[int, int, list[dict]]]:
    """The sentences that name a party with a country, with those parties in text order."""
    spans: dict[tuple[int, int], list[dict]] = {}
    for actor in found["actors"]:
        if actor["country"] and actor["span"]:
            spans.setdefault(tuple(actor["sentence"]), []).append(actor)
    return [(start, end, here) for (start, end), here in sorted(spans.items())]


def ask(text: str, start: int, end: int, doer: dict, done: dict, event: str | None = None) -> tuple[float, str]:
    """The coder's chance that the first does the event (the likeliest, where none is given) to the second, and the event."""
    first, second = ((a["span"][0] - start, a["span"][1] - start) for a in (doer, done))
    trained = coder()
    if trained is None or (first[0] < second[1] and second[0] < first[1]):
        return 0.0, ""
    coded = trained.code([marked(text[start:end], first, second)])[0]
    named = event or coded.best[0]
    root = sum(p for e, p in coded.events.items() if ROOTS.get(e, e) == ROOTS.get(named, named))
    return coded.relation["forward"] * root, named


def is_gold(row: dict, event: dict) -> bool:
    """Whether a gold event of the same sentence has the event's root and countries."""
    here = score.span_cells(event["sentence"])
    return any(score.agreement(g, event) >= 3 for g in row["events"]
               if any(score.span_cells(place) & here for place in [g["sentence"], *(g.get("also") or ())]))


def main() -> int:
    usage = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usage.add_argument("gold", type=Path, help="the folder with the gold files")
    options = usage.parse_args()
    if coder() is None:
        usage.error("the coder is not installed; pip install 'dateline[coder]' brings what it needs")
    print(relate_table(options.gold))
    print()
    print(reports_table(score.Project(importlib.import_module("dateline")), [options.gold, Path(__file__).parent / "blind"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())

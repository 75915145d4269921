"""Whether doubt means what it says: of events with doubt .3, are three in ten wrong?"""

import json
from pathlib import Path

import score

BINS = 5


def doubt_table(project: score.Project, folder: Path) -> str:
    """Events of the `records` files in a folder by their doubt: a Markdown table of mean doubt and share wrong.

    An event is right when a gold event told in the same sentence has its root and its countries.
    """
    pairs = []
    for path in sorted(folder.glob("records*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for row, found in zip(rows, project.read_all(rows, ["events"]), strict=True):
            pairs += [(event["doubt"], right(row["events"], event)) for event in found["events"]]
    pairs.sort()
    lines = ["| doubt | events | mean doubt | wrong |", "|---|---|---|---|"]
    for k in range(BINS):
        group = pairs[k * len(pairs) // BINS:(k + 1) * len(pairs) // BINS]
        mean, wrong = sum(d for d, _ in group) / len(group), sum(not ok for _, ok in group) / len(group)
        lines.append(f"| {group[0][0]:.2f} to {group[-1][0]:.2f} | {len(group)} | {mean:.2f} | {wrong:.2f} |")
    return "\n".join(lines)


def right(gold: list[dict], event: dict) -> bool:
    """Whether a gold event of the same sentence has the event's root and countries."""
    here = score.span_cells(event["sentence"])
    told = [g for g in gold if any(score.span_cells(place) & here for place in [g["sentence"], *(g.get("also") or ())])]
    return any(score.agreement(g, event) >= 3 for g in told)

"""Score Dateline on gold data, time its steps, and write docs/accuracy.md and docs/performance.md.

    make bench GOLD=folder

The folder holds JSON lines files named for their task (docs/accuracy.md tells where each set comes from and how its rows look).
Gains and losses against the figures that are committed are printed first.
"""

import argparse
import importlib
import json
import platform
import sys
from pathlib import Path

import coder
import score
import steps
from doubt import doubt_table

DOCS = Path(__file__).parent.parent / "docs"
FIGURES = Path(__file__).parent / "figures.json"
BLIND = Path(__file__).parent / "blind"


def main() -> int:
    usage = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usage.add_argument("gold", type=Path, help="the folder with the gold files")
    options = usage.parse_args()
    if not options.gold.is_dir():
        usage.error(f"{options.gold} is no folder; docs/accuracy.md tells how to fill one")
    project = score.Project(importlib.import_module("dateline"))
    results, blind = scored(project, options.gold), scored(project, BLIND)
    timing = steps.measure(options.gold)
    before = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    now = {f"{stem}: {f['name']}": round(f["value"], 1) for stem, r in {**results, **{f"blind {s}": r for s, r in blind.items()}}.items()
           if r["offered"] for f in r["figures"] if f["value"] is not None}
    for name, value in now.items():
        if name in before and abs(before[name] - value) >= 0.05:
            print(f"{value - before[name]:+6.1f}  {value:5.1f}  {name}")
    FIGURES.write_text(json.dumps(now, indent=1) + "\n")
    put(DOCS / "accuracy.md", "figures", "```\n" + score.table(results) + "\n```")
    put(DOCS / "accuracy.md", "blind", "```\n" + score.table(blind) + "\n```")
    put(DOCS / "accuracy.md", "doubt", doubt_table(project, BLIND))
    put(DOCS / "accuracy.md", "coder", coder.relate_table(options.gold) + "\n\n" + coder.reports_table(project, [options.gold, BLIND]))
    put(DOCS / "performance.md", "steps", step_table(timing))
    print(score.table(results))
    print(step_table(timing))
    return 0


def scored(project: score.Project, folder: Path) -> dict:
    """The results of every task whose file lies in the folder."""
    results = {stem: score.run_task(path, project, None) for stem, path in score.chosen_tasks(folder, []).items()}
    for result in results.values():
        result.pop("wrong", None)
    return results


def step_table(timing: dict) -> str:
    """Milliseconds a sentence by step, as a Markdown table."""
    count, parser = timing["sentences"], timing["seconds"]["parse"]
    whole = sum(timing["seconds"].values())
    lines = ["| step | ms a sentence | of the parser's time |", "|---|---|---|"]
    lines += [f"| {name} | {1000 * s / count:.3f} | {s / parser:.2f} |" for name, s in timing["seconds"].items()]
    lines.append(f"| **whole reading** | **{1000 * whole / count:.3f}** | **{whole / parser:.2f}** |")
    names = timing["seconds"]["times"] + timing["seconds"]["actors"]
    lines += ["", f"Names and times together: {1000 * names / count:.3f} ms, which is {1.6 * names / parser:.3f} ms where the parser takes "
                  "1.6 (budget 0.25)."]
    return "\n".join(lines) + (f"\n\n{count:,} sentences, one process, Python {platform.python_version()}, {platform.machine()}; "
                               f"{count / whole:.0f} sentences a second in all, {count / parser:.0f} by the parser alone.")


def put(page: Path, name: str, body: str) -> None:
    """Put `body` between the marks `<!-- name -->` and `<!-- /name -->` of a page."""
    text = page.read_text(encoding="utf-8")
    head, rest = text.split(f"<!-- {name} -->", 1)
    tail = rest.split(f"<!-- /{name} -->", 1)[1]
    page.write_text(f"{head}<!-- {name} -->\n{body}\n<!-- /{name} -->{tail}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

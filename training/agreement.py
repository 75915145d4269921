"""How far a second, blind labelling of the training sentences agrees with the first, and the rows that both agree on.

    python training/agreement.py LABELS_DIR [--drop]

LABELS_DIR holds `*.labels.tsv` files with the columns id ("force.12": file and line number, the header being line 0) and label. CONCEDE and
RETREAT
count as one, as in rows that leave them apart (YIELD). --drop writes the training files again without the rows that differ, and settles
YIELD rows by the second label.
"""

import argparse
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parent / "relate"
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def labels(folder: Path) -> dict[str, str]:
    """The second label by row id."""
    lines = [line.split("\t") for path in sorted(folder.glob("*.labels.tsv")) for line in path.read_text(encoding="utf-8").splitlines()]
    return {line[0]: line[1] for line in lines if len(line) == 2}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("labels", type=Path)
    ask.add_argument("--drop", action="store_true")
    given = ask.parse_args()
    second, differ = labels(given.labels), Counter()
    for path in sorted(FOLDER.glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        kept, same, seen = [rows[0]], 0, 0
        for number, (event, mode, sentence) in enumerate(rows[1:], 1):
            other = second.get(f"{path.stem}.{number}", event)
            seen += f"{path.stem}.{number}" in second
            if YIELD.get(event, event) != YIELD.get(other, other):
                differ[event, other] += 1
                continue
            same += f"{path.stem}.{number}" in second
            kept.append([other if event == "YIELD" and other in YIELD else event, mode, sentence])
        if seen:
            print(f"{path.stem}: {same} of {seen} agree, {100 * same / seen:.1f} %")
        if given.drop:
            path.write_text("\n".join("\t".join(row) for row in kept) + "\n", encoding="utf-8")
    for (event, other), count in differ.most_common(12):
        print(f"{count:4}  {event} read again as {other}")


if __name__ == "__main__":
    main()

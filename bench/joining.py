"""How right joining is: writes the table between the marks `<!-- joining -->` of docs/accuracy.md. `.venv/bin/python bench/joining.py`."""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.joining.corpus.build import corpus  # noqa: E402
from tests.joining.measure import fill, measure, read  # noqa: E402

PAGE, MARKS = ROOT / "docs" / "accuracy.md", ("<!-- joining -->", "<!-- /joining -->")


def f1(precision: float, recall: float) -> float:
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    lines = ["| corpus | findings | question | precision | recall | F1 | planted |", "|---|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        for title, name in (("development", "stories"), ("second", "heldout"), ("third", "third"), ("blind", "blind")):
            world = corpus(name)
            for kind, found in (("planted", None), ("read", read(world.reports))):
                with fill(Path(folder) / f"{name}-{kind}.db", world, world.reports, found) as book:
                    lines += [f"| {title} | {kind} | {task} | {p * 100:.1f} | {r * 100:.1f} | {f1(p, r):.1f} | {n} |"
                              for task, (p, r, n) in measure(book, world).items()]
    sys.stdout.write("\n".join(lines) + "\n")
    text = PAGE.read_text(encoding="utf-8")
    if MARKS[0] in text:
        head, _, rest = text.partition(MARKS[0])
        PAGE.write_text(head + MARKS[0] + "\n" + "\n".join(lines) + "\n" + MARKS[1] + rest.partition(MARKS[1])[2], encoding="utf-8")


if __name__ == "__main__":
    main()

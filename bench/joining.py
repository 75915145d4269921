"""How right joining is: writes the table between the marks `<!-- joining -->` of docs/accuracy.md. `.venv/bin/python bench/joining.py`."""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.joining.corpus.build import corpus  # noqa: E402
from tests.joining.measure import fill, measure, read  # noqa: E402

PAGE, MARKS = ROOT / "docs" / "accuracy.md", ("<!-- joining -->", "<!-- /joining -->")


def main() -> None:
    world = corpus()
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for name, found in (("planted", None), ("read", read(world.reports))):
            with fill(Path(folder) / f"{name}.db", world, world.reports, found) as book:
                rows += [(name, task, *figures) for task, figures in measure(book, world).items()]
    lines = ["| findings | question | precision | recall | F1 | planted |", "|---|---|---|---|---|---|"]
    lines += [f"| {name} | {task} | {p * 100:.1f} | {r * 100:.1f} | {200 * p * r / (p + r) if p + r else 0:.1f} | {n} |"
              for name, task, p, r, n in rows]
    sys.stdout.write("\n".join(lines) + "\n")
    text = PAGE.read_text(encoding="utf-8")
    if MARKS[0] in text:
        head, _, rest = text.partition(MARKS[0])
        PAGE.write_text(head + MARKS[0] + "\n" + "\n".join(lines) + "\n" + MARKS[1] + rest.partition(MARKS[1])[2], encoding="utf-8")


if __name__ == "__main__":
    main()

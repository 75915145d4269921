"""Check every line of the code book, and show which own cases and example records it changes. `make codes`.

The example records are kept in `examples/records.tsv`, a line each; run with --write to keep today's.
"""

import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

from dateline.api import read_path
from dateline.api.explaining import check
from dateline.views.words import event_in_words, quote_in_words

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "examples" / "records.tsv"


def records() -> list[str]:
    """One line for each quote, event and agenda item of the example reports."""
    lines = []
    for path in sorted((ROOT / "examples" / "reports").iterdir()):
        for reading in read_path(str(path)):
            for quote in reading.quotes:
                lines.append(f"{path.name}\tquote\t{quote_in_words(quote, reading)}\t{' … '.join(reading.words(s) for s in quote.content)}")
            for event in reading.events:
                lines.append(f"{path.name}\tevent\t{event_in_words(event)}\t{' … '.join(reading.words(s) for s in event.anchor)}")
            lines += [f"{path.name}\tagenda\t{item.when or ''}\t{item.what}" for item in reading.agenda]
    return [line.replace("\n", " ") for line in lines]


def main() -> int:
    count, wrong = check()
    for line in wrong:
        print(line)
    if wrong:
        return 1
    print(f"{count} tables, all lines understood")
    now, before = records(), KEPT.read_text(encoding="utf-8").splitlines() if KEPT.exists() else []
    differences = list(unified_diff(before, now, n=0, lineterm=""))[2:]
    changed = [line for line in differences if line[0] in "+-"]
    print("\n".join(changed) or "no example record changes")
    if "--write" in sys.argv:
        KEPT.write_text("\n".join(now) + "\n", encoding="utf-8")
    print("own cases that differ:")
    cases = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=line", "tests/reading", "tests/codes"]
    return subprocess.run(cases, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

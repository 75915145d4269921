"""Whether our own sentences share words with gold data: `make leak GOLD=folder`.

Every training sentence, test case and example is compared with every text of the gold folder. A share of eight or more consecutive words
fails; shares of six or seven are listed, and may only be names and stock phrases.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
FAILS, LISTED = 8, 6
WORD = re.compile(r"[a-z0-9]+(?:[’'][a-z]+)?")


def words(text: str) -> list[str]:
    """Lower-case words without marks and tags."""
    return WORD.findall(re.sub(r"</?[ar]>", "", text).lower())


def runs(found: list[str], size: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for at in range(len(found) - size + 1):
        yield at, tuple(found[at:at + size])


def ours() -> Iterator[tuple[str, str]]:
    """(where, text) of all that we wrote: training rows, test cases, examples."""
    for path in sorted(p for p in (ROOT / "training").rglob("*") if p.suffix in (".tsv", ".txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", line.split("\t")[-1]
    for path in sorted(p for folder in ("tests", "examples", "bench/blind") for p in (ROOT / folder).rglob("*")):
        if path.is_file() and path.suffix in (".yaml", ".py", ".txt", ".html", ".eml", ".jsonl", ".tsv"):
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                yield f"{path.relative_to(ROOT)}:{number}", line


def gold_texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line).get("text") or ""


def main(folder: Path) -> int:
    known: set[tuple[str, ...]] = set()
    for text in gold_texts(folder):
        known.update(run for _, run in runs(words(text), LISTED))
    failed = listed = 0
    for where, text in ours():
        found = words(text)
        hits = [at for at, run in runs(found, LISTED) if run in known]
        longest = current = 0
        last = -2
        for at in hits:
            current = current + 1 if at == last + 1 else 1
            last, longest = at, max(longest, current)
        if hits:
            size = longest + LISTED - 1
            start = hits[0]
            bad = size >= FAILS
            failed, listed = failed + bad, listed + (not bad)
            print(f"{'FAILS' if bad else 'share'} {size} words  {where}: {' '.join(found[start:start + size])}")
    print(f"{failed} shares of {FAILS} or more words, {listed} of {LISTED} or {LISTED + 1}")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("make leak GOLD=folder: name the folder with the gold files")
    sys.exit(main(Path(sys.argv[1])))

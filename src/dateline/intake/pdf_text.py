"""The lines of a PDF's units written out as one text, with the way back to the lines as they stand: hyphens and ligatures undone.

>>> from dateline.intake.pdf_lines import Line, Unit
>>> whole = written([Unit([Line(0, 0, 60, 700, 10, "The nego-"), Line(0, 0, 60, 690, 10, "tiations ended.")])], [])
>>> whole.text, whole.raw, whole.map.to_raw((4, 16))
('The negotiations ended.', 'The nego-\\ntiations ended.', (4, 18))
"""

import re
from collections import Counter
from dataclasses import dataclass

from dateline.intake.pdf_lines import HYPHEN, Unit
from dateline.intake.rawmap import Builder, RawMap
from dateline.records.span import Span

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = re.compile(f"[{''.join(LIGATURES)}]")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
# First halves that keep their hyphen when a line ends after them; "pre-", "pro-", "ex-", "anti-" begin too many whole words.
KEPT = frozenset("all cross half high long low mid multi near non quasi self semi short so vice well".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Written:
    """The text, the spans of its units, the lines as they stood, the map between both, and what of the lines was left out."""

    text: str
    spans: list[Span]
    raw: str
    map: RawMap
    dropped: list[Span]


def written(units: list[Unit], aside: list[str]) -> Written:
    """The text of units, a blank line between two; `aside` stands in the lines only."""
    words = Counter(w.casefold() for unit in units for line in unit.lines for w in WORD.findall(line.text[:5000]))
    build, at, page = Builder(), 0, 0
    raw: list[str] = []
    spans: list[Span] = []
    for unit in units:
        if build.size:
            build.gap("\n\n")
        start = build.size
        for number, line in enumerate(unit.lines):
            if raw:
                raw.append("\f" if line.page > page else "\n")
                at += 1
            page = max(page, line.page)
            after = unit.lines[number + 1].text if number + 1 < len(unit.lines) else None
            cut = _joint(line.text, after, words)
            _add(build, line.text[:cut], at)
            if after is not None and cut == len(line.text) and not HYPHEN.search(line.text[-2:]):
                build.gap(" ")
            raw.append(line.text)
            at += len(line.text)
        spans.append((start, build.size))
    dropped: list[Span] = []
    for sideways in aside:
        raw += ["\n", sideways]
        dropped.append((at + 1, at + 1 + len(sideways)))
        at += 1 + len(sideways)
    return Written(build.text(), spans, "".join(raw), build.map(), dropped)


def _joint(line: str, after: str | None, words: Counter[str]) -> int:
    """How much of a line is kept before the one after it: all, or all but the hyphen that only cut a word.

    A hyphen is kept where the document writes the word with it elsewhere, or where the first half is one of KEPT.
    """
    if after is None or not HYPHEN.search(line[-2:]) or not after[:1].islower():
        return len(line)
    if line[-1] == "\xad":
        return len(line) - 1
    first = re.search(r"[^\W\d_]+$", line[:-1])
    second = re.match(r"[^\W\d_]+", after)
    if first is None or second is None or len(first.group()) < 2:
        return len(line)
    head, tail = first.group().casefold(), second.group().casefold()
    if words[head + tail]:
        return len(line) - 1
    if words[f"{head}-{tail}"] or head in KEPT or (words[head] > 1 and words[tail] > 1):
        return len(line)
    return len(line) - 1


def _add(build: Builder, words: str, at: int) -> None:
    """Append a line's words, ligatures as letters."""
    done = 0
    for match in LIGATURE.finditer(words):
        if match.start() > done:
            build.add(words[done:match.start()], at + done, at + match.start())
        build.add(LIGATURES[match.group()], at + match.start(), at + match.end())
        done = match.end()
    if done < len(words):
        build.add(words[done:], at + done, at + len(words))

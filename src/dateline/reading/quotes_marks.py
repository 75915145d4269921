"""Where quotation marks open and close.

>>> text = 'He said: “We go.” Then: "No'
>>> [text[s.start:s.end] for s in find_stretches(text, [(0, len(text))])]
['We go.', 'No']

The machine never fails: an odd count leaves a stretch that is not `closed`, which ends with its block. A block that opens with a
mark while the speech of the block before was left open goes on with it (`continues`), as newspapers print long speeches.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from dateline.records.span import Span

CLOSERS = {"“": "”\"“’’", "„": "“”\"‟", "«": "»\"", "»": "«", "‹": "›", '"': '"”“', "‘": "’'", "'": "'’", "‟": "”", "``": "''",
           "''": "''", "”": "”"}
MARK = re.compile(r"``|''|’’|[“”„‟«»‹›\"‘’']")
SINGLE = frozenset("‘'")
ENDS = frozenset(".!?…,;—–-")
ELISIONS = re.compile(r"['’](?:\d\ds?\b|tis\b|twas\b|em\b|cause\b|til\b|n['’]|round\b|bout\b)", re.I)
SINGLES = re.compile("[’'‘]")
MOST_SINGLES = 40  # of them that are looked at
LONGEST_SINGLE = 1200  # characters: an apostrophe that closes nothing within this stretch was no quotation mark


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two marks: `start`, `end` without the marks; `outer` with them.

    `closed` is false where no closing mark came; `continues` where the speech of the stretch before goes on; `nested` where it
    stands inside another stretch; `block` numbers the block.
    """

    start: int
    end: int
    outer: Span
    block: int
    mark: str
    closed: bool = True
    continues: bool = False
    nested: bool = False

    @property
    def span(self) -> Span:
        return self.start, self.end


def find_stretches(text: str, blocks: Iterable[Span]) -> tuple[Stretch, ...]:
    """All stretches between marks, block by block, in text order; a nested one follows the one that holds it."""
    found: list[Stretch] = []
    left_open = False
    for number, (start, end) in enumerate(blocks):
        here = _in_block(text, start, end, number)
        if not here:
            left_open = left_open and not any(c.isalnum() for c in text[start:end])
            continue
        if left_open and not text[start:here[0].outer[0]].strip():
            first = here[0]
            here[0] = Stretch(first.start, first.end, first.outer, number, first.mark, first.closed, True, False)
        left_open = _speech_left_open(text, here, end)
        found += here
    return tuple(sorted((s for s in found if s.end > s.start), key=lambda s: (s.outer[0], -s.outer[1])))


def _speech_left_open(text: str, here: list[Stretch], end: int) -> bool:
    last = max(here, key=lambda s: s.outer[1])
    return not last.closed and not text[last.end:end].strip()


def _in_block(text: str, start: int, end: int, number: int) -> list[Stretch]:
    """The stretches of one block: one pass over its marks with a stack of at most two open ones."""
    found: list[Stretch] = []
    opened: list[tuple[int, str]] = []
    for match in MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        before = text[at - 1] if at > start else " "
        after = text[match.end()] if match.end() < end else " "
        if mark in "'’‘" and _apostrophe(text, at, before, after, opened):
            continue
        if opened and mark in CLOSERS[opened[-1][1]] and _closes(mark, before, after, opened[-1]):
            found.append(_stretch(text, opened.pop(), at, match.end(), number, bool(opened)))
        elif len(opened) == 2 and mark in CLOSERS[opened[0][1]] and mark not in "'’‘" and _closes(mark, before, after, opened[0]):
            opened.pop()  # the inner mark was never closed
            found.append(_stretch(text, opened.pop(), at, match.end(), number, False))
        elif mark in CLOSERS and _opens(mark, before, after) and (mark not in "»”" or not opened) and (mark != "”" or after.isalnum()):
            again = len(opened) == 2 or (bool(opened) and mark == opened[-1][1] and _pause_before(text, start, at))
            if again and mark not in SINGLE:
                _cut(text, opened, at, number, found, _last_end(text, opened[-1][0], at))
            if mark in SINGLE and not _single_ends(text, match.end(), end):
                continue
            if len(opened) < 2:
                opened.append((at, mark))
    while opened:
        at, mark = opened.pop()
        if mark not in SINGLE and (not opened or opened[-1][1] in SINGLE):
            found.append(_stretch(text, (at, mark), end, end, number, False, closed=False))
    return found


def _cut(text: str, opened: list[tuple[int, str]], at: int, number: int, found: list[Stretch], cut: int) -> None:
    """End what is open before a mark that opens again: its closing mark was left out."""
    first = opened[0]
    opened.clear()
    if first[1] not in SINGLE:
        found.append(_stretch(text, first, cut, cut, number, False, closed=False))


def _pause_before(text: str, start: int, at: int) -> bool:
    """Whether the last character before the space at an offset is a stop."""
    while at > start and text[at - 1].isspace():
        at -= 1
    return at == start or text[at - 1] in ENDS


def _last_end(text: str, start: int, end: int) -> int:
    """Just after the last sentence end between the offsets, or the end."""
    best = max(text.rfind(c, start, end) for c in ".!?")
    return best + 1 if best > start else end


def _apostrophe(text: str, at: int, before: str, after: str, opened: list[tuple[int, str]]) -> bool:
    """Whether a single mark is an apostrophe: inside a word, an elision, or a plural's genitive."""
    if before.isalnum() and after.isalnum():
        return True
    if text[at] != "‘" and ELISIONS.match(text, at) and not before.isalnum():
        return True
    single_open = any(m in SINGLE for _, m in opened)
    if before in "sS" and after == " " and text[at] != "‘":
        # "the workers' union": the genitive, unless a single mark is open and nothing closes it later on
        opener = next((o for o, m in opened if m in SINGLE), None)
        return opener is None or _single_ends(text, at + 1, min(len(text), at + 200))
    return text[at] != "‘" and before != " " and before not in "([—–-“\"«" and not single_open


def _single_ends(text: str, start: int, end: int) -> bool:
    """Whether a single closing mark follows before the next opening one."""
    for match in islice(SINGLES.finditer(text, start, min(end, start + LONGEST_SINGLE)), MOST_SINGLES):
        at = match.start()
        before = text[at - 1]
        after = text[at + 1] if at + 1 < len(text) else " "
        if match.group() == "‘" or (before in " (" and after.isalnum() and not ELISIONS.match(text, at)):
            return False
        if not before.isspace() and not after.isalnum():
            return True
    return False


def _closes(mark: str, before: str, after: str, opened: tuple[int, str]) -> bool:
    if mark == "“" and opened[1] != "„":
        return not before.isspace() and not after.isalnum()
    if mark in "\"'":
        return not (before.isspace() and after.isalnum())
    return not (mark == "«" and before.isspace())


def _opens(mark: str, before: str, after: str) -> bool:
    if after.isspace() and mark not in "«„“":
        return False
    if mark == "»":
        return before.isspace()  # »..«, as German and Danish papers print
    if mark == "'":
        return not before.isalnum()
    if mark in ('"', "''"):
        return not (before.isalnum() or before in ".,!?") or after.isalpha()
    return True


def _stretch(text: str, opened: tuple[int, str], at: int, after: int, number: int, nested: bool, *, closed: bool = True) -> Stretch:
    """The stretch between an opening mark and a closing one, without space at its edges."""
    start, end = opened[0] + len(opened[1]), at
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end, (opened[0], max(after, end)), number, opened[1], closed, False, nested)

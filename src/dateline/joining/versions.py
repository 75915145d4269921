"""What changed between two versions of a report, sentence by sentence, and whether the newer one says so.

>>> was, now = body("Fire hit the port. Four men died."), body("Fire hit the port. Six men died.")
>>> [(e.was, e.now) for e in edits(was, now)]
[('Four men died.', 'Six men died.')]
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from dateline.joining.traces import Body, body
from dateline.records import Edit

__all__ = ["body", "edits", "silent"]
PAIRED = 0.5  # words shared by an old and a new sentence that count as one sentence edited
MOST = 2_000  # sentences compared; the work grows with their square
NOTED = re.compile(
    r"\b(?:correction|corrected|corrects|clarification|clarifies|editor['’]s note|update[ds]?|an earlier version|previous version|"
    r"this (?:story|article|report) (?:has been|was) (?:amended|changed|revised|corrected|updated))\b", re.I)


def edits(was: Body, now: Body) -> tuple[Edit, ...]:
    """The sentences that went, came or changed, in the order of the texts. Marks and spaces count as no change."""
    a, b = was.normals[:MOST], now.normals[:MOST]
    out: list[Edit] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            out += _pairs(list(range(a1, a2)), list(range(b1, b2)), was, now)
    return tuple(out)


def _pairs(old: list[int], new: list[int], was: Body, now: Body) -> list[Edit]:
    """Sentences of a changed stretch, each old one beside the new one that is most like it."""
    out, left = [], list(new)
    for i in old:
        near = max(left, key=lambda j: (_like(was.normals[i], now.normals[j]), -j), default=None)
        if near is not None and _like(was.normals[i], now.normals[near]) >= PAIRED:
            left.remove(near)
            out.append(Edit(was=was.sentences[i], now=now.sentences[near]))
        else:
            out.append(Edit(was=was.sentences[i], now=None))
    return out + [Edit(was=None, now=now.sentences[j]) for j in left]


def _like(a: str, b: str) -> float:
    one, two = set(a.split()), set(b.split())
    return 2 * len(one & two) / (len(one) + len(two)) if one or two else 1.0


def silent(found: tuple[Edit, ...], now: str) -> bool:
    """Whether a text changed and has no note of it."""
    return bool(found) and not NOTED.search(now)

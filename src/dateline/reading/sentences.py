"""Where sentences begin and end.

>>> text = 'He met Mr. Lee at 5 p.m. in Rome. "We agreed," he said.'
>>> [text[s:e] for s, e in split_sentences(text, (0, len(text)))]
['He met Mr. Lee at 5 p.m. in Rome.', '"We agreed," he said.']
"""

import re

from dateline.codes.abbreviations import abbreviations
from dateline.records.span import Span

LONGEST = 1500  # characters: a longer stretch without an end is cut, so that hostile input stays cheap
END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n\s*\n")
OPENER = re.compile(r"[\"'“‘«(\[—–-]*\s?[A-Z0-9À-ÞĀ-Ž]")


def split_sentences(text: str, block: Span) -> tuple[Span, ...]:
    """The spans of the sentences of one block of `text`, without the space around them."""
    start, stop = block
    found: list[Span] = []
    at = start
    for match in END.finditer(text, start, stop):
        if match.start() < at or not _ends(text, match, at, stop):
            continue
        found.extend(_trimmed(text, at, match.end()))
        at = match.end()
    found.extend(_trimmed(text, at, stop))
    return tuple(found)


def _ends(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    """Whether the mark at `match` ends the sentence that opened at `start`."""
    mark = match.group()
    if not mark.strip():
        return True
    after = text[match.end():min(stop, match.end() + 40)].lstrip()
    if not after:
        return True
    if mark[0] != ".":
        # "?" or "!" before a small letter goes on: '"Why?" he asked.'
        return OPENER.match(after) is not None
    if not OPENER.match(after):
        return False
    word = text[max(start, match.start() - 20):match.start()].rsplit(None, 1)
    last = word[-1].lstrip("\"'“‘«([") if word else ""
    known = abbreviations()
    if len(mark) > 1 and mark[1] in "\"”»":
        return True
    if last in known.never or (len(last) == 1 and last.isalpha() and last.isupper() and last != "I"):
        return False
    if last in known.may or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", last):
        return re.split(r"[\s,.;:’']", after.lstrip("\"'“‘«(["))[0] in known.openers
    return True


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """The stretch without the space around it, in pieces of at most LONGEST characters; none if it is empty."""
    pieces: list[Span] = []
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        cut = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            cut = space if space > start else start + LONGEST
        last = cut
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            pieces.append((start, last))
        start = cut
    return pieces

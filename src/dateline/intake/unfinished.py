"""Whether a text is whole, or a teaser, cut off, or behind a paywall.

>>> from dateline.records.report import Block
>>> text = "The two sides met in Vienna on Friday and … [+1893 chars]"
>>> is_complete(text, (Block(kind="paragraph", span=(0, len(text))),))
False
"""

import re
from collections.abc import Sequence

from dateline.codes.intake_words import intake_words, plain_line
from dateline.records.report import Block

CHARS = re.compile(r"[\[(]\+?\d+ char(?:s|acters)[\])]\s*$", re.I)
CREDIT = re.compile(r"(?<=[.!?\"”’])\s*[-–—]{1,2}\s*[A-Z][\w.&' /]{1,40}$")  # ".. since 2014. - Northern Wire"
SHORT_BLOCK = 400  # characters: signs of a paywall stand in short blocks
SHORT_WORDS = 40
WHOLE_PARAGRAPH = 12  # words of a last paragraph that should end with a stop
WHOLE_TEXT = 20  # words of the only paragraph that should end with a stop, if it holds a whole sentence before
FEWEST = 5
INNER_STOP = re.compile(r"[a-z]{3}[.!?][\"”’)]*\s+[\"“‘(]?[A-Z]")
NEVER_LAST = frozenset("a an and the or but nor because although whose their its our your my every".split())  # noqa: SIM905


def is_complete(text: str, blocks: Sequence[Block]) -> bool:
    """False where the text shows that there is more to it."""
    body = [b for b in blocks if b.kind not in ("furniture", "byline", "caption", "headline")]
    if _asks_to_go_on(text, blocks):
        return False
    if not body:
        return True
    words = intake_words()
    last = text[max(body[-1].span[0], body[-1].span[1] - SHORT_BLOCK):body[-1].span[1]].rstrip()
    last = CREDIT.sub("", last)
    if CHARS.search(last) or last.lower().rstrip("]) ").endswith(words.cut_ends) or last.lower().endswith(words.cut_ends):
        return False
    return body[-1].kind != "paragraph" or not _breaks_off(last, sum(b.kind == "paragraph" for b in body))


def _asks_to_go_on(text: str, blocks: Sequence[Block]) -> bool:
    """Whether a short block asks to subscribe, or the last one to read on."""
    words = intake_words()
    for number, block in enumerate(blocks, 1):
        line = text[block.span[0]:block.span[1]] if block.span[1] - block.span[0] <= SHORT_BLOCK else ""
        if line and len(line.split()) <= SHORT_WORDS and block.kind in ("furniture", "paragraph", "headline"):
            plain = plain_line(line)
            if block.kind != "headline" and any(phrase in plain for phrase in words.cut_parts):
                return True
            if number > 1 and (plain in words.cut_lines or (number == len(blocks) and plain in words.cut_last)):
                return True
    return False


def _breaks_off(last: str, paragraphs: int) -> bool:
    """Whether the end of the last paragraph stands inside a sentence: no stop, and a sentence or a quote that was begun."""
    count = len(last.split())
    if not last or not (last[-1].isalpha() or last[-1] == ",") or "@" in last or count < FEWEST:
        return False
    if last.count("\"") % 2 or last.count("“") > last.count("”"):
        return True
    if last.rsplit(None, 1)[-1] in NEVER_LAST:
        return True
    if not (last[-1].islower() or last[-1] == ","):
        return False
    return count >= WHOLE_PARAGRAPH if paragraphs > 1 else count >= WHOLE_TEXT and INNER_STOP.search(last) is not None

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


def is_complete(text: str, blocks: Sequence[Block]) -> bool:
    """False where the text shows that there is more to it."""
    words = intake_words()
    body = [b for b in blocks if b.kind not in ("furniture", "byline", "caption", "headline")]
    for block in blocks:
        line = text[block.span[0]:block.span[1]] if block.span[1] - block.span[0] <= SHORT_BLOCK else ""
        if line and len(line.split()) <= SHORT_WORDS and block.kind in ("furniture", "paragraph"):
            plain = plain_line(line)
            if any(phrase in plain for phrase in words.cut_parts):
                return False
    if not body:
        return True
    last = text[max(body[-1].span[0], body[-1].span[1] - SHORT_BLOCK):body[-1].span[1]].rstrip()
    last = CREDIT.sub("", last)
    if CHARS.search(last) or last.lower().rstrip("]) ").endswith(words.cut_ends) or last.lower().endswith(words.cut_ends):
        return False
    paragraphs = [b for b in body if b.kind == "paragraph"]
    if len(paragraphs) < 2 or body[-1].kind != "paragraph":
        return True
    return not (last[-1].islower() or last[-1] == ",") or len(last.split()) < WHOLE_PARAGRAPH or "@" in last

"""Which stretches between marks are speech, and the cue and source next to each.

>>> from dateline.codes.cues import cues
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = '"The bridge is safe," said Anna Kess, the mayor.'
>>> block = Block(kind="paragraph", span=(0, len(text)))
>>> drafts = find_direct(Page(parse(text, [block]), (block.span,)), cues())
>>> [(text[s:e], [text[a:b] for a, b in d.source]) for d in drafts for s, e in d.content]
[('The bridge is safe,', ['Anna Kess'])]
"""

from collections.abc import Iterator
from dataclasses import replace

from dateline.codes.cues import Cues
from dateline.reading.quotes_attribution import attributed, floating_of, led_by
from dateline.reading.quotes_draft import Draft
from dateline.reading.quotes_marks import Stretch
from dateline.reading.quotes_page import Page

MOST_PIECES = 40  # paragraphs of one speech that was left open; what follows starts another quote


def find_direct(page: Page, table: Cues) -> list[Draft]:
    """The speech of a page that its marks show, in text order."""
    found: list[Draft] = []
    for n, stretch in enumerate(page.outer):
        if not any(c.isalnum() for c in page.text[stretch.start:stretch.end]):
            continue
        last = found[-1] if found else None
        if stretch.continues and last is not None and last.why == "floating" and len(last.content) < MOST_PIECES:
            named = attributed(page, table, n, stretch)
            if named is not None and named.direct:
                found[-1] = replace(named, content=(*last.content, *named.content), block=last.block)
                continue
        draft = _joined(page, stretch, last)
        if draft is not None and last is not None and not stretch.continues and _own_statement(page, stretch, last):
            found.append(replace(last, content=(stretch.span,), why="goes on", cue=last.cue, doubt=0.12))
            continue
        if draft is not None:
            found[-1] = draft
            continue
        draft = attributed(page, table, n, stretch) or _floating(page, stretch)
        if draft is not None:
            found.append(draft)
    return [*found, *_nested(page, table)]


def _nested(page: Page, table: Cues) -> Iterator[Draft]:
    """Speech in speech: a named person's words that a speaker repeats between inner marks."""
    for stretch in page.stretches:
        if stretch.nested and any(c.isalnum() for c in page.text[stretch.start:stretch.end]):
            draft = led_by(page, table, stretch, 0)
            if draft is not None and draft.cue and draft.source and draft.sentence is not None:
                last = draft.sentence.tokens_in(draft.source[-1])
                if last and draft.sentence.pos[last[-1]] == "PROPN":
                    yield draft


def _joined(page: Page, stretch: Stretch, last: Draft | None) -> Draft | None:
    """The quote before, longer by this stretch: '"A," he said, "b."', '"A," he said. "B."' and speech left open at a block's end."""
    if last is None or not last.direct:
        return None
    if stretch.continues and len(last.content) < MOST_PIECES:
        return replace(last, content=(*last.content, stretch.span))
    if page.block_of(stretch.start) != last.block or last.of is None or last.sentence is None:
        return None
    between = page.text[last.end:stretch.outer[0]]
    plain = between.strip(" \n\t\"“”„«»'’‘,.").lower()
    if plain in ("and", "but", "and that", "but that", "or", "and later", "and then"):
        return replace(last, content=(*last.content, stretch.span))
    cue_between = bool(last.cue) and last.end <= last.cue[0][0] < stretch.outer[0]
    if not cue_between or not _whole(page, stretch, max(last.cue[-1][1], last.end)):
        return None
    gap = between[max(e for _, e in (*last.cue, *last.source)) - last.end:] if last.source else between[last.cue[-1][1] - last.end:]
    if len(gap) > 160 or (_verb_between(last, stretch)):
        return None
    return replace(last, content=(*last.content, stretch.span))


def _own_statement(page: Page, stretch: Stretch, last: Draft) -> bool:
    """Whether speech after '".." he said.' is a statement of its own: the attribution ended its sentence, it did not break in."""
    return page.text[last.end:stretch.outer[0]].rstrip().endswith((".", "!", "?"))


def _verb_between(last: Draft, stretch: Stretch) -> bool:
    """Whether another saying verb opens the stretch: '"A," he said, adding: "B."' are two quotes."""
    s, at = last.sentence, last.at
    if s is None or at is None:
        return False
    later = [t for t in range(at + 1, len(s)) if s.ends[t] <= stretch.outer[0] and s.pos[t] == "VERB" and s.starts[t] >= last.end]
    return any(s.ends[t] + 3 >= stretch.outer[0] or s.deps[t] in ("advcl", "conj") for t in later)


def _whole(page: Page, stretch: Stretch, after: int) -> bool:
    """Whether the stretch ends its sentence, with nothing but marks behind it."""
    sentence = page.parse.sentence_at(max(stretch.start, stretch.end - 1))
    if sentence is None:
        return False
    opening = page.parse.sentence_at(stretch.start)
    start = max(after, opening.start) if opening is not None else after
    lead_ok = page.bare(start, stretch.outer[0]) if opening is not None and opening.start > after else True
    return lead_ok and page.bare(stretch.outer[1], sentence.end)


def _floating(page: Page, stretch: Stretch) -> Draft | None:
    """A stretch that fills its sentences and has no cue: speech of whoever spoke before."""
    first, last = page.parse.sentence_at(stretch.start), page.parse.sentence_at(max(stretch.start, stretch.end - 1))
    if first is None or last is None or not page.bare(first.start, last.end):
        return None
    if first.block == "headline" or len(page.text[stretch.start:stretch.end].split()) < 2:
        return None
    return floating_of(page, stretch)

"""Which actor a source means, and who speaks where no source stands.

>>> person_like("she")
True
"""

from dataclasses import replace

from dateline.codes.cues import Cues
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Sentence
from dateline.reading.quotes_draft import Draft
from dateline.reading.quotes_page import Page
from dateline.reading.quotes_speaker import noun_phrase
from dateline.records import Actor
from dateline.records.span import Span

PERSONS = frozenset(("he", "she", "i", "they", "we", "who"))


def person_like(word: str) -> bool:
    """Whether a pronoun means somebody."""
    return word.lower() in PERSONS


def speaker_of(draft: Draft, mentions: Mentions[Actor], table: Cues) -> Actor | None:
    """The actor that the source of a draft names; of a statement or report, the one it comes from."""
    for span in draft.source:
        who = named(span, mentions, draft.sentence)
        if who is None and draft.sentence is not None:
            who = _behind(draft.sentence, span, mentions, table)
        if who is not None:
            return who
    return None


def named(span: Span, mentions: Mentions[Actor], sentence: Sentence | None = None) -> Actor | None:
    """The actor on the head of a span ("Kess" in "Anna Kess of the BBC"), else the one that covers most of it."""
    found = mentions.at(span)
    if not found:
        return None
    head = sentence.head_of(span) if sentence is not None and sentence.start <= span[0] < sentence.end else None
    if head is not None and sentence is not None:
        on_head = [a for a in found if a.span[0] <= sentence.starts[head] < a.span[1]]
        if on_head:
            return max(on_head, key=lambda a: (_shared(a.span, span), -a.span[0]))
        if sentence.pos[head] in ("PRON", "PROPN"):
            return None
    return max(found, key=lambda a: (_shared(a.span, span), a.span[0]))


def _behind(s: Sentence, span: Span, mentions: Mentions[Actor], table: Cues) -> Actor | None:
    """Who stands behind a paper that speaks: "A release sent to media from the union said ..", "The court's summary"."""
    head = s.head_of(span)
    if head is None or s.lemmas[head].lower() not in table.papers:
        return None
    for t in s.subtree(head):
        if (s.deps[t] == "pobj" and s.words[s.heads[t]].lower() in ("from", "by", "of")) or s.deps[t] == "poss":
            found = mentions.at((s.starts[t], s.ends[t]))
            if found:
                return found[0]
    return None


def _shared(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def sourced(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts in text order, floating ones with the words that name who speaks: whom the sentence before tells of, or the source
    of the last speech at most two blocks before."""
    out: list[Draft] = []
    last: Draft | None = None
    for draft in drafts:
        if draft.why == "floating" and not draft.source:
            named = _told_of(page, draft)
            if named:
                draft = replace(draft, source=named)
            elif last is not None and last.source and draft.block - last.block <= NEAR:
                draft = replace(draft, source=last.source)
        if draft.direct or (draft.of is not None and draft.of.act in ("speech", "writing")):
            last = draft
        out.append(draft)
    return out


NEAR = 4  # blocks, some of which hold no letters


def _told_of(page: Page, draft: Draft) -> tuple[Span, ...]:
    """The subject of the sentence before in the same block, where that is a name or "he" or "she" and nobody's words."""
    own = page.parse.sentence_at(draft.start)
    if own is None or own.index == 0:
        return ()
    before = page.parse.sentences[own.index - 1]
    if page.block_of(before.start) != draft.block or page.touching(before.span):
        return ()
    for root in before.roots:
        subject = before.child(root, "nsubj")
        if subject is not None and (before.pos[subject] == "PROPN" or before.words[subject].lower() in ("he", "she")):
            return before.pieces(noun_phrase(before, subject))
    return ()


def carried(page: Page, drafts: list[Draft], speakers: list[Actor | None]) -> list[Actor | None]:
    """The speakers, with those of floating quotes taken over from the last attributed quote before them."""
    out: list[Actor | None] = []
    last: Actor | None = None
    for draft, who in zip(drafts, speakers, strict=True):
        if who is None and draft.why == "floating":
            who = last
        if draft.direct or (draft.of is not None and draft.of.act in ("speech", "writing")):
            last = who if who is not None or draft.source else last
        out.append(who)
    return out

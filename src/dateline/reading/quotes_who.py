"""Which actor a source means, and who speaks where no source stands.

>>> person_like("she")
True
"""

from dateline.reading.mentions import Mentions
from dateline.reading.quotes_direct import Page
from dateline.reading.quotes_draft import Draft
from dateline.records import Actor
from dateline.records.span import Span

PERSONS = frozenset(("he", "she", "i", "they", "we", "who"))


def person_like(word: str) -> bool:
    """Whether a pronoun means somebody."""
    return word.lower() in PERSONS


def speaker_of(draft: Draft, mentions: Mentions[Actor]) -> Actor | None:
    """The actor that the source of a draft names: the one that covers most of it, the last of those (titles lead, names follow)."""
    return next((who for who in (named(span, mentions) for span in draft.source) if who is not None), None)


def named(span: Span, mentions: Mentions[Actor]) -> Actor | None:
    """The actor that covers most of a span."""
    found = mentions.at(span)
    return max(found, key=lambda a: (_shared(a.span, span), a.span[0])) if found else None


def _shared(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


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

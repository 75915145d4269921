"""Who passes on what whom said: "Reuters reported that the minister said ..", "Reuters, citing a Kremlin aide, reported ..".

>>> from dateline.codes.cues import cues
>>> is_outlet("the BBC", cues())
True
"""

from dataclasses import replace

from dateline.codes.cues import Cues
from dateline.reading.parse import Sentence
from dateline.reading.quotes_draft import Draft
from dateline.reading.quotes_speaker import citing_of, is_passive, noun_phrase, source_of
from dateline.records.span import Span

CITES = frozenset(("cite", "quote", "attribute"))
INNER = 0.5  # share of the outer content that the inner quote must fill to make the outer one a relay


def is_outlet(words: str, table: Cues) -> bool:
    """Whether words name a news outlet, or reports without a name."""
    plain = words.strip(" ,.")
    bare = plain[4:] if plain.lower().startswith("the ") else plain
    return plain in table.outlets or bare in table.outlets or bare.lower() in table.outlets


def with_relays(text: str, drafts: list[Draft], table: Cues) -> list[Draft]:
    """The drafts without mere relays; what they passed on carries them in `relay`, outermost first."""
    kept: list[Draft] = [_citing(draft, table) for draft in drafts]
    gone: set[int] = set()
    by_sentence: dict[int, list[int]] = {}
    for m, draft in enumerate(kept):
        if draft.sentence is not None:
            by_sentence.setdefault(draft.sentence.index, []).append(m)
    for n, outer in enumerate(kept):
        if not outer.source or not is_outlet(text[outer.source[0][0]:outer.source[-1][1]], table):
            continue
        for m in by_sentence.get(outer.sentence.index, ()) if outer.sentence is not None else ():
            inner = kept[m]
            if m == n or not _passed_on(outer, inner):
                continue
            kept[m] = replace(inner, relay=tuple(dict.fromkeys((outer.source[0], *inner.relay))))
            gone.add(n)
    return [d for n, d in enumerate(kept) if n not in gone]


def _passed_on(outer: Draft, inner: Draft) -> bool:
    """Whether nearly all that the outer quote reports is the inner one with its cue and source."""
    if inner.sentence is None or inner.of is None or not inner.cue or not inner.source or inner.sentence is not outer.sentence:
        return False
    inside = any(s <= inner.cue[0][0] and inner.cue[0][1] <= e for s, e in outer.content)
    if not inside or inner.of.act not in ("speech", "writing", "thought"):
        return False
    size = sum(e - s for s, e in outer.content)
    own = sum(e - s for s, e in (*inner.content, *inner.cue, *inner.source))
    return own >= INNER * size


def _citing(draft: Draft, table: Cues) -> Draft:
    """The draft with those whom its source cites, or who cites its source."""
    s, at = draft.sentence, draft.at
    if s is None or at is None or not draft.source:
        return draft
    citing = citing_of(s, at)
    if citing is not None:
        outer = source_of(s, citing)
        if (outer and not is_passive(s, citing)) or (is_passive(s, citing) and s.child(citing, "agent") is not None):
            return replace(draft, relay=s.pieces(outer)[:1])
        return draft
    cited = _cited(s, at, table)
    return replace(draft, relay=(*draft.relay, cited)) if cited is not None else draft


def _cited(s: Sentence, at: int, table: Cues) -> Span | None:
    """Whom "citing X" beside the cue names."""
    subject = s.child(at, "nsubj")
    for c in (*s.children[at], *(s.children[subject] if subject is not None else ())):
        if s.lemmas[c] in CITES and s.tags[c] == "VBG":
            thing = s.child(c, "dobj")
            if thing is not None and names_somebody(s, thing, table):
                return s.pieces(noun_phrase(s, thing))[0]
    return None


def names_somebody(s: Sentence, noun: int, table: Cues) -> bool:
    """Whether a noun that is cited is a source, no reason: "citing officials", not "citing concerns"."""
    return s.pos[noun] == "PROPN" or s.lemmas[noun].lower() in table.relays


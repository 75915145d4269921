"""To whom, when and where something is said: what hangs on the cue's clause and not on the content.

>>> from dateline import read
>>> reading = read("Anna Kess told reporters in Geneva on Friday that the bridge was safe.", published="2021-06-09")
>>> [[reading.words(a) for a in q.addressee] for q in reading.quotes]
[['reporters']]
"""

from bisect import bisect_left
from collections.abc import Iterable

from dateline.codes.cues import Cues
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Sentence
from dateline.reading.quotes_draft import Draft
from dateline.reading.quotes_speaker import is_passive, noun_phrase
from dateline.reading.when_steps import time_head
from dateline.records import Place, Time
from dateline.records.span import Span, overlap

AT = frozenset(("in", "at", "from", "outside", "near", "aboard", "inside", "on"))
JOINTS = frozenset(("after", "when", "as", "while", "where", "once", "since"))
MEANWHILE = frozenset(("when", "as", "while", "where"))
DAY_LONG = 10  # characters of a TIMEX3 day
REACH = 6  # heads to climb from a time or place to the cue


def addressee_of(draft: Draft, table: Cues) -> tuple[Span, ...]:
    """The words for those spoken to: "told reporters", "said to her", "in an interview with the BBC"."""
    s, at = draft.sentence, draft.at
    if draft.addressee and s is not None:
        return _short(s, (t for span in draft.addressee for t in s.tokens_in(span)))
    if draft.addressee or s is None or at is None or draft.of is None:
        return draft.addressee
    inside = _content_tokens(draft, s) | frozenset(t for span in (*draft.source, *draft.cue) for t in s.tokens_in(span))
    for c in s.children[at]:
        if c in inside:
            continue
        dep, word = s.deps[c], s.words[c].lower()
        if (dep == "dobj" and draft.of.name in ("tell", "ask", "warn") and s.pos[c] != "SCONJ") or (dep == "dative" and s.pos[c] != "ADP"):
            return _short(s, (t for t in noun_phrase(s, c) if t not in inside))
        if dep == "nsubjpass" and is_passive(s, at) and draft.of.name in ("tell", "ask", "warn"):
            return s.pieces(noun_phrase(s, c))
        if dep in ("prep", "dative") and word in ("to", "in", "during"):
            inner = s.child(c, "pobj")
            if inner is None or inner in inside:
                continue
            if word == "to" and s.pos[inner] in ("NOUN", "PROPN", "PRON") and s.lemmas[inner] not in NOBODY:
                return _short(s, (t for t in noun_phrase(s, inner) if t not in inside))
            if s.lemmas[inner] in table.talks:
                partner = next((s.child(p, "pobj") for p in s.childs(inner, "prep") if s.words[p].lower() in ("with", "to")), None)
                if partner is not None and partner not in inside:
                    return _short(s, noun_phrase(s, partner))
    return ()


def said_on(draft: Draft, times: Mentions[Time]) -> str | None:
    """The value of the time at which it is said, None where none hangs on the cue."""
    s, at = draft.sentence, draft.at
    if s is None or at is None:
        return None
    inside = _content_tokens(draft, s)
    for time in times.at(s.span):
        if time.timex in ("DURATION", "SET") or any(overlap(time.span, c) for c in draft.content):
            continue
        head = time_head(s, time.span)
        if head is not None and _reaches(s, head, at, inside, draft):
            return time.value
    return _set_by(s, at, times, draft, inside)


def _set_by(s: Sentence, at: int, times: Mentions[Time], draft: Draft, inside: frozenset[int]) -> str | None:
    """The time of the clause that a "when", "as" or "after" joins to the cue's: "ties hit a low in March after Kess said ..".

    The words right before the joining word decide; "after" joins only what is as coarse as a month.
    """
    for verb in (at, *_chain(s, at)):
        joint = next((c for c in s.children[verb] if c < verb and s.words[c].lower() in JOINTS and s.deps[c] in ("mark", "advmod")), None)
        if joint is None or joint in inside or s.deps[verb] not in ("advcl", "relcl", "ccomp", "conj"):
            continue
        for time in times.at(s.span):
            tokens = s.tokens_in(time.span)
            if not tokens or time.timex not in ("DATE", "TIME") or not time.value[:4].isdecimal() or tokens[-1] > joint:
                continue
            coarse = len(time.value) < DAY_LONG and "W" not in time.value
            if (coarse or s.words[joint].lower() in MEANWHILE) and not any(overlap(time.span, c) for c in draft.content) and (
                    _adjoins(s, tokens[-1], joint) or _reaches(s, tokens[0], s.heads[verb], inside, draft)):
                return time.value
    return None


def _adjoins(s: Sentence, last: int, joint: int) -> bool:
    """Whether nothing but a comma stands between two tokens."""
    return all(s.words[t] == "," for t in range(last + 1, joint))


def place_of(draft: Draft, places: Mentions[Place], table: Cues) -> Place | None:
    """The place at which it is said, None where none hangs on the cue."""
    s, at = draft.sentence, draft.at
    if s is None or at is None:
        return None
    inside = _content_tokens(draft, s)
    for place in places.at(s.span):
        if any(overlap(place.span, c) for c in (*draft.content, *draft.source)) or any(overlap(place.span, c) for c in draft.addressee):
            continue
        head = s.head_of(place.span)
        if head is None or head in inside:
            continue
        if s.deps[head] in ("compound", "nmod") and s.words[s.heads[head]][:1].isupper():
            head = s.heads[head]
        prep = s.heads[head]
        visit = s.words[prep].lower() == "to" and s.lemmas[s.heads[prep]] in ("visit", "trip", "tour")
        if s.deps[head] != "pobj" or not (visit or s.words[prep].lower() in AT):
            continue
        if _place_reaches(s, s.heads[prep], at, inside, table):
            return place
    return None


def _place_reaches(s: Sentence, holder: int, at: int, inside: frozenset[int], table: Cues) -> bool:
    """Whether what a place hangs on leads to the cue: directly, or over an occasion or the person told."""
    goals = {at, *_chain(s, at)}
    if holder in goals:
        return True
    occasion = False
    for _ in range(REACH):
        if holder in inside or s.pos[holder] not in ("NOUN", "PROPN", "ADP", "PRON"):
            return False
        told = s.deps[holder] in ("dobj", "dative") and s.heads[holder] == at
        occasion = occasion or told or s.lemmas[holder].lower() in table.occasions
        holder = s.heads[holder]
        if holder in goals:
            return occasion
    return False


def _content_tokens(draft: Draft, s: Sentence) -> frozenset[int]:
    return frozenset(t for a, b in draft.content for t in range(bisect_left(s.starts, a), bisect_left(s.starts, b)))


def _chain(s: Sentence, at: int) -> tuple[int, ...]:
    """The verbs whose clause the cue shares: "spoke on Friday, saying ..", "went on to say"."""
    found: list[int] = []
    speaking = [c for c in s.children[at] if s.deps[c] == "advcl" and s.lemmas[c] in SPEAKING and s.tags[c] == "VBG"]
    while s.deps[at] in ("xcomp", "advcl") and s.tags[at] in ("VBG", "VB") and len(found) < 3:
        at = s.heads[at]
        found.append(at)
    return (*found, *speaking)


NOBODY = frozenset(("camera", "music", "applause", "question", "date", "extent", "effect", "contrary"))
SPEAKING = frozenset(("speak", "talk", "testify", "write", "address", "appear", "comment", "respond", "preach"))
CUT = frozenset(("in", "at", "on", "during", "after", "before", "when", "while", "about", "via"))


def _short(s: Sentence, tokens: Iterable[int]) -> tuple[Span, ...]:
    """The tokens up to a time or place that hangs on them: "Le Monde" of "Le Monde in Paris"."""
    kept: list[int] = []
    for t in tokens:
        if kept and s.words[t].lower() in CUT:
            break
        kept.append(t)
    return s.pieces(kept)


def _reaches(s: Sentence, head: int, at: int, inside: frozenset[int], draft: Draft) -> bool:
    """Whether a time hangs on the cue: by its heads, or because it stands between cue and content."""
    if head in inside:
        return False
    goals = {at, *_chain(s, at)}
    token = head
    for _ in range(REACH):
        if token in goals:
            return True
        if token in inside or s.heads[token] == token or s.deps[token] in ("relcl", "acl", "ccomp", "conj", "appos"):
            break
        if s.pos[token] == "VERB":
            break
        token = s.heads[token]
    first = min((t for t in inside if t > at), default=None)
    if first is not None and at < head < first and not any(s.pos[t] in ("VERB", "AUX") for t in range(at + 1, head)):
        return True
    start = s.ends[at]
    return not inside and start <= s.starts[head] and s.starts[head] - start < 60 and not any(
        s.pos[t] in ("VERB", "AUX") for t in range(at + 1, head))

"""Who said what.

>>> from dateline import read
>>> [(q.kind, q.stance) for q in read("Anna Kess denied that the bridge was unsafe.").quotes]
[('indirect', 'denies')]
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.codes.book import CodeBook
from dateline.codes.cues import CueClass, Cues, cues
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Parse, Sentence
from dateline.reading.quotes_direct import find_direct
from dateline.reading.quotes_draft import Draft
from dateline.reading.quotes_extent import asides, content_spans
from dateline.reading.quotes_hit import Hit
from dateline.reading.quotes_indirect import candidates, find_hits
from dateline.reading.quotes_page import Page, kind_of
from dateline.reading.quotes_relay import with_relays
from dateline.reading.quotes_said import addressee_of, place_of, said_on
from dateline.reading.quotes_stance import pledged, stance_of
from dateline.reading.quotes_turns import find_headlines, find_turns, signed
from dateline.reading.quotes_who import carried, named, sourced, speaker_of
from dateline.reading.times_calendar import bounds
from dateline.reading.who import as_then
from dateline.records import Actor, Place, Quote, Report, Time
from dateline.records.span import Span, overlap


def find_quotes(report: Report, parse: Parse, codes: CodeBook, actors: tuple[Actor, ...], places: tuple[Place, ...],
                times: tuple[Time, ...]) -> tuple[Quote, ...]:
    """The quotes of a report, in text order."""
    table = cues()
    page = Page(parse, [b.span for b in report.blocks if b.kind != "furniture"] or [(0, len(parse.text))])
    mentions = Mentions(actors)
    drafts = _laid_out(page, table, find_direct(page, table))
    drafts += find_headlines(page, _headlines(report, page, drafts), table, mentions)
    drafts = with_relays(parse.text, _with_indirect(page, table, drafts), table)
    drafts = _without_own_thoughts(page, drafts)
    drafts = sourced(page, sorted(drafts, key=lambda d: (d.start, -d.end)))
    speakers = carried(page, drafts, [speaker_of(d, mentions, table) for d in drafts])
    context = Context(mentions, Mentions(places), Mentions(times))
    quotes = _gone_on(drafts, [_quote(report, page, codes, d, who, context) for d, who in zip(drafts, speakers, strict=True)])
    return _opened(report, quotes)


def _opened(report: Report, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """The quotes, those of the headline and the opening paragraph on the day that the speaker's next words are told for.

    An opening tells what was said; the sentence after it tells where and when.
    """
    first = next((b for b in report.blocks if b.kind == "paragraph"), None)
    opening = first.span[1] if first is not None else 0
    out = list(quotes)
    for i, quote in enumerate(out):
        if quote.content[0][0] >= opening:
            break
        if quote.said_on is not None or quote.speaker is None or quote.act != "speech":
            continue
        name = quote.speaker.name
        later = (q for q in out[i + 1:i + 4] if q.speaker is not None and q.sentence != quote.sentence)
        following = next((q for q in later if q.speaker is not None and q.speaker.name == name), None)
        if following is not None and following.act == "speech" and len(following.said_on or "") == len("2021-06-04"):
            out[i] = replace(quote, said_on=following.said_on)
    return tuple(out)


def _gone_on(drafts: list[Draft], quotes: list[Quote]) -> tuple[Quote, ...]:
    """The quotes, with "he added" and speech that goes on without a cue said on the day of the same speaker's words before."""
    out: list[Quote] = []
    for draft, quote in zip(drafts, quotes, strict=True):
        last = out[-1] if out else None
        on = draft.why in ("goes on", "floating") or (draft.of is not None and draft.sentence is not None and draft.at is not None
                                                      and draft.sentence.lemmas[draft.at].lower() in ADDING)
        near = last is not None and 0 <= quote.content[0][0] - last.content[-1][1] < NEAR
        if quote.said_on is None and on and near and last is not None and last.said_on and last.speaker and quote.speaker \
                and last.speaker.name == quote.speaker.name:
            quote = replace(quote, said_on=last.said_on)
        out.append(quote)
    return tuple(out)


ADDING = frozenset(("add", "continue", "conclude"))  # verbs of saying that go on with what was said before
NEAR = 400  # characters between the words before and those that go on


def _without_own_thoughts(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts without what a speaker says of his own mind: "Kess said she hoped to win" is one quote."""
    by_sentence: dict[int, list[Draft]] = {}
    for d in drafts:
        if d.sentence is not None and d.of is not None and d.of.act in ("speech", "writing") and d.source:
            by_sentence.setdefault(d.sentence.index, []).append(d)
    gone: set[int] = set()
    for d in drafts:
        if d.sentence is None or d.of is None or d.of.act not in ("thought", "intention") or len(d.source) != 1 or not d.cue:
            continue
        if page.text[d.source[0][0]:d.source[0][1]].lower() in PRONOUNS and any(
                s <= d.cue[0][0] and d.cue[0][1] <= e for o in by_sentence.get(d.sentence.index, ()) if not o.direct for s, e in o.content):
            gone.add(id(d))
    return [d for d in drafts if id(d) not in gone] if gone else drafts


PRONOUNS = frozenset(("he", "she", "it", "they", "i", "we"))


@dataclass(frozen=True, slots=True)
class Context:
    """The actors, places and times of the report, found by where they stand."""

    actors: Mentions[Actor]
    places: Mentions[Place]
    times: Mentions[Time]


def _headlines(report: Report, page: Page, drafts: list[Draft]) -> list[Span]:
    """The headlines, and a lone line without a full stop; turns of a transcript are none."""
    shown = [b.span for b in report.blocks if b.kind != "furniture"]
    lines = [b.span for b in report.blocks if b.kind == "headline"]
    if len(shown) == 1 and page.text[:shown[0][1]].rstrip()[-1:] not in (".", "!", "?", ""):
        lines = shown
    turns = {d.block for d in drafts if d.why == "turn"}
    return [line for line in lines if page.block_of(line[0]) not in turns]


def _laid_out(page: Page, table: Cues, direct: list[Draft]) -> list[Draft]:
    """The direct drafts with what the layout adds: turns and posts win over the marks inside them, signatures name floating speech."""
    turns = find_turns(page, page.blocks, table)
    covered = [piece for d in turns for piece in d.content]
    drafts = [d for d in direct if not any(s <= d.start and d.end <= e for s, e in covered)] if covered else direct
    by = {id(d): name for d, name in signed(page, drafts, page.blocks)}
    of = table.verbs["say"][0].of
    return [*turns, *(replace(d, source=(by[id(d)],), of=of, why="signed") if id(d) in by else d for d in drafts)]


def _with_indirect(page: Page, table: Cues, direct: list[Draft]) -> list[Draft]:
    """The direct drafts and those of the cues that no direct draft uses."""
    used = {span for d in direct for span in d.cue}
    taken = sorted(((piece, d) for d in direct for piece in d.content), key=lambda p: p[0])
    starts, reach = [piece[0] for piece, _ in taken], 0
    furthest = [reach := max(reach, piece[1]) for piece, _ in taken]
    found: list[Draft] = []
    dropped: set[int] = set()
    for sentence in page.parse.sentences:
        at = candidates(sentence, table)
        if not at:
            continue
        marked = page.marked(sentence)
        for hit in (*asides(sentence, table, marked, at), *find_hits(sentence, table, marked, at)):
            draft = _draft_of(page, hit, marked)
            if draft is None or not used.isdisjoint(draft.cue):
                continue
            used.update(draft.cue)
            first, last = bisect_right(furthest, draft.start), bisect_right(starts, draft.end - 1)
            beside = [d for piece, d in taken[first:last] if overlap(piece, (draft.start, draft.end))]
            if _stands(draft, beside, dropped):
                found.append(draft)
    return [*(d for d in direct if id(d) not in dropped), *found]


def _draft_of(page: Page, hit: Hit, marked: frozenset[int]) -> Draft | None:
    """A hit as a draft, its content stretched to the marks that it touches."""
    s = hit.sentence
    if hit.at in marked and not _worth_nesting(hit):
        return None
    content = content_spans(page.text, hit)
    if not content:
        return None
    if hit.at not in marked:
        content = _to_marks(page, content, s)
    of = hit.of
    if of.name == "describe" and not any(page.touching(piece) for piece in content):
        of = _plain_view()
    return Draft(content=content, block=page.block_of(s.start), why=hit.row, cue=s.pieces(hit.cue), source=s.pieces(hit.source), of=of,
                 sentence=s, at=hit.at, addressee=s.pieces(hit.addressee), doubt=_doubt(hit, of))


def _doubt(hit: Hit, of: CueClass) -> float:
    """How likely a reported clause is wrong: by its frame, by its act, and for want of a source; measured, then rounded."""
    frame = "noun" if hit.row.startswith("noun") else hit.frame
    return min(0.7, FRAME_DOUBT.get(frame, 0.35) + ACT_DOUBT.get(of.act, 0.0) + (0.0 if hit.source else 0.15))


FRAME_DOUBT = {"that": 0.15, "aside": 0.12, "phrase": 0.18, "wh": 0.25, "ing": 0.15, "np.to": 0.3, "np.for": 0.2, "np.q": 0.2, "noun": 0.45}
ACT_DOUBT = {"finding": 0.1, "thought": 0.2, "intention": 0.25}


def _plain_view() -> CueClass:
    """A description in the outlet's words is a view, not words that were spoken."""
    return cues().verbs["think"][0].of


def _worth_nesting(hit: Hit) -> bool:
    """Whether a cue in quoted speech tells what somebody else said."""
    s = hit.sentence
    if hit.of.act not in ("speech", "writing") or not hit.source or hit.frame not in ("that", "wh", "np.to"):
        return False
    return s.pos[hit.source[-1]] == "PROPN"


def _to_marks(page: Page, content: tuple[Span, ...], s: Sentence) -> tuple[Span, ...]:
    """The content with stretches that it enters taken whole, where they run past the sentence or hold nearly all of it."""
    out: list[Span] = []
    for start, end in content:
        for stretch in page.touching((start, end)):
            outside = page.text[start:max(start, stretch.outer[0])] + page.text[min(end, stretch.outer[1]):end]
            if not any(c.isalnum() for c in outside):
                start, end = stretch.span
            elif stretch.end > s.end and stretch.start >= start:
                end = stretch.end
            elif start <= stretch.start and stretch.end <= end + 1:
                start, end = min(start, stretch.outer[0]), max(end, stretch.outer[1])  # a mixed quote holds its marks
            elif stretch.start < s.start:
                start = stretch.start
        out.append((start, end))
    return tuple(dict.fromkeys(out))


def _stands(draft: Draft, direct: Iterable[Draft], dropped: set[int]) -> bool:
    """Whether an indirect draft stands beside the direct ones that share its words; floating speech that it takes up is dropped."""
    for other in direct:
        shared = sum(max(0, min(e, b) - max(s, a)) for s, e in draft.content for a, b in other.content)
        size, own = sum(e - s for s, e in other.content), sum(e - s for s, e in draft.content)
        if other.why == "floating":
            if shared > 0.6 * size:
                dropped.add(id(other))
            elif shared > 0.6 * own:
                continue
        elif shared > 0.7 * own and (shared > 0.7 * size or (not other.direct and draft.cue and other.cue and draft.cue < other.cue)):
            return False  # of two cues the nearer one is the speech's
    return True


def _quote(report: Report, page: Page, codes: CodeBook, draft: Draft, who: Actor | None, context: Context) -> Quote:
    sentence = draft.sentence or page.parse.sentence_at(draft.start)
    span = sentence.span if sentence is not None else (draft.start, draft.end)
    kind = kind_of(page, draft.content)
    if draft.why in ("turn", "post"):
        kind = "direct"  # set out as somebody's own words, without marks
    stance, note, more = stance_of(page.parse, draft, cues())
    if stance in ("asserts", "expects") and pledged(page.text, draft, who, context.actors):
        stance, note, more = "promises", "own deed", more + 0.05
    via = tuple(a for a in (named(relay, context.actors, draft.sentence) for relay in draft.relay) if a is not None)
    act = draft.of.act if draft.of is not None else "speech"
    when = said_on(draft, context.times)
    if who is not None and when is not None:
        who = as_then((who,), bounds(when), report, codes)[0]  # in the office that they held when they said it
    return Quote(report=report.id, sentence=span, why=f"{draft.why}; {note}" if note else draft.why, doubt=min(0.9, draft.doubt + more),
                 codes=codes.version, kind=kind, content=draft.content, cue=draft.cue, source=draft.source, speaker=who, via=via,
                 addressee=addressee_of(draft, cues()), act=act, stance=stance, said_on=when,
                 place=place_of(draft, context.places, cues()))

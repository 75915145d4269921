"""What each unit of a plain text is: headline, byline, dateline, caption, paragraph, quote, list or furniture.

>>> text = "World\\n\\nEnvoys meet\\n\\nRIGA, May 2 (BNS) - Two envoys met on Sunday.\\n\\nShare this story"
>>> [(b.kind, b.reason) for b in layout_of(text).blocks]
[('furniture', 'section'), ('headline', None), ('dateline', None), ('paragraph', None), ('furniture', 'share')]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.intake.days import full_dates
from dateline.intake.furniture import credit_at, furniture_of
from dateline.intake.opening import Opening, dateline_alone, dateline_at, names_of_byline
from dateline.intake.published import LineDate, byline_date, line_date
from dateline.intake.units import ends_stopped, is_listed, units_of
from dateline.records.report import Block, BlockKind
from dateline.records.span import Span

HEADLINE_WORDS, DECK_WORDS, CROSSHEAD_WORDS, CAPTION_WORDS = 35, 30, 9, 90
MASTHEAD_WORDS = 4  # "The Baltic Courier": a headline is longer
MENU_RUN, MENU_WORDS = 4, 3
OPENING_UNITS = 12  # units among which bylines and plain date lines stand
FILE_LEAD = re.compile(
    r"[(\[]?(?:file(?:\s+(?:photo|picture|image|pic))?s?|photo|picture|image|caption)\s*[)\]]?\s*[:–—-]\s"
    r"|(?:image|media|photo) caption\s*[:,–—-]?\s"
    r"|in this (?:\w+ )?(?:file |handout |undated |screen )?(?:photo|image|picture|photograph|grab|still|frame|handout)\b"
    r"|(?:a |an )?(?:file|handout|undated|archive) (?:photo|picture|image|photograph)\b"
    r"|(?:this|a) (?:photo|image|picture|photograph|satellite image|combination (?:photo|picture)|combo)\b[^.]{0,80}\bshows?\b", re.I)
SIDES = re.compile(
    r"\((?:[LRC]|left|right|cent(?:er|re)|(?:second|2nd|third|3rd) (?:from )?(?:left|right|[LR])|from left(?: to right)?|L-R|top|bottom"
    r"|back|front)\)")
SHOWS = re.compile(
    r"\b(?:(?:is|are) (?:seen|pictured|shown)|pictured|poses?|shakes? hands|speaks?|speaking|listens?|walks?|arrives?|attends?|addresses"
    r"|waves?|gestures?|looks? on|stands?|sits?|shows?|delivers?|gives?|takes? part|holds?|meets?|greets?|inspects?|reacts?)\b", re.I)
MARKED = re.compile(r"#{1,6} \S")  # a heading in Markdown
SPEAKER = re.compile(r"[^\W\d_a-zß-öø-ÿ](?:[^\W\d_a-zß-öø-ÿ]|[ .'’-]){0,60}:\s")
HEADER_REASONS = frozenset(("related", "more"))
ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}[\"'”’]?$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|No)\.$")


@dataclass(slots=True)
class Draft:
    """A unit on its way to a block."""

    span: Span
    words: int
    line: str
    stopped: bool
    kind: BlockKind | None = None
    reason: str | None = None

    def furnish(self, reason: str) -> None:
        self.kind, self.reason = "furniture", reason


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text with what was read off them on the way."""

    blocks: tuple[Block, ...]
    title: Span | None = None
    byline: tuple[str, ...] = ()
    opening: Opening | None = None
    dated: tuple[tuple[Span, LineDate], ...] = ()
    masthead: str | None = None


@dataclass(slots=True)
class Found:
    """What the passes over the units gather; `first` are the first paragraphs, `talked` tells a transcript with speakers' labels."""

    byline: list[str] = field(default_factory=list)
    dated: list[tuple[Span, LineDate]] = field(default_factory=list)
    title: Span | None = None
    opening: Opening | None = None
    first: tuple[Span, ...] = ()
    talked: bool = False
    masthead: str | None = None


def layout_of(text: str, units: Sequence[tuple[Span, BlockKind | None, str | None]] | None = None) -> Layout:
    """The blocks of a text. They do not overlap, and each character that is no space stands in one of them.

    `units` are the units with the kind and the reason that their markup gives, where there was markup.
    """
    known = [(s, None, None) for s in units_of(text)] if units is None else units
    drafts = [_draft(text, *one) for one in known]
    found = Found(title=next((d.span for d in drafts if d.kind == "headline"), None))
    if len(drafts) == 1 and drafts[0].kind is None and not _plain_furniture(drafts[0]):
        drafts[0].kind = "paragraph"
    else:
        _mark_furniture(drafts)
        _mark_opening(text, drafts, found)
        _mark_menus(drafts)
        _mark_lists(drafts)
        _mark_captions(text, drafts)
        _mark_masthead(drafts, found)
        _mark_headlines(drafts, found)
        _mark_tail(drafts)
    paragraphs = [d for d in drafts if d.kind in (None, "paragraph")]
    found.first = tuple(d.span for d in paragraphs[:2])
    found.talked = sum(SPEAKER.match(d.line) is not None for d in paragraphs) > 1
    blocks = [b for d in drafts for b in _blocks(text, d, found)]
    return Layout(tuple(blocks), found.title, tuple(dict.fromkeys(found.byline)), found.opening, tuple(found.dated),
                  found.masthead)


def _draft(text: str, span: Span, kind: BlockKind | None, reason: str | None) -> Draft:
    head = text[span[0]:min(span[1], span[0] + 4000)]
    stopped = kind == "paragraph" or ends_stopped(text[max(span[0], span[1] - 40):span[1]])
    return Draft(span, len(head.split()), head, stopped, None if kind == "paragraph" else kind, reason)


def _plain_furniture(draft: Draft) -> bool:
    """Whether a text of one line is furniture beyond doubt; a section name alone is not."""
    return furniture_of(draft.line) in ("separator", "address")


def _mark_furniture(drafts: list[Draft]) -> None:
    title = next((d for d in drafts if d.kind == "headline"), None)
    for draft in drafts:
        if draft.kind in ("byline", "furniture") or draft is title or line_date(draft.line):
            continue
        reason = furniture_of(draft.line)
        if (draft.kind == "headline" and reason == "section") or (draft.kind == "list" and reason in ("counter", "date")):
            continue
        if reason and not (draft.kind == "caption" and reason in ("more", "section")):
            draft.furnish(reason)


def _mark_opening(text: str, drafts: list[Draft], found: Found) -> None:
    """Date lines anywhere, bylines near the top and at the end, a line of place and day near the top."""
    last = len(drafts) - 1
    for number, draft in enumerate(drafts):
        if draft.kind == "byline":
            found.byline += names_of_byline(draft.line) or ()
            if by := byline_date(draft.line):
                found.dated.append((draft.span, by))
        if draft.kind is not None:
            continue
        dated = line_date(draft.line)
        if dated:
            draft.furnish("date")
            found.dated.append((draft.span, dated))
        elif number < OPENING_UNITS and found.opening is None and (opening := dateline_alone(text, draft.span)):
            draft.kind, found.opening = "dateline", opening
        elif (number < OPENING_UNITS or number >= last - 1) and (names := names_of_byline(draft.line)):
            if number == 0 and (last == 0 or (drafts[1].stopped and _opening(drafts[1]) is None)):
                continue  # "By Train Through Siberia" heads a story
            draft.kind = "byline"
            found.byline += names
            if by := byline_date(draft.line):
                found.dated.append((draft.span, by))


def _mark_menus(drafts: list[Draft]) -> None:
    """Runs of four and more very short lines are menus; furniture among them counts."""
    run: list[Draft] = []
    for draft in [*drafts, None]:
        if draft is not None and draft.words <= MENU_WORDS and not draft.stopped and draft.kind in (None, "furniture") \
                and not is_listed(draft.line):
            run.append(draft)
            continue
        if len(run) >= MENU_RUN:
            for one in run:
                if one.kind is None:
                    one.furnish("menu")
        run = []


def _mark_lists(drafts: list[Draft]) -> None:
    """Neighbouring lines with bullets or numbers; lines with ">" are quoted mail."""
    for number, draft in enumerate(drafts):
        if draft.kind is None and is_listed(draft.line):
            beside = [d for d in drafts[max(0, number - 1):number + 2] if d is not draft and is_listed(d.line)]
            if draft.line.startswith(">"):
                draft.kind = "quote"
            elif beside:
                draft.kind = "list"


def _mark_captions(text: str, drafts: list[Draft]) -> None:
    body = 0
    for draft in drafts:
        if draft.kind is None and draft.words <= CAPTION_WORDS and draft.words >= 2 and (
                _credited(text, draft) or FILE_LEAD.match(draft.line) or (body < 3 and SIDES.search(draft.line) and draft.words <= 60)
                or (body == 0 and draft.stopped and draft.words <= 50 and SHOWS.search(draft.line) and _dated(draft.line))):
            draft.kind = "caption"
        elif draft.kind is None and draft.stopped:
            body += 1


def _credited(text: str, draft: Draft) -> bool:
    credit = credit_at(text, draft.span)
    return credit is not None and credit[0] > draft.span[0]


def _dated(line: str) -> bool:
    """Whether the line is one sentence with a full date near its end, as picture captions have it."""
    dates = list(full_dates(line))
    return len(dates) == 1 and len(line) - dates[0].span[1] <= 40


def _is_paragraph(draft: Draft) -> bool:
    return draft.kind is None and (draft.stopped or draft.words >= 20)


def _mark_masthead(drafts: list[Draft], found: Found) -> None:
    """A paper's name over the date over the headline: the name is the outlet's, no headline."""
    if len(drafts) < 4:
        return
    name, day, head = drafts[:3]
    if (name.kind is None and name.words <= MASTHEAD_WORDS and not name.stopped and name.line[:1].isupper() and day.reason == "date"
            and head.kind is None and _can_head(head) and head.words > MASTHEAD_WORDS and any(map(_is_paragraph, drafts[3:]))):
        found.masthead = name.line.title() if name.line.isupper() else name.line
        name.furnish("masthead")


def _mark_headlines(drafts: list[Draft], found: Found) -> None:
    """The headline, a line under it, and the headings between paragraphs."""
    ahead = [False] * (len(drafts) + 1)
    for number in range(len(drafts) - 1, -1, -1):
        ahead[number] = ahead[number + 1] or _is_paragraph(drafts[number]) or (drafts[number].kind == "list" and drafts[number].stopped)
    seen_body = False
    for number, draft in enumerate(drafts):
        if draft.kind is not None:
            continue
        if found.title is None and not seen_body:  # nothing but furniture so far
            heads = ahead[number + 1] and _can_head(draft)
            found.title = draft.span if heads else None
        elif not seen_body:
            heads = ahead[number + 1] and not draft.stopped and draft.words <= DECK_WORDS and _opening(draft) is None
        else:
            heads = _is_crosshead(draft, drafts, number)
        if heads:
            draft.kind = "headline"
        else:
            seen_body = True


def _opening(draft: Draft) -> Opening | None:
    return dateline_at(draft.line, (0, len(draft.line)))


def _can_head(draft: Draft) -> bool:
    if MARKED.match(draft.line):
        return True
    if draft.words > HEADLINE_WORDS or len(draft.line) > 300 or _opening(draft):
        return False
    end = draft.line.rstrip("\"'”’»)] ")
    if draft.line.endswith(","):
        return False
    return not draft.stopped or end.endswith(("?", "!", "…", "...")) or ABBREVIATED.search(draft.line) is not None


def _is_crosshead(draft: Draft, drafts: list[Draft], number: int) -> bool:
    if MARKED.match(draft.line):
        return True
    after = next((d for d in drafts[number + 1:number + 4] if d.kind is None), None)
    return (draft.words <= CROSSHEAD_WORDS and not draft.stopped and not draft.line.endswith(",") and not draft.line[0].islower()
            and after is not None and after.stopped and after.words >= 8)


def _mark_tail(drafts: list[Draft]) -> None:
    """What follows a heading such as "Related stories", and the comments and loose lines after the last paragraph."""
    under: str | None = None
    total, passed = sum(d.span[1] - d.span[0] for d in drafts), 0
    paragraphs = 0
    for draft in drafts:
        if draft.kind == "furniture":
            heads = draft.reason in HEADER_REASONS and draft.words <= 6
            heads = heads or (draft.reason == "copyright" and paragraphs > 1)
            if paragraphs and (heads or (draft.reason == "comments" and passed * 2 > total)):
                under = "comments" if draft.reason == "comments" else "related"
        elif under == "comments":
            draft.furnish(under)
        elif under and (not draft.stopped or draft.kind == "list") and draft.words <= 25 and draft.kind in (None, "headline", "list"):
            draft.furnish("related")
        elif draft.kind is None:
            paragraphs, under = paragraphs + 1, None
        passed += draft.span[1] - draft.span[0]
    _mark_loose_end(drafts, paragraphs)


def _mark_loose_end(drafts: list[Draft], paragraphs: int) -> None:
    for draft in reversed(drafts):
        if draft.kind == "furniture":
            continue
        if paragraphs < 3 or draft.kind is not None or draft.stopped or draft.words > 6:
            return
        draft.furnish("tail")


def _blocks(text: str, draft: Draft, found: Found) -> list[Block]:
    start, end = draft.span
    if draft.kind == "furniture":
        return [Block(kind="furniture", span=draft.span, reason=draft.reason)]
    if draft.kind == "caption":
        credit = credit_at(text, draft.span, sure=True)
        if credit and credit[0] > start:
            stop = start + len(text[start:credit[0]].rstrip())
            return [Block(kind="caption", span=(start, stop)), Block(kind="furniture", span=credit, reason="credit")]
    if draft.kind is not None and draft.kind != "paragraph":
        return [Block(kind=draft.kind, span=draft.span)]
    opening = dateline_at(text, draft.span)
    if opening is None or not _trusted(opening, draft, found, text):
        return [Block(kind="paragraph", span=draft.span)]
    found.opening = found.opening or opening
    size = len(text[opening.span[0]:opening.span[1]].rstrip())
    return [Block(kind="dateline", span=(start, start + size)), Block(kind="paragraph", span=(opening.span[1], end))]


def _trusted(opening: Opening, draft: Draft, found: Found, text: str) -> bool:
    """Whether an opening is a dateline: one without day and agency only where the report begins, and no speaker's label."""
    words = text[opening.span[0]:opening.span[1]]
    if opening.sure:
        return True
    if found.opening is not None:
        return False
    return draft.span in found.first and not (":" in words and found.talked)

"""Speech that a report sets out by its layout: transcripts, posts, lines signed with a dash, headlines with a colon.

>>> from dateline.codes.cues import cues
>>> turn("KESS: We go on Monday.", cues())
('KESS', 6)
"""

import re
from collections import Counter
from collections.abc import Sequence

from dateline.codes.cues import Cues
from dateline.reading.mentions import Mentions
from dateline.reading.quotes_draft import Draft
from dateline.reading.quotes_extent import trimmed
from dateline.reading.quotes_page import Page
from dateline.records import Actor
from dateline.records.span import Span

TURN = re.compile(r"[\"“]?((?:[A-Z][\w.'’-]*,? ?)(?:[A-Z][\w.'’-]*,? ?|[a-z]+ (?=\w+ )){0,4}(?:\([^)\n]{1,30}\) ?)?|[QA]):\s+(?=\S)")
POST = re.compile(r"\s*(?:\b(?:pic\.)?(?:https?://|twitter\.com/)\S+\s*)*[—–-]{1,2}\s*([^—–()\n]{2,60}?)\s*\(@\w{1,30}\)"
                  r"[^\n]{0,40}$")
SIGNED = re.compile(r"\s*(?:[—–―-]{1,2})\s*((?:[A-Z][\w.'’-]*,? ?){1,6})[^.\n]{0,60}$")
MANY = 3  # turns that make a transcript


def turn(text: str, table: Cues) -> tuple[str, int] | None:
    """The name that opens a turn of a transcript and where its words begin, or None."""
    match = TURN.match(text[:120])
    if match is None:
        return None
    name = match.group(1).strip(" ,")
    return None if name.split()[0].lower().strip(".") in table.lead_ins else (name, match.end())


def find_turns(page: Page, blocks: Sequence[Span], table: Cues) -> list[Draft]:
    """The speech that the layout shows, in text order."""
    of = table.verbs["say"][0].of
    found: list[Draft] = []
    turns = [(n, t) for n, (s, e) in enumerate(blocks) if (t := turn(page.text[s:e], table)) is not None]
    names = Counter(name.split()[-1] for _, (name, _) in turns)
    turns = [t for t in turns if names[t[1][0].split()[-1]] > 1 or (len(names) > 1 and max(names.values()) > 2)]
    if len(turns) >= MANY and len(names) < len(turns):
        for n, (name, begin) in turns:
            start, end = blocks[n]
            at = page.text.index(name, start)
            content = trimmed(page.text, (start + begin, end))
            if content is not None:
                content = content[0], start + len(page.text[start:end].rstrip())  # a turn keeps its full stop
                end = at + len(name)
                cue = ((end, end + 1),) if page.text[end] == ":" else ()
                found.append(Draft(content=(content,), block=n, why="turn", cue=cue, source=((at, end),), of=of, direct=True, doubt=0.15))
    for n, (start, end) in enumerate(blocks):
        if end - start > 1000 or "(@" not in page.text[start:end]:
            continue
        match = POST.search(page.text[start:end])
        if match is not None and match.start() > 10:
            content = trimmed(page.text, (start, start + match.start()))
            if content is not None:
                found.append(Draft(content=(content,), block=n, why="post", source=((start + match.start(1), start + match.end(1)),),
                                   of=table.verbs["tweet"][0].of, direct=True))
    return found


HEAD_COLON = re.compile(r"[\"“]?((?:[\w.'’-]+ ){0,6}[\w.'’-]+): (?=\S)")
HEAD_DASH = re.compile(r" [-–—] ((?:[\w.'’-]+ ){0,5}[\w.'’-]+)$")
LONGEST_HEADLINE = 200


def find_headlines(page: Page, headlines: Sequence[Span], table: Cues, mentions: Mentions[Actor]) -> list[Draft]:
    """ "Kess: The bridge is safe", "Bridge is safe - mayor": only where an actor or a speaker by trade stands at the colon or dash."""
    of = table.verbs["say"][0].of
    found: list[Draft] = []
    for start, end in headlines:
        text = page.text[start:end].rstrip()
        if len(text) > LONGEST_HEADLINE or text.endswith("."):
            continue
        for pattern, lead in ((HEAD_COLON, True), (HEAD_DASH, False)):
            match = pattern.match(text) if lead else pattern.search(text)
            if match is None:
                continue
            name = (start + match.start(1), start + match.end(1))
            content = trimmed(page.text, (start + match.end(), start + len(text)) if lead else (start, start + match.start()))
            inner = page.stretch_at(content[0]) if content is not None else None
            found_already = inner is not None and content in (inner.span, inner.outer)
            if content is None or found_already or not _speaks(page.text, name, table, mentions):
                continue
            cue = (name[1], name[1] + 1) if lead else (name[0] - 2, name[0] - 1)
            block = page.block_of(start)
            found.append(Draft(content=(content,), block=block, why="headline", cue=(cue,), source=(name,), of=of, doubt=0.25))
            break
    return found


def _speaks(text: str, name: Span, table: Cues, mentions: Mentions[Actor]) -> bool:
    words = text[name[0]:name[1]].split()
    if words[0].lower().strip(".") in table.lead_ins:
        return False
    if words[-1].lower() in table.relays or words[-1].lower().removesuffix("s") in table.relays:
        return True
    return any((a.span[0] <= name[0] and name[1] <= a.span[1] + 1) or (name[0] <= a.span[0] and a.span[1] == name[1])
               for a in mentions.at(name) if a.sector is not None or a.name[:1].isupper())


def signed(page: Page, drafts: list[Draft], blocks: Sequence[Span]) -> list[tuple[Draft, Span]]:
    """Floating drafts with the name that signs them, in their own block or the next: '".." - Anna Kess'."""
    found: list[tuple[Draft, Span]] = []
    for draft in drafts:
        if draft.why != "floating":
            continue
        here = blocks[draft.block]
        end = min((s.outer[1] for s in page.touching((draft.end - 1, draft.end))), default=draft.end)
        after = blocks[draft.block + 1] if draft.block + 1 < len(blocks) else None
        for span in ((end, here[1]), after):
            match = SIGNED.fullmatch(page.text[span[0]:span[1]]) if span is not None and span[1] - span[0] < 140 else None
            if match is not None and span is not None:
                start = span[0] + match.start(1)
                found.append((draft, (start, start + len(match.group(1).split(",")[0].rstrip()))))
                break
    return found

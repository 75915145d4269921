r"""A newsletter to its items: where a mail or a page is a row of headlines, each with some words and a link, each is a report of its own.

An item is a headline and the paragraphs under it; in markup the headline is a link, or a link such as "Read more" closes them, in plain
text an address does. Three items that lead to three addresses and hold most of the words make a newsletter; anything less is one report.

>>> from dateline.intake.forms import report_of_plain
>>> item = "{0} talks end\n\nThe two sides met for the day in {0} and agreed on a further round of talks.\nhttps://c.example/{0}\n\n"
>>> letter = report_of_plain("".join(item.format(city) for city in ("Riga", "Oslo", "Bern")).encode(), source="a.eml")
>>> [(one.source, one.report.title, one.report.url) for one in items_of(letter)][1]
('a.eml#2', 'Oslo talks end', 'https://c.example/Oslo')
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from dateline.intake.blocks import layout_of
from dateline.intake.markup import Words, scan
from dateline.intake.page import urlsplit_ok
from dateline.intake.published import Published
from dateline.intake.rawmap import Builder
from dateline.intake.taken import Taken
from dateline.intake.text import report_of_layout
from dateline.intake.units import ends_stopped, units_of
from dateline.records.report import Report
from dateline.records.span import Span

LEAST, MOST = 3, 200  # items
SHARE = 0.6  # of the words in paragraphs that stand in items
HEAD_WORDS, LEAST_HEAD = 25, 2
BODY_WORDS = 8  # of an item's paragraphs together
LETTER = 150  # characters of what is no item, from which on it is a report too
ANCHOR = re.compile(r"<a\b[^>]{0,2000}?\bhref\s*=\s*[\"']?\s*(https?://[^\"'\s>]{1,2000})", re.I)
MORE = re.compile(r"\W*(?:(?:read|see|find out|learn) more|more|continue(?: reading)?|keep reading"
                  r"|(?:read )?(?:the )?(?:full|whole|rest of the) (?:story|article|report|text|interview)"
                  r"|read (?:on|it|the (?:story|article|report)))\b.{0,40}", re.I)
FAREWELL = re.compile(r"unsubscribe|you (?:are )?receiv\w+ this|manage (?:your )?preferences|view (?:this|it) in", re.I)
ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{4,2000}")
ASIDE = frozenset(("hidden", "nav", "footer", "comments", "cookies", "share", "advert"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
LINKED_HEADS = re.compile(r"<h[1-4]\b[^>]*>\s*<a\b", re.I)
IS_ARTICLE = re.compile(r"\"@type\"\s*:\s*\[?\s*\"[A-Za-z]*Article\"|og:type[\"'][^>]{0,40}article|<article\b", re.I)


@dataclass(slots=True)
class Part:
    """An item on its way: its pieces of the text with their builders, its headline first; where it leads; how many words its body has."""

    head: str
    pieces: list[tuple[Builder, bool]] = field(default_factory=list)  # (words, whether they are the headline)
    url: str | None = None
    words: int = 0


def items_of(taken: Taken) -> Iterator[Taken]:
    """The items of a newsletter, each with the number that is its part's name; anything else as it came."""
    if taken.elements and any(taken.elements):
        plain_page = taken.form == "html" and (IS_ARTICLE.search(taken.raw) or len(LINKED_HEADS.findall(taken.raw)) < LEAST)
        parts, rest = ([], []) if plain_page else _of_markup(taken)
    else:
        parts, rest = _of_text(taken) if len(ADDRESS.findall(taken.text[:2_000_000])) >= LEAST else ([], [])
    items = [p for p in parts if p.url and p.words >= BODY_WORDS]
    outside = sum(len(b.text().split()) for b in rest) + sum(p.words for p in parts if p not in items)
    inside = sum(p.words for p in items)
    if not LEAST <= len(items) <= MOST or len({p.url for p in items}) < len(items) or inside < SHARE * (inside + outside):
        yield taken
        return
    if sum(b.size for b in rest) >= LETTER:
        yield _report(taken, [(b, False) for b in rest], "letter", None)
    for number, part in enumerate(items, 1):
        yield _report(taken, part.pieces, str(number), part.url)


def _report(taken: Taken, pieces: list[tuple[Builder, bool]], name: str, url: str | None) -> Taken:
    """One item as a report; what the letter knows of its day, outlet and language holds for it."""
    whole, units = Builder(), []
    for build, is_head in pieces:
        if whole.size:
            whole.gap("\n\n")
        units.append(((whole.size, whole.size + build.size), "headline" if is_head else None, None))
        whole.join(build)
    text, letter = whole.text(), taken.report
    layout = layout_of(text, units)  # type: ignore[arg-type]
    report: Report = report_of_layout(text, layout, _day(letter), None, url)
    report = replace(report, outlet=letter.outlet or report.outlet, language=letter.language, complete=report.complete and url is None)
    return Taken(report=report, text=text, raw=taken.raw, raw_map=whole.map(), source=f"{taken.source}#{name}", form=taken.form,
                 encoding=taken.encoding, elements=(None,) * len(report.blocks))


def _day(letter: Report) -> Published | None:
    if letter.published is None or letter.published_from is None:
        return None
    return Published(date.fromisoformat(letter.published), letter.published_from)


# -- markup --------------------------------------------------------------------------------------------------------------
def _of_markup(taken: Taken) -> tuple[list[Part], list[Builder]]:
    parts: list[Part] = []
    rest: list[Builder] = []
    for block in scan(taken.raw).blocks:
        if block.marks & ASIDE:
            continue
        url, count = _leads_to(taken.raw, block), len(block.text.split())
        if url and MORE.fullmatch(block.text):
            if parts and parts[-1].words:
                parts[-1].url = parts[-1].url or url
        elif LEAST_HEAD <= count <= HEAD_WORDS and (block.tag in HEADINGS or url) and "\n" not in block.text:
            parts.append(Part(block.text, [(block.build, True)], url))
        elif parts and not (parts[-1].words and FAREWELL.search(block.text)):
            more = _more_inside(taken.raw, block)
            kept = block.build if more is None else block.build.part(0, len(block.text) - more[1])
            parts[-1].pieces.append((kept, False))
            parts[-1].words += count if count >= 5 else 0
            parts[-1].url = parts[-1].url or (more[0] if more else None)
        elif count >= 5:
            rest.append(block.build)
    return parts, rest


def _leads_to(raw: str, block: Words) -> str | None:
    """The address of the link that all of a block's words stand in."""
    start, end = block.span
    before = raw[max(0, start - 2500):start]
    opened = before.lower().rfind("<a ")
    if opened < 0 or "</a" in before[opened:].lower() or "</a" in raw[start:end].lower().rstrip():
        return None
    found = ANCHOR.match(before, opened)
    return _web(found[1]) if found else None


def _more_inside(raw: str, block: Words) -> tuple[str, int] | None:
    """The address of a "Read more" that ends a paragraph, and how many of the paragraph's last characters say so."""
    start, end = block.span
    last = None
    for found in ANCHOR.finditer(raw, start, end):
        last = found
    if last is None:
        return None
    close = raw.find(">", last.end())
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", "", raw[close + 1:end])).split())
    url = _web(last[1])
    if url is None or not MORE.fullmatch(words) or not block.text.endswith(words) or len(words) >= len(block.text.rstrip()):
        return None
    return url, len(block.text) - len(block.text[:len(block.text) - len(words)].rstrip())


def _web(url: str) -> str | None:
    url = html.unescape(url)
    return url if urlsplit_ok(url) else None


# -- plain text ----------------------------------------------------------------------------------------------------------
def _of_text(taken: Taken) -> tuple[list[Part], list[Builder]]:
    """Headline, paragraphs, address: an address ends an item."""
    parts: list[Part] = []
    rest: list[Builder] = []
    held: list[Span] = []
    for span in units_of(taken.text):
        words = taken.text[span[0]:span[1]]
        found = ADDRESS.search(words)
        held.append(span)
        if found and held and not (len(held) == 1 and found.start() > 0 and "\n" not in words):
            part = _text_part(taken.text, held, found.group().rstrip(".,;"))
            if part is not None:
                parts.append(part)
            else:
                rest += [_piece(taken.text, s) for s in held if not ADDRESS.fullmatch(taken.text[s[0]:s[1]].strip(" <>"))]
            held = []
    rest += [_piece(taken.text, span) for span in held]
    return parts, rest


def _text_part(text: str, held: list[Span], url: str) -> Part | None:
    """The item that an address ends: the last headline before it and all that follows."""
    heads = [n for n, (s, e) in enumerate(held[:-1]) if _is_head(text[s:e])]
    last = held[-1]
    first_line = (last[0], last[0] + len(text[last[0]:last[1]].split("\n", 1)[0]))
    if not heads and "\n" in text[last[0]:last[1]] and _is_head(text[first_line[0]:first_line[1]]):
        held = [first_line, (first_line[1] + 1, last[1])]  # a headline without a blank line under it
        heads = [0]
    if not heads:
        return None
    part = Part(text[held[heads[-1]][0]:held[heads[-1]][1]], [(_piece(text, held[heads[-1]]), True)], url)
    for start, end in held[heads[-1] + 1:]:
        found = ADDRESS.search(text, start, end)
        stop = found.start() if found and found.end() >= end - 3 else end
        stop = start + len(text[start:stop].rstrip(" \n<([:-"))
        if stop > start and not MORE.fullmatch(text[start:stop]):
            part.pieces.append((_piece(text, (start, stop)), False))
            part.words += len(text[start:stop].split())
    return part


def _is_head(line: str) -> bool:
    return (LEAST_HEAD <= len(line.split()) <= HEAD_WORDS and "\n" not in line.strip() and not ADDRESS.search(line)
            and (not ends_stopped(line) or line.rstrip().endswith(("?", "!"))) and any(c.isalpha() for c in line))


def _piece(text: str, span: Span) -> Builder:
    build = Builder()
    build.add(text[span[0]:span[1]], *span)
    return build

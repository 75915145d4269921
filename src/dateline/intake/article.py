"""Which blocks of a page are its article: trafilatura finds the body; headline, section, byline, date and captions are our work.

>>> from dateline.intake.markup import scan
>>> raw = "<nav><a>Home</a></nav><article><h1>Envoys meet</h1><p>Two envoys met in Riga on Friday, the ministry said.</p></article>"
>>> [(c.kind, c.words.text) for c in choose(raw, scan(raw), ())[0]]
[('headline', 'Envoys meet'), (None, 'Two envoys met in Riga on Friday, the ministry said.')]
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from dateline.intake.days import full_dates
from dateline.intake.furniture import furniture_of, is_section
from dateline.intake.markup import Page, Words
from dateline.intake.opening import names_of_byline
from dateline.intake.page import without_suffix
from dateline.intake.published import line_date
from dateline.intake.units import ends_stopped
from dateline.records.report import BlockKind

SHUNNED = ("hidden", "comments", "cookies", "subscribe", "newsletter", "related", "share", "advert", "nav", "footer", "aside", "logo",
           "bio", "pullquote")
NO_BODY = frozenset(("caption", "credit", "byline", "date", "section"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SQUASH = re.compile(r"[\W_]+")
DEEPEST, LARGEST, MOST_BLOCKS, MOST_TAGS = 200, 3_000_000, 20_000, 60_000  # beyond these trafilatura is not asked
ABOVE = 8  # blocks above the headline among which section, byline and date stand
CELL_WORDS = 12  # a longer cell belongs to a table that lays out the page
PARAGRAPH_WORDS = 12  # a `<p>` of so many words is a paragraph even without a stop
SHORT = 25  # squashed characters: a shorter block counts as found only where the one before it was found
TAIL = 15
WINDOW = 3000
POINT_WORDS = 5
MOST_LINES, SHORT_BLOCK = 5, 400  # of a block that is looked through for date lines
MOST_SEARCHES = 3000


@dataclass(frozen=True, slots=True)
class Chosen:
    """A block of the article: its words, what the markup says it is (None: the text decides), the reason if it is furniture."""

    words: Words
    kind: BlockKind | None = None
    reason: str | None = None


def choose(raw: str, page: Page, titles: tuple[str, ...]) -> tuple[list[Chosen], list[tuple[Words, str]]]:
    """The blocks of the article in page order, and all others with the reason why they are none."""
    page = replace(page, blocks=[part for block in page.blocks for part in _dates_apart(block)])
    blocks = page.blocks
    body = _body(raw, page)
    void = _void_marks(blocks, body)
    body = [n for n in body if not _shunned(blocks[n], void)]
    headline = _headline(blocks, body, titles, void)
    kinds: dict[int, Chosen] = {}
    if headline is not None:
        kinds[headline] = Chosen(blocks[headline], "headline")
        _above(blocks, headline, kinds)
    if body:
        _between(blocks, headline, body, kinds, void)
    seen: set[str] = set()
    chosen: list[Chosen] = []
    for number in sorted(kinds):
        key = _squash(blocks[number].text)
        if len(key) < SHORT or key not in seen:
            chosen.append(kinds[number])
        else:
            del kinds[number]
        seen.add(key)
    return chosen, [(w, _why_not(w, void)) for n, w in enumerate(blocks) if n not in kinds]


def _dates_apart(block: Words) -> list[Words]:
    """A short block with its date lines cut off, where a mere `<br>` stands between them and a headline or a first line."""
    lines = block.text.split("\n", MOST_LINES)
    if not 2 <= len(lines) <= MOST_LINES or len(block.text) > SHORT_BLOCK or names_of_byline(block.text) or line_date(block.text):
        return [block]
    if not any(map(line_date, lines)):
        return [block]
    parts, at = [], 0
    for line in lines:
        if line.strip():
            build = block.build.part(at, at + len(line))
            parts.append(replace(block, text=line, build=build, span=(build.runs[0][2], build.runs[-1][3])))
        at += len(line) + 1
    return parts


def _squash(text: str) -> str:
    return SQUASH.sub("", text).lower()


def _body(raw: str, page: Page) -> list[int]:
    """The blocks whose words trafilatura takes for the article; without its answer, the plain paragraphs outside of the furniture."""
    found: list[int] = []
    if page.depth <= DEEPEST and len(raw) <= LARGEST and len(page.blocks) <= MOST_BLOCKS and raw.count("<") <= MOST_TAGS:
        found = _matched(page.blocks, _squash(_extracted(raw)))
    return found or _plain_body(page.blocks)


def _extracted(raw: str) -> str:
    """The text that trafilatura extracts, empty where it finds none or breaks on the page."""
    import logging

    import lxml.etree
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.extract(raw, fast=True, include_comments=False, include_tables=True, deduplicate=False) or ""
    except (lxml.etree.LxmlError, ValueError, TypeError, AttributeError, IndexError, KeyError, AssertionError, RecursionError):
        return ""


def _matched(blocks: list[Words], extracted: str) -> list[int]:
    """The numbers of the blocks whose words stand in the extracted text, by and large in its order."""
    found: list[int] = []
    at, searches = 0, 0
    if not extracted:
        return found
    for number, block in enumerate(blocks):
        key = _squash(block.text)
        if not key:
            continue
        place = extracted.find(key, at, at + len(key) + (WINDOW if len(key) >= SHORT else 40))
        if place < 0 and len(key) >= SHORT and searches < MOST_SEARCHES:
            searches += 1
            place = _near(extracted, key)
        if place >= 0:
            found.append(number)
            at = place + len(key) if place >= at or len(key) >= SHORT else at
    return _dense(blocks, found)


def _near(extracted: str, key: str) -> int:
    """Where a block stands in the extracted text: whole, or by its first and last words where those stand no further apart than in it."""
    place = extracted.find(key)
    if place >= 0 or len(key) < 2 * SHORT:
        return place
    first = extracted.find(key[:SHORT])
    if first < 0:
        return -1
    room = first + len(key) + len(key) // 4 + SHORT
    return first if extracted.find(key[-TAIL:], first + len(key) // 2, room) >= 0 else -1


def _dense(blocks: list[Words], found: list[int]) -> list[int]:
    """Without short blocks that stand apart from all found ones of some length: menu words that chance to open the text."""
    long = [n for n in found if len(blocks[n].text) >= 60]
    if not long:
        return found
    first, last = long[0], long[-1]
    return [n for n in found if first - 4 <= n <= last + 4]


def _plain_body(blocks: list[Words]) -> list[int]:
    inside = [n for n, b in enumerate(blocks) if "article" in b.marks or "body" in b.marks]
    for numbers in (inside, list(range(len(blocks)))):
        kept = [n for n in numbers if _is_plain(blocks[n])]
        if kept:
            return kept
    return []


def _is_plain(block: Words) -> bool:
    if _shunned(block, frozenset()) or block.marks & NO_BODY or block.tag in HEADINGS:
        return False
    words = len(block.text.split())
    return words >= 8 or (words >= 4 and ends_stopped(block.text))


def _void_marks(blocks: list[Words], body: list[int]) -> frozenset[str]:
    """Marks that say nothing on this page: most of the body stands under them ("content-with-sidebar")."""
    sizes: Counter[str] = Counter()
    total = 0
    for number in body:
        total += len(blocks[number].text)
        for mark in blocks[number].marks | ({"blockquote"} if "blockquote" in blocks[number].path else set()):
            sizes[mark] += len(blocks[number].text)
    return frozenset(m for m, size in sizes.items() if size * 2 > total)


def _shunned(block: Words, void: frozenset[str]) -> bool:
    return any(m in block.marks and m not in void for m in SHUNNED)


def _headline(blocks: list[Words], body: list[int], titles: tuple[str, ...], void: frozenset[str]) -> int | None:
    """The block that heads the article: the best match of the head's titles, of h1 and of class names, near the first body block."""
    keys = {_squash(form) for t in titles if not _is_masthead(t) for form in (t, without_suffix(t))}
    first = next((n for n in body if len(blocks[n].text) >= 60), body[0] if body else len(blocks))
    best, best_score = None, 0.0
    for number, block in enumerate(blocks[:first + 1]):
        words = len(block.text.split())
        if not 1 <= words <= 45 or (block.marks - void) & {"comments", "related", "cookies", "footer", "hidden", "newsletter", "caption"}:
            continue
        key = _squash(block.text)
        score = 4.0 if key in keys else 2.0 if len(key) >= 15 and any(key in k or (k in key and len(k) >= 15) for k in keys) else 0.0
        score += 2.0 if block.tag == "h1" else 0.5 if block.tag in HEADINGS else 0.0
        score += 1.0 if "headline" in block.marks - void else 0.0
        score += 1.0 if block.tag in HEADINGS and first - number <= 2 else 0.0
        score -= 3.0 if (block.marks - void) & {"nav", "section", "logo"} and key not in keys else 0.0
        if number == first and block.tag not in HEADINGS:
            continue
        if score >= 1.5 and score >= best_score:
            best, best_score = number, score
    return _over_byline(blocks, first) if best is None else best


def _is_masthead(title: str) -> bool:
    """Whether a page's title names the paper and the day ("The Courier - Sunday, June 3, 2001")."""
    name = without_suffix(title)
    return name != title and next(full_dates(title[len(name):]), None) is not None


def _over_byline(blocks: list[Words], first: int) -> int | None:
    """The short line directly over the byline, where neither the head nor the markup tells a headline."""
    for number in range(min(first, len(blocks) - 1), 0, -1):
        over = blocks[number - 1].text
        if names_of_byline(blocks[number].text) and 3 <= len(over.split()) <= 25 and not ends_stopped(over) and not line_date(over):
            return number - 1
    return None


def _above(blocks: list[Words], headline: int, kinds: dict[int, Chosen]) -> None:
    """Section line, byline and date that stand above the headline."""
    for number in range(max(0, headline - ABOVE), headline):
        block = blocks[number]
        words = len(block.text.split())
        if block.marks & {"hidden", "comments", "related", "footer", "advert", "share"}:
            continue
        own = block.marks | block.inner
        near = headline - number <= 4 and "nav" not in own and block.tag != "li"
        if ("section" in own and words <= 6) or (near and is_section(block.text)):
            kinds[number] = Chosen(block, "furniture", "section")
        elif near and (line_date(block.text) or ("byline" in own and names_of_byline(block.text))):
            kinds[number] = Chosen(block)


def _between(blocks: list[Words], headline: int | None, body: list[int], kinds: dict[int, Chosen], void: frozenset[str]) -> None:
    """Everything from the headline to two blocks after the body."""
    inside = set(body)
    start = headline + 1 if headline is not None else body[0]
    for number in range(start, min(len(blocks), body[-1] + 3)):
        chosen = _chosen(blocks[number], number in inside, number > body[-1], number < body[0], void)
        if chosen:
            kinds[number] = chosen


def _chosen(block: Words, in_body: bool, after: bool, before: bool, void: frozenset[str]) -> Chosen | None:
    """What a block in the article's stretch of the page is, None for one that is not the article's."""
    own = (block.marks | block.inner) - void
    if _shunned(block, void | {"aside"} if before and own & {"byline", "date"} else void):
        return None
    words = len(block.text.split())
    named = names_of_byline(block.text)
    if "credit" in own - {"caption"} and not named and "caption" not in block.marks and words <= 20 and block.tag not in HEADINGS:
        return None if after else Chosen(block, "furniture", "credit")
    if "caption" in block.marks - void:
        return None if after else Chosen(block, "caption")
    if named or ("byline" in own and words <= 15 and not ends_stopped(block.text) and not line_date(block.text)):
        return Chosen(block, "byline") if named or names_of_byline(f"By {block.text}") else None
    if line_date(block.text):
        return Chosen(block)
    if "date" in own and words <= 10 and not after and any(c.isdigit() for c in block.text):
        return Chosen(block, "furniture", "date")
    if before and not in_body and block.tag == "li":  # the news in points under a headline; menus and related lists are links
        points = words >= POINT_WORDS and own <= {"article", "body"} and furniture_of(block.text) is None
        return Chosen(block, "list") if points else None
    if before and not in_body:
        deck = "deck" in own or (block.tag in ("h2", "h3") and words >= 5 and furniture_of(block.text) is None)
        return Chosen(block, None if ends_stopped(block.text) else "headline") if deck and words >= 4 else None
    return Chosen(block, _kind(block, void)) if in_body else None


def _kind(block: Words, void: frozenset[str]) -> BlockKind | None:
    if block.tag in HEADINGS:
        return "headline"
    if "blockquote" in block.path and "blockquote" not in void:
        return "quote"
    words = len(block.text.split())
    if block.tag in ("li", "dd", "dt") or (block.tag in ("td", "th") and words <= CELL_WORDS):
        return "list"
    return "paragraph" if block.tag == "p" and words >= PARAGRAPH_WORDS else None


def _why_not(block: Words, void: frozenset[str]) -> str:
    mark = next((m for m in SHUNNED if m in block.marks and m not in void), None)
    return mark or furniture_of(block.text) or "outside"

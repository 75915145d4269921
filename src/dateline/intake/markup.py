"""A page's markup cut into blocks of words, each character with its place in the original; linear in the page, whatever it holds.

>>> page = scan("<h1>Tea &amp; talks</h1><p>They <b>met</b> on Friday.")
>>> [(b.tag, b.text) for b in page.blocks]
[('h1', 'Tea & talks'), ('p', 'They met on Friday.')]
"""

import html
import re
from dataclasses import dataclass, field

from dateline.codes.intake_elements import element_marks
from dateline.intake.rawmap import Builder
from dateline.records.span import Span

NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:_-]*)")
ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
MARKS_OR_QUOTES = re.compile(r"[\"'>]")
PIECE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|\s+|[^\s&]+(?: [^\s&]+)*|&")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
INLINE = frozenset(  # elements that do not end a line of text
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter output q rp rt ruby s samp small span strike "  # noqa: SIM905
    "strong sub sup time tt u var wbr img input".split())
SILENT = ("script", "style", "noscript", "template", "textarea", "iframe", "object", "svg", "select", "title", "math", "canvas", "xmp",
          "noframes")
CLOSING = {tag: re.compile(rf"</{tag}\b", re.I) for tag in SILENT}
TAG_MARKS = {"nav": "nav", "footer": "footer", "aside": "aside", "figcaption": "caption", "time": "date", "button": "share",
             "dialog": "advert", "menu": "nav", "a": "link"}
HTML5_BODY = frozenset(("article", "main"))
DEEPEST_PATH = 6
MOST_BLOCKS = 200_000


@dataclass(slots=True)
class Open:
    """An open element: its tag, the marks of it and of all around it, what number it is among its like."""

    tag: str
    marks: frozenset[str]
    up: "Open | None"
    depth: int


@dataclass(frozen=True, slots=True)
class Words:
    """A block of words: its text, how that was built, its span in the original, its element's path, tag and marks."""

    text: str
    build: Builder = field(repr=False)
    span: Span
    tag: str
    path: str
    marks: frozenset[str]
    inner: frozenset[str] = frozenset()


@dataclass(slots=True)
class Page:
    """What a scan finds: the blocks, `<meta>` by name, canonical link, `<time>` values, JSON-LD texts, title, language, greatest depth."""

    blocks: list[Words] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    canonical: str | None = None
    times: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    title: str = ""
    language: str | None = None
    depth: int = 0


def scan(raw: str) -> Page:
    """The blocks of words of a page and what its head says."""
    scanner = Scanner(raw)
    scanner.run()
    return scanner.page


class Scanner:
    """One walk through the markup. Never fails: what is no tag is text, what is not closed ends with the page."""

    __slots__ = ("at", "block", "block_marks", "block_top", "counts", "inner", "missing", "page", "raw", "start", "top")

    def __init__(self, raw: str) -> None:
        self.raw, self.at, self.page = raw, 0, Page()
        self.top = Open("", frozenset(), None, 0)
        self.counts: dict[str, int] = {}
        self.missing: set[str] = set()
        self.block, self.start, self.block_top = Builder(), -1, self.top
        self.inner: set[str] = set()

    def run(self) -> None:
        raw, size = self.raw, len(self.raw)
        while self.at < size:
            mark = raw.find("<", self.at)
            if mark < 0:
                mark = size
            if mark > self.at:
                self._words(self.at, mark)
            self.at = mark
            if mark < size:
                self._markup(mark)
        self._end_block()

    def _markup(self, mark: int) -> None:
        raw = self.raw
        if raw.startswith("<!--", mark):
            end = self._find("-->", mark + 4)
            self.at = end + 3 if end >= 0 else len(raw)
            return
        if raw.startswith(("<!", "<?"), mark):
            end = self._find(">", mark)
            self.at = end + 1 if end >= 0 else len(raw)
            return
        name = NAME.match(raw, mark + 1)
        if name is None:
            self._words(mark, mark + 1)
            self.at = mark + 1
            return
        end = self._tag_end(name.end())
        self.at = end + 1
        tag = name[1].lower()
        if raw[mark + 1] == "/":
            self._close(tag)
        else:
            self._open(tag, name.end(), end)

    def _find(self, words: str, start: int) -> int:
        """`raw.find`, looked for once only after it failed."""
        if words in self.missing:
            return -1
        found = self.raw.find(words, start)
        if found < 0:
            self.missing.add(words)
        return found

    def _tag_end(self, at: int) -> int:
        """Where a tag's ">" stands; one in a quoted value does not end it."""
        raw = self.raw
        while True:
            match = MARKS_OR_QUOTES.search(raw, at)
            if match is None:
                return len(raw)
            if match.group() == ">":
                return match.start()
            at = match.end()
            if raw[max(0, match.start() - 3):match.start()].rstrip().endswith("="):
                close = self._find(match.group(), at)
                if close >= 0:
                    at = close + 1

    def _attributes(self, start: int, end: int) -> dict[str, str]:
        found: dict[str, str] = {}
        for match in ATTRIBUTE.finditer(self.raw, start, min(end, start + 20_000)):
            found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
        return found

    def _open(self, tag: str, start: int, end: int) -> None:
        attributes = self._attributes(start, end) if end > start else {}
        if tag in CLOSING:
            self._silent(tag, attributes, end)
            return
        if tag == "br":
            self._break()
            return
        if tag == "meta":
            self._meta(attributes)
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.page.canonical = attributes.get("href") or self.page.canonical
        elif tag == "html":
            self.page.language = attributes.get("lang") or attributes.get("xml:lang")
        if tag not in INLINE:
            self._end_block()
            self._implied_ends(tag)
        if tag in VOID or (self.raw[end - 1:end] == "/" and tag not in INLINE and ":" in tag):
            return
        marks = self._marks(tag, attributes)
        if tag == "time" and attributes.get("datetime"):
            self.page.times.append((attributes["datetime"], self.top.marks | marks))
        self.top = Open(tag, self.top.marks | marks, self.top, self.top.depth + 1)
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.page.depth = max(self.page.depth, self.top.depth)

    def _marks(self, tag: str, attributes: dict[str, str]) -> frozenset[str]:
        marks: set[str] = set()
        if tag in TAG_MARKS:
            marks.add(TAG_MARKS[tag])
        if tag in HTML5_BODY:
            marks.add("article")
        if tag not in ("html", "body"):
            names = " ".join(attributes[k] for k in ("class", "id", "role", "itemprop", "rel", "data-testid") if attributes.get(k))
            if names:
                marks |= element_marks().of(names)
        style = attributes.get("style", "")
        if "hidden" in attributes or ("display" in style and "none" in style):
            marks.add("hidden")
        return frozenset(marks) if marks else frozenset()

    def _implied_ends(self, tag: str) -> None:
        """A new block ends an open paragraph, a new item the item before it."""
        if self.top.tag == "p" or (tag in ("li", "dt", "dd", "tr", "td", "th", "option") and self.top.tag == tag):
            self._pop(self.top.tag)

    def _close(self, tag: str) -> None:
        if tag not in INLINE:
            self._end_block()
        if tag == "p" and not self.counts.get("p"):
            return
        if self.counts.get(tag):
            self._pop(tag)

    def _pop(self, tag: str) -> None:
        while self.top.up is not None:
            gone = self.top
            self.counts[gone.tag] -= 1
            self.top = self.top.up
            if gone.tag == tag:
                return

    def _silent(self, tag: str, attributes: dict[str, str], end: int) -> None:
        """Elements whose words are not shown; titles and JSON-LD are kept."""
        if self.raw[end - 1:end] == "/" and tag in ("svg", "math", "iframe"):
            return
        key = "</" + tag
        match = None if key in self.missing else CLOSING[tag].search(self.raw, end)
        if match is None:
            self.missing.add(key)
            if tag in ("script", "style"):
                self.at = len(self.raw)
            return
        inside = self.raw[end + 1:match.start()]
        if tag == "title" and not self.page.title:
            self.page.title = " ".join(html.unescape(inside[:2000]).split())
        elif tag == "script" and "ld+json" in attributes.get("type", "").lower() and len(inside) <= 1_000_000:
            self.page.scripts.append(inside)
        close = self._find(">", match.start())
        self.at = close + 1 if close >= 0 else len(self.raw)

    def _meta(self, attributes: dict[str, str]) -> None:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content", "").strip()
        if name and content and len(self.page.metas) < 500:
            self.page.metas.setdefault(name.lower(), content[:2000])

    def _break(self) -> None:
        """One `<br>` ends a line, two end a paragraph."""
        if self.start < 0:
            return
        if self.block.pieces and self.block.pieces[-1] == "\n":
            self._end_block()
            return
        if self.block.pieces and self.block.pieces[-1] == " ":
            self.block.drop_last()
        self.block.gap("\n")

    def _words(self, start: int, end: int) -> None:
        if self.top.tag in INLINE and self._unseen():
            return
        build = self.block
        for match in PIECE.finditer(self.raw, start, end):
            words = match.group()
            if words[0].isspace():
                if words.count("\n") > 1 and self.counts.get("pre"):
                    self._end_block()
                    build = self.block
                    continue
                if self.start < 0 or (build.pieces and build.pieces[-1][-1:] in " \n"):
                    continue
                words = " "
            elif words[0] == "&" and len(words) > 1:
                words = html.unescape(words)
                if words in ("\xa0", "\u2003", "\u2002") or words.isspace():
                    words = " "
                    if self.start < 0 or (build.pieces and build.pieces[-1][-1:] in " \n"):
                        continue
                if not words or words == "\x00":
                    words = "\ufffd"
            if self.start < 0:
                self.start, self.block_top = match.start(), self.top
            if self.top is not self.block_top:
                self.inner |= self.top.marks
            build.add(words, match.start(), match.end())

    def _unseen(self) -> bool:
        """Whether the words at hand are for screen readers only, or the number of a footnote, in a block that is shown."""
        if "hidden" in self.top.marks:
            return "hidden" not in _shown(self.top).marks
        return self.start >= 0 and bool(self.counts.get("sup") and self.counts.get("a"))

    def _end_block(self) -> None:
        if self.start < 0:
            return
        build = self.block
        while build.pieces and build.pieces[-1] in (" ", "\n"):
            build.drop_last()
        if build.runs and len(self.page.blocks) < MOST_BLOCKS:
            top = _shown(self.block_top)
            self.page.blocks.append(Words(build.text(), build, (self.start, build.runs[-1][3]), top.tag, _path(top), top.marks,
                                          frozenset(self.inner) | self.block_top.marks))
        self.block, self.start, self.inner = Builder(), -1, set()


def _shown(top: Open) -> Open:
    """The innermost element around that is no inline one."""
    while top.tag in INLINE and top.up is not None:
        top = top.up
    return top


def _path(top: Open | None) -> str:
    tags: list[str] = []
    while top is not None and top.tag and len(tags) < DEEPEST_PATH:
        tags.append(top.tag)
        top = top.up
    return " > ".join(reversed(tags))

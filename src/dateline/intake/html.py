"""A page to a report: the article's words out of the page, typed, each with the way back to its markup.

>>> page = b"<title>Talks</title><h1>Envoys meet</h1><p>By Ann Lee</p><p>Two envoys met in Riga on Friday, the ministry said.</p>"
>>> taken = report_of_html(page)
>>> taken.text
'Envoys meet\\n\\nBy Ann Lee\\n\\nTwo envoys met in Riga on Friday, the ministry said.'
>>> taken.raw_words((0, 6)), taken.report.byline
('Envoys', ('Ann Lee',))
"""

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from dateline.errors import InputRefused
from dateline.intake.article import Chosen, choose
from dateline.intake.blocks import layout_of
from dateline.intake.decode import decode
from dateline.intake.markup import Page, scan
from dateline.intake.opening import names_of_byline
from dateline.intake.page import About, about_page, day_in_address, without_suffix
from dateline.intake.published import Published, published_in
from dateline.intake.rawmap import Builder
from dateline.intake.taken import Dropped, Element, Taken
from dateline.intake.text import report_of_layout
from dateline.records.report import Report
from dateline.records.span import Span

MOST_MARKUP = 10_000_000
TEASER_SIZE = 1500  # characters: a page that is not free to read and shows fewer in its paragraphs shows a teaser


def report_of_html(raw: bytes, url: str | None = None, published: date | None = None, outlet: str | None = None, source: str = "",
                   declared: str | None = None) -> Taken:
    """The report of a page's bytes; raises InputRefused where it holds no words or is too large.

    `declared` is the charset that came with the page. What is given wins over what the page says.
    """
    decoded = decode(raw, declared)
    return report_of_markup(decoded.text, url, published, outlet, source, decoded.encoding)


def report_of_markup(raw: str, url: str | None = None, published: date | None = None, outlet: str | None = None, source: str = "",
                     encoding: str | None = None) -> Taken:
    """The report of a page that is already text."""
    if len(raw) > MOST_MARKUP:
        raise InputRefused(f"a page of {len(raw):,} characters; at most {MOST_MARKUP:,} are read")
    page = scan(raw)
    about = about_page(page)
    chosen, left = choose(raw, page, about.titles)
    if not chosen:
        raise InputRefused("a page without words of an article; it may need a browser's scripts to show them")
    whole, units = _assembled(chosen)
    text = whole.text()
    layout = layout_of(text, [(span, one.kind, one.reason) for span, one in zip(units, chosen, strict=True)])
    when = Published(published, "given") if published else about.published or published_in(text, layout.blocks, layout.dated)
    report = report_of_layout(text, layout, when or _day_of_address(url or about.url or "", source), outlet, url,
                              title=None if layout.title else _title(about), byline=about.authors or _byline(chosen, layout.byline))
    return Taken(report=_completed(report, about, page, outlet), text=text, raw=raw, raw_map=whole.map(), source=source, form="html",
                 encoding=encoding, elements=_elements(report, units, chosen), dropped=tuple(Dropped(w.span, r) for w, r in left))


def _assembled(chosen: list[Chosen]) -> tuple[Builder, list[Span]]:
    whole, units = Builder(), []
    for one in chosen:
        if whole.size:
            whole.gap("\n\n")
        units.append((whole.size, whole.size + one.words.build.size))
        whole.join(one.words.build)
    return whole, units


def _day_of_address(url: str, source: str) -> Published | None:
    """The day in the address or else in the file's name."""
    day = day_in_address(url) or day_in_address(source.rsplit("/", 1)[-1])
    return Published(day, "file") if day else None


def _title(about: About) -> str | None:
    return without_suffix(about.titles[0]) if about.titles else None


def _byline(chosen: list[Chosen], found: tuple[str, ...]) -> tuple[str, ...]:
    """The names in blocks that the markup calls bylines, where no "By" opened them."""
    if found:
        return found
    lines = [one.words.text for one in chosen if one.kind == "byline"]
    return tuple(n for line in lines for n in names_of_byline(f"By {line}") or ())


def _completed(report: Report, about: About, page: Page, outlet: str | None) -> Report:
    """The report with what the page adds: its outlet, its address, whether it is all there."""
    size = sum(b.span[1] - b.span[0] for b in report.blocks if b.kind == "paragraph")
    teaser = size < TEASER_SIZE and (not about.free or any("subscribe" in b.marks for b in page.blocks))
    language = report.language or (page.language or "")[:2].lower() or None
    return replace(report, outlet=outlet or about.outlet or report.outlet, url=report.url or about.url,
                   complete=report.complete and not teaser, language=language)


def _elements(report: Report, units: list[Span], chosen: list[Chosen]) -> tuple[Element | None, ...]:
    starts = [s for s, _ in units]
    found = [chosen[bisect_right(starts, b.span[0]) - 1].words for b in report.blocks]
    return tuple(Element(w.path, w.span) for w in found)

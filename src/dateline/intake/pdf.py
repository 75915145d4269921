"""A PDF's text to a report: its lines in reading order, columns one after the other, running heads as furniture, hyphens undone.

    taken = report_of_pdf(Path("bulletin.pdf").read_bytes(), outlet="Ministry of Fisheries")

The report's original, in which offsets are led back, is the text of the lines as they stand on the pages, pages apart by a form feed.
Needs the extra `pdf`.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from math import hypot
from typing import Any

from dateline.errors import InputRefused
from dateline.intake.blocks import layout_of
from dateline.intake.decode import MOST_BYTES, clean
from dateline.intake.page import day_in_address
from dateline.intake.pdf_lines import Page, Piece, Unit, units_of_pages
from dateline.intake.pdf_text import Written, written
from dateline.intake.published import Published, published_in
from dateline.intake.taken import Dropped, Taken
from dateline.intake.text import report_of_layout

PDF_HEAD = re.compile(rb"[\s\S]{0,1019}?%PDF-[0-9]")  # within the first 1,024 bytes, as readers of PDF have it
MOST_PAGES = 300
MOST_PIECES = 100_000  # of one page
MOST_DRAWING, MOST_DRAWN = 500_000, 3_000_000  # bytes that draw one page (a page of text takes 5,000 to 50,000), and all that are read
MOST_STEPS = 200_000  # operators of a page
LEAST_LETTERS = 10  # of all pages together, below which there is no text
CAPPED = ("maximum_declared_stream_length", "array_based_stream_maximum_output_length", "lzw_maximum_output_length",
          "run_length_maximum_output_length", "zlib_maximum_output_length", "brotli_maximum_output_length",
          "stream_decoding_work_maximum_length")
LIMITS: dict[str, Any] = dict.fromkeys(CAPPED, MOST_BYTES)
LIMITS |= {"jbig2_maximum_output_length": 1, "stream_parsing_work_maximum_count": MOST_STEPS, "page_tree_maximum_entries": 10_000,
           "page_tree_maximum_page_entries": 100_000, "xform_maximum_invocations_per_extraction": 40, "jbig2dec_binary": None}
PICTURES = re.compile(rb"/Subtype\s*/Image\b")


def report_of_pdf(raw: bytes, url: str | None = None, published: date | None = None, outlet: str | None = None, source: str = "") -> Taken:
    """The report of a PDF; raises InputRefused for one without text (a scan), a locked, broken or endless one."""
    if len(raw) > MOST_BYTES:
        raise InputRefused(f"{len(raw):,} bytes; at most {MOST_BYTES:,} are read as one report; split it")
    if find_spec("pypdf") is None:
        raise InputRefused("a PDF file, which needs pypdf; install it with: pip install 'dateline[pdf]', or give the file's text")
    pages = pages_of(raw)
    letters = sum(sum(c.isalpha() for c in piece.text) for page in pages for piece in page.pieces)
    if letters < LEAST_LETTERS:
        kind = "pictures" if PICTURES.search(raw) else "no words"
        raise InputRefused(f"a scanned or empty PDF: {len(pages)} pages of {kind}, no text; recognise its text first (OCR)")
    units, aside = units_of_pages(pages)
    whole = written(units, aside)
    return _taken(whole, units, url, published, outlet, source, any(not page.pieces for page in pages))


def _taken(whole: Written, units: list[Unit], url: str | None, published: date | None, outlet: str | None, source: str,
           lacking: bool) -> Taken:
    layout = layout_of(whole.text, [(span, unit.kind, unit.reason) for span, unit in zip(whole.spans, units, strict=True)])
    when = Published(published, "given") if published else published_in(whole.text, layout.blocks, layout.dated)
    if when is None and (day := day_in_address(url or "") or day_in_address(source.rsplit("/", 1)[-1])):
        when = Published(day, "file")
    report = report_of_layout(whole.text, layout, when, outlet, url)
    return Taken(report=replace(report, complete=report.complete and not lacking), text=whole.text, raw=whole.raw, raw_map=whole.map,
                 source=source, form="pdf", elements=(None,) * len(report.blocks),
                 dropped=tuple(Dropped(span, "sideways") for span in whole.dropped))


def pages_of(raw: bytes) -> list[Page]:
    """The pieces of text of each page with their places; raises InputRefused where the file cannot be read."""
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what is odd about a file is not talk for stderr
    broken = (PyPdfError, DependencyError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, AssertionError,
              NotImplementedError, OverflowError, ZeroDivisionError, OSError, struct.error, zlib.error)
    try:
        with apply_configuration(**LIMITS):
            reader = PdfReader(io.BytesIO(raw), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputRefused("a PDF that is locked with a password")
            count = len(reader.pages)
            if count > MOST_PAGES:
                raise InputRefused(f"a PDF of {count:,} pages; at most {MOST_PAGES} are read as one report; split it")
            sizes = [_drawn(page) for page in reader.pages]
            if sum(size for size in sizes if size <= MOST_DRAWING) > MOST_DRAWN:
                raise InputRefused(f"a PDF whose pages take more than {MOST_DRAWN:,} bytes to draw; split it")
            # A map or a chart of lines takes more than MOST_DRAWING; its page counts as one without text.
            return [_page(page, size <= MOST_DRAWING) for page, size in zip(reader.pages, sizes, strict=True)]
    except DependencyError as error:
        raise InputRefused("a PDF that is locked with a password or a cipher that is not read") from error
    except InputRefused:
        raise
    except broken as error:
        raise InputRefused(f"a PDF that cannot be read: {error}"[:200]) from error


def _drawn(page: Any) -> int:
    """The bytes that draw a page."""
    contents = page.get_contents()
    return len(contents.get_data()) if contents is not None else 0


def _page(page: Any, read: bool) -> Page:
    pieces: list[Piece] = []
    sideways: list[str] = []

    def take(words: str, cm: Any, tm: Any, _: Any, size: float) -> None:
        text = clean(words.replace("\n", " "))
        if not text.strip():
            if pieces and words and not pieces[-1].text.endswith(" "):
                pieces[-1] = pieces[-1].followed_by_space()
            return
        if len(pieces) > MOST_PIECES:
            raise InputRefused(f"a PDF with more than {MOST_PIECES:,} pieces of text on a page")
        across, down = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
        if abs(down) > abs(across):
            sideways.append(" ".join(text.split()))
            return
        height = hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
        pieces.append(Piece(tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
                            abs(float(size)) * height or 1.0, text))
    if read:
        page.extract_text(visitor_text=take)
    box = page.mediabox
    return Page(float(box.width) or 1.0, float(box.height) or 1.0, float(box.left), float(box.bottom), pieces, sideways)

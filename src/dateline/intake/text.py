r"""Plain text to a report: its blocks, headline, byline, dateline, day of publication, language.

>>> report = report_of_text("Envoys meet\n\nBy Ann Lee\n\n4 June 2021\n\nRIGA (BNS) - Two envoys met in the capital on Friday.")
>>> report.title, report.byline, report.published, report.published_from, report.dateline.place
('Envoys meet', ('Ann Lee',), '2021-06-04', 'text', 'RIGA')
"""

from datetime import date

from dateline.errors import InputRefused
from dateline.intake.blocks import Layout, layout_of
from dateline.intake.language import language_of
from dateline.intake.opening import dateline_record
from dateline.intake.outlet import only_outlet
from dateline.intake.published import Published, published_in
from dateline.intake.unfinished import is_complete
from dateline.records.report import Report, report_id, text_hash

MOST_CHARACTERS = 1_000_000  # of one report: the longest transcripts of talks, hearings and speeches have half as many


def report_of_text(text: str, published: date | None = None, outlet: str | None = None, url: str | None = None) -> Report:
    """What is known of a plain text before it is read; what is given wins over what the text says.

    Raises InputRefused for a text longer than MOST_CHARACTERS.
    """
    refuse_long(text)
    return report_of_layout(text, layout_of(text), Published(published, "given") if published else None, outlet, url)


def report_of_layout(text: str, layout: Layout, published: Published | None, outlet: str | None, url: str | None,
                     title: str | None = None, byline: tuple[str, ...] = (), language: str | None = None) -> Report:
    """The report of a text whose blocks are known. Its id comes from what was given, never from what was found.

    Raises InputRefused for a text longer than MOST_CHARACTERS.
    """
    refuse_long(text)
    identity = report_id(outlet, url, text)
    found = published or published_in(text, layout.blocks, layout.dated)
    furniture = [text[b.span[0]:b.span[1]] for b in layout.blocks if b.kind == "furniture" and b.reason in ("copyright", "address")]
    return Report(
        id=identity, sha256=text_hash(text), outlet=outlet or only_outlet(furniture) or layout.masthead, url=url,
        title=title or (" ".join(text[layout.title[0]:layout.title[1]].lstrip("# ").split()) if layout.title else None),
        byline=byline or layout.byline, dateline=dateline_record(layout.opening, found.day if found else None),
        published=found.day.isoformat() if found else None, published_from=found.source if found else None,
        published_span=found.span if found else None, language=language or _language(text, layout), blocks=layout.blocks,
        complete=is_complete(text, layout.blocks))


def refuse_long(text: str) -> None:
    """Raise InputRefused where a text is longer than any single report.

    >>> refuse_long("a" * 1_000_001)
    Traceback (most recent call last):
    ...
    dateline.errors.InputRefused: a text of 1,000,001 characters; at most 1,000,000 are read as one report; split it into its reports
    """
    if len(text) > MOST_CHARACTERS:
        raise InputRefused(f"a text of {len(text):,} characters; at most {MOST_CHARACTERS:,} are read as one report; "
                           "split it into its reports")


def _language(text: str, layout: Layout) -> str | None:
    """By the paragraphs, or all of the text where it has none."""
    parts: list[str] = []
    size = 0
    for block in layout.blocks:
        if block.kind in ("paragraph", "quote") and size < 4000:
            parts.append(text[block.span[0]:min(block.span[1], block.span[0] + 4000)])
            size += len(parts[-1])
    return language_of(" ".join(parts) if parts else text)

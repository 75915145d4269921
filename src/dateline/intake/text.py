"""Plain text to a report: its blocks, its headline, its date."""

import re
from datetime import date

from dateline.records.report import Block, Report, report_id, text_hash



def report_of_text(text: str, published: date | None = None, outlet: str | None = None, url: str | None = None) -> Report:
    """What is known of a plain text before it is read."""
    blocks = tuple(Block(kind="paragraph", span=(m.start(), m.end())) for m in re.finditer(r"[^\n]+", text) if m.group().strip())
    return Report(id=report_id(outlet, url, text), sha256=text_hash(text), outlet=outlet, url=url,
                  published=published.isoformat() if published else None, published_from="given" if published else None,
                  language="en", blocks=blocks)

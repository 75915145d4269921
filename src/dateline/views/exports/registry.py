"""All export formats by name. `dateline export --format` offers these; `docs/reference/formats.md` tells what each can hold.

>>> FORMATS["csv"].suffix, FORMATS["csv"].of[0]
('.csv', 'events')
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from dateline.errors import DatelineError
from dateline.views.exports.content import Content

TABLES = ("events", "quotes", "agenda", "reports", "happenings")


class ExtraMissing(DatelineError):
    """A format needs a library that is not installed."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the file below views/exports with its function `write`, the groups of rows it can be asked for (none: it takes what
    it needs), the library and the extra that it needs, and whether it leaves out what peers' rows cannot say (`peer`)."""

    name: str
    module: str
    suffix: str
    about: str
    of: tuple[str, ...] = ()
    needs: str | None = None
    extra: str | None = None
    peer: bool = False

    def write(self, content: Content) -> Iterator[bytes]:
        """The file, piece by piece; raises ExtraMissing where its library is not installed."""
        if self.needs and find_spec(self.needs) is None:
            raise ExtraMissing(f"the format {self.name} needs {self.needs}; install it with: pip install 'dateline[{self.extra}]'")
        write: Callable[[Content], Iterator[str | bytes]] = import_module(f"dateline.views.exports.{self.module}").write
        for piece in write(content):
            yield piece.encode("utf-8", "replace") if isinstance(piece, str) else piece


_ALL = (
    Format("jsonl", "jsonl", ".jsonl", "everything, one record a line, all fields"),
    Format("csv", "csv_", ".csv", "one table, comma-separated, safe for spreadsheets", TABLES),
    Format("tsv", "tsv", ".tsv", "one table, tab-separated, safe for spreadsheets", TABLES),
    Format("polecat", "polecat", ".tsv", "events in POLECAT's 40 columns", peer=True),
    Format("plover", "plover", ".jsonl", "events as PLOVER JSON, one a line", peer=True),
    Format("gdelt", "gdelt", ".export.CSV", "happenings in GDELT 2.0's 61 columns", peer=True),
    Format("gdelt-mentions", "gdelt_mentions", ".mentions.CSV", "who told them, in GDELT 2.0's 16 columns", peer=True),
    Format("ftm", "ftm", ".ftm.json", "happenings, parties, articles and quotes as FollowTheMoney entities", peer=True),
    Format("ics", "ics", ".ics", "the agenda for calendars"),
    Format("geojson", "geojson", ".geojson", "events with places for maps"),
    Format("gexf", "gexf", ".gexf", "who did what to whom as a dated graph", peer=True),
    Format("annotations", "annotations", ".jsonld", "findings as W3C Web Annotations"),
    Format("bibtex", "bibtex", ".bib", "the reports, for citing them"),
    Format("csl", "csl", ".json", "the reports as CSL-JSON, for citing them"),
    Format("timex3", "timex3", ".xml", "the times, marked in their sentences"),
    Format("parquet", "parquet", ".parquet", "one table with typed columns (extra: parquet)", TABLES, "pyarrow", "parquet"),
    Format("xlsx", "xlsx", ".xlsx", "a workbook with all tables (extra: xlsx)", (), "xlsxwriter", "xlsx"),
    Format("dossier-md", "dossier", ".md", "events, quotes and agenda for reading, with citations, in Markdown"),
    Format("dossier-html", "dossier_html", ".html", "the same as a page"),
)
FORMATS = {f.name: f for f in _ALL}

"""`dateline reports|events|quotes|agenda|actors`: questions to a book, in one filter grammar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from dateline.views import columns, columns_joined
from dateline.views.cli.filters import show_rows, with_filters, with_forms
from dateline.views.columns import Column

if TYPE_CHECKING:
    from dateline.api.book import Book

BOOK = click.argument("book", type=click.Path(exists=True, dir_okay=False))
AS_CALENDAR = click.option("--ics", "form", flag_value="ics", help="iCalendar, for calendar programs; as `export --format ics`.")
STATES = ("ahead", "due", "held", "moved", "called-off", "unreported")
OUTCOME = click.option("--outcome", multiple=True, type=click.Choice(STATES),
                       help="Only what had come to this by the day --as-of (left out: today); may be given more than once.")
KINDS = {
    "reports": (columns.REPORTS, "The reports of BOOK, by day of publication."),
    "events": (columns.EVENTS, "Who did what to whom in BOOK, by day."),
    "quotes": (columns.QUOTES, "Who said what in BOOK, by day."),
    "agenda": (columns.AGENDA, "What is or was to come in BOOK, by day."),
    "actors": (columns.ACTORS, "Who takes part in BOOK, those in most reports first."),
}


def question(kind: str, shown: Mapping[str, Column], help_: str, read_only: bool = True) -> click.Command:
    """The command that asks for one kind of row; not `read_only`: one that joins first what was added since."""
    @click.command(kind, help=help_)
    @BOOK
    @with_filters
    @with_forms
    def command(book: str, form: str, limit: int | None, outcome: tuple[str, ...] = (), **wanted: Any) -> None:
        from dateline.api.book import Book, now

        if outcome and form == "ics":
            raise click.UsageError("a calendar takes no --outcome; ask for --table, --csv or --json")
        if outcome:
            wanted["as_of"] = wanted["as_of"] or now()[:10]
            with Book(book) as opened:  # what was added since is joined first
                rows = opened.agenda(limit, outcome=outcome, **wanted)
                show_rows(rows, form, columns_joined.OUTCOMES, f"nothing matches in {opened.size():,} reports")
            return
        with Book(book, read_only=read_only) as opened:
            if form == "ics":
                _calendar(opened, wanted)
                return
            show_rows(getattr(opened, kind)(limit, **wanted), form, shown, f"nothing matches in {opened.size():,} reports")
    return AS_CALENDAR(OUTCOME(command)) if kind == "agenda" else command


def _calendar(opened: Book, wanted: dict[str, Any]) -> None:
    from dateline.views.exports.content import content_of
    from dateline.views.exports.registry import FORMATS

    for piece in FORMATS["ics"].write(content_of(opened, "agenda", wanted)):
        click.echo(piece, nl=False)


reports, events, quotes, agenda, actors = (question(kind, *told) for kind, told in KINDS.items())

"""`dateline reports|events|quotes|agenda|actors`: questions to a book, in one filter grammar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import click

from dateline.views import columns, columns_joined
from dateline.views.cli.filters import draw, show_rows, with_filters, with_forms, with_picture
from dateline.views.columns import Column

if TYPE_CHECKING:
    from dateline.api.book import Book
    from dateline.views.web.drawing import Picture

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


def _over_days(opened: Book, wanted: dict[str, Any]) -> Picture | None:
    from dateline.api.desk import happening_days, happenings_matching
    from dateline.views.web.pictures_days import MOST_COUNTED, ONE_BY_ONE, over_days

    def link(event: str, first: str, last: str) -> str:
        return "/happenings?" + urlencode({"event": event, "from": first, "to": last})
    found = happening_days(opened, wanted, MOST_COUNTED, happenings_matching(opened, wanted))
    return over_days(*found, lambda: list(opened.happenings(ONE_BY_ONE, **wanted)), link)


def _calendar_of(opened: Book, wanted: dict[str, Any]) -> Picture | None:
    from dateline.api.book import now
    from dateline.views.web.pictures_days import calendar

    day = wanted["as_of"] or now()[:10]
    return calendar(list(opened.outcomes(**{**wanted, "as_of": day})), day)


PICTURES: dict[str, tuple[str, Callable[[Book, dict[str, Any]], Picture | None]]] = {
    "happenings": ("them over time", _over_days), "agenda": ("a calendar", _calendar_of)}


def question(kind: str, shown: Mapping[str, Column], help_: str, read_only: bool = True) -> click.Command:
    """The command that asks for one kind of row; not `read_only`: one that joins first what was added since."""
    drawn = PICTURES.get(kind)

    @click.command(kind, help=help_)
    @BOOK
    @with_filters
    @with_forms
    def command(book: str, form: str, limit: int | None, outcome: tuple[str, ...] = (), svg: str | None = None, **wanted: Any) -> None:
        from dateline.api.book import Book, now

        if svg and drawn:
            if outcome or form == "ics":
                raise click.UsageError("--svg takes no --outcome and no --ics")
            with Book(book) as opened:
                draw(drawn[1](opened, wanted), svg, f"nothing to draw in {opened.size():,} reports")
            return
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
    made: Any = with_picture(drawn[0])(command) if drawn else command
    found: click.Command = AS_CALENDAR(OUTCOME(made)) if kind == "agenda" else made
    return found


def _calendar(opened: Book, wanted: dict[str, Any]) -> None:
    from dateline.views.exports.content import content_of
    from dateline.views.exports.registry import FORMATS

    for piece in FORMATS["ics"].write(content_of(opened, "agenda", wanted)):
        click.echo(piece, nl=False)


reports, events, quotes, agenda, actors = (question(kind, *told) for kind, told in KINDS.items())

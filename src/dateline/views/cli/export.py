"""`dateline export`: a book, or what a filter lets through of it, in a format of the field."""

from typing import Any

import click

from dateline.views.cli.filters import with_filters
from dateline.views.cli.output import talk
from dateline.views.exports.content import content_of
from dateline.views.exports.registry import FORMATS, TABLES

BOOK = click.argument("book", type=click.Path(exists=True, dir_okay=False))


LISTED = "\b\nFormats:\n" + "\n".join(f"  {f.name:<15} {f.about}" for f in FORMATS.values())


@click.command(epilog=LISTED)
@BOOK
@click.option("--format", "form", metavar="F", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True,
              help="The form of the file; they are listed below.")
@click.option("--of", type=click.Choice(TABLES), help="Which rows, for the formats of one table. Default: events.")
@click.option("--out", "-o", type=click.File("wb", lazy=True), default="-", help="The file; default standard output.")
@with_filters
def export(book: str, form: str, of: str | None, out: Any, **wanted: Any) -> None:
    """Write BOOK, or what the filters let through, in a format of the field.

    The same reports, judgements and code book give the same bytes. What each format can and cannot hold stands in
    docs/reference/formats.md. jsonl loses nothing.
    """
    from dateline.api.book import Book
    from dateline.views.exports.left import left_out

    format_ = FORMATS[form]
    if of and not format_.of:
        raise click.UsageError(f"{form} takes what it needs; --of goes with {', '.join(f.name for f in FORMATS.values() if f.of)}")
    with Book(book, read_only=True) as opened:
        content = content_of(opened, of or "events", wanted)
        for piece in format_.write(content):
            out.write(piece)
        if format_.peer:
            for reason, count in left_out(content, form).items():
                talk(f"{count} {reason}")

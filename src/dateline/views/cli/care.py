"""`dateline show|verify|backup|vacuum|sql`: looking into a book and looking after it."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from dateline.views.cli.filters import show_rows, with_forms

BOOK = click.argument("book", type=click.Path(exists=True, dir_okay=False))
BROKEN = 4


@click.command()
@BOOK
@click.argument("id_", metavar="ID")
@click.option("--evidence", is_flag=True, help="Only the words that prove it, with their place in the text.")
def show(book: str, id_: str, evidence: bool) -> None:
    """One report with its findings, or one finding with its sentence, as JSON."""
    from dateline.api.book import Book

    with Book(book, read_only=True) as opened:
        found = opened.show(id_)
    if evidence and "sentence_text" in found:
        click.echo(f"{found['outlet'] or 'unknown outlet'}, {found['published'] or 'no date'}: {found['title'] or ''}")
        click.echo(f"[{found['report']} {found['sentence'][0]}-{found['sentence'][1]}] {found['sentence_text']}")
        return
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


@click.command()
@BOOK
def verify(book: str) -> None:
    """Check every hash, the chain of the log, and that each span says what its record says. Exit code 4 names the bad rows."""
    from dateline.api.book import Book

    with Book(book) as opened:
        wrong = opened.verify()
        size = opened.size() if not wrong else 0
    for line in wrong:
        click.echo(line)
    if wrong:
        sys.exit(BROKEN)
    click.echo(f"{book}: {size:,} reports, all as they were written")


@click.command()
@BOOK
@click.argument("target", type=click.Path())
def backup(book: str, target: str) -> None:
    """Copy BOOK to TARGET, whole and consistent, also while it is in use."""
    from dateline.api.book import Book

    with Book(book, read_only=True) as opened:
        opened.backup(target)
    click.echo(f"{target}: written, {Path(target).stat().st_size:,} bytes")


@click.command()
@BOOK
def vacuum(book: str) -> None:
    """Write BOOK anew without the room that readings and corrections left free. Needs room for a second copy while it works."""
    from dateline.api import care

    before, after = care.vacuum(book)
    click.echo(f"{book}: {after:,} bytes, before {before:,}")


@click.command()
@BOOK
@click.argument("query", metavar="SELECT")
@with_forms
def sql(book: str, query: str, form: str, limit: int | None) -> None:
    """Ask BOOK in SQL: read-only, at most 10 seconds and 10,000 rows. The tables are described in docs/reference/book.md."""
    from dateline.api.book import ask_sql

    names, found = ask_sql(book, query)
    rows = [dict(zip(names, (_shown(v) for v in row), strict=True)) for row in found[:limit]]
    show_rows(rows, form, {n: lambda r, n=n: r[n] for n in names}, "no rows")  # type: ignore[misc]


def _shown(value: Any) -> Any:
    return f"{len(value)} bytes" if isinstance(value, bytes) else value

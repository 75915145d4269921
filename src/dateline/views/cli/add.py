"""`dateline add` and `dateline reread`: reports into the book."""

import sys

import click

from dateline.views.cli.output import talk
from dateline.views.cli.progress import counting


@click.command()
@click.argument("book", type=click.Path(dir_okay=False))
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--jobs", "-j", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes read.")
@click.option("--engine", metavar="ENGINE", default="local", show_default=True,
              help="Where it is read: local, or dask://HOST:PORT for a Dask cluster (extra: cluster).")
@click.option("--published", metavar="DATE", help="The day all of these came out, where they do not say it themselves.")
@click.option("--outlet", metavar="NAME", help="Who published them, where they do not say it themselves.")
@click.option("--columns", metavar="OURS=THEIRS,..",
              help="How rows of CSV and JSON lines name our text, html, id, title, published, outlet, url; as text=body,published=date.")
@click.option("--verbose", "-v", is_flag=True, help="A line for each report when it is safely written.")
@click.option("--quiet", "-q", is_flag=True, help="No talk on stderr.")
def add(book: str, paths: tuple[str, ...], jobs: int, engine: str, published: str | None, outlet: str | None, columns: str | None,
        verbose: bool, quiet: bool) -> None:
    """Read the reports in PATHS (files, folders, globs) into BOOK, which is made if it is not there.

    What the book has already is not read again, so the command can be run again at any time, also after it was interrupted. Exit code 3
    when some input was refused; `dateline sql BOOK "select * from refusal"` lists it.
    """
    from dateline.api.book import Book
    from dateline.api.taking import expected

    with Book(book) as opened, counting("added", quiet, verbose, lambda: 0 if opened.size() else expected(paths)) as step:
        added = opened.add_paths(paths, jobs, step, engine, published=published, outlet=outlet, columns=columns)
    click.echo(str(added))
    for line in added.reasons:
        talk(f"refused: {line}", quiet)
    if added.refused:
        sys.exit(3)


@click.command()
@click.argument("book", type=click.Path(exists=True, dir_okay=False))
@click.option("--jobs", "-j", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes read.")
@click.option("--quiet", "-q", is_flag=True, help="No talk on stderr.")
def reread(book: str, jobs: int, quiet: bool) -> None:
    """Read all reports of BOOK again with today's code book. Corrections are kept; those that fit no finding any more are listed."""
    from dateline.api.book import Book

    with Book(book) as opened, counting("reread", quiet, total=opened.size) as step:
        count = opened.reread(jobs, step)
        lost = [j for j in opened.judgements() if not j["fits"] and j["stands"]]
    click.echo(f"reread {count:,} reports")
    for judgement in lost:
        click.echo(f"no longer fits: {judgement['id']} on {judgement['target']} ({judgement['because']})")

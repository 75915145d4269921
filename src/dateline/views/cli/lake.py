"""`dateline lake`: reading very many reports into Parquet files, on one machine or a cluster, and asking them."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from dateline.views.cli.filters import show_rows, with_forms
from dateline.views.cli.output import talk
from dateline.views.cli.progress import counting

if TYPE_CHECKING:
    from dateline.api.lake import Outcome

LAKE = click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
REFUSED, BROKEN = 3, 4


@click.group()
def lake() -> None:
    """Read very many reports into Parquet files on shared storage, and ask them.

    A lake is a folder that this machine and all workers see. Needs the extra: pip install 'dateline[cluster]'. docs/guide/cluster.md leads
    from one machine to many.
    """


@lake.command()
@LAKE
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--engine", metavar="ENGINE", default="local", show_default=True,
              help="Where it is read: local, or dask://HOST:PORT for a Dask cluster.")
@click.option("--jobs", "-j", type=click.IntRange(1, 64), default=1, show_default=True, help="How many local processes read.")
@click.option("--published", metavar="DATE", help="The day all of these came out, where they do not say it themselves.")
@click.option("--outlet", metavar="NAME", help="Who published them, where they do not say it themselves.")
@click.option("--columns", metavar="OURS=THEIRS,..", help="How rows name our text, html, id, title, published, outlet, url.")
@click.option("--quiet", "-q", is_flag=True, help="No talk on stderr.")
def write(folder: str, paths: tuple[str, ...], engine: str, jobs: int, published: str | None, outlet: str | None, columns: str | None,
          quiet: bool) -> None:
    """Read the reports in PATHS (files, folders, globs) into the lake DIR, which is made if it is not there.

    What it holds already, read by the same version, is not read again: run the command again after any interruption. Exit code 3 when some
    input was refused; `dateline lake query DIR "select * from refusals"` lists it.
    """
    from dateline.api.lake import write_lake

    bar = click.progressbar(length=0, label="read", file=sys.stderr, show_pos=False, hidden=quiet or not sys.stderr.isatty())
    with bar:
        written = write_lake(folder, paths, engine, jobs, _stepping(bar), published=published, outlet=outlet, columns=columns)
    click.echo(str(written))
    for line in written.reasons:
        talk(f"refused: {line}", quiet)
    if written.reasons:
        sys.exit(REFUSED)


def _stepping(bar: Any) -> "Callable[[Outcome, int], None]":
    """A bar that moves by the bytes of input that are read."""
    def step(outcome: "Outcome", total: int) -> None:
        bar.length = max(total, 1)
        bar.update(outcome.bytes)
    return step


@lake.command()
@LAKE
def info(folder: str) -> None:
    """What the lake DIR holds: shards, rows of each table, months, size, versions."""
    from dateline.api.lake_use import lake_info

    found = lake_info(folder)
    click.echo(f"{found['shards']:,} shards of {found['input_bytes']:,} bytes, in {found['files']:,} files of {found['bytes']:,} bytes")
    click.echo(f"made by {', '.join(found['made_by']) or 'nobody'}; code book {', '.join(found['codes']) or 'none'}")
    for table, rows in found["rows"].items():
        click.echo(f"  {table:10} {rows:>12,}")
    click.echo("reports by month:")
    for month, rows in found["months"].items():
        click.echo(f"  {month:10} {rows:>12,}")
    if found["left_over"]:
        click.echo(f"{found['left_over']:,} files belong to no finished shard and do not count; writing again uses or replaces them")


@lake.command()
@LAKE
@click.argument("select", metavar="SELECT")
@with_forms
def query(folder: str, select: str, form: str, limit: int | None) -> None:
    """Ask the lake DIR in SQL, by DuckDB: read-only, at most 60 seconds and 10,000 rows.

    Views: reports, events, quotes, agenda, actors, places, times, mentions, originals, copies, refusals; after `dateline lake join` also
    happenings, members, origins. A report that stands in several
    shards counts once; all_reports, all_events .. hold every row. The columns stand in docs/guide/cluster.md.
    """
    from dateline.api.lake_use import ask_lake

    names, found = ask_lake(folder, select)
    rows = [dict(zip(names, (_shown(v) for v in row), strict=True)) for row in found[:limit]]
    show_rows(rows, form, {n: lambda r, n=n: r[n] for n in names}, "no rows")  # type: ignore[misc]


@lake.command("import")
@LAKE
@click.argument("book", type=click.Path(dir_okay=False))
@click.option("--quiet", "-q", is_flag=True, help="No talk on stderr.")
def import_(folder: str, book: str, quiet: bool) -> None:
    """Take what the lake DIR holds into BOOK, as if its files had been added there. What the book has already is not written again."""
    from dateline.api.book import Book
    from dateline.api.lake_use import import_lake

    with Book(book) as opened, counting("imported", quiet) as step:
        added = import_lake(opened, folder, step)
    click.echo(str(added))


@lake.command()
@LAKE
@click.option("--book", type=click.Path(dir_okay=False), help="Keep the book that joins, on a disk of this machine: the next time only what"
              " is new is joined.")
@click.option("--quiet", "-q", is_flag=True, help="No talk on stderr.")
def join(folder: str, book: str | None, quiet: bool) -> None:
    """Join the reports of all shards: the views happenings, members and origins, the same as in a book of these reports.

    One process does it, as it would for a book. Run it again after writing more.
    """
    from dateline.api.lake_use import join_lake

    with counting("joined", quiet) as step:
        made = join_lake(folder, book, step)
    click.echo(", ".join(f"{rows:,} {table}" for table, rows in made.items()))


@lake.command()
@LAKE
def verify(folder: str) -> None:
    """Check every manifest, and every file of the lake DIR against its hash. Exit code 4 names the bad ones."""
    from dateline.api.lake_use import lake_info, verify_lake

    wrong = verify_lake(folder)
    for line in wrong:
        click.echo(line)
    if wrong:
        sys.exit(BROKEN)
    click.echo(f"{folder}: {lake_info(folder)['shards']:,} shards, all as they were written")


def _shown(value: Any) -> Any:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return str(value) if value is not None and not isinstance(value, int | float | str | list | dict) else value

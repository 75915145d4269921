"""`dateline fetch`: pages, feeds and sitemaps from the network into a book."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from dateline.views.cli.output import talk
from dateline.views.cli.progress import counting

if TYPE_CHECKING:
    from dateline.api.fetching import FetchedInto

PROXIES = ("http_proxy", "https_proxy", "all_proxy")


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--into", "book", required=True, type=click.Path(dir_okay=False), metavar="BOOK",
              help="The book, which is made if it is not there.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, metavar="N",
              help="At most N pages of feeds and sitemaps; the next run goes on.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Nothing that was published before this day.")
@click.option("--outlet", metavar="NAME", help="Who published these, where they do not say it themselves.")
@click.option("--feed-only", is_flag=True, help="Take what stands in a feed and do not go on to its pages.")
@click.option("--dry-run", is_flag=True,
              help="List what is new and would be fetched; feeds and sitemaps are asked for, pages are not.")
@click.option("--delay", type=click.FloatRange(0.5, 60), default=1.0, show_default=True, metavar="SECONDS",
              help="Between two requests to one host.")
@click.option("--contact", metavar="WORDS",
              help="Who asks, for the sites' owners: an address or a page, sent with the name of this program.")
@click.option("--proxy", metavar="URL",
              help="Go through this proxy (http://HOST:PORT); none: connect directly whatever the environment says.")
@click.option("--verbose", "-v", is_flag=True, help="A line for each address that is asked.")
@click.option("--quiet", "-q", is_flag=True, help="No talk on stderr.")
@click.pass_obj
def fetch(trusted: Any, urls: tuple[str, ...], book: str, limit: int, since: datetime | None, outlet: str | None, feed_only: bool,
          dry_run: bool, delay: float, contact: str | None, proxy: str | None, verbose: bool, quiet: bool) -> None:
    """Fetch pages, feeds (RSS, Atom, JSON Feed) and sitemaps into a book, and of feeds and sitemaps what is new since the last time.

    Only http and https, only public addresses, only what robots.txt allows, one request at a time. Run it again at any time; a feed
    that did not change costs one request. Exit code 3 when something was refused; the book lists it as it does for `dateline add`.
    """
    from dateline.api.book import Book
    from dateline.api.fetching import Wanted, fetch_into, fetcher_of

    fetcher = trusted or fetcher_of(_proxy(proxy), delay, contact, lambda words: talk(words, quiet))
    wanted = Wanted(limit, since.date() if since else None, not feed_only, dry_run, outlet)
    with Book(book) as opened, counting("fetched", quiet, verbose) as step:
        done = fetch_into(opened, urls, fetcher, wanted, step)
    _tell(done, dry_run, quiet)


def _proxy(given: str | None) -> str | None:
    """The proxy that was named; one that only the environment names is a question, never an answer."""
    if given is not None:
        return None if given.lower() == "none" else given
    found = sorted({name for name in os.environ if name.lower() in PROXIES and os.environ[name]})
    if found:
        raise click.UsageError(f"{', '.join(found)} is set, and a proxy is used only when it is named: "
                               "give --proxy URL to go through one, or --proxy none to connect directly")
    return None


def _tell(done: FetchedInto, dry_run: bool, quiet: bool) -> None:
    for line in done.added.reasons:
        talk(f"refused: {line}", quiet)
    if dry_run:
        for entry in done.listed:
            click.echo("\t".join((entry.day.isoformat() if entry.day else "", entry.url or entry.name, entry.title or "")).rstrip("\t"))
        talk(f"{len(done.listed):,} would be fetched; {done.seen_before:,} taken before; {done.older:,} older; {done.left:,} left", quiet)
    else:
        click.echo(str(done))
    if done.added.refused:
        sys.exit(3)
    if dry_run and not done.listed:
        sys.exit(1)

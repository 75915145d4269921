"""`dateline mcp`: a book for language models, over standard input and output."""

import click

from dateline.errors import BookError, DatelineError
from dateline.views.cli.output import talk


@click.command()
@click.argument("book", type=click.Path(exists=True, dir_okay=False))
def command(book: str) -> None:
    """Serve BOOK read-only to a language model, by the Model Context Protocol over standard input and output.

    It needs the extra: pip install 'dateline[mcp]'. Tools: search, events, quotes, agenda, report, happening, dyad, explain.
    """
    from importlib.util import find_spec
    from pathlib import Path

    from dateline.api.book import Book

    if find_spec("mcp") is None:
        raise DatelineError("this command needs an extra: pip install 'dateline[mcp]'")
    try:
        with Book(book) as opened:  # what waits to be joined is joined once; from then on the book is only read
            opened.join()
    except BookError as error:  # a book on a disk that cannot be written
        talk(f"{error}; answers go by what is joined")
    from dateline.views.mcp.server import server

    server(Path(book)).run("stdio")

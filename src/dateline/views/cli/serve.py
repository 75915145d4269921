"""`dateline serve`: the desk of a book, on this machine alone."""

import sys
import threading
from pathlib import Path

import click

from dateline.views.cli.output import talk


@click.command()
@click.argument("book", type=click.Path(dir_okay=False))
@click.option("--port", type=click.IntRange(1, 65535), default=8321, show_default=True, help="The port to listen on.")
@click.option(
    "--bind", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on. The desk has no passwords."
)
@click.option("--allow-host", multiple=True, metavar="NAME", help="A further host name under which the desk answers.")
@click.option("--read-only", is_flag=True, help="No corrections and no adding from the pages.")
@click.option("--quiet", "-q", is_flag=True, help="No talk on stderr.")
def command(book: str, port: int, bind: str, allow_host: tuple[str, ...], read_only: bool, quiet: bool) -> None:
    """Serve the pages of BOOK at http://127.0.0.1:8321 until Ctrl-C. An empty book is made where there is none."""
    from dateline.api.book import Book

    with Book(book, read_only=read_only):
        pass
    serve(Path(book), port, bind, frozenset(n.lower() for n in allow_host), read_only, quiet)


def serve(path: Path, port: int, bind: str = "127.0.0.1", names: frozenset[str] = frozenset(), read_only: bool = False,
          quiet: bool = False) -> None:
    """Serve the book at `path` until the process is told to stop."""
    import uvicorn

    from dateline import api
    from dateline.views.web import drawing
    from dateline.views.web.app import application
    from dateline.views.web.guard import LOCAL
    from dateline.views.web.state import Desk

    app = application(Desk(path, read_only=read_only), LOCAL | names)
    threading.Thread(target=lambda: api.read("The desk is ready."), daemon=True).start()  # so that the first paste does not wait
    threading.Thread(target=drawing.warm, daemon=True).start()  # .. nor the first picture
    if bind not in ("127.0.0.1", "localhost", "::1"):
        talk(f"dateline: {bind} can be reached from other machines, and the desk has no passwords", quiet)
    talk(f"The desk: http://{bind if bind != '::1' else '[::1]'}:{port}/  (Ctrl-C ends it)", quiet)
    try:
        uvicorn.run(app, host=bind, port=port, log_level="warning", server_header=False, access_log=False)
    except KeyboardInterrupt:
        sys.exit(0)

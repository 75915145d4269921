"""`dateline watch`: what is new since the last look at a question, as an exit code, rows, an Atom feed or a calendar."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from dateline.errors import DatelineError, NotFound
from dateline.views import columns, columns_joined
from dateline.views.cli.filters import show_rows, table_of, with_filters
from dateline.views.cli.output import talk

if TYPE_CHECKING:
    from dateline.api.book import Book
    from dateline.api.watching import Look, Memory, Query

KINDS = ("events", "quotes", "agenda", "reports", "happenings")
COLUMNS = {"events": columns.EVENTS, "quotes": columns.QUOTES, "agenda": columns.AGENDA, "reports": columns.REPORTS,
           "happenings": columns_joined.HAPPENINGS}
NOTHING_NEW = 1
UNTOLD = ("id", "published", "outlet", "sentence", "words", "doubt", "events/reports/origins")  # cells that no headline of a row needs


@click.command()
@click.argument("book", type=click.Path(exists=True, dir_okay=False))
@click.argument("name", required=False)
@with_filters
@click.option("--of", type=click.Choice(KINDS), help="Which rows. Default: events.")
@click.option("--save", metavar="NAME", help="Remember the question under NAME: next time `dateline watch BOOK NAME` asks it.")
@click.option("--list", "listed", is_flag=True, help="List what was saved.")
@click.option("--forget", metavar="NAME", help="Forget a saved question.")
@click.option("--table", "form", flag_value="table", default="table", help="What is new, in aligned columns (the default).")
@click.option("--json", "form", flag_value="json", help="What is new, as JSON lines.")
@click.option("--atom", "form", flag_value="atom", help="An Atom feed of the newest 200 rows, old ones among them.")
@click.option("--ics", "form", flag_value="ics", help="A calendar of all that the question finds; takes --of agenda.")
@click.option("--out", "-o", type=click.Path(dir_okay=False), help="Write to this file, and only where something is new.")
@click.option("--state", type=click.Path(dir_okay=False), metavar="FILE", help="Where looks are remembered. Default: BOOK.watch.json.")
@click.option("--peek", is_flag=True, help="Look, and do not remember it.")
@click.option("--quiet", "-q", is_flag=True, help="No talk on stderr.")
def watch(book: str, name: str | None, of: str | None, save: str | None, listed: bool, forget: str | None, form: str, out: str | None,
          state: str | None, peek: bool, quiet: bool, **wanted: Any) -> None:
    """Tell what is new in BOOK since the last look at a question: one saved as NAME, or what the filters ask.

    Exit code 0 when something is new, 1 when nothing is; so a line of cron is enough:

    \b
      dateline watch news.db --of quotes --by RUS --save moscow
      dateline watch news.db moscow --atom -o moscow.xml && notify-send "Moscow spoke"
    """
    from dateline.api.book import Book, now
    from dateline.api.watching import look_at, memory_beside, remembered

    memory = remembered(Path(state) if state else memory_beside(book))
    if listed:
        _list(memory)
        return
    if forget:
        _saved(memory, forget)
        del memory.queries[forget]
        memory.save()
        return
    label, query = _query(memory, name, of, save, wanted)
    if form == "ics" and query.of != "agenda":
        raise click.UsageError(f"a calendar holds the agenda, not {query.of}; add --of agenda")
    with Book(book) as opened:
        look = look_at(opened, query, now())
        if look.new:
            _write(_made(opened, query, label, look, form), out)
        size = opened.size()
    if not peek:
        memory.save()
    if not look.new:
        talk(f"nothing new among {len(look.rows):,} {query.of} in {size:,} reports", quiet)
        sys.exit(NOTHING_NEW)
    talk(f"{len(look.new):,} new of {len(look.rows):,} {query.of}", quiet)


def _query(memory: Memory, name: str | None, of: str | None, save: str | None, wanted: Mapping[str, Any]) -> tuple[str, Query]:
    """The question that is asked and what it is called."""
    from dateline.api.watching import asked_of

    asked = asked_of(wanted)
    if name is not None:
        if asked or of or save:
            raise click.UsageError(f"{name} is a saved question; ask it as it is, or give filters with --save {name} to change it")
        return name, _saved(memory, name)
    if save is not None and (save.startswith("[") or not save.strip()):
        raise click.UsageError(f"{save!r} is no name for a question")
    words = " ".join(f"{k} {v}" for k, v in sorted(asked.items()))
    return save or f"{of or 'events'} {words}".strip(), memory.query(of or "events", asked, save)


def _saved(memory: Memory, name: str) -> Query:
    """A saved question; a name that nobody saved is a mistake in the call, not an answer that nothing is new."""
    try:
        return memory.saved(name)
    except NotFound as error:
        raise click.UsageError(str(error)) from error


def _made(book: Book, query: Query, label: str, look: Look, form: str) -> Callable[[], str]:
    """What writes the answer in a form."""
    shown = COLUMNS[query.of]
    if form == "atom":
        return lambda: _atom(query, label, look, shown)
    if form == "ics":
        return lambda: _calendar(book, query)
    if form == "json":
        return lambda: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in look.new)
    return lambda: table_of(look.new, shown)


def _atom(query: Query, label: str, look: Look, shown: Mapping[str, Callable[[Mapping[str, Any]], Any]]) -> str:
    from dateline.views.atom import Entry, atom

    def line(row: Mapping[str, Any]) -> str:
        cells = (str(read(row)) for title, read in shown.items() if title not in UNTOLD and read(row) not in (None, "", 0))
        return " · ".join(cells)
    entries = [Entry(row["id"], line(row), str(row.get("sentence_text") or row.get("title") or line(row)), found, row.get("url"))
               for found, row in look.rows]
    return atom(f"Dateline: {label}", f"urn:dateline:watch:{quote(label)}", entries, query.looked or "")


def _calendar(book: Book, query: Query) -> str:
    from dateline.views.exports.content import content_of
    from dateline.views.exports.registry import FORMATS

    return b"".join(FORMATS["ics"].write(content_of(book, "agenda", query.wanted))).decode("utf-8")


def _write(make: Callable[[], str], out: str | None) -> None:
    """Print, or write a file that a reader never finds half written."""
    made = make()
    if out is None:
        click.echo(made, nl=False)
        return
    draft = Path(f"{out}.{os.getpid()}.new")
    try:
        draft.write_bytes(made.encode("utf-8", "replace"))
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise DatelineError(f"{out}: {error.strerror or error}; nothing was remembered, look again when that is mended") from error


def _list(memory: Memory) -> None:
    """The saved questions; exits with 1 where there are none."""
    rows = [{"name": name, "of": q.of, "seen": len(q.seen), "looked": q.looked,
             "asks": " ".join(f"{k}={v}" for k, v in sorted(q.wanted.items()))}
            for name, q in memory.queries.items() if not name.startswith("[")]
    names = ("name", "of", "seen", "looked", "asks")
    show_rows(rows, "table", {name: columns.field(name) for name in names}, "no question is saved; save one with --save NAME")

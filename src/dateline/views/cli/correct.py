"""`dateline fix|mark|remove|undo|judgements`: a person's corrections."""

import json
import sys
from typing import Any

import click

from dateline.errors import RecordError

BOOK = click.argument("book", type=click.Path(exists=True, dir_okay=False))
BECAUSE = click.option("--because", required=True, metavar="WHY", help="The reason; it is kept with the correction.")
BY = click.option("--as", "by", metavar="NAME", help="Who judges. Default: your user name.")


@click.command()
@BOOK
@click.argument("id_", metavar="ID")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@BECAUSE
@BY
def fix(book: str, id_: str, fields: tuple[str, ...], because: str, by: str | None) -> None:
    """Set fields of the finding ID, as `status=planned` or `place=null`; a value that is JSON is taken as JSON."""
    from dateline.api.book import Book

    with Book(book) as opened:
        click.echo(opened.fix(id_, because, by, **pairs(fields)).id)


@click.command()
@BOOK
@click.argument("report", metavar="REPORT")
@click.argument("type_", metavar="TYPE", type=click.Choice(["event", "quote", "agenda", "actor", "place", "time"]))
@click.argument("spans", metavar="START-END[,START-END]")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...")
@BECAUSE
@BY
def mark(book: str, report: str, type_: str, spans: str, fields: tuple[str, ...], because: str, by: str | None) -> None:
    """Add a finding that was missed, from the words at the given characters of the REPORT's text."""
    from dateline.api.book import Book

    with Book(book) as opened:
        judgement = opened.mark(report, type_, parse_spans(spans), because, by, **pairs(fields))
        made = [r for r in opened.show(report)["findings"] if r["why"] == "marked"]
        click.echo(f"{judgement.id} marks {', '.join(r['id'] for r in made)}")


@click.command()
@BOOK
@click.argument("id_", metavar="ID")
@BECAUSE
@BY
def remove(book: str, id_: str, because: str, by: str | None) -> None:
    """Take the finding ID out of all answers. It stays in the book, marked as removed, and `undo` brings it back."""
    from dateline.api.book import Book

    with Book(book) as opened:
        click.echo(opened.remove(id_, because, by).id)


@click.command()
@BOOK
@click.argument("id_", metavar="JUDGEMENT")
@BECAUSE
@BY
def undo(book: str, id_: str, because: str, by: str | None) -> None:
    """Take back a judgement by its id."""
    from dateline.api.book import Book

    with Book(book) as opened:
        click.echo(opened.undo(id_, because, by).id)


@click.group()
def judgements() -> None:
    """Exchange corrections between books that hold the same reports."""


@judgements.command("export")
@BOOK
@click.argument("file", type=click.File("w", encoding="utf-8"), default="-")
def export_judgements(book: str, file: Any) -> None:
    """Write all judgements of BOOK to FILE as JSON lines (standard output if it is left out)."""
    from dateline.api.book import Book

    with Book(book, read_only=True) as opened:
        for row in opened.judgements():
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


@judgements.command("import")
@BOOK
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
def import_judgements(book: str, file: Any) -> None:
    """Take the judgements in FILE into BOOK. Those that it has are passed over; those that fit nothing are listed, exit code 3."""
    from dateline.api.book import Book

    try:
        rows = [json.loads(line) for line in file if line.strip()]
    except ValueError as error:
        raise RecordError(f"{file.name}: no JSON lines ({error}); write the file with: dateline judgements export") from error
    with Book(book) as opened:
        taken, strange = opened.import_judgements(rows)
    click.echo(f"{taken} judgements taken in, {len(rows) - taken - len(strange)} there already, {len(strange)} fit nothing here")
    for line in strange:
        click.echo(line, err=True)
    if strange:
        sys.exit(3)


def pairs(fields: tuple[str, ...]) -> dict[str, Any]:
    """Fields and values from `name=value` words.

    >>> pairs(("status=planned", "place=null", "claimed=true"))
    {'status': 'planned', 'place': None, 'claimed': True}
    """
    out: dict[str, Any] = {}
    for word in fields:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise click.UsageError(f"{word!r} is no FIELD=VALUE; write for instance status=planned")
        try:
            out[name] = json.loads(value)
        except ValueError:
            out[name] = value
    return out


def parse_spans(words: str) -> list[tuple[int, int]]:
    """Spans from `12-40,52-60`.

    >>> parse_spans("12-40,52-60")
    [(12, 40), (52, 60)]
    """
    try:
        return [(int(a), int(b)) for a, b in (piece.split("-") for piece in words.split(","))]
    except ValueError as error:
        raise click.UsageError(f"{words!r} names no characters; write for instance 120-140") from error

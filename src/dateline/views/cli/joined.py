"""`dateline happenings|disagreements|outcomes|utterances|versions|outlets|dyad|merge|split|audit`: what reports tell together."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from dateline.views import columns_joined as columns
from dateline.views.cli.correct import BECAUSE, BOOK, BY
from dateline.views.cli.filters import draw, show_rows, with_filters, with_forms, with_picture
from dateline.views.cli.output import talk
from dateline.views.cli.query import question
from dateline.views.columns import names

KINDS = {
    "happenings": (columns.HAPPENINGS, "The events of the world that BOOK tells of, each with its events / reports / independent origins."),
    "disagreements": (columns.DISAGREEMENTS, "Where the reports of one happening tell a figure, day, place or party otherwise, or deny."),
    "utterances": (columns.UTTERANCES, "Each utterance that BOOK quotes: its wordings, where it appeared first, who carries it."),
}


happenings, disagreements, utterances = (question(kind, *told, read_only=False) for kind, told in KINDS.items())


@click.command()
@BOOK
@with_filters
@with_forms
def outcomes(book: str, form: str, limit: int | None, as_of: str | None, **wanted: Any) -> None:
    """What became of what was to come: ahead, due, held, moved, called off or unreported on the day --as-of (left out: today)."""
    from dateline.api.book import Book, now

    with Book(book) as opened:
        rows = opened.outcomes(as_of or now()[:10], limit, **wanted)
        show_rows(rows, form, columns.OUTCOMES, f"nothing matches in {opened.size():,} reports")


@click.command()
@BOOK
@click.option("--silent", is_flag=True, help="Only changes that no note in the newer version tells of.")
@with_forms
def versions(book: str, silent: bool, form: str, limit: int | None) -> None:
    """Reports of BOOK that came out again with other words: what each sentence was and is."""
    from dateline.api.book import Book

    with Book(book) as opened:
        found = opened.versions(only_silent=silent)[:limit]
        rows: list[Mapping[str, Any]] = [v.to_dict() for v in found]
        if form != "json":
            rows = [{**v.to_dict(), **e.to_dict()} for v in found for e in v.edits]
        show_rows(rows, form, columns.VERSIONS, f"no report of {opened.size():,} came out again with other words")


@click.command()
@BOOK
@click.option("--take", "file", type=click.Path(exists=True, dir_okay=False),
              help="First take in outlets from a CSV file: name, names, kind, country, owner, state_link, form, domains, source, reviewed.")
@with_forms
@with_picture("how many reports each has, and how many share their text,")
def outlets(book: str, file: str | None, form: str, limit: int | None, svg: str | None) -> None:
    """The outlets of BOOK: who owns them, what links them to a state, and how many of their reports carry others' text."""
    from dateline.api.book import Book

    with Book(book) as opened:
        if file:
            talk(f"{opened.add_outlets(file)} outlets taken in")
        rows, empty = opened.outlets()[:limit], "the book holds no reports"
        if svg:
            from dateline.views.web.pictures import shares

            draw(shares(rows), svg, empty)
        else:
            show_rows(rows, form, columns.OUTLETS, empty)


@click.command()
@BOOK
@click.argument("actor", metavar="ACTOR")
@click.argument("recipient", metavar="RECIPIENT")
@click.option("--by", type=click.Choice(["month", "quarter", "year"]), default="month", show_default=True, help="The length of a stretch.")
@click.option("--claims", is_flag=True, help="Also count what no report tells in its own voice.")
@click.option("--from", "day_from", metavar="DAY", help="On or after this day.")
@click.option("--to", "day_to", metavar="DAY", help="On or before this day.")
@click.option("--as-of", metavar="DAY", help="Only reports published by this day.")
@with_forms
@with_picture("both directed series")
def dyad(book: str, actor: str, recipient: str, form: str, limit: int | None, svg: str | None, **wanted: Any) -> None:
    """What ACTOR did to RECIPIENT (country codes, as RUS USA): happenings, origins and mean intensity, words and deeds apart."""
    from dateline.api.book import Book

    a, b = actor.upper(), recipient.upper()
    with Book(book) as opened:
        empty = f"nothing between {actor} and {recipient} in {opened.size():,} reports"
        if svg:
            from dateline.views.web.pictures import series

            found = {(x, y): opened.dyad(x, y, **wanted) for x, y in ((a, b), (b, a))}
            draw(series(a, b, found) if any(found.values()) else None, svg, empty)
        else:
            show_rows(opened.dyad(a, b, **wanted)[:limit], form, columns.DYAD, empty)


@click.command()
@BOOK
@click.argument("first", metavar="HAPPENING")
@click.argument("second", metavar="HAPPENING")
@BECAUSE
@BY
def merge(book: str, first: str, second: str, because: str, by: str | None) -> None:
    """Join two happenings (or events) that are one. `undo` parts them again."""
    from dateline.api.book import Book

    with Book(book) as opened:
        judgement = opened.merge(first, second, because, by)
        click.echo(f"{judgement.id} {opened.happening(judgement.target).id}")


@click.command()
@BOOK
@click.argument("events", nargs=-1, required=True, metavar="EVENT...")
@BECAUSE
@BY
def split(book: str, events: tuple[str, ...], because: str, by: str | None) -> None:
    """Take EVENTs out of their happening, which keeps the others. `undo` puts them back."""
    from dateline.api.book import Book

    with Book(book) as opened:
        judgement = opened.split(events, because, by)
        click.echo(f"{judgement.id} {opened.happening(judgement.target).id}")


@click.command()
@BOOK
@click.option("--sample", "size", type=click.IntRange(1), default=100, show_default=True, help="How many findings to judge.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed draws another sample.")
@click.option("--kind", type=click.Choice(["all", "event", "quote", "agenda"]), default="all", show_default=True, help="What to judge.")
@click.option("--answers", type=click.Path(dir_okay=False), help="A file that keeps the answers, so that you can stop and go on.")
@with_forms
def audit(book: str, size: int, seed: int, kind: str, answers: str | None, form: str, limit: int | None) -> None:
    """Judge a random sample of BOOK's findings and learn how right it is on your own reports.

    Answer y (right), n (wrong), s (skip) or q (stop) to each. Without a terminal the sample is printed as JSON lines, or judged by the
    lines "ID y" of --answers.
    """
    from dateline.api.book import Book
    from dateline.api.joined import KINDS as EVERY
    from dateline.api.joined import audit_result

    with Book(book, read_only=True) as opened:
        rows = opened.audit(size, seed, EVERY if kind == "all" else (kind,))
    known = _answers(answers)
    if not sys.stdin.isatty() and not known:
        for row in rows[:limit]:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    if sys.stdin.isatty():
        _ask(rows, known, answers)
    judged = [(r["type"], known[r["id"]]) for r in rows if r["id"] in known]
    show_rows(audit_result(judged) if judged else [], form, columns.AUDIT, "nothing was judged")


def _answers(file: str | None) -> dict[str, bool]:
    """The answers of a file, one "ID y" or "ID n" a line."""
    if file is None or not Path(file).exists():
        return {}
    pairs = [line.split() for line in Path(file).read_text(encoding="utf-8").splitlines() if line.strip()]
    wrong = [p for p in pairs if len(p) != 2 or p[1] not in ("y", "n")]
    if wrong:
        raise click.UsageError(f"{file}: {' '.join(wrong[0])!r} is no answer; write a line as: ID y")
    return {id_: answer == "y" for id_, answer in pairs}


def _ask(rows: list[dict[str, Any]], known: dict[str, bool], file: str | None) -> None:
    for number, row in enumerate(rows, 1):
        if row["id"] in known:
            continue
        parties = " -> ".join(filter(None, (names("actor")(row), names("recipient")(row)))) or names("speaker")(row)
        click.echo(f"\n{number}/{len(rows)} {row['type']} {row.get('event') or row.get('kind') or row.get('what')} {row.get('mode') or ''} "
                   f"{row.get('status') or row.get('stance') or row.get('when') or ''} | {parties}", err=True)
        click.echo(f"  {row['sentence_text']}", err=True)
        answer = click.prompt("  right?", type=click.Choice(["y", "n", "s", "q"]), err=True)
        if answer == "q":
            return
        if answer != "s":
            known[row["id"]] = answer == "y"
            if file:
                with Path(file).open("a", encoding="utf-8") as kept:
                    kept.write(f"{row['id']} {answer}\n")

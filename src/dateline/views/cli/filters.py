"""The filter options that all questions share, and the ways to print an answer."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import DatelineError
from dateline.views.safe import inert

if TYPE_CHECKING:
    from dateline.views.web.drawing import Picture

WIDEST = 10_000
OPTIONS = [
    click.option("--event", metavar="KIND", help="PLOVER event: CONSULT, ACCUSE, ASSAULT .."),
    click.option("--actor", metavar="WHO", help="Who did it: a country (RUS), a sector (GOV), both (RUS GOV) or part of a name."),
    click.option("--recipient", metavar="WHO", help="To whom."),
    click.option("--by", metavar="WHO", help="Who said it."),
    click.option("--about", metavar="WHO", help="Anybody who takes part."),
    click.option("--status", metavar="S", help="actual planned hypothetical negated; for quotes the stance; for the agenda the state."),
    click.option("--from", "day_from", metavar="DAY", help="On or after this day, as 2021-06-04."),
    click.option("--to", "day_to", metavar="DAY", help="On or before this day."),
    click.option("--place", metavar="COUNTRY", help="Country code of the place."),
    click.option("--outlet", metavar="NAME", help="Only reports of this outlet."),
    click.option("--text", metavar="WORDS", help='Only reports with these words; "a phrase" in quotes.'),
    click.option("--as-of", metavar="DAY", help="Only reports published by this day."),
    click.option("--claims/--no-claims", default=None, help="Only what sources claim, or nothing of it. Default: both."),
    click.option("--background/--no-background", default=None, help="Only what is recalled, or nothing of it. Default: both."),
]
FORMS = [
    click.option("--table", "form", flag_value="table", default="table", help="Aligned columns (the default)."),
    click.option("--csv", "form", flag_value="csv", help="Comma-separated values."),
    click.option("--json", "form", flag_value="json", help="JSON lines with all fields."),
    click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N rows."),
]


def with_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """All filter options on a command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def with_forms(command: Callable[..., Any]) -> Callable[..., Any]:
    """--table, --csv, --json and --limit on a command."""
    for option in reversed(FORMS):
        command = option(command)
    return command


def with_picture(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """--svg on a command."""
    return click.option("--svg", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True),
                        help=f"Draw {what} into this file (- for standard output) instead; needs the extra: pip install 'dateline[desk]'.")


def draw(picture: Picture | None, file: str, empty: str) -> None:
    """Write a picture; exits with 1 and says `empty` on stderr where there is nothing to draw."""
    from dateline.views.web.drawing import can_draw

    if not can_draw():
        raise DatelineError("pictures need an extra: pip install 'dateline[desk]'")
    if picture is None:
        click.echo(empty, err=True)
        sys.exit(1)
    with click.open_file(file, "w", encoding="utf-8") as out:
        out.write(picture.file() + "\n")
    if file != "-":
        click.echo(f"{file}: {picture.label}. {picture.note}", err=True)


def show_rows(rows: Iterable[Mapping[str, Any]], form: str, columns: Mapping[str, Callable[[Mapping[str, Any]], Any]], empty: str) -> None:
    """Print the rows; exits with 1 and says `empty` on stderr when there are none."""
    any_row = False
    if form == "json":
        for row in rows:
            any_row = True
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        cells = [[_cell(read(row)) for read in columns.values()] for row in rows]
        any_row = bool(cells)
        if any_row:
            click.echo(_csv(list(columns), cells) if form == "csv" else _table(list(columns), cells), nl=False)
    if not any_row:
        click.echo(empty, err=True)
        sys.exit(1)


def table_of(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, Callable[[Mapping[str, Any]], Any]]) -> str:
    """The rows as aligned columns, as `show_rows` prints them."""
    return _table(list(columns), [[_cell(read(row)) for read in columns.values()] for row in rows])


def _cell(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def _csv(header: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([inert(c) for c in row] for row in cells)
    return out.getvalue()


def _table(header: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Aligned columns; on a terminal long cells are cut so that a row is a line."""
    terminal = sys.stdout.isatty()
    room = shutil.get_terminal_size((120, 24)).columns if terminal else WIDEST
    widths = [min(40 if terminal else WIDEST, max(len(row[i]) for row in [header, *cells])) for i in range(len(header) - 1)]
    lines = []
    for row in [header, *cells]:
        fixed = "  ".join(_cut(c, w).ljust(w) for c, w in zip(row, widths, strict=False))
        lines.append(f"{fixed}  {_cut(row[-1], max(20, room - sum(widths) - 2 * len(widths) - 1))}".rstrip())
    return "\n".join(lines) + "\n"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[:width - 1] + "…"

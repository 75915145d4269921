"""`dateline read`: one report, no book."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from dateline.errors import InputRefused
from dateline.views.cli.output import talk, terminal_style


@click.command()
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--json", "form", flag_value="json", help="JSON lines: the report, then each finding.")
@click.option("--html", "form", flag_value="html", help="A self-contained page with the evidence highlighted.")
@click.option("--published", metavar="DATE", help="The day the report came out, as 2021-06-04. Wins over what the text says.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--url", metavar="URL", help="Where it was published. Nothing is fetched.")
@click.option("--jsonl-in", is_flag=True, help='FILE holds many reports, one {"id","text","published","outlet","url"} a line.')
@click.option("--quiet", "-q", is_flag=True, help="No talk on stderr.")
def command(file: str, form: str | None, published: str | None, outlet: str | None, url: str | None, jsonl_in: bool,
            quiet: bool) -> None:
    """Read one report from FILE (- is standard input) and print what it says, each finding with its words.

    The default is an account for people; --json and --html give the same findings to programs and browsers.
    """
    from dateline import api

    if jsonl_in:
        given = {"published": published, "outlet": outlet, "url": url}
        refused = _read_lines(file, form, {k: v for k, v in given.items() if v}, quiet)
        if refused:
            talk(f"{refused} lines refused", quiet)
            sys.exit(3)
        return
    for reading in api.read_path(file, published=published, outlet=outlet, url=url):
        _print(reading, form)


def _read_lines(file: str, form: str | None, given: dict[str, str], quiet: bool) -> int:
    """Read each line of a JSON lines file; returns how many lines were refused."""
    from dateline import api

    refused: list[str] = []

    def rows() -> Iterator[dict[str, Any]]:
        with click.open_file(file, encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        row = {**_row(line), **given}
                        api.check_row(row)
                    except InputRefused as error:
                        refused.append(f"line {number}")
                        talk(f"{file}, line {number}: refused: {error}", quiet)
                    else:
                        yield row
    if form == "html":
        raise click.UsageError("--html makes one page; leave out --jsonl-in or use --json")
    for reading in api.read_many(rows()):
        _print(reading, form)
    return len(refused)


def _row(line: str) -> dict[str, Any]:
    """The object of a line; raises InputRefused where it is none or has no text."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputRefused("no JSON object with a text")
    return row


def _print(reading: Any, form: str | None) -> None:
    if form == "json":
        for row in reading.to_dicts():
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "html":
        from dateline.views.page import page

        click.echo(page(reading), nl=False)
    else:
        from dateline.views.account import account

        click.echo(account(reading, terminal_style()))



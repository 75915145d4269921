"""`dateline codes check|show|why`: looking into the code book."""

import json
import sys

import click

BROKEN = 4


@click.group()
def codes() -> None:
    """Look into the code book: the tables that say what words mean."""


@codes.command()
def check() -> None:
    """Load every table; each bad line is named with its file and number."""
    from dateline.api.explaining import check as check_tables

    count, wrong = check_tables()
    for line in wrong:
        click.echo(line)
    if wrong:
        sys.exit(BROKEN)
    click.echo(f"{count} tables, all lines understood")


@codes.command()
@click.argument("word")
def show(word: str) -> None:
    """Every line of a table that holds WORD."""
    from dateline.api.explaining import rows_with

    found = list(rows_with(word))
    for table, number, line in found:
        click.echo(f"{table}:{number}\t{line}")
    if not found:
        click.echo(f"no table holds {word!r}", err=True)
        sys.exit(1)


@codes.command()
@click.argument("sentence")
@click.option("--json", "as_json", is_flag=True, help="JSON lines with all fields.")
def why(sentence: str, as_json: bool) -> None:
    """Which frames fit SENTENCE, who fills them, and what was rejected and why."""
    from dateline.api.explaining import why as explain

    tried = explain(sentence)
    for one in tried:
        if as_json:
            click.echo(json.dumps(one, ensure_ascii=False))
            continue
        kind = f"{one['event']} {one['mode']}" if one["mode"] else one["event"]
        click.echo(f"{one['head']}: {kind or 'no event of its own'} ({one['frame']}): {one['verdict']}")
        click.echo(f"    actor: {', '.join(one['actor']) or 'nobody'}; recipient: {', '.join(one['recipient']) or 'nobody'}"
                   + (f"; under {', '.join(one['above'])}" if one["above"] else ""))
    if not tried:
        click.echo("no frame fits: no word of the sentence is in the lexicon in a place where it could tell an event", err=True)
        sys.exit(1)

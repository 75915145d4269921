"""How the command talks: data on stdout, talk on stderr, colours only on a terminal."""

import os
import sys

import click

from dateline.views.account import Style, plain

COLOURS = {"title": {"bold": True}, "head": {"bold": True, "fg": "cyan"}, "kind": {"fg": "green"}, "dim": {"dim": True}, "words": {}}


def terminal_style() -> Style:
    """Colours where stdout is a terminal and NO_COLOR is not set, else none."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return plain
    return lambda text, name: click.style(text, **COLOURS[name])  # type: ignore[arg-type]


def talk(message: str, quiet: bool = False) -> None:
    """A line for the user, on stderr."""
    if not quiet:
        click.echo(message, err=True)

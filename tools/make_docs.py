"""Write the reference pages that are generated: the command line, from its own help texts. `make docs`."""

import sys
from pathlib import Path

import click

from dateline.views.cli.main import COMMANDS, main

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "cli.md"


def reference() -> str:
    """The page: each command with its help, as `dateline COMMAND --help` prints it."""
    head = ["# The command line", "", "Written by `make docs` from the help texts. Do not edit."]
    parts = [*head, "", "```", _help(main, "dateline"), "```"]
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        parts += ["", f"## dateline {name}", "", "```", _help(command, f"dateline {name}"), "```"]
        if isinstance(command, click.Group):
            for sub in command.list_commands(click.Context(command)):
                inner = command.get_command(click.Context(command), sub)
                assert inner is not None
                parts += ["", f"### dateline {name} {sub}", "", "```", _help(inner, f"dateline {name} {sub}"), "```"]
    return "\n".join(parts) + "\n"


def _help(command: click.Command, name: str) -> str:
    with click.Context(command, info_name=name, max_content_width=100, terminal_width=100) as context:
        return command.get_help(context)


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(reference())
        sys.exit(0)
    PAGE.write_text(reference(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}: written\n")

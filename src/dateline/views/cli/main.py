"""The command `dateline`. Each subcommand lives in a file of its own and is imported when it is called."""

import sys
from importlib import import_module

import click

from dateline import __version__
from dateline.errors import DatelineError, InputRefused, NotFound

COMMANDS = {  # name -> (module of the command, the line that --help shows)
    "read": ("dateline.views.cli.read", "Read one report: an account, JSON lines or a page. No book needed."),
}
NOTHING_FOUND, USAGE, REFUSED, BROKEN = 1, 2, 3, 4


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports a command's module only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(COMMANDS[name][0])
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"no command {args[0]!r}; there are: {', '.join(COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="dateline %(version)s")
def main() -> None:
    """Read news reports: who said what, who did what to whom, where and when - each with the words that prove it.

    Exit codes: 0 ok, 1 nothing found, 2 usage, 3 some input refused, 4 integrity failed.
    """


def run() -> None:
    """The entry point: errors of ours become one line on stderr and an exit code, never a traceback."""
    try:
        main()
    except InputRefused as error:
        stop(str(error), REFUSED)
    except NotFound as error:
        stop(str(error), NOTHING_FOUND)
    except DatelineError as error:
        stop(str(error), BROKEN)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def stop(message: str, code: int) -> None:
    click.echo(f"dateline: {message}", err=True)
    sys.exit(code)

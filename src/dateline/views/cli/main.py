"""The command `dateline`. Each subcommand lives in a file of its own and is imported when it is called."""

import sys
from importlib import import_module

import click

from dateline import __version__
from dateline.errors import DatelineError, InputRefused, NotFound

COMMANDS = {  # name -> (file below views/cli, command in it, the line that --help shows)
    "read": ("read", "command", "Read one report: an account, JSON lines or a page. No book needed."),
    "add": ("add", "add", "Read files and folders into a book."),
    "fetch": ("fetch", "fetch", "Fetch pages, feeds and sitemaps into a book: the only command that opens the network."),
    "watch": ("watch", "watch", "Tell what is new since the last look at a question."),
    "reports": ("query", "reports", "The reports of a book."),
    "events": ("query", "events", "Who did what to whom."),
    "quotes": ("query", "quotes", "Who said what."),
    "agenda": ("query", "agenda", "What is to come."),
    "actors": ("query", "actors", "Who takes part."),
    "happenings": ("joined", "happenings", "The events of the world, told by one report or many."),
    "compare": ("compare", "compare", "What each report says of one happening, or a book against a peer's rows."),
    "disagreements": ("joined", "disagreements", "Where reports of one happening differ."),
    "outcomes": ("joined", "outcomes", "What became of what was to come."),
    "utterances": ("joined", "utterances", "What was said, wherever it is quoted."),
    "versions": ("joined", "versions", "What changed in reports that came out again."),
    "outlets": ("joined", "outlets", "Who publishes, and who stands behind them."),
    "dyad": ("joined", "dyad", "What one country did to another, month by month."),
    "show": ("care", "show", "One report or finding, with its evidence."),
    "fix": ("correct", "fix", "Set fields of a finding to what is right."),
    "mark": ("correct", "mark", "Add a finding that was missed."),
    "merge": ("joined", "merge", "Join two happenings that are one."),
    "split": ("joined", "split", "Take events out of a happening."),
    "remove": ("correct", "remove", "Take a wrong finding out of all answers."),
    "undo": ("correct", "undo", "Take back a correction."),
    "judgements": ("correct", "judgements", "Exchange corrections."),
    "serve": ("serve", "command", "Serve the pages of a book on this machine."),
    "mcp": ("mcp", "command", "Answer a language model about a book, read-only."),
    "reread": ("add", "reread", "Read all reports again, keeping the corrections."),
    "export": ("export", "export", "Write a book in a format of the field."),
    "audit": ("joined", "audit", "Judge a random sample: how right is this book?"),
    "verify": ("care", "verify", "Check every hash, link and span of a book."),
    "backup": ("care", "backup", "Copy a book while it is in use."),
    "vacuum": ("care", "vacuum", "Give back the room that changes left in a book."),
    "codes": ("codes", "codes", "Look into the code book."),
    "sql": ("care", "sql", "Ask a book in SQL, read-only."),
    "lake": ("lake", "lake", "Read very many reports into Parquet files; ask them."),
}
NOTHING_FOUND, USAGE, REFUSED, BROKEN = 1, 2, 3, 4


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports a command's module only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        file, attribute, _ = COMMANDS[name]
        command: click.Command = getattr(import_module(f"dateline.views.cli.{file}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])

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

"""`dateline compare`: what each report says of one happening, or a book against a peer's rows."""

import json
import sys
from typing import Any

import click

from dateline.views import columns_joined as columns
from dateline.views.cli.correct import BOOK
from dateline.views.cli.filters import OPTIONS, show_rows, with_forms
from dateline.views.cli.output import talk

PEERS = ("gdelt", "polecat", "plover", "ftm")
REFUSED = 3
ALONE = "by", "status"  # filters that a peer's rows cannot answer; --by is the length of a stretch here


def with_filters(command: Any) -> Any:
    """The filter options that hold for both sides."""
    for option in reversed(OPTIONS):
        made = option(lambda: None).__click_params__[0]  # type: ignore[attr-defined]
        if made.name not in ALONE:
            command = option(command)
    return command


@click.command()
@BOOK
@click.argument("id_", metavar="[HAPPENING]", required=False)
@click.option("--with", "peer", type=click.Path(exists=True, dir_okay=False), metavar="FILE",
              help="A peer's rows, plain, .gz or .zip: GDELT events, POLECAT, PLOVER JSON lines, FollowTheMoney.")
@click.option("--format", "form_of_peer", type=click.Choice(PEERS), help="The form of FILE. Default: told from its first line.")
@click.option("--mentions", type=click.Path(exists=True, dir_okay=False), metavar="FILE",
              help="GDELT mentions: their addresses count with the events'.")
@click.option("--by", type=click.Choice(["day", "week", "month"]), default="day", show_default=True, help="The length of a stretch.")
@click.option("--within", type=click.IntRange(0, 31), metavar="DAYS", help="How far apart two may lie and be one. Default: 1, or 0.")
@click.option("--only", type=click.Choice(["agree", "ours", "theirs"]), help="Only the rows with this verdict.")
@with_filters
@with_forms
def compare(book: str, id_: str | None, peer: str | None, form_of_peer: str | None, mentions: str | None, by: str, within: int | None,
            only: str | None, form: str, limit: int | None, **wanted: Any) -> None:
    """What each report says of one HAPPENING (by its id or an event's), field by field, and where they disagree.

    With --with: the happenings of BOOK against a peer's rows. Each dyad and day is told by both (agree on the event, on its quad, or only
    on the dyad), only by ours, or only by theirs. The counts stand on stderr. Exit code 3 when lines of the peer's were refused.
    """
    if (id_ is None) == (peer is None):
        raise click.UsageError("compare takes the id of a happening, or --with FILE; ids stand in: dateline happenings BOOK")
    if id_ is not None:
        _happening(book, id_, form, limit)
        return
    from dateline.api.book import Book
    from dateline.api.compared import NotComparable

    with Book(book) as opened:
        try:
            found = opened.compare_with(peer or "", form_of_peer, by, within, mentions, **wanted)
        except NotComparable as error:
            raise click.UsageError(str(error)) from error
    verdict = only and {"agree": "agree", "ours": "only_ours", "theirs": "only_theirs"}[only]
    rows = [r for r in found if verdict in (None, r["verdict"])][:limit]
    for line in told(found.summary):
        talk(line)
    for line in found.refused:
        talk(f"refused: {line}")
    if rows or not found.summary["refused"]:
        show_rows(rows, form, columns.AGAINST, "nothing to compare")
    if found.summary["refused"]:
        sys.exit(REFUSED)


def _happening(book: str, id_: str, form: str, limit: int | None) -> None:
    from dateline.api.book import Book

    with Book(book) as opened:
        found = opened.compare(id_)
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    show_rows(found["events"][:limit], form, columns.COMPARED, "no events")
    for row in found["disagreements"]:
        click.echo(f"disagree on {row['field']}{' ' + row['what'] if row['what'] else ''}: {columns.DISAGREEMENTS['sides'](row)}")


def told(counts: dict[str, Any]) -> list[str]:
    """The counts of a comparison in four lines."""
    left = [", ".join(f"{n:,} {reason}" for reason, n in counts[name].items()) or "nothing" for name in (
        "happenings_left_out", "their_rows_left_out")]
    return [
        f"agree: {counts['agree']:,} ({counts['agree_event']:,} on the event, {counts['agree_quad']:,} on its quad, "
        f"{counts['agree_dyad']:,} on the dyad alone); only ours: {counts['only_ours']:,}; only theirs: {counts['only_theirs']:,} "
        f"({counts['only_theirs_nothing']:,} where we have reports, {counts['only_theirs_no_report']:,} where we have none, "
        f"{counts['only_theirs_outside']:,} outside the book's days)",
        f"ours: {counts['happenings']:,} happenings compared; left out: {left[0]}",
        f"theirs ({counts['format'] or 'no row'}): {counts['read']:,} rows read, {counts['refused']:,} refused, {counts['repeated']:,} "
        f"repeated; {counts['their_rows']:,} compared; left out: {left[1]}"]

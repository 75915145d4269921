"""Read the example reports into a book, print what they say, and serve the desk: the script behind `make run`."""

import argparse
import sys
from pathlib import Path

import dateline
from dateline.api import Book
from dateline.api.desk import report_as_it_stands
from dateline.codes.book import CodeBook
from dateline.views.account import account
from dateline.views.cli.output import terminal_style
from dateline.views.cli.serve import serve

HERE = Path(__file__).parent
REPORTS, BOOK = HERE / "reports", HERE / "news.db"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--no-serve", action="store_true", help="only print")
    options.add_argument("--port", type=int, default=8321)
    options.add_argument("--book", type=Path, default=BOOK, help="the book to add them to")
    asked = options.parse_args()
    with dateline.open(asked.book) as book:
        added = book.add_paths([REPORTS])
        if any(row.get("codes") != CodeBook().version for row in book.export()):  # read by an older code book
            book.reread()
        tell(book)
    sys.stdout.write(f"{added}\nThe book: {asked.book}\n")
    if asked.no_serve:
        sys.stdout.write(f"Its pages: dateline serve {asked.book}\n")
    else:
        sys.stdout.flush()
        serve(asked.book, asked.port)
    return 0


def tell(book: Book) -> None:
    """The account of one report in full, and one line for each of the others."""
    style = terminal_style()
    shown = next(r for r in book.reports() if r["quotes"] > 2 and r["events"] > 2)
    sys.stdout.write(account(report_as_it_stands(book, shown["id"]).reading, style) + "\n")
    for row in book.reports():
        name = style(row["title"] or Path(row["path"]).name, "title")
        sys.stdout.write(
            f"{row['published'] or 'no date'}  {row['events']:2} events  {row['quotes']:2} quotes  {row['agenda']} to come  {name}\n"
        )


if __name__ == "__main__":
    sys.exit(main())

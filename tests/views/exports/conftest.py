"""A book of the example reports, and what each format makes of it."""

import pytest
from click.testing import CliRunner

from dateline.api.book import Book
from dateline.views.cli.main import main
from tests.views.test_read_command import EXAMPLES


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("exports") / "news.db"
    with Book(path) as made:
        made.add_paths([EXAMPLES])
    return path


@pytest.fixture(scope="session")
def export(book):
    """The bytes of an export of the example book."""
    def run(form, *more, of_book=book):
        done = CliRunner().invoke(main, ["export", str(of_book), "--format", form, *more])
        assert done.exit_code == 0, (done.output, done.exception)
        return done.stdout_bytes
    return run


@pytest.fixture(scope="session")
def ask(book):
    """The rows of a question to the example book."""
    def run(kind, **wanted):
        with Book(book, read_only=True) as opened:
            return list(getattr(opened, kind)(**wanted))
    return run

"""The composition root: the only place where intake, reading, joining, book and engine meet."""

from dateline.api.book import Book as Book
from dateline.api.book import open_book as open_book
from dateline.api.reading import check_row as check_row
from dateline.api.reading import read as read
from dateline.api.reading import read_many as read_many
from dateline.api.reading import read_path as read_path
from dateline.api.reading import relate as relate
from dateline.api.reading import who as who

"""A desk over a book of the example reports, and one that may be corrected."""

import re
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dateline
from dateline.views.web.app import application
from dateline.views.web.guard import Tokens
from dateline.views.web.state import Desk

EXAMPLES = Path(__file__).parents[3] / "examples" / "reports"
HERE = "http://127.0.0.1:8321"
FOREIGN = ("Le ministre norvégien des Affaires étrangères a déclaré vendredi que son pays ne changerait pas de politique.\n\n"
           "Il a ajouté que les négociations avec l'Islande reprendraient au mois de mai, après les élections.")


@pytest.fixture(scope="session")
def example_book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    (folder / "monde.txt").write_text(FOREIGN, encoding="utf-8")
    path = folder / "news.db"
    with dateline.open(path) as book:
        book.add_paths([EXAMPLES, folder / "monde.txt"])
        book.join()
    return path


def client_of(path, **more):
    desk = Desk(path, Tokens("cookie-secret", "form-secret"), today=lambda: date(2019, 3, 8), **more)
    return TestClient(application(desk), base_url=HERE)


@pytest.fixture(scope="session")
def desk(example_book):
    return client_of(example_book)


@pytest.fixture
def writable(example_book, tmp_path):
    """A desk whose book may be changed: a copy, with the cookie that the first page sets."""
    path = tmp_path / "news.db"
    with dateline.open(example_book, read_only=True) as book:
        book.backup(path)
    made = client_of(path)
    made.get("/")
    return made


def form_token(client):
    return re.search(r'name="token" value="([^"]+)"', client.get("/").text)[1]


def post(client, path, **fields):
    return client.post(path, data={"token": form_token(client), **fields}, follow_redirects=False)



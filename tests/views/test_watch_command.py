"""`dateline watch`: new once, then old; saved questions; Atom and calendar that stay the same for what stays the same."""

import json
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from dateline.api.book import Book
from dateline.errors import BookError, DatelineError
from dateline.views.cli.watch import watch

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = "Norway thanked Denmark for its help on 4 June 2021. \"We are grateful,\" Norwegian Prime Minister Erna Solberg said."
SECOND = "Denmark accused Russia of spying on 7 June 2021. Denmark and Norway will hold a summit in Oslo on 20 June 2021."


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """A book with one report, and the same with a second one, both made once: reading takes the model."""
    folder = tmp_path_factory.mktemp("watch")
    (folder / "1.txt").write_text(FIRST)
    (folder / "2.txt").write_text(SECOND)
    with Book(folder / "one.db") as book:
        book.add_paths([folder / "1.txt"], published="2021-06-04")
        book.backup(folder / "two.db")
    with Book(folder / "two.db") as book:
        book.add_paths([folder / "2.txt"], published="2021-06-07")
    return (folder / "one.db").read_bytes(), (folder / "two.db").read_bytes()


@pytest.fixture
def book(tmp_path, books):
    path = tmp_path / "b.db"
    path.write_bytes(books[0])
    return path


def grow(book, books):
    for beside in book.parent.glob("b.db-*"):
        beside.unlink()
    book.write_bytes(books[1])


def look(book, *args, at="2021-06-08T10:00:00+00:00"):
    return CliRunner(env={"DATELINE_NOW": at}).invoke(watch, [str(book), *map(str, args)])


def ids(result):
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


def test_new_once_then_old_then_only_what_came(book, books):
    first = look(book, "--json")
    assert first.exit_code == 0 and ids(first)
    again = look(book, "--json")
    assert (again.exit_code, again.stdout) == (1, "") and "nothing new" in again.stderr
    grow(book, books)
    third = look(book, "--json")
    assert third.exit_code == 0 and ids(third) and not set(ids(first)) & set(ids(third))
    with Book(book) as opened:
        assert set(ids(first)) | set(ids(third)) == {row["id"] for row in opened.events()}
    assert look(book).exit_code == 1


def test_a_question_is_saved_listed_asked_by_name_and_forgotten(book, books):
    assert look(book, "--list").exit_code == 1
    assert look(book, "--actor", "DNK", "--save", "copenhagen").exit_code == 1
    listed = look(book, "--list")
    assert listed.exit_code == 0 and "copenhagen" in listed.stdout and "actor=DNK" in listed.stdout
    grow(book, books)
    asked = look(book, "copenhagen", "--json")
    assert asked.exit_code == 0 and all("DNK" in json.dumps(json.loads(line)["actor"]) for line in asked.stdout.splitlines())
    assert look(book, "copenhagen").exit_code == 1 and look(book, "--forget", "copenhagen").exit_code == 0
    assert look(book, "copenhagen").exit_code == 2


def test_questions_keep_their_own_memory_and_a_name_that_asks_something_else_starts_anew(book):
    assert look(book, "--of", "quotes", "--save", "a").exit_code == 0 and look(book, "--of", "quotes", "--save", "b").exit_code == 0
    assert look(book, "--of", "quotes", "--save", "a").exit_code == 1 and look(book, "--of", "reports", "--save", "a").exit_code == 0
    assert look(book, "--of", "happenings").exit_code == 0


def test_peek_remembers_nothing_and_state_lies_where_it_is_told(book, tmp_path):
    assert look(book, "--peek").exit_code == look(book, "--peek").exit_code == 0
    assert look(book, "--state", tmp_path / "s.json").exit_code == 0 and look(book, "--state", tmp_path / "s.json").exit_code == 1
    assert look(book).exit_code == 0 and (tmp_path / "b.db.watch.json").exists()


def test_atom_holds_what_is_new_and_what_was_each_under_its_own_id_and_time(book, books, tmp_path):
    out = tmp_path / "feed.xml"
    assert look(book, "--save", "all", "--atom", "-o", out).exit_code == 0
    before = ElementTree.parse(out).getroot()
    content = out.read_bytes()
    assert look(book, "all", "--atom", "-o", out).exit_code == 1 and out.read_bytes() == content
    grow(book, books)
    assert look(book, "all", "--atom", "-o", out, at="2021-06-09T10:00:00+00:00").exit_code == 0
    after = ElementTree.parse(out).getroot()

    def entries(feed):
        return {e.findtext(f"{ATOM}id"): e.findtext(f"{ATOM}updated") for e in feed.iter(f"{ATOM}entry")}
    old, new = entries(before), entries(after)
    assert old.items() <= new.items() and len(new) > len(old) and set(old.values()) == {"2021-06-08T10:00:00+00:00"}
    assert {new[i] for i in new.keys() - old.keys()} == {"2021-06-09T10:00:00+00:00"}
    assert next(iter(new)) not in old and after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id") == "urn:dateline:watch:all"
    assert all(e.findtext(f"{ATOM}title") and e.findtext(f"{ATOM}content") for e in after.iter(f"{ATOM}entry"))


def test_the_calendar_is_the_agendas(book, books, tmp_path):
    assert look(book, "--of", "agenda", "--ics", "--save", "ahead").exit_code == 1
    grow(book, books)
    found = look(book, "ahead", "--ics")
    assert found.exit_code == 0
    entries = list(Calendar.from_ical(found.stdout).walk("VEVENT"))
    with Book(book) as opened:
        assert 1 <= len(entries) <= len(opened.agenda().to_records())
    assert look(book, "--ics").exit_code == 2


def test_what_cannot_be_asked(book, tmp_path):
    assert look(book, "nobody").exit_code == 2 and "no question was saved as 'nobody'" in look(book, "nobody").stderr
    look(book, "--save", "a")
    assert look(book, "a", "--actor", "RUS").exit_code == 2 and look(book, "--save", " ").exit_code == 2
    failed = look(book, "--peek", "-o", tmp_path / "no" / "such" / "folder")
    assert isinstance(failed.exception, DatelineError)
    (tmp_path / "b.db.watch.json").write_text("[1")
    assert isinstance(look(book).exception, BookError)


def test_an_answer_that_could_not_be_written_is_not_remembered_as_seen(book, tmp_path):
    assert isinstance(look(book, "-o", tmp_path / "no" / "x").exception, DatelineError)
    assert look(book).exit_code == 0

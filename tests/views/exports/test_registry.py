"""What holds for all formats: they are documented, need no order, and give the same bytes for the same reports."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline import __version__
from dateline.api.book import Book
from dateline.views.cli.main import main
from dateline.views.exports.registry import FORMATS, ExtraMissing, Format
from tests.views.test_read_command import EXAMPLES

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def backwards(tmp_path_factory):
    """The same reports, added one by one from the last to the first, on another day."""
    folder = tmp_path_factory.mktemp("backwards")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_NOW", "2031-01-01T00:00:00+00:00")
        with Book(folder / "b.db") as made:
            for file in sorted(EXAMPLES.iterdir(), reverse=True):
                made.add_paths([file])
    return folder / "b.db"


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_documented(form):
    assert any(line.startswith("## ") and form in line[3:].split(", ") for line in PAGE.splitlines())
    assert f"`{form}`" in PAGE


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_and_the_day_of_adding_do_not_matter(export, backwards, form):
    assert export(form) == export(form, of_book=backwards) != b""


def test_hash_seed_locale_and_time_zone_do_not_matter(export, book):
    code = ("import sys, hashlib; from dateline.api.book import Book; from dateline.views.exports.content import content_of;"
            "from dateline.views.exports.registry import FORMATS\n"
            "with Book(sys.argv[1], read_only=True) as book:\n"
            "  for f in FORMATS.values():\n"
            "    print(f.name, hashlib.sha256(b''.join(f.write(content_of(book, 'events', {})))).hexdigest())")
    outputs = [subprocess.run([sys.executable, "-c", code, str(book)], capture_output=True, text=True, check=True,
                              env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}).stdout
               for seed, locale, zone in (("1", "C", "UTC"), ("77", "C.UTF-8", "Asia/Kathmandu"))]
    assert outputs[0] == outputs[1] and len(outputs[0].splitlines()) == len(FORMATS)


@pytest.mark.parametrize("form", [f for f in FORMATS if f not in ("gdelt", "xlsx")])
def test_the_version_stands_in_the_file(export, form):
    assert f"{__version__}".encode() in export(form)


def test_an_empty_answer_is_an_empty_file_of_its_form(export):
    for form in FORMATS:
        assert len(export(form, "--event", "AID", "--actor", "ZWE")) < 12_000


def test_a_missing_library_is_said_with_what_to_install():
    with pytest.raises(ExtraMissing, match=r"pip install 'dateline\[moon\]'"):
        next(Format("x", "jsonl", ".x", "", needs="no_such_library", extra="moon").write(None))


def test_of_goes_only_with_tables(book):
    done = CliRunner().invoke(main, ["export", str(book), "--format", "polecat", "--of", "quotes"])
    assert done.exit_code == 2 and "csv" in done.stderr


def test_a_file_is_written(book, tmp_path):
    copy = tmp_path / "copy.db"
    shutil.copy(book, copy)
    done = CliRunner().invoke(main, ["export", str(copy), "--format", "csv", "-o", str(tmp_path / "e.csv")])
    assert done.exit_code == 0 and (tmp_path / "e.csv").read_bytes().startswith(b"id,event,")

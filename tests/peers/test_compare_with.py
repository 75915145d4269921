"""A book of the example reports against peers' rows: its own exports read back, and rows that a peer might have."""
# ruff: noqa: E501  rows and cases written out

import gzip
import json
import zipfile

import pytest
from click.testing import CliRunner

from dateline.api import peers
from dateline.api.book import Book
from dateline.api.compared import NotComparable
from dateline.api.peers import PeerFile
from dateline.errors import InputRefused
from dateline.views.cli.main import main
from tests.peers.rows import gdelt, mention
from tests.views.test_read_command import EXAMPLES

ROWS = [
    gdelt(1, "2019-03-05", "ISL", "NOR", "112", "https://wire.example/1", 3), gdelt(2, "2019-03-05", "ISL", "NOR", "1122", "https://wire.example/2", 3),
    gdelt(3, "2019-03-05", "ISL", "NOR", "112", "https://wire.example/1", 3),  # one accusation, three rows, two addresses
    gdelt(4, "2019-03-14", "NOR", "ISL", "042"),  # the meeting
    gdelt(5, "2019-03-05", "NOR", "ISL", "190", quad=4),  # a quad that ours has, another event
    gdelt(6, "2019-03-05", "SWE", "FIN", "042"),  # a dyad that no report tells of
    gdelt(7, "2012-05-01", "NOR", "ISL", "042"),  # years before the book
    gdelt(8, "2019-03-05", "NOR", "", "042"), gdelt(8, "2019-03-05", "NOR", "", "042"),  # no second country; and the same id again
    "broken\tline"]


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("peers") / "news.db"
    with Book(path) as made:
        made.add_paths([EXAMPLES])
    return path


@pytest.fixture
def against(book, tmp_path):
    def compare(rows=ROWS, name="x.export.CSV", data=None, **more):
        (tmp_path / name).write_bytes(data if data is not None else "".join(r + "\n" for r in rows).encode())
        with Book(book) as opened:
            return opened.compare_with(tmp_path / name, **more)
    return compare


def run(book, *words):
    return CliRunner().invoke(main, ["compare", str(book), *map(str, words)])


def found(comparison, **wanted):
    return [r for r in comparison if all(r[k] == v for k, v in wanted.items())]


def test_our_own_followthemoney_entities_agree_on_every_event(book, against):
    made = against(name="own.ftm.json", data=CliRunner().invoke(main, ["export", str(book), "--format", "ftm"]).stdout_bytes)
    assert made.summary["only_theirs"] == made.summary["agree_quad"] == made.summary["agree_dyad"] == 0
    assert made.summary["agree_event"] > 20 > 3 > made.summary["only_ours"], "one party on both sides stands once in FtM"
    assert all("it has no day" in line for line in made.refused)


@pytest.mark.parametrize("form, suffix", [("polecat", "tsv"), ("plover", "jsonl")])
def test_our_own_rows_agree_on_every_event(book, against, form, suffix):
    data = CliRunner().invoke(main, ["export", str(book), "--format", form]).stdout_bytes
    made = against(name=f"own.{suffix}", data=data)
    assert made.summary["agree_event"] == len(made.rows) > 20 and made.summary["refused"] == 0


def test_our_own_gdelt_rows_lose_only_what_one_actor_a_side_cannot_say(book, against):
    data = CliRunner().invoke(main, ["export", str(book), "--format", "gdelt"]).stdout_bytes
    made = against(data=data, within=0)
    assert made.summary["only_theirs"] == made.summary["agree_quad"] == made.summary["agree_dyad"] == 0 < made.summary["agree_event"]


def test_an_event_that_the_peer_counts_three_times_is_one(against):
    (row,) = found(against(within=0), event=["ACCUSE"], their_event=["ACCUSE"])
    assert (row["verdict"], row["level"]) == ("agree", "event")
    assert (row["their_rows"], row["their_addresses"]) == (3, 2)
    assert row["happenings"] == 1 <= row["origins"] <= row["reports"]
    assert [t["line"] for t in row["theirs"]] == [1, 2, 3] and row["theirs"][0]["url"] == "https://wire.example/1"
    assert row["ours"][0]["sentence"] and row["ours"][0]["happening"].startswith("h")


def test_the_days_of_the_book_are_told_from_silence(against):
    made = against()
    notes = {t["id"]: r["note"] for r in made for t in r["theirs"] if r["verdict"] == "only_theirs"}
    assert notes["7"] == "outside the book's days" and notes["6"].startswith("nothing in ") and notes["6"].endswith(" reports")
    assert made.summary["only_theirs_outside"] == 1 and made.summary["only_theirs_nothing"] == len(notes) - 1
    assert all(r["note"].startswith(("nothing in ", "outside the peer's days")) for r in found(made, verdict="only_ours"))
    assert found(against([gdelt(9, "2019-04-05", "SWE", "FIN", "042")]), verdict="only_theirs")[0]["note"] == "no report of these days"


def test_every_row_of_the_peers_is_accounted_for(against):
    counts = against().summary
    assert (counts["read"], counts["repeated"], counts["refused"]) == (8, 1, 1)
    assert counts["their_rows"] + sum(counts["their_rows_left_out"].values()) == counts["read"]
    assert against().refused[0].endswith("line 10: 2 columns; allowed: 61 (GDELT 2.0), 58 or 57 (1.0)")


def test_claims_plans_and_denials_are_not_set_against_facts(against):
    without, with_ = against(), against(claims=True)
    assert without.summary["happenings_left_out"]["claimed by a source only"] > 0
    assert all(e["happening"] for r in with_ for e in r["ours"]) and "negated, not actual" in without.summary["happenings_left_out"]


@pytest.mark.parametrize("filters, ok", [
    ({"actor": "ISL"}, lambda r: r["actor"] == "ISL" or (r["mutual"] and r["recipient"] == "ISL")),
    ({"about": "DNK"}, lambda r: "DNK" in (r["actor"], r["recipient"])),
    ({"event": "CONSULT"}, lambda r: "CONSULT" in (*r["event"], *r["their_event"])),
    ({"day_from": "2019-03-10", "day_to": "2019-03-20"}, lambda r: r["last"] >= "2019-03-10" and r["day"] <= "2019-03-20")])
def test_filters_hold_for_both_sides(against, filters, ok):
    made = against(**filters)
    assert made.rows and all(ok(r) for r in made)


@pytest.mark.parametrize("filters", [{"actor": "Hansen"}, {"status": "planned"}, {"by": "year"}, {"recipient": "nor"}])
def test_what_cannot_be_asked_of_both_is_refused(against, filters):
    with pytest.raises(NotComparable):
        against(**filters)


def test_weeks_and_months_need_no_exact_day(against):
    rows = [gdelt(1, "2019-03-11", "NOR", "ISL", "042")]
    assert not [r for r in against(rows) if "CONSULT" in r["their_event"] and r["verdict"] == "agree" and r["level"] == "event"]
    for by in ("week", "month"):
        assert [r["level"] for r in against(rows, by=by) if r["their_rows"]] == ["event"]


def test_mentions_count_as_addresses(against, tmp_path):
    (tmp_path / "m.mentions.CSV").write_text("\n".join([mention(1, "https://a.example/1"), mention(1, "https://b.example/2"), mention(99, "x")]))
    (row,) = found(against(mentions=tmp_path / "m.mentions.CSV"), their_event=["ACCUSE"])
    assert row["their_addresses"] == 4
    with pytest.raises(InputRefused, match="give the events"):
        against([mention(1, "https://a.example/1")], "m.mentions.CSV")


def test_packed_files_give_the_same(against, tmp_path):
    text = "".join(r + "\n" for r in ROWS)
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as archive:
        archive.writestr("20190305.export.CSV", text)
        archive.writestr("__MACOSX/._x", "junk")
        archive.writestr("read me.txt", "These are rows.")
    plain, packed = against(), against(name="x.export.CSV.gz", data=gzip.compress(text.encode()))
    zipped = against(name="x.zip", data=(tmp_path / "made.zip").read_bytes())
    assert plain.rows == packed.rows == zipped.rows
    assert zipped.summary["refused"] == plain.summary["refused"] + 1 and "read me.txt: its format cannot be told" in zipped.refused[-1]
    assert "20190305.export.CSV: line 10" in zipped.refused[0]


def test_a_file_that_breaks_off_tells_where(against):
    text = "".join(gdelt(n, "2019-03-05", "ISL", "NOR", "112", f"https://wire.example/{n * 7919 % 9973}") + "\n" for n in range(1, 5000))
    made = against(name="x.export.CSV.gz", data=gzip.compress(text.encode())[:-2000])
    assert made.summary["read"] > 100 and "the file is broken here" in made.refused[-1]


@pytest.mark.parametrize("data, why", [
    (b"id,event\n1,x\n", "its format cannot be told from its first line; say it with --format gdelt|gdelt-mentions|polecat|plover|ftm")])
def test_a_file_of_no_known_form_is_refused(against, data, why):
    with pytest.raises(InputRefused, match=why.replace("|", r"\|")):
        against(name="rows.csv", data=data)


def test_long_lines_latin_1_and_a_byte_order_mark(tmp_path, monkeypatch):
    monkeypatch.setattr(peers, "LONGEST_LINE", 2000)
    rows = ["\ufeff".encode() + gdelt(1, "2019-03-05", "ISL", "NOR", "112").encode(), b"x" * 9000,
            gdelt(2, "2019-03-05", "ISL", "NOR", "112", c6="REYKJAVÍK").encode("latin-1"), b"", b"\r"]
    (tmp_path / "a.CSV").write_bytes(b"\r\n".join(rows))
    file = PeerFile(tmp_path / "a.CSV")
    assert [(r.id, r.line) for r in file.rows()] == [("1", 1), ("2", 3)]
    assert file.refused == 1 and "line 2: longer than 2,000 bytes" in file.reasons[0]


def test_the_command_tells_rows_on_stdout_and_counts_on_stderr(book, tmp_path):
    (tmp_path / "g.CSV").write_text("\n".join(ROWS))
    shown = run(book, "--with", tmp_path / "g.CSV")
    assert shown.exit_code == 3 and "agree on event" in shown.stdout and "only theirs" in shown.stdout
    assert "line 1: https://wire.example/1" in shown.stdout
    assert shown.stderr.startswith("agree: ") and "8 rows read, 1 refused, 1 repeated" in shown.stderr and "line 10: 2 columns" in shown.stderr
    rows = [json.loads(x) for x in run(book, "--with", tmp_path / "g.CSV", "--json", "--only", "theirs").stdout.splitlines()]
    assert rows and {r["verdict"] for r in rows} == {"only_theirs"}
    assert run(book, "--with", tmp_path / "g.CSV", "--csv").stdout.startswith("day,actor,recipient,verdict,ours,theirs,")


def test_the_command_takes_a_happening_or_a_file(book, tmp_path):
    (tmp_path / "g.CSV").write_text(ROWS[0])
    assert run(book).exit_code == 2 and run(book, "h1", "--with", tmp_path / "g.CSV").exit_code == 2
    assert run(book, "--with", tmp_path / "g.CSV", "--actor", "Hansen").exit_code == 2
    assert run(book, "--with", tmp_path / "none.CSV").exit_code == 2
    assert run(book, "--with", tmp_path / "g.CSV").exit_code == 0

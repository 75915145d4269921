"""A lake holds what its input says, once, whatever happened while it was written; and says when it does not."""

import json
import os
import random
import shutil
from pathlib import Path

import pytest

from dateline.api.book import Book
from dateline.api.lake import write_lake
from dateline.api.lake_use import ask_lake, import_lake, join_lake, lake_info, verify_lake
from dateline.errors import InputRefused, LakeError
from dateline.lake import tables
from dateline.lake.manifest import manifests
from tests.lake.conftest import EXAMPLES, LINES, contents, drive

NEW = 15 + LINES + 2  # examples (15 reports), lines, two odd notes
TABLES = ("report", "original", "finding", "refusal")


def one(lake, sql):
    return ask_lake(lake, sql)[1][0][0]


def test_each_report_is_there_once_with_all_its_findings(undisturbed, inbox, tmp_path):
    assert one(undisturbed, "select count(*) from reports") == NEW
    assert one(undisturbed, "select count(*) from (select id from all_reports group by id having count(*) > 1)") == 2
    with Book(tmp_path / "b.db") as book:
        book.add_paths([inbox])
        rows = list(book.export())
    for table, type_ in {"events": "event", "quotes": "quote", "agenda": "agenda"}.items():
        found = {i: json.loads(r) for i, r in ask_lake(undisturbed, f"select id, record from {table}")[1]}
        assert len(found) == one(undisturbed, f"select count(*) from {table}")
        assert found == {r["id"]: r for r in rows if r["type"] == type_}


def test_typed_columns_say_what_the_record_says(undisturbed):
    names, rows = ask_lake(undisturbed, "select record, event, status, actor, date_start, sentence, month, published from events")
    assert len(rows) > 20
    for row in rows:
        found = dict(zip(names, row, strict=True))
        data = json.loads(found["record"])
        assert (found["event"], found["status"]) == (data["event"], data["status"])
        assert [a["name"] for a in found["actor"]] == [a["name"] for a in data["actor"]]
        assert found["date_start"] == (data["date"] or {}).get("start")
        assert found["month"] == tables.month_of(found["published"])


def test_what_is_refused_is_recorded_with_its_reason(undisturbed, inbox):
    found = dict(ask_lake(undisturbed, "select path, reason from refusals")[1])
    assert found[str(inbox / "empty.html")] == "empty"
    assert [Path(p).name for p in sorted(found)] == ["empty.html", "more.jsonl#4", "more.jsonl#9"]


def test_a_path_where_nothing_is_becomes_a_refusal(tmp_path):
    written = write_lake(tmp_path / "l", [tmp_path / "nothing"])
    assert written.rows["refusals"] == 1 and "no such file" in written.reasons[0]
    assert one(tmp_path / "l", "select reason from refusals").startswith("no such file or folder")


def test_columns_are_read_under_the_names_that_the_input_gives_them(small_shards, tmp_path):
    rows = [{"story": {"body": f"Norway freed crew {n} on Friday in Oslo."}, "day": "2019-03-08"} for n in range(5)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    written = write_lake(tmp_path / "l", [tmp_path / "in.jsonl"], columns="text=story.body,published=day")
    assert written.shards == 3
    assert ask_lake(tmp_path / "l", "select distinct published from reports")[1] == [("2019-03-08",)]
    with Book(tmp_path / "b.db") as book:
        book.add_paths([tmp_path / "in.jsonl"], columns="text=story.body,published=day")
        assert {r["id"] for r in book.reports()} == {row[0] for row in ask_lake(tmp_path / "l", "select id from reports")[1]}
    with pytest.raises(InputRefused, match="maps nothing"):
        write_lake(tmp_path / "l", [tmp_path / "in.jsonl"], columns="words=x")


def test_writing_again_reads_nothing(undisturbed, inbox, small_shards):
    before = contents(undisturbed)
    written = write_lake(undisturbed, [inbox])
    assert written.known == written.shards > 5
    assert contents(undisturbed) == before


def test_new_files_are_added_and_old_shards_stay(inbox, small_shards, undisturbed, tmp_path):
    lake = tmp_path / "lake"
    shutil.copytree(undisturbed, lake)
    (tmp_path / "new.txt").write_text("Finland joined the talks on Monday, Norway said.")
    written = write_lake(lake, [tmp_path / "new.txt"])
    assert (written.shards, written.known, written.rows["reports"]) == (1, 0, 1)
    assert contents(undisturbed).items() <= contents(lake).items()


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_processes_and_hash_seeds_do_not_matter(undisturbed, inbox, small_shards, tmp_path, jobs):
    """The same input, read by other processes under another hash seed, time zone and locale."""
    drive(tmp_path / "lake", inbox, jobs=jobs, PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C").communicate()
    assert contents(tmp_path / "lake") == contents(undisturbed)


def test_a_shard_that_is_half_written_does_not_count_and_is_finished(undisturbed, inbox, small_shards, tmp_path):
    """Files without their manifest, as a kill leaves them, are nobody's until the shard is written again."""
    lake = tmp_path / "lake"
    shutil.copytree(undisturbed, lake)
    lost = next(m for m in manifests(lake) if m.rows["events"])
    (lake / "manifests" / f"{lost.shard}.json").unlink()
    (lake / lost.files[0].name).write_bytes(b"half")
    (lake / "events" / ".tmp-0123").write_bytes(b"half")
    assert lake_info(lake)["left_over"] == len(lost.files) + 1
    assert one(lake, "select count(*) from all_reports") == one(undisturbed, "select count(*) from all_reports") - lost.rows["reports"]
    os.utime(lake / "events" / ".tmp-0123", (0, 0))
    (lake / "events" / ".tmp-4567").write_bytes(b"being written")
    written = write_lake(lake, [inbox])
    assert written.shards - written.known == 1
    assert [p.name for p in lake.rglob(".tmp-*")] == [".tmp-4567"], "only what is old enough goes"
    assert contents(lake) == contents(undisturbed)


def test_another_version_reads_again_and_the_old_files_go(undisturbed, inbox, small_shards, tmp_path, monkeypatch):
    lake = tmp_path / "lake"
    shutil.copytree(undisturbed, lake)
    monkeypatch.setattr("dateline.api.lake.MADE_BY", "dateline 99")
    written = write_lake(lake, [inbox])
    assert written.known == 0
    assert lake_info(lake)["made_by"] == ["dateline 99"]
    assert lake_info(lake)["left_over"] == 0
    assert verify_lake(lake) == []
    assert one(lake, "select count(*) from reports") == NEW


# -- checking --------------------------------------------------------------------------------------------------------------
def test_an_untouched_lake_is_sound(undisturbed):
    assert verify_lake(undisturbed) == []


def test_any_changed_byte_is_found(undisturbed, tmp_path):
    chance = random.Random(5)
    lake = tmp_path / "lake"
    shutil.copytree(undisturbed, lake)
    files = [lake / name for name in contents(lake) if name != "lake.json"]
    for file in chance.sample(files, 25):
        raw = file.read_bytes()
        at = chance.randrange(len(raw))
        file.write_bytes(raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]) + raw[at + 1:])
        wrong = verify_lake(lake)
        assert wrong and file.stem in wrong[0], (file.name, at)
        file.write_bytes(raw)


def test_a_missing_file_is_found_and_written_again(undisturbed, inbox, small_shards, tmp_path):
    lake = tmp_path / "lake"
    shutil.copytree(undisturbed, lake)
    gone = next(iter(manifests(lake))).files[0].name
    (lake / gone).unlink()
    assert verify_lake(lake) == [f"{gone}: missing"]
    write_lake(lake, [inbox])
    assert contents(lake) == contents(undisturbed)


def test_a_folder_that_is_no_lake_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(LakeError, match="not empty and no lake"):
        write_lake(tmp_path, [EXAMPLES])
    with pytest.raises(LakeError, match="no lake there"):
        ask_lake(tmp_path, "select 1")


def test_a_lake_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "lake").mkdir()
    write_lake(tmp_path / "lake", [EXAMPLES / "13-northern-wire-resume.txt"])
    shutil.rmtree(tmp_path / "lake" / "reports")
    (tmp_path / "lake" / "reports").write_text("a file where a folder must be")
    with pytest.raises(LakeError, match="run it again"):
        write_lake(tmp_path / "lake", [EXAMPLES / "12-baltic-desk-backgrounder.txt"])


# -- asking ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("sql", [
    "copy events to '{0}/x.csv'", "create table x as select 1", "attach '{0}/x.db'", "select 1; select 2", "set memory_limit = '9GB'",
    "install httpfs", "load httpfs", "export database '{0}'", "drop view events", "pragma database_list", "call pragma_version()", "",
    "select * from read_text('/etc/passwd')", "select * from '/etc/passwd'", "select * from read_csv('{1}/../mine.csv')",
    "select * from glob('/etc/*')", "select getenv('HOME')", "selec 1"])
def test_a_question_can_only_look_at_the_lake(undisturbed, tmp_path, sql):
    (undisturbed.parent / "mine.csv").write_text("a\n1\n")
    before = contents(undisturbed)
    with pytest.raises(LakeError):
        ask_lake(undisturbed, sql.format(tmp_path, undisturbed))
    assert contents(undisturbed) == before
    assert list(tmp_path.iterdir()) == []


def test_a_question_that_runs_away_is_stopped(undisturbed):
    from dateline.lake.ask import ask

    with pytest.raises(LakeError, match="longer than"):
        ask(undisturbed, "select sum(a.range * b.range) from range(10000000) a, range(10000000) b where a.range % 7 = b.range % 11", 0.3)


def test_at_most_so_many_rows_come_back(undisturbed):
    from dateline.lake.ask import ask

    assert len(ask(undisturbed, "select * from range(100000)", rows=10)[1]) == 10


def test_an_empty_lake_answers_with_nothing(tmp_path):
    (tmp_path / "nothing.html").write_bytes(b"")
    write_lake(tmp_path / "l", [tmp_path / "nothing.html"])
    assert one(tmp_path / "l", "select count(*) from events") == 0
    assert ask_lake(tmp_path / "l", "select actor, place, month from events")[1] == []


# -- into a book -----------------------------------------------------------------------------------------------------------
def everything(path):
    """The rows of a book that do not tell of its history, and what joining made of them."""
    with Book(path) as book:
        assert book.verify() == []
        db = book.store.db
        names = {t: [r[1] for r in db.execute(f"PRAGMA table_info({t})") if r[1] not in ("added", "number", "rowid")] for t in TABLES}
        held = {t: sorted(map(repr, db.execute(f"SELECT {', '.join(n)} FROM {t}").fetchall())) for t, n in names.items() if t != "finding"}
        copies = sorted(db.execute("SELECT path, report FROM copy").fetchall())
        return held, copies, list(book.export()), book.happenings().to_records(), [o.to_dict() for o in book.origins()]


def test_a_book_from_a_lake_is_the_book_from_the_files(undisturbed, inbox, tmp_path):
    with Book(tmp_path / "direct.db") as book:
        added = book.add_paths([inbox])
    with Book(tmp_path / "lake.db") as book:
        imported = import_lake(book, undisturbed)
    assert (imported.new, imported.refused) == (added.new, added.refused) == (NEW, 3)
    assert everything(tmp_path / "lake.db") == everything(tmp_path / "direct.db")


def test_importing_again_adds_nothing(undisturbed, tmp_path):
    with Book(tmp_path / "lake.db") as book:
        first = import_lake(book, undisturbed)
        again = import_lake(book, undisturbed)
    assert again.new == again.copies == 0
    assert again.known >= first.new + first.copies


# -- joining ---------------------------------------------------------------------------------------------------------------
def test_a_lake_is_joined_as_a_book_is(undisturbed, inbox, tmp_path):
    lake = tmp_path / "lake"
    shutil.copytree(undisturbed, lake)
    with pytest.raises(LakeError, match="dateline lake join"):
        ask_lake(lake, "select * from happenings")
    with Book(tmp_path / "direct.db") as book:
        book.add_paths([inbox])
        happenings = {h["id"]: h for h in book.happenings()}
        origins = {o.id: (o.agency, sorted(o.reports)) for o in book.origins()}
    made = join_lake(lake)
    assert made["happenings"] == len(happenings) > 20
    assert {i: json.loads(r) for i, r in ask_lake(lake, "select id, record from happenings")[1]} == happenings
    found = ask_lake(lake, "select id, any_value(agency), list_sort(list(report)) from origins group by id")[1]
    assert {i: (a, r) for i, a, r in found} == origins
    told = "select count(*) from members m join events e on e.id = m.event"
    assert one(lake, told) == one(lake, "select count(*) from events")


def test_joining_goes_on_from_the_book_that_is_kept(undisturbed, small_shards, tmp_path):
    lake = tmp_path / "lake"
    shutil.copytree(undisturbed, lake)
    first = join_lake(lake, tmp_path / "kept.db")
    (tmp_path / "new.txt").write_text("OSLO, 9 April 2019 - Finland sanctioned Denmark on Monday, Norway said.")
    write_lake(lake, [tmp_path / "new.txt"])
    with pytest.raises(LakeError, match="dateline lake join"):
        ask_lake(lake, "select * from happenings")
    assert join_lake(lake, tmp_path / "kept.db") == join_lake(lake)
    assert one(lake, "select count(*) from happenings") > first["happenings"]
    with pytest.raises(LakeError, match="the lake's alone"):
        join_lake(undisturbed, tmp_path / "kept.db")

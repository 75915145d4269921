"""Writing to a book: once each, all or nothing, corrections kept."""

import pytest

from dateline.book.query import Filter, findings, one
from dateline.book.store import Store
from dateline.book.verify import problems
from dateline.errors import BookError, NotFound, RecordError
from tests.book.conftest import NOW, TEXT, a_report, add, some_findings


def ids(store, kind="event"):
    return [row["id"] for row in findings(store.db, kind, Filter())]


def first_event(store):
    return next(row for row in findings(store.db, "event", Filter(event="RETREAT")))


def test_a_report_is_added_once(store):
    report = a_report()
    assert add(store, report) is True
    assert add(store, report) is False
    assert len(ids(store)) == 2
    assert list(problems(store)) == []


def test_the_same_bytes_from_another_outlet_are_another_report_on_the_same_original(filled):
    add(filled, a_report(outlet="The Harbour Times"), findings=[])
    assert filled.db.execute("SELECT count(*) FROM original").fetchone() == (1,)
    assert filled.db.execute("SELECT count(*) FROM report").fetchone() == (2,)


def test_a_write_that_fails_leaves_nothing_behind(store):
    report = a_report()

    def breaking_off():
        yield from (f.to_dict() for f in some_findings(report))
        raise InterruptedError("the reader stopped half way")
    with pytest.raises(InterruptedError):
        store.add(b"x", "sha", "", "a.txt", TEXT, report.to_dict(), breaking_off(), "c1", "test", NOW)
    for table in ("report", "original", "finding", "party", "log"):
        assert store.db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert add(store, report) is True


def test_a_fix_changes_the_answer_and_not_what_was_read(filled):
    event = first_event(filled)
    judgement = filled.judge("ana", NOW, "it was only planned", event["id"], {"set": {"status": "planned"}})
    fixed = first_event(filled)
    assert fixed["status"] == "planned" and fixed["why"] == f"judgement {judgement.id}"
    assert [r["id"] for r in findings(filled.db, "event", Filter(status="planned"))] == [event["id"]]
    assert filled.db.execute("SELECT json_extract(record, '$.status') FROM finding WHERE id = ?", (event["id"],)).fetchone() == ("actual",)
    assert list(problems(filled)) == []


def test_a_removed_finding_leaves_the_answers_and_comes_back_with_undo(filled):
    event = first_event(filled)
    removal = filled.judge("ana", NOW, "no such thing", event["id"], {"remove": True})
    assert event["id"] not in ids(filled)
    assert one(filled.db, event["id"])["removed"] is True
    undo = filled.judge("ana", NOW, "I was wrong", removal.id, {"undo": removal.id})
    assert event["id"] in ids(filled)
    filled.judge("ana", NOW, "no, I was right", undo.id, {"undo": undo.id})
    assert event["id"] not in ids(filled)
    assert list(problems(filled)) == []


def test_a_marked_finding_joins_the_answers(filled):
    report = a_report().id
    filled.judge("ana", NOW, "missed", report, {"mark": {"type": "event", "spans": [[7, 21]], "event": "SUPPORT", "status": "actual"}})
    marked = [r for r in findings(filled.db, "event", Filter()) if r["why"] == "marked"]
    assert [(r["event"], r["anchor"], r["sentence_text"]) for r in marked] == [("SUPPORT", [[7, 21]], TEXT.split("\n")[0])]
    assert list(problems(filled)) == []


@pytest.mark.parametrize("change, says", [
    ({"set": {"anchor": [[0, 3]]}}, "cannot be set"), ({"set": {"colour": "red"}}, "no field colour"),
    ({"set": {"status": "maybe"}}, "not allowed"), ({"paint": 1}, "findings allow set")])
def test_a_correction_that_makes_no_record_is_refused(filled, change, says):
    with pytest.raises(RecordError, match=says):
        filled.judge("ana", NOW, "try", first_event(filled)["id"], change)
    assert filled.judgements() == []


@pytest.mark.parametrize("mark, says", [
    ({"type": "song", "spans": [[0, 3]]}, "cannot mark"), ({"type": "event", "spans": [[0, 999]]}, "must lie within"),
    ({"type": "event", "spans": []}, "must lie within"), ({"type": "event", "spans": [[0, 3]]}, "missing")])
def test_a_mark_that_makes_no_finding_is_refused(filled, mark, says):
    with pytest.raises(RecordError, match=says):
        filled.judge("ana", NOW, "try", a_report().id, {"mark": mark})


def test_a_judgement_needs_a_reason_and_a_target(filled):
    with pytest.raises(RecordError, match="reason"):
        filled.judge("ana", NOW, " ", first_event(filled)["id"], {"remove": True})
    with pytest.raises(NotFound, match="e123"):
        filled.judge("ana", NOW, "why not", "e123", {"remove": True})


def test_corrections_outlive_a_new_reading_and_those_that_do_not_fit_are_kept(filled):
    report, (retreat, support) = a_report(), ids(filled)
    filled.judge("ana", NOW, "planned", retreat, {"set": {"status": "planned"}})
    filled.judge("ana", NOW, "wrong", support, {"remove": True})
    newer = [f.to_dict() for f in some_findings(report) if f.id != support]
    filled.replace_reading(report.id, newer, "c2", "test")
    assert first_event(filled)["status"] == "planned"
    held = {r[0] for r in filled.db.execute("SELECT id FROM finding")}
    assert [j.because for j in filled.judgements() if j.target not in held] == ["wrong"]
    filled.replace_reading(report.id, [f.to_dict() for f in some_findings(report)], "c3", "test")
    assert support not in ids(filled), "the removal holds again once its finding is back"
    assert list(problems(filled)) == []


def test_judgements_travel_to_another_book_of_the_same_reports(filled, tmp_path):
    event = first_event(filled)["id"]
    first = filled.judge("ana", NOW, "planned", event, {"set": {"status": "planned"}})
    filled.judge("ana", NOW, "no", first.id, {"undo": first.id})
    filled.judge("ana", NOW, "yes", event, {"set": {"status": "negated"}})
    rows = [{"id": j.id, "by": j.by, "at": j.at, "because": j.because, "target": j.target, "change": j.change} for j in filled.judgements()]
    other = Store(tmp_path / "other.db")
    assert other.take_judgements(rows)[0] == 0, "an empty book has nothing that they could fit"
    add(other, a_report())
    assert other.take_judgements(rows) == (3, [])
    assert other.take_judgements(rows) == (0, [])
    assert first_event(other) == first_event(filled)
    other.close()


def test_a_book_of_a_newer_schema_is_refused(filled):
    filled.db.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(BookError, match="use a newer one"):
        Store(filled.path)


def test_a_file_that_is_no_book_is_refused(tmp_path):
    (tmp_path / "notes.db").write_text("these are notes, not a data base, and quite long ones at that. " * 20)
    with pytest.raises(BookError, match="is it a book"):
        Store(tmp_path / "notes.db")
    with pytest.raises(BookError, match="no book there"):
        Store(tmp_path / "none.db", read_only=True)

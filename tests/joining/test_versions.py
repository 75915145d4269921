"""Versions: what changed, and whether it was said."""

from dateline.joining.traces import body
from dateline.joining.versions import edits, silent

OLD = "A ferry sank off Lamu on Friday. Twelve people were rescued, the navy said. The cause is not known."
NEW = "A ferry sank off Lamu on Friday. Fourteen people were rescued, the navy said. Two are missing. The cause is not known."


def test_edits_pair_what_changed_and_list_what_came_and_went():
    assert [(e.was, e.now) for e in edits(body(OLD), body(NEW))] == [
        ("Twelve people were rescued, the navy said.", "Fourteen people were rescued, the navy said."), (None, "Two are missing.")]
    assert [(e.was, e.now) for e in edits(body(NEW), body(OLD))][1] == ("Two are missing.", None)


def test_marks_and_spaces_are_no_edit():
    assert edits(body('He said "no".'), body("He  said “no” .")) == ()


def test_an_edit_is_silent_unless_a_note_tells_it():
    found = edits(body(OLD), body(NEW))
    assert silent(found, NEW)
    assert not silent(found, NEW + " Correction: an earlier version gave a wrong number of people.")
    assert not silent((), NEW)

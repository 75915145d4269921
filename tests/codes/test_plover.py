"""The code book of PLOVER: complete, consistent, and a bad line is refused."""

import pytest

from dateline.codes import plover
from dateline.codes.plover import cameo, contexts, intensity, kinds, modes, sectors
from dateline.errors import TableError


def test_the_counts_are_plovers() -> None:
    assert len(kinds()) == 16
    assert len(contexts()) == 37
    assert len(sectors()) == 32


def test_quads_and_signs_agree() -> None:
    for kind in kinds().values():
        if kind.quad <= 2:
            assert kind.score > 0, kind
        elif kind.event != "REQUEST":
            assert kind.score < 0, kind


@pytest.mark.parametrize(("event", "quad"), [("SANCTION", 4), ("CONCEDE", 1), ("RETREAT", 2), ("REQUEST", 3), ("MOBILIZE", 4)])
def test_settled_quads(event: str, quad: int) -> None:
    assert kinds()[event].quad == quad


def test_recipients() -> None:
    assert {k.event for k in kinds().values() if k.recipient} == {"COOPERATE", "AID", "SANCTION"}


@pytest.mark.parametrize(("event", "mode", "score"), [
    ("ACCUSE", None, -3.0), ("ACCUSE", "disapprove", -2.0), ("RETREAT", "resign", 4.5), ("THREATEN", "expel", -3.5),
    ("ASSAULT", "unconventional", -10.0), ("CONSULT", "phone", 1.5), ("AID", "no such mode", 10.0),
])
def test_intensity(event: str, mode: str | None, score: float) -> None:
    assert intensity(event, mode) == score


def test_intensity_of_an_unknown_event() -> None:
    with pytest.raises(KeyError):
        intensity("FIGHT")


def test_every_mode_has_an_event_and_a_meaning() -> None:
    assert {event for event, _ in modes()} == {"CONSULT", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
                                               "MOBILIZE", "COERCE", "ASSAULT"}
    assert all(m.definition.endswith(".") for m in modes().values())


@pytest.mark.parametrize(("code", "event", "mode", "goldstein"), [
    ("010", None, None, 0.0), ("042", "CONSULT", "visit", 1.9), ("0331", "AGREE", None, 4.0), ("0813", "RETREAT", None, 5.0),
    ("0841", "RETREAT", "release", 7.0), ("0874", "RETREAT", "disarm", 10.0), ("163", "COERCE", "restrict", -8.0),
    ("1712", "ASSAULT", "destroy", -9.2), ("175", "ASSAULT", None, -9.0), ("191", "COERCE", None, -9.5), ("1823", "ASSAULT", None, -9.5),
    ("204", "ASSAULT", "unconventional", -10.0), ("116", "ACCUSE", "disapprove", -2.0), ("1662", "SANCTION", "expel", -4.0),
])
def test_cameo(code: str, event: str | None, mode: str | None, goldstein: float) -> None:
    row = cameo()[code]
    assert (row.event, row.mode, row.goldstein) == (event, mode, goldstein)


def test_every_cameo_code_has_its_parent() -> None:
    for code in cameo():
        assert len(code) == 2 or code[:-1] in cameo(), code


def test_only_appeals_and_statements_have_no_event() -> None:
    assert {c[:2] for c, row in cameo().items() if row.event is None} == {"01", "02"}


@pytest.mark.parametrize(("rows", "load", "why"), [
    ([{"event": "AID", "quad": "5", "recipient": "yes", "score": "1", "definition": "x"}], "kinds", "quad is 1 to 4"),
    ([{"event": "AID", "quad": "2", "recipient": "yes", "score": "much", "definition": "x"}], "kinds", "score is 'much'"),
    ([{"event": "AID", "quad": "2", "recipient": "yes", "score": "11", "definition": "x"}], "kinds", "allowed: -10 to 10"),
    ([{"event": "AID", "quad": "2", "recipient": "yes", "score": "1", "definition": ""}], "kinds", "must be told"),
    ([{"event": "AID", "quad": "2", "recipient": "yes", "score": "1", "definition": "x"}] * 2, "kinds", "twice"),
    ([{"event": "WAR", "mode": "demo", "score": "", "definition": "x"}], "modes", "no event 'WAR'"),
    ([{"code": "1x", "event": "", "mode": "", "goldstein": "1", "meaning": "x"}], "cameo", "two to four digits"),
    ([{"code": "19", "event": "AID", "mode": "riot", "goldstein": "1", "meaning": "x"}], "cameo", "PLOVER has no AID riot"),
    ([{"sector": "GOV", "kind": "some", "definition": "x"}], "sectors", "kind is 'some'"),
])
def test_a_bad_line_is_refused_with_its_number(monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, str]], load: str, why: str) -> None:
    kinds(), modes()
    monkeypatch.setattr(plover, "rows", lambda *_: enumerate(rows, 7))
    with pytest.raises(TableError, match=rf"line \d+: .*{why}"):
        getattr(plover, load).__wrapped__()

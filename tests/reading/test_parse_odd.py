"""The parser takes any text: lone surrogates and NULs do not stop it."""

from dateline.reading.parse import parse
from dateline.records import Block


def test_lone_surrogates_and_nuls() -> None:
    text = "\ud800 The minister spoke.\x00 He left \udfff on Friday."
    parsed = parse(text, [Block(kind="paragraph", span=(0, len(text)))])
    assert [text[s.start:s.end] for s in parsed.sentences][-1].endswith("Friday.")
    assert all(text[s.starts[0]:s.ends[0]] for s in parsed.sentences)

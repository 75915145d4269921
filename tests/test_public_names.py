"""What `import dateline` offers, and nothing else."""

import pytest

import dateline


def test_each_public_name_is_there_and_has_a_docstring():
    for name in dateline.__all__:
        assert getattr(dateline, name).__doc__


def test_an_unknown_name_is_refused_with_the_names_there_are():
    with pytest.raises(AttributeError, match="it has: open, read, read_many"):
        _ = dateline.raed

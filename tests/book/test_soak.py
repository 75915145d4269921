"""Adding, correcting, asking and loading pages at once: nothing is lost, locked or leaked."""

import pytest
from bench.soak import soak


@pytest.mark.prove
def test_a_minute_of_everything_at_once(tmp_path):
    found = soak(tmp_path, 60, 0.05)
    assert found["wrong"] == [], found
    assert all(done["times"] > 3 for done in found["done"]), found

"""Rows of other event data - GDELT, POLECAT, PLOVER, FollowTheMoney - in one form, and set against ours. Pure: no files, no book."""

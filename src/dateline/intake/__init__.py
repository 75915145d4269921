"""Intake: from bytes to a report, one file per form of input."""

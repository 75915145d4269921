"""Reading: from a report to its findings, one file per question."""

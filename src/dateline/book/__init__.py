"""The book: the store of reports and findings."""

"""The desk: local web pages."""

"""Exports: one file per format."""

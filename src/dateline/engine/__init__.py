"""Engines: reading many reports at once."""

"""Joining: records of many reports that belong together."""

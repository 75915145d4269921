"""Dateline reads news reports and writes down who said what and who did what to whom, with the words that prove it."""

from typing import Any

__version__ = "0.1.0"
__all__ = ["open", "read", "read_many", "relate", "who"]


def __getattr__(name: str) -> Any:
    """The public functions, imported when first used, so that `import dateline` stays light."""
    if name in __all__:
        from dateline import api

        return api.open_book if name == "open" else getattr(api, name)
    raise AttributeError(f"dateline has no {name!r}; it has: {', '.join(__all__)}")

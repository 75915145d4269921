"""Records to plain data (dicts, lists, strings, numbers) and back, by their type hints."""

import dataclasses
import functools
import types
import typing
from typing import Any

from dateline.errors import RecordError


def to_plain(value: Any) -> Any:
    """Plain data for a record, a tuple of records or a plain value.

    >>> to_plain(((0, 4), None, "x"))
    [[0, 4], None, 'x']
    """
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, tuple | list):
        return [to_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: to_plain(v) for k, v in value.items()}
    return value


def fields_to_dict(record: Any) -> dict[str, Any]:
    """The dataclass fields of a record as plain data, in the order in which they are declared."""
    return {f.name: to_plain(getattr(record, f.name)) for f in dataclasses.fields(record)}


@functools.cache
def hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def from_plain(hint: Any, value: Any) -> Any:
    """The value that `hint` describes, made from plain data; raises RecordError where they do not fit.

    >>> from_plain(tuple[tuple[int, int], ...], [[0, 4], [6, 9]])
    ((0, 4), (6, 9))
    """
    if hint is Any:
        return value
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return record_from_dict(hint, value)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        return from_plain(next(a for a in arguments if a is not type(None)), value)
    if origin is tuple:
        return _tuple(arguments, value)
    if origin is typing.Literal:
        if value not in arguments:
            raise RecordError(f"{value!r} is not allowed here; allowed: {', '.join(map(str, arguments))}")
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(hint, type) and not isinstance(value, hint):
        raise RecordError(f"{value!r} is no {hint.__name__}")
    return value


def _tuple(arguments: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise RecordError(f"{value!r} is no list")
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple(from_plain(arguments[0], v) for v in value)
    if len(arguments) != len(value):
        raise RecordError(f"{value!r} has {len(value)} parts; allowed: {len(arguments)}")
    return tuple(from_plain(a, v) for a, v in zip(arguments, value, strict=True))


def record_from_dict(cls: type, data: Any) -> Any:
    """A record of class `cls` from plain data. `type`, and `id` where it is derived, are read over."""
    if not isinstance(data, dict):
        raise RecordError(f"{data!r} is no object that could become a {cls.__name__}")
    known = hints(cls)
    named = {f.name for f in dataclasses.fields(cls)}
    unknown = set(data) - named - {"type", "id"}
    if unknown:
        raise RecordError(f"{cls.__name__} has no field {', '.join(sorted(unknown))}; it has: {', '.join(sorted(named))}")
    try:
        return cls(**{k: from_plain(known[k], v) for k, v in data.items() if k in named})
    except TypeError as error:
        raise RecordError(f"{cls.__name__}: {error}") from error

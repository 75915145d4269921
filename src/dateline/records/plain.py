"""Records to plain data (dicts, lists, strings, numbers) and back, by their type hints."""

import dataclasses
import functools
import types
import typing
from collections.abc import Callable
from typing import Any

from dateline.errors import RecordError

Maker = Callable[[Any], Any]
AS_IS = (str, int, float, bool, type(None))


def to_plain(value: Any) -> Any:
    """Plain data for a record, a tuple of records or a plain value.

    >>> to_plain(((0, 4), None, "x"))
    [[0, 4], None, 'x']
    """
    if type(value) in AS_IS:
        return value
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, tuple | list):
        return [to_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: to_plain(v) for k, v in value.items()}
    return value


def fields_to_dict(record: Any) -> dict[str, Any]:
    """The dataclass fields of a record as plain data, in the order in which they are declared."""
    return {name: to_plain(getattr(record, name)) for name in names(record.__class__)}


@functools.cache
def names(cls: type) -> tuple[str, ...]:
    """The names of a record's fields."""
    return tuple(f.name for f in dataclasses.fields(cls))


@functools.cache
def hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


@functools.cache
def makers(cls: type) -> dict[str, Maker]:
    """What makes each field of a record from plain data."""
    return {name: maker(hint) for name, hint in hints(cls).items() if name in names(cls)}


def from_plain(hint: Any, value: Any) -> Any:
    """The value that `hint` describes, made from plain data; raises RecordError where they do not fit.

    >>> from_plain(tuple[tuple[int, int], ...], [[0, 4], [6, 9]])
    ((0, 4), (6, 9))
    """
    return maker(hint)(value)


@functools.cache
def maker(hint: Any) -> Maker:
    """What makes the values of a type from plain data. A type is looked at once, a value many times."""
    if hint is Any:
        return lambda value: value
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return lambda value: record_from_dict(hint, value)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = maker(next(a for a in arguments if a is not type(None)))
        return (lambda value: None if value is None else inner(value)) if type(None) in arguments else inner
    if origin is tuple:
        return _tuple(tuple(map(maker, arguments[:1])), None) if arguments[1:] == (Ellipsis,) else \
            _tuple(tuple(map(maker, arguments)), len(arguments))
    if origin is typing.Literal:
        return lambda value: _literal(arguments, value)
    return lambda value: _plain(hint, value)


def _literal(allowed: tuple[Any, ...], value: Any) -> Any:
    if value not in allowed:
        raise RecordError(f"{value!r} is not allowed here; allowed: {', '.join(map(str, allowed))}")
    return value


def _plain(hint: Any, value: Any) -> Any:
    if type(value) is hint:
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(hint, type) and not isinstance(value, hint):
        raise RecordError(f"{value!r} is no {hint.__name__}")
    return value


def _tuple(inner: tuple[Maker, ...], size: int | None) -> Maker:
    """Tuples of `size` parts, or of any number of one kind."""
    def make(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise RecordError(f"{value!r} is no list")
        if size is None:
            return tuple(map(inner[0], value))
        if size != len(value):
            raise RecordError(f"{value!r} has {len(value)} parts; allowed: {size}")
        return tuple(one(v) for one, v in zip(inner, value, strict=True))
    return make


def record_from_dict(cls: type, data: Any) -> Any:
    """A record of class `cls` from plain data. `type`, and `id` where it is derived, are read over."""
    if not isinstance(data, dict):
        raise RecordError(f"{data!r} is no object that could become a {cls.__name__}")
    known = makers(cls)
    unknown = data.keys() - known.keys() - {"type", "id"}
    if unknown:
        raise RecordError(f"{cls.__name__} has no field {', '.join(sorted(unknown))}; it has: {', '.join(sorted(known))}")
    try:
        return cls(**{k: known[k](v) for k, v in data.items() if k in known})
    except TypeError as error:
        raise RecordError(f"{cls.__name__}: {error}") from error

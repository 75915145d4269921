"""The OpenAPI document of the desk, made from the dataclasses of the records, so that it cannot say something else than they do.

>>> document()["components"]["schemas"]["Time"]["properties"]["timex"]
{'enum': ['DATE', 'TIME', 'DURATION', 'SET']}
"""

import dataclasses
import types
import typing
from functools import cache
from typing import Any

from dateline import __version__
from dateline.records import Actor, Agenda, Event, Place, Quote, Report, Time
from dateline.records.plain import hints
from dateline.views.web.asked import LABELS, OF_KIND

RECORDS = (Report, Event, Quote, Agenda, Actor, Place, Time)
SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Any: {},
}
ERRORS = {"403": "the request may not do this", "404": "nothing has this id", "422": "the request is not understood"}


@cache
def document() -> dict[str, Any]:
    """OpenAPI 3.1 for everything below /api."""
    schemas: dict[str, Any] = {}
    for record in RECORDS:
        _schema(record, schemas)
    paths: dict[str, Any] = {}
    for kind, name in (("report", "reports"), ("event", "events"), ("quote", "quotes"), ("agenda", "agenda"), ("actor", "actors")):
        paths[f"/api/{name}"] = {"get": _operation(f"The {name} that match", "list_" + name, _parameters(kind))}
    paths["/api/records/{id}"] = {
        "get": _operation("A report with its findings, or one finding with its sentence", "record", [_path("id")])
    }
    paths["/api/reports/{id}"] = {"get": _operation("A report with its findings", "report", [_path("id")])}
    paths["/api/summary"] = {"get": _operation("What the book holds", "summary", [])}
    paths["/api/judgements"] = {
        "get": _operation("All corrections", "judgements", []),
        "post": {
            **_operation("Correct a finding; needs the desk's token and cookie", "judge", [_header("X-Dateline-Token")]),
            "requestBody": _body(
                {"target": {"type": "string"}, "change": {"type": "object"}, "because": {"type": "string"}}, ["target", "change", "because"]
            ),
        },
    }
    paths["/api/read"] = {
        "post": {
            **_operation("Read a text; nothing is stored", "read", []),
            "requestBody": _body(
                {
                    "text": {"type": "string"},
                    "published": {"type": "string", "format": "date"},
                    "outlet": {"type": "string"},
                    "url": {"type": "string"},
                },
                ["text"],
            ),
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": __version__,
            "description": "Who said what, who did what to whom, where and when - with the words that prove it.",
        },
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _operation(summary: str, id_: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    fine = {"description": "the answer", "content": {"application/json": {"schema": {"type": "object"}}}}
    return {"summary": summary, "operationId": id_, "parameters": parameters,
            "responses": {"200": fine, **{code: {"description": told} for code, told in ERRORS.items()}}}


def _parameters(kind: str) -> list[dict[str, Any]]:
    own = [{"name": k, "in": "query", "description": LABELS[k], "schema": {"type": "string", "maxLength": 300}} for k in OF_KIND[kind]]
    return [
        *own,
        {"name": "size", "in": "query", "description": "rows on a page", "schema": {"type": "integer", "minimum": 1, "maximum": 200}},
        {"name": "after", "in": "query", "description": "the key of the last row seen, from `next`", "schema": {"type": "string"}},
    ]


def _path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _header(name: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}


def _body(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "required": True,
        "content": {"application/json": {"schema": {"type": "object", "properties": properties, "required": required}}},
    }


def _schema(cls: type, schemas: dict[str, Any]) -> dict[str, Any]:
    """A reference to the schema of a dataclass; the schema itself is put among `schemas`."""
    if cls.__name__ not in schemas:
        schemas[cls.__name__] = {}  # stands here first: records may hold records of their own kind
        own = {f.name: _of(hints(cls)[f.name], schemas) for f in dataclasses.fields(cls)}
        needed = [f.name for f in dataclasses.fields(cls) if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING]
        schemas[cls.__name__] = {"type": "object", "description": (cls.__doc__ or "").strip(), "properties": own, "required": needed}
    return {"$ref": f"#/components/schemas/{cls.__name__}"}


def _of(hint: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    if hint in SIMPLE:
        return dict(SIMPLE[hint])
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _schema(hint, schemas)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [{"type": "null"} if a is type(None) else _of(a, schemas) for a in arguments]}
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return {"type": "array", "items": _of(arguments[0], schemas)}
    if origin is tuple:
        return {
            "type": "array",
            "prefixItems": [_of(a, schemas) for a in arguments],
            "minItems": len(arguments),
            "maxItems": len(arguments),
        }
    return {}

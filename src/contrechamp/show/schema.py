"""The JSON Schema of contrechamp's JSON, made from the records themselves, so that it cannot fall behind them."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from contrechamp import model
from contrechamp.model import SCHEMA, Comparison, Extraction, Piece, Span

_OFFSET = {"type": "integer", "minimum": 0, "description": "in Unicode code points of the account's text; half-open"}
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a comparison. `$defs` has one entry a record."""
    defs: dict[str, Any] = {}
    _define(Comparison, defs)
    top = defs.pop("Comparison")
    top["properties"] = {"schema": {"const": SCHEMA}} | {k: v for k, v in top["properties"].items() if k != "schema"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "contrechamp comparison",
        "description": "Several accounts of an event side by side; no verdict on any of them.",
        **top,
        "$defs": dict(sorted(defs.items())),
    }


def _define(kind: type, defs: dict[str, Any]) -> dict[str, str]:
    """Puts the record's schema into `defs` once and gives the reference to it."""
    if kind.__name__ not in defs:
        defs[kind.__name__] = {}
        defs[kind.__name__] = _of_record(kind, defs)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _of_record(kind: type, defs: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind, vars(model))
    shape: dict[str, Any] = {}
    for field in fields(kind):
        if kind is Extraction and field.name == "account":
            shape["account"] = {"type": "string", "description": "id of the account"}
        elif field.name == "span":
            shape |= _words(optional=type(None) in get_args(hints["span"]))
        else:
            shape[field.name] = _of_type(hints[field.name], defs)
    said = (kind.__doc__ or "").split("\n")[0].replace("`", "")
    return _object(shape) | {"description": said}


def _of_type(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        options = [_of_type(option, defs) for option in args]
        simple = all(set(option) == {"type"} for option in options)
        return {"type": [option["type"] for option in options]} if simple else {"anyOf": options}
    if hint is Piece:
        pair = {"type": "array", "items": _OFFSET, "minItems": 2, "maxItems": 2}
        return _object({"text": pair, "source": pair})
    if hint is Span:
        defs.setdefault("Span", _object(_words()) | {"description": "Characters of a text, with the words."})
        return {"$ref": "#/$defs/Span"}
    if origin is tuple:
        return {"type": "array", "items": _of_type(args[0], defs)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of_type(args[1], defs)}
    return _of_class(hint, defs)


def _of_class(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    if hint is types.NoneType:
        return {"type": "null"}
    if hint is date:
        return {"type": "string", "format": "date"}
    if issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    return dict(_define(cast(type, hint), defs)) if is_dataclass(hint) else {"type": _PLAIN[hint]}


def _words(*, optional: bool = False) -> dict[str, Any]:
    offset: dict[str, Any] = _OFFSET | ({"type": ["integer", "null"]} if optional else {})
    return {"start": offset, "end": offset, "text": {"type": ["string", "null"] if optional else "string"}}


def _object(shape: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": shape, "required": list(shape), "additionalProperties": False}

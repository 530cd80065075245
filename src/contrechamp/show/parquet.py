"""Tables of a comparison as Parquet: one kind of record a table, with the JSON's own names, nested and typed.

A column is what the record's field is: a day is a date, a list a list, a voice or a predicate a structure; `within` is
the list of voices that report a voice, the nearest first. Figures are floating-point numbers. `from_parquet` is the way
back. The types are made from the records, so that they cannot fall behind them.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from io import BytesIO
from typing import Any, Union, cast, get_args, get_origin, get_type_hints
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from contrechamp import model
from contrechamp.errors import FileUnreadable, FormUnavailable, UnknownFormat, said
from contrechamp.model import (
    Account,
    Actor,
    Claim,
    Comparison,
    Copy,
    Event,
    Piece,
    Point,
    Quantity,
    Span,
    Technique,
    Time,
    Voice,
)  # fmt: skip
from contrechamp.show.json import from_plain, plain

TABLES: dict[str, type] = {
    "event": Event, "accounts": Account, "sentences": Span, "actors": Actor, "times": Time, "quantities": Quantity,
    "claims": Claim, "techniques": Technique, "points": Point, "copies": Copy,
}  # fmt: skip
"""Name of the table → the record of its rows. `event` has one row, which also holds the origins."""

_OF_EXTRACTION = ("sentences", "actors", "times", "quantities", "claims", "techniques")
"""Tables whose rows say in `account` which account they are of."""

Plain = Any


def to_parquet(comparison: Comparison, language: str = "fr") -> bytes:
    """A zip archive with `TABLES`, one file each. `language` changes nothing. Raises FormUnavailable."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for kind, written in tables(comparison).items():
            archive.writestr(ZipInfo(f"{kind}.parquet", (1980, 1, 1, 0, 0, 0)), written)
    return packed.getvalue()


def tables(comparison: Comparison) -> dict[str, bytes]:
    """Each of `TABLES` as the bytes of a Parquet file. Raises FormUnavailable."""
    whole = plain(comparison)
    return {kind: _written(kind, whole) for kind in TABLES}


def table(comparison: Comparison, kind: str) -> bytes:
    """One of `TABLES`. Raises UnknownFormat, FormUnavailable."""
    if kind not in TABLES:
        choice = ", ".join(TABLES)
        raise UnknownFormat(
            said(f"there is no table {kind!r}", f"la table {kind!r} n’existe pas"),
            remedy=said(f"choose one of: {choice}", f"choisir parmi : {choice}"),
        )
    return _written(kind, plain(comparison))


def from_parquet(archive: bytes) -> Comparison:
    """The comparison that `to_parquet` wrote. Raises FileUnreadable where it is not one."""
    parquet = _pyarrow().parquet
    try:
        with ZipFile(BytesIO(archive)) as packed:
            held = {kind: parquet.read_table(BytesIO(packed.read(f"{kind}.parquet"))).to_pylist() for kind in TABLES}
        return from_plain(_whole({kind: [_back(row) for row in rows] for kind, rows in held.items()}))
    except (BadZipFile, OSError, ValueError, KeyError, TypeError) as error:
        raise FileUnreadable(
            said(f"not contrechamp's Parquet tables: {error}", f"pas des tables Parquet de contrechamp : {error}"),
            remedy=said("make them with --format parquet", "les faire avec --format parquet"),
        ) from error


def _pyarrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise FormUnavailable(
            said("pyarrow is not installed", "pyarrow n’est pas installé"),
            where="parquet",
            kept=said("every other form can be written", "toutes les autres formes s’écrivent"),
            remedy=said("pip install 'contrechamp[tables]'", "pip install 'contrechamp[tables]'"),
        ) from None
    return pyarrow


def _written(kind: str, whole: Plain) -> bytes:
    pyarrow = _pyarrow()
    columns = _columns(pyarrow, kind)
    rows = [_fit(pyarrow, row, columns) for row in _rows(kind, whole)]
    out = BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(columns)), out)
    return out.getvalue()


def _rows(kind: str, whole: Plain) -> Iterator[Plain]:
    if kind == "event":
        yield whole["event"] | {"origins": whole["origins"], "schema": whole["schema"]}
    elif kind in _OF_EXTRACTION:
        for extraction in whole["extractions"]:
            yield from ({"account": extraction["account"], **row} for row in extraction[kind])
    else:
        yield from whole[kind]


def _whole(held: Mapping[str, list[Plain]]) -> Plain:
    """The plain comparison whose tables these are."""
    (event,) = held["event"]
    accounts = [account["id"] for account in held["accounts"]]
    of: dict[str, dict[str, list[Plain]]] = {id_: {kind: [] for kind in _OF_EXTRACTION} for id_ in accounts}
    for kind in _OF_EXTRACTION:
        for row in held[kind]:
            of[row.pop("account")][kind].append(row)
    return {
        "schema": event.pop("schema"),
        "origins": event.pop("origins"),
        "event": event,
        "accounts": held["accounts"],
        "extractions": [{"account": id_, **of[id_]} for id_ in accounts],
        "points": held["points"],
        "copies": held["copies"],
    }


# ---------------------------------------------------------------- types, from those of the records


def _columns(pa: Any, kind: str) -> Any:
    if kind == "event":
        more = [pa.field("origins", pa.list_(pa.list_(pa.string()))), pa.field("schema", pa.int64())]
        return pa.struct([*_record(pa, Event), *more])
    before = [pa.field("account", pa.string())] if kind in _OF_EXTRACTION else []
    return pa.struct([*before, *_record(pa, TABLES[kind])])


def _record(pa: Any, kind: type) -> Iterator[Any]:
    """The columns of a record, as `show.json` writes it: a `span` is `start`, `end` and `text`."""
    if kind is Span:
        yield from (pa.field("start", pa.int64()), pa.field("end", pa.int64()), pa.field("text", pa.string()))
        return
    hints = get_type_hints(kind, vars(model))
    for name in (field.name for field in fields(kind)):
        if kind is Piece:
            yield pa.field(name, pa.list_(pa.int64()))
        elif name == "span":
            yield from _record(pa, Span)
        elif name == "within":
            yield pa.field(name, pa.list_(pa.struct(list(_bare_voice(pa)))))
        else:
            yield pa.field(name, _type(pa, hints[name]))


def _bare_voice(pa: Any) -> Iterator[Any]:
    """A voice without those that report it: Arrow has no type that holds itself."""
    hints = get_type_hints(Voice, vars(model))
    for name in (field.name for field in fields(Voice) if field.name != "within"):
        yield from _record(pa, Span) if name == "span" else [pa.field(name, _type(pa, hints[name]))]


def _type(pa: Any, hint: Any) -> Any:
    origin, args = get_origin(hint), [arg for arg in get_args(hint) if arg is not types.NoneType]
    if origin in (types.UnionType, Union):
        return pa.float64() if float in args else _type(pa, args[0])
    if origin is tuple:
        return pa.list_(_type(pa, args[0]))
    if origin is dict:
        return pa.map_(_type(pa, args[0]), _type(pa, args[1]))
    if hint is date:
        return pa.date32()
    if is_dataclass(hint):
        return pa.struct(list(_record(pa, cast(type, hint))))
    plain_types = {int: pa.int64(), float: pa.float64(), bool: pa.bool_(), str: pa.string()}
    return pa.string() if issubclass(hint, Enum) else plain_types[hint]


# ---------------------------------------------------------------- values


def _fit(pa: Any, value: Plain, kind: Any) -> Any:
    """A plain value as its Arrow type takes it."""
    if isinstance(value, str):
        return date.fromisoformat(value) if pa.types.is_date(kind) else _text(value)
    if isinstance(value, dict) and pa.types.is_map(kind):
        return [(_text(key), _text(held)) for key, held in value.items()]
    if isinstance(value, dict) and pa.types.is_struct(kind):
        return {field.name: _fit(pa, value.get(field.name), field.type) for field in kind}
    if isinstance(value, dict | list):
        return [_fit(pa, item, kind.value_type) for item in (_chain(value) if isinstance(value, dict) else value)]
    if pa.types.is_floating(kind) and value is not None:
        return float(value) if abs(value) <= sys.float_info.max else None
    return value


def _text(value: str) -> str:
    """A lone surrogate, which no Parquet reader takes, becomes U+FFFD: one character for one, so that offsets hold."""
    return value if value.isascii() else "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)


def _chain(voice: Plain) -> Iterator[Plain]:
    """A voice and those that report it, the nearest first."""
    while voice is not None:
        yield voice
        voice = voice["within"]


_MAPS = ("found_in", "values")
"""Fields that hold a dictionary; Arrow gives one back as pairs."""


def _back(value: Any, name: str = "") -> Plain:
    """An Arrow value as `show.json` has it."""
    if name == "within":
        within: Plain = None
        for voice in reversed(value or ()):
            within = {**_back(voice), "within": within}
        return within
    if name in _MAPS:
        return dict(value)
    if isinstance(value, dict):
        return {key: _back(held, key) for key, held in value.items()}
    if isinstance(value, list):
        return [_back(item) for item in value]
    if isinstance(value, float) and name in ("low", "high") and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value.isoformat() if isinstance(value, date) else value

"""A Comparison as JSON, by the contract: the records with their names, keys in the order of the records.

Where a record has a `span`, the JSON has `start`, `end` and `text`, and `text` is exactly those characters of the
account. Any other span (`number`, `cue`, cues of evidence) is an object of that form. The `account` of an extraction is
its id. `from_json` is the way back; the description for others is `schema.json_schema`.
"""

from __future__ import annotations

import json
import re
import sys
import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from contrechamp import model
from contrechamp.errors import FileUnreadable, said
from contrechamp.model import SCHEMA, Account, Comparison, Extraction, Passage, Piece, Span

Plain = Any
"""What `json` writes: dict, list, str, int, float, bool or None."""


def to_json(comparison: Comparison, language: str = "fr") -> str:
    """The comparison as JSON text, one record a line, ending in a line feed. `language` changes nothing."""
    return _laid_out(plain(comparison)) + "\n"


def extractions_json(extractions: Sequence[Extraction]) -> str:
    """Extractions without a comparison, in the same form: `schema`, `accounts`, `extractions`."""
    texts = {e.account.id: e.account.text for e in extractions}
    whole = {
        "schema": SCHEMA,
        "accounts": [_record(e.account, e.account.text, texts) for e in extractions],
        "extractions": [_extraction(e, texts) for e in extractions],
    }
    return _laid_out(whole) + "\n"


def accounts_json(accounts: Sequence[Account]) -> str:
    """Accounts before anything is extracted, in the same form: `schema`, `accounts`."""
    return _laid_out({"schema": SCHEMA, "accounts": [_record(a, a.text, {}) for a in accounts]}) + "\n"


def plain(comparison: Comparison) -> dict[str, Plain]:
    """The comparison as dictionaries and lists, `schema` first. O(n) in the number of records."""
    texts = {account.id: account.text for account in comparison.accounts}
    whole: dict[str, Plain] = {"schema": comparison.schema}
    for name in _names(Comparison):
        if name == "extractions":
            whole[name] = [_extraction(e, texts) for e in comparison.extractions]
        elif name != "schema":
            whole[name] = _plain(getattr(comparison, name), "", texts)
    return whole


def _extraction(extraction: Extraction, texts: Mapping[str, str]) -> dict[str, Plain]:
    text = extraction.account.text
    lists = {name: _plain(getattr(extraction, name), text, texts) for name in _names(Extraction) if name != "account"}
    return {"account": extraction.account.id, **lists}


def _plain(value: object, text: str, texts: Mapping[str, str]) -> Plain:
    """`value` for JSON; spans in it count in `text`, those of passages in their own account's text."""
    if isinstance(value, tuple):
        return [_plain(item, text, texts) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(value[key], text, texts) for key in sorted(value)}
    if isinstance(value, Span):
        return _words(value, text)
    if isinstance(value, Passage):
        return {"account": value.account, **_words(value.span, texts.get(value.account, ""))}
    return _record(value, text, texts) if is_dataclass(value) else _single(value)


def _single(value: object) -> Plain:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _record(value: object, text: str, texts: Mapping[str, str]) -> dict[str, Plain]:
    if isinstance(value, Piece):
        return {name: [getattr(value, name).start, getattr(value, name).end] for name in ("text", "source")}
    made: dict[str, Plain] = {}
    for name in _names(cast(type, type(value))):
        held = getattr(value, name)
        if name == "span":
            made |= {"start": None, "end": None, "text": None} if held is None else _words(held, text)
        else:
            made[name] = _plain(held, text, texts)
    return made


def _words(span: Span, text: str) -> dict[str, Plain]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_BREAKS = {"": 2, "extractions": 4}
"""How many levels of containers are broken over lines: records stay on one line each."""


def _laid_out(whole: dict[str, Plain]) -> str:
    """One record a line, so that `grep` and `diff` are of use and the file stays small."""
    lines = (f"{_dumps(key)}: {_broken(held, _BREAKS.get(key, _BREAKS['']) - 1, ' ')}" for key, held in whole.items())
    return "{" + ",\n ".join(lines) + "}"


def _broken(value: Plain, levels: int, indent: str) -> str:
    if not levels or not value or not isinstance(value, dict | list):
        return _dumps(value)
    inner = indent + " "
    joint = ",\n" + inner
    if isinstance(value, list):
        return "[" + joint.join(_broken(item, levels - 1, inner) for item in value) + "]"
    return "{" + joint.join(f"{_dumps(key)}: {_broken(held, levels - 1, inner)}" for key, held in value.items()) + "}"


def _dumps(value: Plain) -> str:
    """JSON that any reader takes: numbers without end become null, lone surrogates are written as escapes."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, allow_nan=False)
    return _SURROGATE.sub(lambda lone: f"\\u{ord(lone[0]):04x}", text)


_SURROGATE = re.compile("[\ud800-\udfff]")


def _finite(value: Plain) -> Plain:
    if isinstance(value, int | float):
        return value if abs(value) <= sys.float_info.max else None
    if isinstance(value, dict):
        return {key: _finite(held) for key, held in value.items()}
    return [_finite(item) for item in value] if isinstance(value, list) else value


def from_json(written: str | bytes, *, where: str | None = None) -> Comparison:
    """The comparison that `to_json` wrote, from the file `where`, which an error names.

    Raises FileUnreadable when it is not one, or its spans are not its words.
    """
    try:
        return from_plain(json.loads(written))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        cause = f"{type(error).__name__} {error}"
        raise FileUnreadable(
            said(
                f"not a comparison in contrechamp's JSON: {cause}",
                f"pas une comparaison au format JSON de contrechamp : {cause}",
            ),
            where=where,
            remedy=said(
                "make it with: contrechamp compare A B --format json",
                "la faire avec : contrechamp compare A B --format json",
            ),
        ) from error


def from_plain(whole: dict[str, Plain]) -> Comparison:
    """The comparison that `plain` laid out. Raises ValueError, KeyError or TypeError where it is not one."""
    if whole["schema"] != SCHEMA:
        raise ValueError(f"schema {whole['schema']!r}, this version reads {SCHEMA}")
    return _comparison(whole)


def _comparison(whole: dict[str, Any]) -> Comparison:
    accounts: dict[str, Account] = {data["id"]: _made(Account, data, "", {}) for data in whole["accounts"]}
    texts = {name: account.text for name, account in accounts.items()}
    extractions = tuple(
        _made(Extraction, data, texts[data["account"]], texts, account=accounts[data["account"]])
        for data in whole["extractions"]
    )
    return _made(Comparison, whole, "", texts, accounts=tuple(accounts.values()), extractions=extractions)  # type: ignore[no-any-return]


def _made(kind: type, data: dict[str, Any], text: str, texts: dict[str, str], **given: object) -> Any:
    """A record of `kind` from its JSON object; fields in `given` are taken as they are."""
    if kind is Piece:
        return Piece(text=Span(*data["text"]), source=Span(*data["source"]))
    if kind is Passage:
        text = texts[data["account"]]
    held = dict(given)
    for name, hint in _hints(kind).items():
        if name not in held:
            held[name] = _span(data, text) if name == "span" else _value(hint, data[name], text, texts)
    return kind(**held)


def _value(hint: Any, data: Any, text: str, texts: dict[str, str]) -> Any:
    """`data` as what the type `hint` says it is."""
    if get_origin(hint) in (types.UnionType, Union):
        options = [option for option in get_args(hint) if option is not types.NoneType]
        return None if data is None else _value(options[0], data, text, texts)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item, text, texts) for item in data)
    if hint is Span:
        return _span(data, text)
    if is_dataclass(hint):
        return _made(cast(type, hint), data, text, texts)
    return _plain_class(hint, data)


def _plain_class(hint: Any, data: Any) -> Any:
    if hint is date:
        return date.fromisoformat(data)
    return hint(data) if isinstance(hint, type) and issubclass(hint, Enum) else data


def _span(data: dict[str, Any], text: str) -> Span | None:
    if data["start"] is None:
        return None
    span = Span(data["start"], data["end"])
    if text[span.start : span.end] != data["text"]:
        raise ValueError(f"the words at [{span.start}, {span.end}) are not {data['text'][:60]!r}")
    return span


@cache
def _hints(kind: type) -> dict[str, Any]:
    known = get_type_hints(kind, vars(model))
    return {field.name: known[field.name] for field in fields(kind)}

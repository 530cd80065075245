"""Records and texts as the database holds them, and back.

A text can hold NUL, which PostgreSQL refuses, and lone surrogates, which both refuse. Columns of short text write those
few characters as U+001A and four hexadecimal digits; records are JSON in plain ASCII, where both are escapes.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Dialect, Text, TypeDecorator

T = TypeVar("T")

_REFUSED = re.compile("[\x00\x1a\ud800-\udfff]")
_ESCAPED = re.compile("\x1a([0-9a-f]{4})")


def escape(text: str) -> str:
    """`text` without the characters that a database refuses; `unescape` is the way back."""
    return _REFUSED.sub(lambda found: f"\x1a{ord(found[0]):04x}", text)


def unescape(text: str) -> str:
    """What `escape` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class AnyText(TypeDecorator[str]):
    """A column for any Python string."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else escape(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """From the database."""
        return None if value is None else unescape(value)


def encode(record: object) -> bytes:
    """A record, or a tuple of records, as JSON. O(n)."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:  # a lone surrogate
        return json.dumps(msgspec.to_builtins(record, str_keys=True)).encode("ascii")


def decode(data: bytes, kind: type[T]) -> T:
    """The record that `encode` was given."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError:
        loaded: Any = json.loads(data)
        return msgspec.convert(loaded, kind)

"""What goes between the process that asks and the one that reads: MessagePack of known shapes, never pickles.

A process that has been taken over by a file can send wrong accounts, but nothing that runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from contrechamp import errors
from contrechamp.errors import AccountError, Said, all_errors, said
from contrechamp.model import Account, Piece, Span, Warned
from contrechamp.read.limits import Limits
from contrechamp.read.source import Raw


class Job(msgspec.Struct, array_like=True, frozen=True):
    """One file to read."""

    name: str
    data: bytes
    told: dict[str, str]
    limits: Limits
    language: str | None


class Failed(msgspec.Struct, array_like=True, frozen=True, tag="error"):
    """An AccountError, with its texts in both languages."""

    kind: str
    where: str | None
    texts: tuple[tuple[str, str] | None, ...]


class Found(msgspec.Struct, array_like=True, frozen=True, tag="account"):
    """An Account; its pieces as one list of numbers, four a piece, which is six times faster than records."""

    account: Account
    pieces: list[int]


class Member(msgspec.Struct, array_like=True, frozen=True, tag="member"):
    """A member of a container."""

    name: str
    data: bytes
    told: dict[str, str]


class Note(msgspec.Struct, array_like=True, frozen=True, tag="note"):
    """A warning about a container, for all of its members."""

    code: str
    message: str
    values: dict[str, str]


Item = Failed | Found | Member | Note
_KINDS = {kind.__name__: kind for kind in all_errors() if issubclass(kind, AccountError)}
_encoder = msgspec.msgpack.Encoder()
_jobs = msgspec.msgpack.Decoder(Job)
_items = msgspec.msgpack.Decoder(list[Item])


def pack_job(raw: Raw, limits: Limits, language: str | None) -> bytes:
    """A job as bytes."""
    return _encoder.encode(Job(raw.name, raw.data, dict(raw.told), limits, language))


def unpack_job(data: bytes) -> tuple[Raw, Limits, str | None]:
    """The job in bytes."""
    job = _jobs.decode(data)
    return Raw(job.name, job.data, job.told), job.limits, job.language


def pack_items(items: Sequence[Account | Raw | AccountError | Warned]) -> bytes:
    """What was found in a file, as bytes."""
    return _encoder.encode([_pack(item) for item in items])


def unpack_items(data: bytes) -> list[Account | Raw | AccountError | Warned]:
    """What was found, from bytes. Raises msgspec.DecodeError for anything that is not of the known shapes."""
    return [_unpack(item) for item in _items.decode(data)]


def _pack(item: Account | Raw | AccountError | Warned) -> Item:
    if isinstance(item, Account):
        numbers = [n for p in item.pieces for n in (p.text.start, p.text.end, p.source.start, p.source.end)]
        return Found(replace(item, pieces=()), numbers)
    if isinstance(item, Raw):
        return Member(item.name, item.data, dict(item.told))
    if isinstance(item, Warned):
        return Note(item.code, item.message, item.values)
    texts = tuple(_both(text) for text in (item.cause, item.kept, item.remedy))
    return Failed(type(item).__name__, item.where, texts)


def _unpack(item: Item) -> Account | Raw | AccountError | Warned:
    if isinstance(item, Found):
        four = iter(item.pieces)
        pieces = tuple(Piece(Span(a, b), Span(c, d)) for a, b, c, d in zip(four, four, four, four, strict=False))
        return replace(item.account, pieces=pieces)
    if isinstance(item, Member):
        return Raw(item.name, item.data, item.told)
    if isinstance(item, Note):
        return Warned(item.code, item.message, item.values)
    cause, kept, remedy = (said(*text) if text else None for text in item.texts)
    return _KINDS.get(item.kind, errors.AccountError)(cause or "", where=item.where, kept=kept, remedy=remedy)


def _both(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    return (_clean(text), _clean(text.french if isinstance(text, Said) else text))


def _clean(text: str) -> str:
    """Text that can be encoded: a library's message may quote a lone surrogate."""
    return str(text).encode("utf-8", "replace").decode("utf-8")

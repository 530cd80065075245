"""Web archives (WARC, WET): one account a page, with its address."""

from __future__ import annotations

import io
from collections.abc import Iterator

from contrechamp.errors import AccountError, EmptyAccount, said
from contrechamp.model import Warned
from contrechamp.read.limits import Limits
from contrechamp.read.notes import warn
from contrechamp.read.source import Raw

_PAGES = ("text/html", "application/xhtml", "text/plain")


def read_warc(raw: Raw, limits: Limits) -> list[Raw | AccountError | Warned]:
    """The pages and texts of an archive as members; other records are counted."""
    members: list[Raw | AccountError | Warned] = []
    skipped = total = number = 0
    for number, record in enumerate(_records(raw.data), 1):
        if number > limits.records or total > limits.unpacked:
            members.append(warn("W115", count=number - 1, what="records", all="more"))
            break
        member = _member(record, raw.name, number, limits.unpacked - total)
        if member is None:
            skipped += 1
            continue
        total += len(member.data)
        members.append(member)
    if not any(isinstance(member, Raw) for member in members):
        raise EmptyAccount(
            said("no page in this archive", "aucune page dans cette archive"),
            where=raw.name,
            remedy=said("archive the pages themselves", "archiver les pages elles-mêmes"),
        )
    if skipped:
        members.append(warn("W113", which=f"{skipped} records that are no pages"))
    return members


def _records(data: bytes) -> Iterator[object]:
    """The records that may be pages, their content unpacked."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
    yield from ArchiveIterator(io.BytesIO(data), record_types=kinds, auto_decode="all")


def _member(record: object, name: str, number: int, room: int) -> Raw | None:
    """One record as a file; None for pictures, redirections and what is empty."""
    headers = record.headers  # type: ignore[attr-defined]
    url = str(headers.get("WARC-Target-URI") or "")[:2_000]
    http = record.http_headers  # type: ignore[attr-defined]
    kind = str((http.get("Content-Type") if http else headers.get("Content-Type")) or "").lower()
    if http and not 200 <= (http.status_code or 200) < 300:
        return None
    if kind and not kind.startswith(_PAGES):
        return None
    data = record.reader.read(max(0, room) + 1)  # type: ignore[attr-defined]
    if not data.strip():
        return None
    charset = str(record.http_charset or "") if http else "utf-8"  # type: ignore[attr-defined]
    told = {"place": "archive", "url": url, "charset": charset}
    if kind.startswith("text/plain"):
        told["kind"] = "text"
    return Raw(f"{name}#{number}", data, {key: value for key, value in told.items() if value})

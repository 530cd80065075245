"""Zip and gzip: what is in them, under limits; documents that are zips inside (DOCX, ODT) go to their reader."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from contrechamp.errors import (
    AccountError,
    DamagedFile,
    EmptyAccount,
    ProtectedFile,
    TooMuchOutput,
    said,
)
from contrechamp.model import Warned
from contrechamp.read.draft import Draft
from contrechamp.read.limits import Limits
from contrechamp.read.notes import warn
from contrechamp.read.office import read_docx, read_odt
from contrechamp.read.source import Raw

_CHUNK = 1 << 16
_SMALL = 1_000_000
"""Below this size no ratio is too high: a page of blanks packs a thousand times and harms no one."""


def read_zip(raw: Raw, limits: Limits) -> Draft | list[Raw | AccountError | Warned]:
    """The members of a zip, or the document that it is. Names are labels only: nothing is written anywhere."""
    with open_zip(raw) as archive:
        names = [info.filename for info in archive.infolist()[: limits.members]]
        if "word/document.xml" in names:
            return read_docx(raw, limits)
        if "content.xml" in names and "mimetype" in names:
            return read_odt(raw, limits)
        return _members(archive, raw, limits)


def open_zip(raw: Raw) -> zipfile.ZipFile:
    """The zip in the bytes. Raises DamagedFile."""
    try:
        return zipfile.ZipFile(io.BytesIO(raw.data))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise DamagedFile(
            said(f"the archive cannot be opened ({error})", f"l’archive ne s’ouvre pas ({error})"),
            where=raw.name,
            remedy=said("fetch or pack it again", "la récupérer ou la refaire"),
        ) from None


def _members(archive: zipfile.ZipFile, raw: Raw, limits: Limits) -> list[Raw | AccountError | Warned]:
    infos = [info for info in archive.infolist() if not info.is_dir() and not _is_clutter(info.filename)]
    found: list[Raw | AccountError | Warned] = []
    room = limits.unpacked
    for info in sorted(infos[: limits.members], key=lambda info: info.filename):
        name = f"{raw.name}/{label(info.filename)}"
        try:
            data = read_member(archive, info, name, limits, room)
            room -= len(data)
            found.append(Raw(name, data))
        except AccountError as error:
            found.append(error)
    if not found:
        raise EmptyAccount(
            said("nothing is in the archive", "l’archive est vide"),
            where=raw.name,
            remedy=said("pack the files again", "refaire l’archive"),
        )
    if len(infos) > limits.members:
        found.append(warn("W115", count=limits.members, what="members", all=len(infos)))
    return found


def _is_clutter(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts


def label(name: str) -> str:
    """A member's name as a label: without ways upward, roots, drives and control characters."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "".join(char if char.isprintable() else "�" for char in "/".join(parts))[:200] or "member"


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limits: Limits, room: int) -> bytes:
    """The bytes of a member, unpacked piece by piece. Raises ProtectedFile, TooMuchOutput, DamagedFile."""
    if info.flag_bits & 0x1:
        raise ProtectedFile(
            said("it asks for a password", "il demande un mot de passe"),
            where=name,
            remedy=said("pack it without a password", "l’archiver sans mot de passe"),
        )
    most = min(room, max(_SMALL, limits.ratio * max(info.compress_size, 1)))
    parts, size = [], 0
    try:
        with archive.open(info) as member:
            while part := member.read(_CHUNK):
                size += len(part)
                if size > most:
                    raise too_much(name, size)
                parts.append(part)
    except AccountError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise DamagedFile(
            said(f"it cannot be unpacked ({error})", f"il ne se déploie pas ({error})"),
            where=name,
            remedy=said("pack it again", "refaire l’archive"),
        ) from None
    return b"".join(parts)


def too_much(name: str, size: int) -> TooMuchOutput:
    """The error for what unpacks to more than it may."""
    return TooMuchOutput(
        said(f"it unpacks to more than {size:,} bytes", f"il se déploie à plus de {size} octets"),
        where=name,
        kept=said("everything else", "tout le reste"),
        remedy=said(
            "if you trust it, raise Limits.unpacked or Limits.ratio",
            "s’il est sûr, relever Limits.unpacked ou Limits.ratio",
        ),
    )


def read_gzip(raw: Raw, limits: Limits) -> list[Raw | AccountError | Warned]:
    """What a gzip file holds, as its one member; several streams one after the other are one (WARC files are so)."""
    most = min(limits.unpacked, max(_SMALL, limits.ratio * len(raw.data)))
    parts, size, rest = [], 0, raw.data
    damaged = ""
    try:
        while rest and size <= most:
            stream = zlib.decompressobj(wbits=31)
            while not stream.eof and (part := stream.decompress(rest, _CHUNK)):
                parts.append(part)
                size += len(part)
                rest = stream.unconsumed_tail
                if size > most:
                    raise too_much(raw.name, size)
            if not stream.eof and not stream.unconsumed_tail:
                damaged = "broken off"
                break
            rest = stream.unused_data.lstrip(b"\0")
    except zlib.error as error:
        damaged = str(error)
    if not parts:
        raise DamagedFile(
            said(f"it cannot be unpacked ({damaged})", f"il ne se déploie pas ({damaged})"),
            where=raw.name,
            remedy=said("fetch it again", "le récupérer à nouveau"),
        )
    notes: list[Raw | AccountError | Warned] = [warn("W118", what=damaged)] if damaged else []
    return [Raw(raw.name, b"".join(parts), {k: v for k, v in raw.told.items() if k != "kind"}), *notes]

"""From what the caller names to bytes: paths, bytes, file objects, folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from contrechamp.errors import AccountError, AccountTooLarge, EmptyAccount, FileMissing, FileUnreadable, said
from contrechamp.model import Account
from contrechamp.read.limits import Limits

Source = str | os.PathLike[str] | bytes | BinaryIO | Account


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes to read, the name to call them by, and what their container says of them.

    `told` holds `title`, `byline`, `outlet`, `url`, `published` as far as the container knows them, `place` what sort
    of container that is (`feed`, `mail`, `table` …), `charset` the encoding it declares, `kind` the format it says.
    """

    name: str
    data: bytes
    told: Mapping[str, str] = field(default_factory=dict)


def is_folder(source: object) -> bool:
    """Whether the source is the path of an existing folder."""
    return isinstance(source, str | os.PathLike) and Path(source).is_dir()


def load(source: Source, limits: Limits) -> Raw:
    """The bytes of a source that is one file. Raises FileMissing, FileUnreadable, AccountTooLarge."""
    if isinstance(source, bytes | bytearray | memoryview):
        return _checked(Raw("bytes", bytes(source)), limits)
    if isinstance(source, str | os.PathLike):
        return _load_path(Path(source), limits)
    if isinstance(source, Account):
        raise TypeError("an Account is already read")
    return _checked(Raw(_stream_name(source), _drain(source, limits)), limits)


def _load_path(path: Path, limits: Limits) -> Raw:
    try:
        if not path.exists() and str(path).startswith(("http:/", "https:/")):
            raise FileMissing(
                said(
                    "this is an address, and contrechamp fetches nothing",
                    "c’est une adresse, et contrechamp ne récupère rien",
                ),
                where=str(path),
                remedy=said("save the page and give the file", "enregistrer la page et donner le fichier"),
            )
        if not path.exists():
            raise FileMissing(
                said("there is no such file", "ce fichier n’existe pas"),
                where=str(path),
                remedy=said("check the name", "vérifier le nom"),
            )
        if not path.is_file():
            raise _unreadable(path, "not an ordinary file", "ce n’est pas un fichier ordinaire")
        if path.stat().st_size > limits.bytes:
            raise _too_large(str(path), path.stat().st_size, limits)
        with path.open("rb") as file:
            return _checked(Raw(str(path), file.read(limits.bytes + 1)), limits)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable(path, reason, reason) from None


def _unreadable(path: Path, english: str, french: str) -> FileUnreadable:
    return FileUnreadable(
        said(f"cannot be opened: {english}", f"ne s’ouvre pas : {french}"),
        where=str(path),
        remedy=said("check its permissions, or copy it elsewhere", "vérifier les droits, ou le copier ailleurs"),
    )


def _stream_name(stream: BinaryIO) -> str:
    name = getattr(stream, "name", None)
    return name if isinstance(name, str) and name and name != "<stdin>" else "-"


def _drain(stream: BinaryIO, limits: Limits) -> bytes:
    try:
        data = stream.read(limits.bytes + 1)
    except (OSError, ValueError) as error:
        raise FileUnreadable(
            said(f"cannot be read: {error}", f"ne se lit pas : {error}"), where=_stream_name(stream)
        ) from None
    return data if isinstance(data, bytes) else str(data).encode("utf-8", "replace")


def _checked(raw: Raw, limits: Limits) -> Raw:
    if len(raw.data) > limits.bytes:
        raise _too_large(raw.name, len(raw.data), limits)
    return raw


def _too_large(name: str, size: int, limits: Limits) -> AccountTooLarge:
    return AccountTooLarge(
        said(
            f"{size:,} bytes or more, above the limit of {limits.bytes:,}",
            f"{size:,} octets ou plus, au-dessus de la limite de {limits.bytes:,}".replace(",", " "),
        ),
        where=name,
        kept=said("nothing", "rien"),
        remedy=said(
            "raise the limit (--limit size=500MB), or give the part that matters",
            "relever la limite (--limit size=500MB), ou donner la partie utile",
        ),
    )


def folder_files(folder: Path, limits: Limits) -> Iterator[Path | AccountError]:
    """The files of a folder and its subfolders, sorted by path; hidden ones and links out of it are left alone."""
    found, root = 0, folder.resolve()
    for path in sorted(_walk(folder), key=lambda path: path.as_posix()):
        if not path.resolve().is_relative_to(root):
            continue
        found += 1
        if found > limits.records:
            yield AccountTooLarge(
                said(f"more than {limits.records} files", f"plus de {limits.records} fichiers"),
                where=str(folder),
                kept=said(f"the first {limits.records}", f"les {limits.records} premiers"),
                remedy=said("give its subfolders one by one", "donner ses sous-dossiers un par un"),
            )
            return
        yield path
    if not found:
        yield EmptyAccount(
            said("no account in this folder", "aucun récit dans ce dossier"),
            where=str(folder),
            remedy=said(
                "put the files there, or name another folder", "y mettre les fichiers, ou nommer un autre dossier"
            ),
        )


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in names if not name.startswith("."))

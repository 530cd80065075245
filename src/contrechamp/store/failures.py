"""What a database says when it fails, as one of contrechamp's errors: one line, exit 6."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from contrechamp.errors import NotAStore, Said, StoreBusy, StoreError, StoreFull, StoreMissing, StoreReadOnly, said

_WORDS: dict[type[StoreError], tuple[Said, Said]] = {
    StoreFull: (
        said("no room is left where it lies", "il n’y a plus de place là où il se trouve"),
        said("make room and run it again", "faire de la place et relancer"),
    ),
    StoreReadOnly: (
        said("it cannot be written to", "on ne peut pas y écrire"),
        said("copy it to a place of your own", "le copier à un endroit à soi"),
    ),
    StoreBusy: (
        said("somebody else is writing to it", "quelqu’un d’autre y écrit"),
        said("wait and run it again", "attendre et relancer"),
    ),
    NotAStore: (
        said("it is damaged, or not a dossier", "il est abîmé, ou ce n’est pas un dossier"),
        said("take the last good copy of the file", "reprendre la dernière bonne copie du fichier"),
    ),
    StoreMissing: (
        said("it cannot be reached or opened", "il ne peut être ni joint ni ouvert"),
        said("check the name, the server and the permissions", "vérifier le nom, le serveur et les droits"),
    ),
}
_SQLITE = {
    "SQLITE_FULL": StoreFull,
    "SQLITE_READONLY": StoreReadOnly,
    "SQLITE_BUSY": StoreBusy,
    "SQLITE_LOCKED": StoreBusy,
    "SQLITE_NOTADB": NotAStore,
    "SQLITE_CORRUPT": NotAStore,
    "SQLITE_CANTOPEN": StoreMissing,
    "SQLITE_PERM": StoreReadOnly,
    "SQLITE_IOERR_WRITE": StoreFull,
    "SQLITE_IOERR_TRUNCATE": StoreFull,
    "SQLITE_IOERR_SHMSIZE": StoreFull,
    "SQLITE_IOERR_SHMMAP": StoreFull,
    "SQLITE_IOERR_FSYNC": StoreFull,
}
"""The beginnings of SQLite's names for its failures. A write that fails is a full disk in nearly every case."""

_SERVER = {
    "53": StoreFull,
    "25006": StoreReadOnly,
    "42501": StoreReadOnly,
    "55P03": StoreBusy,
    "40": StoreBusy,
    "08": StoreMissing,
    "28": StoreMissing,
    "3D": StoreMissing,
    "57": StoreMissing,
}
"""The beginnings of PostgreSQL's SQLSTATE codes (appendix A of its manual)."""


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """The block, with what the database raises told as a StoreError about `where`."""
    try:
        yield
    except (DBAPIError, PoolTimeout, sqlite3.Error) as error:
        raise told(error, where) from error


def told(error: Exception, where: str) -> StoreError:
    """The StoreError for a failure of SQLAlchemy or SQLite; one of the tree where the cause is known."""
    kind = _kind(error)
    cause, remedy = _WORDS.get(kind, (None, None))
    reason = " ".join(str(getattr(error, "orig", None) or error).split())[:160]
    kept = said("what was kept before", "ce qui était gardé avant")
    if cause is None:
        return StoreError(
            said(f"the database failed: {reason}", f"la base de données a échoué : {reason}"),
            where=where,
            kept=kept,
            remedy=said("run it again; if it stays, copy the file first", "relancer ; si cela reste, copier d’abord"),
        )
    return kind(said(f"{cause} ({reason})", f"{cause.french} ({reason})"), where=where, kept=kept, remedy=remedy)


def _kind(error: Exception) -> type[StoreError]:
    if isinstance(error, PoolTimeout):
        return StoreBusy
    raw = error.orig if isinstance(error, DBAPIError) else error
    named = getattr(raw, "sqlite_errorname", None)
    if named:
        return next((kind for start, kind in _SQLITE.items() if named.startswith(start)), StoreError)
    state = getattr(raw, "sqlstate", None) or ""
    if state:
        return next((kind for start, kind in _SERVER.items() if state.startswith(start)), StoreError)
    return StoreMissing if type(raw).__module__.startswith("psycopg") else StoreError

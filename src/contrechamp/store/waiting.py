"""Files that were handed in and wait to be read: kept with their bytes until that is done, whatever happens meanwhile.

A *reading* is the files of one form. Here is what visitors do with it; how rooms take turns at reading is in `turns`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select, text, update

from contrechamp.errors import ContrechampError, StoreError
from contrechamp.store.clock import moment, now
from contrechamp.store.database import Store
from contrechamp.store.dossiers import row_of
from contrechamp.store.outcomes import Failure, Outcome, error
from contrechamp.store.plain import decode
from contrechamp.store.tables import dossiers, readings
from contrechamp.store.tables import waiting as files

REMEMBERED = 100
"""Readings that are over and can still be looked at."""


class End(StrEnum):
    """How a reading ended."""

    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class File:
    """A file of a reading: how often it was begun, and what came of it; None as long as that is not known."""

    name: str
    tries: int
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The files of one form and how far they are. `dossier` is an id; `held`: a room works on it now.

    `nameless`: the dossier is to be named after its event. `error` is what ended it.
    """

    id: str
    dossier: str
    who: str
    begun: datetime
    nameless: bool
    held: bool
    end: End | None
    error: ContrechampError | None
    files: tuple[File, ...]


def receive(
    store: Store, dossier: str, given: Sequence[tuple[str, bytes]], *, who: str = "", nameless: bool = False
) -> Reading:
    """Keep files, by name and bytes, until they are read. Raises NotInDossier, StoreError; then none is kept."""
    with store.writing() as connection:
        _forget_the_oldest(connection)
        values = {"id": uuid4().hex[:16], "who": who, "begun": now(), "nameless": nameless, "tries": 0}
        values["dossier"] = row_of(connection, dossier, store.where)["pk"]
        pk = connection.execute(insert(readings).values(values)).inserted_primary_key[0]  # type: ignore[index]
        for name, data in given:
            about = {"name": name, "sha256": sha256(data).hexdigest(), "data": data, "tries": 0}
            connection.execute(insert(files).values(reading=pk, **about))
        return read_rows(connection, store, readings.c.pk == pk)[0]


def reading(store: Store, dossier: str, id_: str) -> Reading | None:
    """A reading of a dossier by its id; None where there is none."""
    with store.reading() as connection:
        found = read_rows(connection, store, (readings.c.id == id_) & (dossiers.c.id == dossier))
    return found[0] if found else None


def under_way(store: Store, dossier: str | None = None) -> tuple[Reading, ...]:
    """The readings of a dossier, or of all, that are not over, in their order."""
    with store.reading() as connection:
        there = (
            readings.c.ended.is_(None) if dossier is None else readings.c.ended.is_(None) & (dossiers.c.id == dossier)
        )
        return read_rows(connection, store, there)


def cancel(store: Store, dossier: str, id_: str) -> None:
    """Let the files go that are not read; the one that is being read is read to its end."""
    with store.writing() as connection:
        own = select(readings.c.pk).join(dossiers, dossiers.c.pk == readings.c.dossier)
        pk = connection.execute(own.where(readings.c.id == id_, dossiers.c.id == dossier)).scalar()
        still = (readings.c.pk == pk) & readings.c.ended.is_(None)
        connection.execute(update(readings).where(still).values(ended=End.CANCELLED.value))
        connection.execute(delete(files).where(files.c.reading == pk, files.c.data.is_not(None), files.c.tries == 0))
        connection.execute(update(files).where(files.c.reading == pk).values(data=None))
    _out_of_the_log(store)


def forget(connection: Connection, dossier: int, hashes: Collection[str] | None = None) -> None:
    """Take what a dossier waits for out of the database: all of it, or what is over and the files of these hashes."""
    of = readings.c.dossier == dossier
    if hashes is not None:
        here = files.c.reading.in_(select(readings.c.pk).where(of))
        connection.execute(delete(files).where(here, files.c.sha256.in_(hashes)))
        of &= readings.c.ended.is_not(None)
    connection.execute(delete(files).where(files.c.reading.in_(select(readings.c.pk).where(of))))
    connection.execute(delete(readings).where(of))


def read_rows(connection: Connection, store: Store, which: ColumnElement[bool]) -> tuple[Reading, ...]:
    """Readings with their files, without the bytes."""
    query = select(readings, dossiers.c.id.label("of")).join(dossiers, dossiers.c.pk == readings.c.dossier)
    rows = connection.execute(query.where(which).order_by(readings.c.pk)).mappings().all()
    at = server_now(connection)
    known: dict[int, list[File]] = {row["pk"]: [] for row in rows}
    columns = (files.c.reading, files.c.name, files.c.tries, files.c.outcome)
    for row in connection.execute(select(*columns).where(files.c.reading.in_(known)).order_by(files.c.pk)).mappings():
        outcome = decode(row["outcome"], Outcome) if row["outcome"] is not None else None
        known[row["reading"]].append(File(row["name"], row["tries"], outcome))
    return tuple(_reading(row, at, tuple(known[row["pk"]])) for row in rows)


def _reading(row: RowMapping, at: str, held: tuple[File, ...]) -> Reading:
    return Reading(
        id=row["id"],
        dossier=row["of"],
        who=row["who"],
        begun=moment(row["begun"]),
        nameless=row["nameless"],
        held=row["holder"] is not None and row["until"] >= at,
        end=End(row["ended"]) if row["ended"] else None,
        error=error(decode(row["error"], Failure)) if row["error"] is not None else None,
        files=held,
    )


def _forget_the_oldest(connection: Connection) -> None:
    over = select(readings.c.pk).where(readings.c.ended.is_not(None)).order_by(readings.c.pk.desc())
    old = connection.execute(over.offset(REMEMBERED)).scalars().all()
    connection.execute(delete(files).where(files.c.reading.in_(old)))
    connection.execute(delete(readings).where(readings.c.pk.in_(old)))


def server_now(connection: Connection) -> str:
    """This moment by the one clock that all rooms share: the server's, or that of the machine where the file lies."""
    if connection.dialect.name == "sqlite":
        return now()
    found: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return found.astimezone(UTC).isoformat(timespec="microseconds")


def _out_of_the_log(store: Store) -> None:
    """Deleted bytes are overwritten in the file; here they leave SQLite's log too, unless somebody reads just now."""
    if store.is_sqlite:
        with suppress(StoreError), store.apart() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

"""How rooms take turns at reading what waits: each file is read by one room, also where several share a database.

A room takes a reading as a whole, says every few seconds that it still works on it, and gives back what it cannot end.
A reading of which nothing is heard any more is taken by the next room: its room has died. The file that was being read
then is begun once more, not for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, RowMapping, func, select, update

from contrechamp.errors import ContrechampError, InternalError, ReaderDied, said
from contrechamp.store.clock import moment
from contrechamp.store.database import PATIENCE_S, Store
from contrechamp.store.outcomes import Outcome, failure
from contrechamp.store.plain import encode
from contrechamp.store.tables import readings
from contrechamp.store.tables import waiting as files
from contrechamp.store.waiting import End, Reading, read_rows, server_now

LEASE_S = PATIENCE_S + 10
"""How long a room that says nothing still holds a reading: longer than it may have to wait for another writer."""

TRIES = 2
"""So often a file, or a comparison, is begun; the process ended each time, and it may be the cause."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was handed in and is to be read now; `pk` tells it from others of its name."""

    pk: int
    name: str
    data: bytes


def take(
    store: Store, holder: str, *, but: Collection[str] = (), gone: Callable[[str], bool] | None = None
) -> Reading | None:
    """The oldest reading that no room works on, now held by this one; None where there is none.

    `but` names readings to leave alone; `gone` knows holders that have ended without a word.
    """
    open_ = select(readings).where(readings.c.ended.is_(None), readings.c.id.not_in(but)).order_by(readings.c.pk)
    with store.reading() as connection:  # looked at first, so that a room without work does not lock the others out
        at, rows = server_now(connection), connection.execute(open_).mappings().all()
    for row in rows:
        if row["holder"] is None or row["until"] < at or (gone is not None and gone(row["holder"])):
            with store.writing() as connection:
                if _hold(connection, row, holder):
                    return read_rows(connection, store, readings.c.pk == row["pk"])[0]
    return None


def hold(store: Store, id_: str, holder: str) -> bool:
    """Say that this room still works on a reading; whether it is still its own."""
    with store.writing() as connection:
        mine = (readings.c.id == id_) & (readings.c.holder == holder)
        return bool(connection.execute(update(readings).where(mine).values(until=_lease(connection))).rowcount)


def begin(store: Store, id_: str, holder: str) -> Received | None:
    """The next file of a reading; None where none is left, it was cancelled, or another room has it.

    A file that was begun `TRIES` times and never ended is not begun again; its outcome says so.
    """
    with store.writing() as connection:
        row = _own(connection, id_, holder)
        if row is None or row["ended"] is not None:
            return None
        left = select(files.c.pk, files.c.name, files.c.tries).where(files.c.reading == row["pk"])
        left = left.where(files.c.data.is_not(None)).order_by(files.c.pk)
        for file in connection.execute(left).mappings().all():
            if file["tries"] < TRIES:
                connection.execute(update(files).where(files.c.pk == file["pk"]).values(tries=file["tries"] + 1))
                data = connection.execute(select(files.c.data).where(files.c.pk == file["pk"])).scalar_one()
                return Received(file["pk"], file["name"], data)
            _told(connection, file["pk"], Outcome(errors=(failure(_deadly(file["name"])),)))
    return None


def finish(store: Store, file: int, outcome: Outcome) -> None:
    """Keep what came of a file, in place of its bytes."""
    with store.writing() as connection:
        _told(connection, file, outcome)


def compare(store: Store, id_: str, holder: str) -> bool:
    """Whether a reading is to be compared now; one whose comparison ended the process each time is over instead."""
    with store.writing() as connection:
        row = _own(connection, id_, holder)
        if row is not None and row["tries"] < TRIES:
            connection.execute(update(readings).where(readings.c.pk == row["pk"]).values(tries=row["tries"] + 1))
            return True
    if row is not None:
        end(store, id_, holder, End.FAILED, _too_often())
    return False


def end(store: Store, id_: str, holder: str, how: End, problem: ContrechampError | None = None) -> None:
    """A reading is over; one that was cancelled meanwhile stays cancelled."""
    with store.writing() as connection:
        mine = (readings.c.id == id_) & (readings.c.holder == holder)
        ended = func.coalesce(readings.c.ended, how.value)
        told = encode(failure(problem)) if problem else None
        connection.execute(update(readings).where(mine).values(ended=ended, error=told, holder=None, until=None))


def give_back(store: Store, id_: str, holder: str, file: int | None = None) -> None:
    """Another room may take a reading; `file` was begun and is not to blame for what happened."""
    with store.writing() as connection:
        mine = (readings.c.id == id_) & (readings.c.holder == holder)
        if connection.execute(update(readings).where(mine).values(holder=None, until=None)).rowcount and file:
            connection.execute(update(files).where(files.c.pk == file).values(tries=files.c.tries - 1))


def _own(connection: Connection, id_: str, holder: str) -> RowMapping | None:
    mine = select(readings).where(readings.c.id == id_, readings.c.holder == holder)
    return connection.execute(mine).mappings().first()


def _hold(connection: Connection, row: RowMapping, holder: str) -> bool:
    """Take a reading as it was seen; False where another room was faster."""
    seen = readings.c.pk == row["pk"]
    for name in ("holder", "until", "ended"):
        seen &= readings.c[name].is_not_distinct_from(row[name])
    taken = update(readings).where(seen).values(holder=holder, until=_lease(connection))
    return bool(connection.execute(taken).rowcount)


def _told(connection: Connection, file: int, outcome: Outcome) -> None:
    connection.execute(update(files).where(files.c.pk == file).values(outcome=encode(outcome), data=None))


def _lease(connection: Connection) -> str:
    return (moment(server_now(connection)) + timedelta(seconds=LEASE_S)).isoformat(timespec="microseconds")


def _deadly(name: str) -> ReaderDied:
    return ReaderDied(
        said("the room ended twice while it was read", "la salle s’est arrêtée deux fois pendant sa lecture"),
        where=name,
        kept=said("the other files", "les autres fichiers"),
        remedy=said("add it again, alone", "l’ajouter de nouveau, seul"),
    )


def _too_often() -> InternalError:
    return InternalError(
        said("the room ended twice while it compared", "la salle s’est arrêtée deux fois pendant la comparaison"),
        kept=said("what was read", "ce qui a été lu"),
        remedy=said("remove the longest account", "retirer le récit le plus long"),
    )

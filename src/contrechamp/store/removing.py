"""Accounts out of a dossier, really gone: no byte of their words stays in file, index, log or history."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, RowMapping, delete, select, text, update

from contrechamp.errors import StoreError, said
from contrechamp.store import comparing, indexing, journal, waiting
from contrechamp.store.database import PATIENCE_S, Store
from contrechamp.store.dossiers import row_of
from contrechamp.store.keeping import no_account
from contrechamp.store.records import Did
from contrechamp.store.tables import accounts as table
from contrechamp.store.tables import anchors, comparisons, events, extractions, originals, readings
from contrechamp.store.tables import waiting as files


def remove(store: Store, dossier: str | None, account: str, *, who: str = "") -> None:
    """Take an account out of a dossier, with its earlier versions, its original and what was said about it alone.

    Corrections that concern other accounts too stay, without its words. The file is then rewritten, which takes the
    time of a copy. Raises NotInDossier.
    """
    with store.writing() as connection:
        pk = row_of(connection, dossier, store.where)["pk"]
        journal.lock(connection, pk)
        rows = _versions(connection, pk, account)
        ids = [row["id"] for row in rows]
        _forget(connection, pk, ids)
        waiting.forget(connection, pk, [row["original"] for row in rows])
        _delete(connection, [row["pk"] for row in rows])
        comparing.forget(connection, pk, ids)
        journal.write(connection, pk, journal.Event(Did.REMOVE, who))
    store.memory.clear()
    wipe(store)


def drop_all(connection: Connection, store: Store, dossier: int) -> None:
    """Take out all that a dossier holds, but for its own row."""
    rows = connection.execute(select(table.c.pk).where(table.c.dossier == dossier)).scalars().all()
    _delete(connection, rows)
    own = select(events.c.pk).where(events.c.dossier == dossier)
    connection.execute(delete(anchors).where(anchors.c.event.in_(own)))
    connection.execute(delete(events).where(events.c.dossier == dossier))
    connection.execute(delete(comparisons).where(comparisons.c.dossier == dossier))
    waiting.forget(connection, dossier)
    store.memory.clear()


def wipe(store: Store) -> None:
    """Rewrite the database without what was deleted from it. Raises StoreError where that cannot be done now."""
    try:
        with store.apart() as connection:
            if store.is_sqlite:
                connection.execute(text("INSERT INTO searched (searched) VALUES ('rebuild')"))
                connection.execute(text("VACUUM"))
                _empty_log(connection)
            else:
                for name in (
                    "searched",
                    *(t.name for t in (table, extractions, originals, comparisons, anchors, events, readings, files)),
                ):
                    connection.execute(text(f"VACUUM FULL {name}"))
    except StoreError as error:
        raise type(error)(
            error.cause,
            where=error.where,
            kept=said("it is taken out, but traces of it may be left in the file",
                      "c’est retiré, mais il peut en rester des traces dans le fichier"),
            remedy=said("close other programs that use it, then: contrechamp remove DOSSIER.db --wipe",
                        "fermer les autres programmes qui s’en servent, puis : contrechamp remove DOSSIER.db --wipe"),
        ) from error  # fmt: skip


def _empty_log(connection: Connection) -> None:
    """The write-ahead log cut to nothing; waits for readers that still look at the old state."""
    until = time.monotonic() + PATIENCE_S
    while connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar_one():
        if time.monotonic() > until:
            raise StoreError(
                said("somebody still reads the old state", "quelqu’un lit encore l’ancien état"), where="-wal"
            )
        time.sleep(0.05)


def _versions(connection: Connection, dossier: int, account: str) -> Sequence[RowMapping]:
    """The rows of an account's present version and of all those behind it."""
    rows = (
        connection.execute(
            select(table.c.pk, table.c.id, table.c.later, table.c.original).where(table.c.dossier == dossier)
        )
        .mappings()
        .all()
    )
    known = {row["pk"]: row for row in rows}
    wanted = next((row for row in rows if row["id"] == account), None)
    if wanted is None:
        raise no_account(account)
    return [row for row in rows if _last(row, known) == _last(wanted, known)]


def _last(row: RowMapping, known: Mapping[int, RowMapping]) -> int:
    while row["later"] is not None:
        row = known[row["later"]]
    return int(row["pk"])


def _forget(connection: Connection, dossier: int, ids: Sequence[str]) -> None:
    """Take the accounts' words out of the history; an event that is about nothing else loses its content."""
    own = select(events.c.pk).where(events.c.dossier == dossier)
    about = select(anchors.c.event).where(anchors.c.event.in_(own), anchors.c.account.in_(ids))
    concerned = set(connection.execute(about).scalars())
    connection.execute(delete(anchors).where(anchors.c.event.in_(own), anchors.c.account.in_(ids)))
    still = set(connection.execute(select(anchors.c.event).where(anchors.c.event.in_(concerned))).scalars())
    alone = update(events).where(events.c.pk.in_(concerned - still))
    connection.execute(alone.values(change=None, kind=None, why="", before=None))


def _delete(connection: Connection, pks: Sequence[int]) -> None:
    indexing.take_out(connection, pks)
    connection.execute(delete(extractions).where(extractions.c.account.in_(pks)))
    connection.execute(update(table).where(table.c.pk.in_(pks)).values(later=None))
    connection.execute(delete(table).where(table.c.pk.in_(pks)))
    connection.execute(delete(originals).where(originals.c.sha256.not_in(select(table.c.original))))

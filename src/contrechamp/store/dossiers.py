"""The dossiers of a database: list, find, make, rename, drop."""

from __future__ import annotations

import uuid
from collections import Counter
from pathlib import Path

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from contrechamp.errors import DoesNotFit, NotInDossier, said
from contrechamp.store.clock import moment, now
from contrechamp.store.database import Store
from contrechamp.store.records import DossierInfo
from contrechamp.store.tables import accounts
from contrechamp.store.tables import dossiers as table

LONGEST_NAME = 200
"""Characters of a dossier's name: one line of a list."""


def dossiers(store: Store) -> tuple[DossierInfo, ...]:
    """The dossiers, in the order in which they were made, as they are now; nothing is compared for it."""
    with store.reading() as connection:
        rows = connection.execute(select(table).order_by(table.c.pk)).mappings().all()
        return tuple(_info(store, connection, row) for row in rows)


def find_dossier(store: Store, dossier: str | None) -> DossierInfo:
    """One dossier by its id or name; None where there is only one. Raises NotInDossier."""
    with store.reading() as connection:
        return _info(store, connection, row_of(connection, dossier, store.where))


def new_dossier(store: Store, name: str) -> DossierInfo:
    """A new dossier without accounts. Raises DoesNotFit for a name that is taken, empty or too long."""
    with store.writing() as connection:
        made = make(connection, named(name))
        if made is None:
            raise _taken(name)
        return _info(store, connection, made)


def rename_dossier(store: Store, dossier: str | None, name: str) -> DossierInfo:
    """The dossier with its new name. Raises DoesNotFit for a name that is taken, empty or too long."""
    try:
        with store.writing() as connection:
            row = row_of(connection, dossier, store.where)
            connection.execute(update(table).where(table.c.pk == row["pk"]).values(name=named(name)))
            return _info(store, connection, row_of(connection, row["id"], store.where))
    except Exception as error:
        if isinstance(error.__cause__, IntegrityError):
            raise _taken(name) from None
        raise


def drop_dossier(store: Store, dossier: str | None) -> None:
    """Take a dossier out with all that is in it, really gone; see `removing`."""
    from contrechamp.store.removing import drop_all, wipe

    with store.writing() as connection:
        row = row_of(connection, dossier, store.where)
        drop_all(connection, store, row["pk"])
        connection.execute(delete(table).where(table.c.pk == row["pk"]))
    wipe(store)


def row_of(connection: Connection, dossier: str | None, where: str) -> RowMapping:
    """The row of a dossier by id, else by name, else the only one. Raises NotInDossier."""
    rows = connection.execute(select(table).order_by(table.c.pk)).mappings().all()
    found = [row for row in rows if dossier is None or row["id"] == dossier]
    found = found or [row for row in rows if row["name"] == dossier]
    if len(found) == 1:
        return found[0]
    names = ", ".join(row["name"] for row in rows[:12])
    if dossier is None and rows:
        cause = said("it holds several dossiers", "il contient plusieurs dossiers")
        remedy = said(f"name one of: {names}", f"en nommer un : {names}")
    else:
        cause = said("it holds no such dossier", "il ne contient pas ce dossier")
        remedy = said(
            f"name one of: {names}" if names else "keep an account first",
            f"en nommer un : {names}" if names else "y garder d’abord un récit",
        )
    raise NotInDossier(cause, where=dossier or where, remedy=remedy)


def make(connection: Connection, name: str) -> RowMapping | None:
    """The row of a new dossier, or None where the name is taken."""
    if connection.execute(select(table.c.pk).where(table.c.name == name)).first():
        return None
    values = {"id": uuid.uuid4().hex[:10], "name": name, "created": now(), "last": 0}
    connection.execute(insert(table).values(values))
    return connection.execute(select(table).where(table.c.id == values["id"])).mappings().one()


def default_name(where: str) -> str:
    """What the first dossier of a database is called: as its file."""
    return Path(where.split("?", maxsplit=1)[0]).stem or "dossier"


def named(name: str) -> str:
    """A name on one line. Raises DoesNotFit for one that is empty or too long."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST_NAME:
        raise DoesNotFit(
            said(f"a name has 1 to {LONGEST_NAME} characters", f"un nom compte de 1 à {LONGEST_NAME} caractères"),
            where=tidy[:60] or None,
        )
    return tidy


def _taken(name: str) -> DoesNotFit:
    return DoesNotFit(
        said("there is a dossier of that name", "un dossier porte déjà ce nom"),
        where=name,
        remedy=said("choose another name", "choisir un autre nom"),
    )


def _info(store: Store, connection: Connection, row: RowMapping) -> DossierInfo:
    from contrechamp.store.comparing import latest
    from contrechamp.store.journal import count_active

    count = select(func.count()).where(accounts.c.dossier == row["pk"], accounts.c.later.is_(None))
    known = latest(connection, row["pk"])
    return DossierInfo(
        id=row["id"],
        name=row["name"],
        created=moment(row["created"]),
        accounts=connection.execute(count).scalar_one(),
        title=known.event.title if known else None,
        when=known.event.when if known else None,
        relations=dict(Counter(str(point.relation) for point in known.points)) if known else {},
        corrections=count_active(connection, row["pk"]),
    )

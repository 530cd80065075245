"""An account under another name. A name is how people call an account, not what was read in it: it is no correction, so
that every view and form has it, `--machine` too; the history says who gave it, and when."""

from __future__ import annotations

from sqlalchemy import select, update

from contrechamp.errors import DoesNotFit, said
from contrechamp.model import Account
from contrechamp.store import journal
from contrechamp.store.anchors import Anchor
from contrechamp.store.database import Store
from contrechamp.store.dossiers import named, row_of
from contrechamp.store.keeping import account_of, no_account
from contrechamp.store.records import Did
from contrechamp.store.tables import accounts as table


def rename_account(store: Store, dossier: str | None, account: str, name: str, *, who: str = "") -> Account:
    """The account with its new name; its id, its words and its original stay, and so do all corrections.

    A later version of its source takes the name over. Raises NotInDossier, and DoesNotFit for a name that is empty, too
    long or that of another account of the dossier.
    """
    name = named(name)
    with store.writing() as connection:
        pk = row_of(connection, dossier, store.where)["pk"]
        journal.lock(connection, pk)
        present = table.c.dossier == pk, table.c.later.is_(None)
        row = connection.execute(select(table).where(*present, table.c.id == account)).mappings().first()
        if row is None:
            raise no_account(account)
        if row["name"] == name:
            return account_of(row)
        if connection.execute(select(table.c.pk).where(*present, table.c.name == name)).first():
            raise DoesNotFit(
                said("there is an account of that name", "un récit porte déjà ce nom"),
                where=name,
                remedy=said("choose another name", "choisir un autre nom"),
            )
        connection.execute(update(table).where(table.c.pk == row["pk"]).values(name=name))
        about = Anchor("account", "account", account, exact=name)
        journal.write(connection, pk, journal.Event(Did.RENAME, who, before=row["name"], anchors=(about,)))
        return account_of(connection.execute(select(table).where(table.c.pk == row["pk"])).mappings().one())

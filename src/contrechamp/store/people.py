"""Who may sign in to a served database, with which role, and the list of what was done."""

from __future__ import annotations

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from contrechamp.errors import DoesNotFit, NotInDossier, StoreError, said
from contrechamp.store.clock import moment, now
from contrechamp.store.database import Store
from contrechamp.store.records import Audited, Person, Role
from contrechamp.store.tables import audit as audit_table
from contrechamp.store.tables import people as table
from contrechamp.store.tables import sessions


def add_person(store: Store, name: str, password_hash: str, role: Role | str = Role.READER) -> Person:
    """A new person. Raises DoesNotFit where the name is taken or empty, or there is no such role."""
    if not name.strip():
        raise DoesNotFit(said("a person has a name", "une personne porte un nom"))
    values = {"name": name, "password_hash": password_hash, "role": str(_role(role)), "created": now()}
    try:
        with store.writing() as connection:
            connection.execute(insert(table).values(values))
    except StoreError as error:
        if isinstance(error.__cause__, IntegrityError):
            taken = said("there is a person of that name", "une personne porte déjà ce nom")
            raise DoesNotFit(taken, where=name) from None
        raise
    return Person(name, password_hash, _role(role), moment(values["created"]))


def person(store: Store, name: str) -> Person | None:
    """The person of that name, None where there is none."""
    with store.reading() as connection:
        row = connection.execute(select(table).where(table.c.name == name)).mappings().first()
    return None if row is None else as_person(row)


def people(store: Store) -> tuple[Person, ...]:
    """Everybody, by name."""
    with store.reading() as connection:
        return tuple(as_person(row) for row in connection.execute(select(table).order_by(table.c.name)).mappings())


def set_role(store: Store, name: str, role: Role | str) -> Person:
    """The person with another role. Raises NotInDossier."""
    return _change(store, name, role=str(_role(role)))


def set_password(store: Store, name: str, password_hash: str) -> Person:
    """The person with another password; who is signed in under that name is out. Raises NotInDossier."""
    return _change(store, name, password_hash=password_hash)


def drop_person(store: Store, name: str) -> None:
    """Take a person off the list, and out of the room; what they did stays in the history. Raises NotInDossier."""
    with store.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.person == name))
        if not connection.execute(delete(table).where(table.c.name == name)).rowcount:
            raise _nobody(name)


def note_audit(store: Store, who: str, what: str, where: str = "") -> None:
    """Add a line to the audit list."""
    with store.writing() as connection:
        connection.execute(insert(audit_table).values(at=now(), who=who, what=what, place=where))


def audit(store: Store, *, limit: int | None = None, offset: int = 0) -> tuple[Audited, ...]:
    """The audit list, newest first."""
    query = select(audit_table).order_by(audit_table.c.number.desc()).offset(offset)
    with store.reading() as connection:
        rows = connection.execute(query if limit is None else query.limit(limit)).mappings().all()
    return tuple(Audited(row["number"], row["who"], row["what"], row["place"], moment(row["at"])) for row in rows)


def _change(store: Store, name: str, **values: str) -> Person:
    with store.writing() as connection:
        if not connection.execute(update(table).where(table.c.name == name).values(values)).rowcount:
            raise _nobody(name)
        if "password_hash" in values:
            connection.execute(delete(sessions).where(sessions.c.person == name))
        return as_person(connection.execute(select(table).where(table.c.name == name)).mappings().one())


def as_person(row: RowMapping) -> Person:
    """The record of a row."""
    return Person(row["name"], row["password_hash"], Role(row["role"]), moment(row["created"]))


def _role(role: Role | str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise DoesNotFit(
            said(f"there is no role {role!r}", f"le rôle {role!r} n’existe pas"), remedy=", ".join(Role)
        ) from None


def _nobody(name: str) -> NotInDossier:
    return NotInDossier(said("there is nobody of that name", "personne ne porte ce nom"), where=name)

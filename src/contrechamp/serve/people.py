"""The people of a room and its audit list, as far as the store leaves them to us: passwords, names, the last admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contrechamp.errors import UsageError, said
from contrechamp.serve.doors import ManyDoors
from contrechamp.serve.here import Here
from contrechamp.serve.lines import one_line, typed_name
from contrechamp.serve.passwords import hash_of

if TYPE_CHECKING:
    from contrechamp.store import Person, Role, Store


def checked_name(name: str) -> str:
    """The name of a person, spaces trimmed. Raises UsageError for one that cannot be shown or typed."""
    name = typed_name(name)
    if not name or len(name) > 80 or not name.isprintable() or "�" in name:
        raise UsageError(
            said("a name takes 1 to 80 visible characters", "un nom demande de 1 à 80 caractères visibles"),
            kept=said("nothing was changed", "rien n’a été changé"),
        )
    return name


def known_role(role: str) -> Role:
    """The role of a name. Raises UsageError."""
    from contrechamp.store import Role

    if role not in {each.value for each in Role}:
        known = ", ".join(each.value for each in Role)
        raise UsageError(
            said(f"there is no role {role!r}", f"le rôle {role!r} n’existe pas"),
            remedy=said(f"choose one of: {known}", f"choisir parmi : {known}"),
        )
    return Role(role)


def enrol(store: Store, name: str, role: str, password: str) -> Person:
    """A new person. Raises UsageError for a name, a role or a password that will not do."""
    from contrechamp.store import add_person

    return add_person(store, checked_name(name), hash_of(password), known_role(role))


def give_role(store: Store, person: Person, role: str) -> None:
    """Another role for a person. Raises UsageError for the last admin."""
    from contrechamp.store import set_role

    if known_role(role).value != "admin":
        _not_the_last(store, person)
    set_role(store, person.name, known_role(role))


def let_go(store: Store, person: Person) -> None:
    """The person is no longer one of the room. Raises UsageError for the last admin."""
    from contrechamp.store import drop_person

    _not_the_last(store, person)
    drop_person(store, person.name)


def change_password(store: Store, person: Person, password: str) -> None:
    """Another password for a person. Raises UsageError for one that will not do."""
    from contrechamp.store.people import set_password

    set_password(store, person.name, hash_of(password))


def _not_the_last(store: Store, person: Person) -> None:
    from contrechamp.store import people

    if [each.name for each in people(store) if each.role.value == "admin"] == [person.name]:
        raise UsageError(
            said(f"{person.name} is the last admin", f"{person.name} est le dernier administrateur"),
            kept=said("nothing was changed", "rien n’a été changé"),
            remedy=said("make somebody else admin first", "nommer d’abord quelqu’un d’autre administrateur"),
        )


def note(here: Here, what: str, where: str, *, who: str | None = None) -> None:
    """A line of the audit list, in a room with people."""
    from contrechamp.store import note_audit

    if isinstance(here.room.doors, ManyDoors):
        note_audit(here.store, here.visitor.name if who is None else who, what, one_line(where)[:300])

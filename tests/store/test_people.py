"""Who may sign in, and the list of what was done."""

from __future__ import annotations

import pytest

from contrechamp.errors import DoesNotFit, NotInDossier
from contrechamp.store import (
    Role,
    Store,
    add_person,
    audit,
    drop_person,
    note_audit,
    people,
    person,
    set_password,
    set_role,
)


def test_people_and_roles(store: Store) -> None:
    ana = add_person(store, "Ana", "argon2…", Role.ADMIN)
    add_person(store, "Bo", "argon2…", "reader")
    assert person(store, "Ana") == ana
    assert [one.name for one in people(store)] == ["Ana", "Bo"]
    assert set_role(store, "Bo", Role.EDITOR).role is Role.EDITOR
    assert set_password(store, "Bo", "other").password_hash == "other"
    drop_person(store, "Ana")
    assert person(store, "Ana") is None
    for call in (lambda: drop_person(store, "Ana"), lambda: set_role(store, "Ana", "reader")):
        with pytest.raises(NotInDossier):
            call()
    with pytest.raises(DoesNotFit):
        add_person(store, "Bo", "x")
    with pytest.raises(DoesNotFit):
        add_person(store, "Cy", "x", "king")
    with pytest.raises(DoesNotFit):
        add_person(store, " ", "x")


def test_the_audit_list(store: Store) -> None:
    for what in ("sign in", "keep", "remove"):
        note_audit(store, "Ana", what, "fire")
    assert [(line.number, line.what) for line in audit(store)] == [(3, "remove"), (2, "keep"), (1, "sign in")]
    assert [line.what for line in audit(store, limit=1, offset=1)] == ["keep"]

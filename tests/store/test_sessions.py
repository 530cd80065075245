"""Who is signed in stays so for a while, until they leave, change the password, or are no longer there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from contrechamp.store import Store, add_person, drop_person, open_store, set_password
from contrechamp.store.sessions import IDLE, LONGEST, MOST, admit, holder, leave, leave_programs

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def people(store: Store) -> Store:
    for name in ("Ana", "Bo"):
        add_person(store, name, "argon2…", "reader")
    return store


def names(store: Store, *keys: str, at: datetime = START, program: bool = False) -> list[str]:
    return [found.name if (found := holder(store, key, at, program=program)) else "" for key in keys]


def test_a_session_outlives_the_store(people: Store, where: str) -> None:
    admit(people, "Ana", "k1", START)
    admit(people, "Ana", "k2", START, program=True)
    with open_store(where) as later:
        assert names(later, "k1", "k2", "k3") == ["Ana", "", ""]
        assert names(later, "k1", "k2", program=True) == ["", "Ana"]
        leave(later, "k1")
        leave_programs(later, "Ana")
    assert names(people, "k1") == names(people, "k2", program=True) == [""]


@pytest.mark.parametrize("program", [False, True])
def test_it_ends_when_it_is_not_used_and_in_the_end(people: Store, program: bool) -> None:
    admit(people, "Ana", "used", START, program=program)
    admit(people, "Ana", "idle", START, program=program)
    at = START
    while at < START + LONGEST[program] - IDLE[program]:
        at += IDLE[program] - HOUR / 10
        assert names(people, "used", at=at, program=program) == ["Ana"]
    assert names(people, "idle", at=at, program=program) == [""]
    assert names(people, "used", at=START + LONGEST[program] + HOUR, program=program) == [""]


def test_a_new_password_and_a_removal_end_it(people: Store) -> None:
    for key, name in (("k1", "Ana"), ("k2", "Bo")):
        admit(people, name, key, START)
    set_password(people, "Ana", "other")
    assert names(people, "k1", "k2") == ["", "Bo"]
    drop_person(people, "Bo")
    add_person(people, "Bo", "x")
    assert names(people, "k2") == [""]


def test_a_password_that_changed_meanwhile_admits_nobody(people: Store) -> None:
    assert not admit(people, "Ana", "k1", START, proof="old") and not admit(people, "Cy", "k2", START)
    assert admit(people, "Ana", "k3", START, proof="argon2…")
    assert names(people, "k1", "k2", "k3") == ["", "", "Ana"]


def test_looking_is_seldom_a_write(people: Store) -> None:
    admit(people, "Ana", "k1", START)

    def until() -> object:
        with people.reading() as connection:
            return connection.execute(text("SELECT until FROM sessions")).scalar()

    first = until()
    names(people, "k1", at=START + timedelta(minutes=4))
    assert until() == first
    names(people, "k1", at=START + timedelta(minutes=6))
    assert until() != first


def test_sessions_do_not_pile_up(people: Store) -> None:
    for number in range(MOST + 3):
        admit(people, "Ana", f"k{number}", START + number * timedelta(seconds=1))
    admit(people, "Bo", "b", START + HOUR)
    assert names(people, "k2", "k3", "b", at=START + HOUR) == ["", "Ana", "Bo"]
    admit(people, "Bo", "c", START + 2 * IDLE[False])
    with people.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM sessions")).scalar() == 1

"""Who is signed in: what they hold is kept as its hash, with the moment at which it stops to be good.

A changed password and a removed person end what they held (see `people`), for every room on the database at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from contrechamp.store.clock import moment
from contrechamp.store.database import Store
from contrechamp.store.people import as_person
from contrechamp.store.records import Person
from contrechamp.store.tables import people, sessions

IDLE = {False: timedelta(hours=12), True: timedelta(days=90)}
"""What was not used for so long ends: a browser's, a program's."""

LONGEST = {False: timedelta(days=30), True: timedelta(days=365)}
"""What was made so long ago ends, however often it was used."""

MOST = 50
"""A person's sessions: the oldest give way."""

_STEP = timedelta(minutes=5)
"""The end is moved on no more often than that: looking at a page is not to be a write each time."""


def admit(
    store: Store, person: str, key: str, at: datetime, *, program: bool = False, proof: str | None = None
) -> bool:
    """Keep the hash of what a person, or a person's program, will show; forgets what has ended.

    `proof` is the hash of the password that was shown: False where the person has another one meanwhile.
    """
    with store.writing() as connection:
        known = connection.execute(select(people.c.password_hash).where(people.c.name == person)).scalar()
        if known is None or proof not in (None, known):
            return False
        connection.execute(delete(sessions).where(sessions.c.until < _said(at)))
        held = select(sessions.c.key).where(sessions.c.person == person).order_by(sessions.c.made.desc())
        old = connection.execute(held.offset(MOST - 1)).scalars().all()
        connection.execute(delete(sessions).where(sessions.c.key.in_(old)))
        values = {"key": key, "person": person, "program": program, "made": _said(at)}
        connection.execute(insert(sessions).values(until=_until(at, at, program), **values))
        return True


def holder(store: Store, key: str, at: datetime, *, program: bool = False) -> Person | None:
    """The person who holds what has this hash; None where it is not known, of the other kind, or has ended."""
    query = select(people, sessions.c.made, sessions.c.until).join(sessions, sessions.c.person == people.c.name)
    query = query.where(sessions.c.key == key, sessions.c.program == program, sessions.c.until >= _said(at))
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        return None
    until = _until(moment(row["made"]), at, program)
    if moment(until) - moment(row["until"]) >= _STEP and not store.read_only:
        with store.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.key == key).values(until=until))
    return as_person(row)


def leave(store: Store, key: str) -> None:
    """Forget what has this hash."""
    with store.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.key == key))


def leave_programs(store: Store, person: str) -> None:
    """Forget what a person's programs hold."""
    with store.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.person == person, sessions.c.program.is_(True)))


def _until(made: datetime, used: datetime, program: bool) -> str:
    return _said(min(used + IDLE[program], made + LONGEST[program]))


def _said(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")

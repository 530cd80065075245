"""The ways in: the start token of a room for one, or the people of a room for many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from getpass import getuser
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from contrechamp.serve.roles import Role
from contrechamp.serve.room import NOBODY, Visitor
from contrechamp.store import sessions

if TYPE_CHECKING:
    from contrechamp.store import Store


class Doors(Protocol):
    """Finds the visitor behind a cookie or a bearer token; NOBODY behind anything else."""

    def by_cookie(self, value: str) -> Visitor: ...  # noqa: D102
    def by_bearer(self, value: str) -> Visitor: ...  # noqa: D102


class OneDoor:
    """The room of one person at this machine: whoever knows the start token may do everything."""

    def __init__(self, token: str, clock: Callable[[], float] = monotonic):
        self.token, self.secret, self.clock = token, token_urlsafe(32), clock
        self.single: dict[str, float] = {}
        self.lock = Lock()
        self.visitor = Visitor(_user(), Role.ADMIN)

    def takes(self, token: str) -> bool:
        """Whether a token opens: the start token, or one that was made to be used once."""
        with self.lock:
            until = self.single.pop(token, 0.0)
        return same(token, self.token) or self.clock() < until

    def once(self) -> str:
        """A token that opens once, within a minute."""
        made = token_urlsafe(24)
        with self.lock:
            self.single[made] = self.clock() + 60
        return made

    def by_cookie(self, value: str) -> Visitor:
        """By the cookie that was given for the token."""
        return self.visitor if same(value, self.secret) else NOBODY

    def by_bearer(self, value: str) -> Visitor:
        """By the token itself, as programs send it."""
        return self.visitor if same(value, self.token) else NOBODY


class ManyDoors:
    """The room of several people: secrets are given when they sign in, kept as hashes, and forgotten on leaving.

    They are kept in the database, so that they outlive the process; the person is looked up with them at each request,
    so that a change of role, another password or a removal holds at once, in every room on that database.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime] = lambda: datetime.now(UTC)):
        self.store, self.clock = store, clock

    def by_cookie(self, value: str) -> Visitor:
        """By the cookie of a signed-in person."""
        return self._visitor(value, program=False)

    def by_bearer(self, value: str) -> Visitor:
        """By the key that a person made for a program."""
        return self._visitor(value, program=True)

    def admit(self, name: str, *, program: bool = False, proof: str | None = None) -> str:
        """A new secret for a person who has shown the password, or for that person's program.

        It opens nothing where the person is gone, or has another password than the one whose hash is `proof`.
        """
        secret = token_urlsafe(32)
        sessions.admit(self.store, name, _key(secret), self.clock(), program=program, proof=proof)
        return secret

    def leave(self, secret: str) -> None:
        """Forget a secret."""
        sessions.leave(self.store, _key(secret))

    def leave_programs(self, name: str) -> None:
        """Forget the keys of a person's programs."""
        sessions.leave_programs(self.store, name)

    def _visitor(self, value: str, *, program: bool) -> Visitor:
        if not value or len(value) > 200:
            return NOBODY
        found = sessions.holder(self.store, _key(value), self.clock(), program=program)
        return Visitor(found.name, Role(found.role.value)) if found else NOBODY


def _key(secret: str) -> str:
    """A secret has 256 bits of chance: a plain hash cannot be guessed back, and tells nothing by the time it takes."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def same(given: str, kept: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of them is."""
    return compare_digest(given.encode("utf-8", "surrogatepass"), kept.encode())


def _user() -> str:
    try:
        return getuser()
    except (OSError, KeyError):  # no name in the environment, none in the table of users
        return "local"

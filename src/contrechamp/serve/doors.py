"""The ways in: the start token of a room for one, or the people of a room for many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from getpass import getuser
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from contrechamp.serve.roles import Role
from contrechamp.serve.room import NOBODY, Visitor

if TYPE_CHECKING:
    from contrechamp.store import Store

IDLE_S = 12 * 3600.0
"""A visitor who did nothing for so long signs in again."""

_MOST = 10_000


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


@dataclass(slots=True)
class _Session:
    name: str
    bearer: bool
    used: float


class ManyDoors:
    """The room of several people: secrets are given when they sign in, kept as hashes, and forgotten on leaving.

    The person is looked up at each request, so that a change of role or a removal holds at once.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = monotonic):
        self.store, self.clock = store, clock
        self.sessions: dict[bytes, _Session] = {}
        self.lock = Lock()

    def by_cookie(self, value: str) -> Visitor:
        """By the cookie of a signed-in person."""
        return self._visitor(value, bearer=False)

    def by_bearer(self, value: str) -> Visitor:
        """By the key that a person made for a program."""
        return self._visitor(value, bearer=True)

    def admit(self, name: str, *, bearer: bool = False) -> str:
        """A new secret for a person who has shown the password, or for that person's program."""
        secret = token_urlsafe(32)
        with self.lock:
            while len(self.sessions) >= _MOST:
                del self.sessions[next(iter(self.sessions))]
            self.sessions[_key(secret)] = _Session(name, bearer, self.clock())
        return secret

    def leave(self, secret: str) -> None:
        """Forget a secret."""
        with self.lock:
            self.sessions.pop(_key(secret), None)

    def leave_all(self, name: str, *, bearer: bool | None = None) -> None:
        """Forget a person's secrets: all of them, or those of one kind."""
        with self.lock:
            for key, session in list(self.sessions.items()):
                if session.name == name and bearer in (None, session.bearer):
                    del self.sessions[key]

    def _visitor(self, value: str, *, bearer: bool) -> Visitor:
        with self.lock:
            session = self.sessions.get(_key(value))
            if session is None or session.bearer != bearer:
                return NOBODY
            if not bearer and self.clock() - session.used > IDLE_S:
                del self.sessions[_key(value)]
                return NOBODY
            session.used = self.clock()
            name = session.name
        from contrechamp.store import person

        found = person(self.store, name)
        return Visitor(found.name, Role(found.role.value)) if found else NOBODY


def _key(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


def same(given: str, kept: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of them is."""
    return compare_digest(given.encode("utf-8", "surrogatepass"), kept.encode())


def _user() -> str:
    try:
        return getuser()
    except (OSError, KeyError):  # no name in the environment, none in the table of users
        return "local"

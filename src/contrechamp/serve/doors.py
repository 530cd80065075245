"""The ways in: the start token of a room for one, or the people of a room for many."""

from __future__ import annotations

from getpass import getuser
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Protocol

from contrechamp.serve.roles import Role
from contrechamp.serve.room import NOBODY, Visitor


class Doors(Protocol):
    """Finds the visitor behind a cookie or a bearer token; NOBODY behind anything else."""

    def by_cookie(self, value: str) -> Visitor: ...  # noqa: D102
    def by_bearer(self, value: str) -> Visitor: ...  # noqa: D102


class OneDoor:
    """The room of one person at this machine: whoever knows the start token may do everything."""

    def __init__(self, token: str):
        self.token, self.secret = token, token_urlsafe(32)
        self.visitor = Visitor(_user(), Role.ADMIN)

    def by_cookie(self, value: str) -> Visitor:
        """By the cookie that was given for the token."""
        return self.visitor if same(value, self.secret) else NOBODY

    def by_bearer(self, value: str) -> Visitor:
        """By the token itself, as programs send it."""
        return self.visitor if same(value, self.token) else NOBODY


def same(given: str, kept: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of them is."""
    return compare_digest(given.encode("utf-8", "surrogatepass"), kept.encode())


def _user() -> str:
    try:
        return getuser()
    except (OSError, KeyError):  # no name in the environment, none in the table of users
        return "local"

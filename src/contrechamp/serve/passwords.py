"""Passwords: hashed with argon2, never more than two at a time (each takes 64 MiB), never longer than is sensible."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from contrechamp.errors import UsageError, said

SHORTEST, LONGEST = 10, 1000
"""In characters. Length is what makes a password hard to guess (NIST SP 800-63B); the rest is left to people."""

_hasher = PasswordHasher()
_turns = BoundedSemaphore(2)


def hash_of(password: str) -> str:
    """What the store keeps in place of a password. Raises UsageError for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            said(
                f"a password takes {SHORTEST} to {LONGEST} characters",
                f"un mot de passe demande de {SHORTEST} à {LONGEST} caractères",
            ),
            kept=said("nothing was changed", "rien n’a été changé"),
            remedy=said("several words make a good one", "plusieurs mots en font un bon"),
        )
    with _turns:
        return _hasher.hash(_bytes(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was hashed; takes as long for a person who does not exist (`kept` None)."""
    with _turns:
        try:
            return _hasher.verify(kept or _nobody(), _bytes(password[: LONGEST + 1])) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def _bytes(password: str) -> bytes:
    """The same for é typed as one character or as two."""
    return normalize("NFC", password).encode("utf-8", "surrogatepass")


@cache
def _nobody() -> str:
    return _hasher.hash("no one has this password")

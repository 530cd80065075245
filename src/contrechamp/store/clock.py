"""The moment, as the tables hold it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This moment in UTC, ISO 8601 with microseconds: 32 characters that sort as they follow."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def moment(said: str) -> datetime:
    """The moment that `now` wrote."""
    return datetime.fromisoformat(said)

"""What came of a file that was handed in, as the database holds it until its reading is forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from contrechamp.errors import ContrechampError, Said, all_errors, said
from contrechamp.store.records import Already

Words = tuple[str, str]
"""A message in English and in French."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of contrechamp in parts that a database can hold."""

    code: str
    cause: Words
    where: str | None = None
    kept: Words | None = None
    remedy: Words | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: ids of new accounts, those that were there already, what failed.

    `replaced` counts the new accounts that are later versions of earlier ones.
    """

    accounts: tuple[str, ...] = ()
    already: tuple[Already, ...] = ()
    errors: tuple[Failure, ...] = ()
    replaced: int = 0


def failure(error: ContrechampError) -> Failure:
    """An error as a record; `error` is the way back."""
    kept, remedy = (_words(part) if part else None for part in (error.kept, error.remedy))
    return Failure(error.code, _words(error.cause), error.where, kept, remedy)


def error(failure: Failure) -> ContrechampError:
    """The error that `failure` was given; of the root's kind where this version knows no such code."""
    kind = next((kind for kind in all_errors() if kind.code == failure.code), ContrechampError)
    kept, remedy = (said(*part) if part else None for part in (failure.kept, failure.remedy))
    return kind(said(*failure.cause), where=failure.where, kept=kept, remedy=remedy)


def _words(message: str) -> Words:
    return str(message), message.french if isinstance(message, Said) else str(message)

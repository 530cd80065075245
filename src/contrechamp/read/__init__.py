"""bytes → Account: one file per format, plus decoding, layout repair and metadata."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from contrechamp.errors import AccountError, ContrechampError, ReaderDied, SeveralAccounts, said
from contrechamp.model import Account, Warned
from contrechamp.read.formats import TRUSTED, read_bytes, too_deep
from contrechamp.read.kind import kind_of
from contrechamp.read.limits import DEFAULT, Limits
from contrechamp.read.pool import shared_child
from contrechamp.read.source import Raw, Source, folder_files, is_folder, load

__all__ = ["Limits", "Reading", "Source", "is_single", "read", "read_all"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the accounts in the order of their sources, and one error for each that could not be."""

    accounts: tuple[Account, ...]
    errors: tuple[AccountError, ...] = ()


def read(source: Source, *, language: str | None = None, limits: Limits = DEFAULT) -> Account:
    """The account in one path, in bytes, or in a binary file object; an Account is given back as it is.

    Raises an AccountError for what cannot be read, SeveralAccounts for a folder or file that holds more than one.
    """
    reading = read_all([source], language=language, limits=limits)
    if len(reading.accounts) == 1:
        return reading.accounts[0]
    if not reading.accounts:
        raise reading.errors[0]
    raise SeveralAccounts(
        said(f"{len(reading.accounts)} accounts in one source", f"{len(reading.accounts)} récits dans une source"),
        where=str(source) if isinstance(source, str | os.PathLike) else None,
        remedy=said("use read_all", "employer read_all"),
    )


def read_all(sources: Iterable[Source], *, language: str | None = None, limits: Limits = DEFAULT) -> Reading:
    """Every account in the sources, in their order; files of a folder by name. An unreadable one stops no other.

    `language` names the language of all of them where it is known. Same bytes given twice are two accounts: the later
    one's id gets a number.
    """
    accounts: list[Account] = []
    errors: list[AccountError] = []
    for found in _each(sources, language, limits):
        (accounts if isinstance(found, Account) else errors).append(found)  # type: ignore[arg-type]
    return Reading(tuple(_distinct(accounts)), tuple(errors))


def is_single(source: object) -> bool:
    """Whether `read` takes the source as one: a file, bytes, a file object or an Account, not a folder or a list."""
    one = isinstance(source, str | os.PathLike | bytes | bytearray | Account) or hasattr(source, "read")
    return one and not is_folder(source)


def _each(sources: Iterable[Source], language: str | None, limits: Limits) -> Iterator[Account | AccountError]:
    for source in sources:
        if isinstance(source, Account):
            yield source
        elif isinstance(source, str | os.PathLike) and is_folder(source):
            for file in folder_files(Path(source), limits):
                if isinstance(file, AccountError):
                    yield file
                else:
                    yield from _one(file, language, limits, file.relative_to(source).as_posix())
        else:
            yield from _one(source, language, limits)


def _one(
    source: Source, language: str | None, limits: Limits, called: str | None = None
) -> Iterator[Account | AccountError]:
    """One source. Errors name it as it was given, accounts as `called` or by the last part of its path."""
    name = str(source) if isinstance(source, str | os.PathLike) else None
    try:
        raw = load(source, limits)
        name = raw.name
        for item in _parse(raw, language, limits):
            yield _called(item, raw.name, called) if isinstance(item, Account) else item
    except AccountError as error:
        yield error if error.where else type(error)(error.cause, where=name, kept=error.kept, remedy=error.remedy)
    except ContrechampError:
        raise
    except Exception as error:
        yield ReaderDied(said(f"the reader failed: {error!r}", f"le lecteur a échoué : {error!r}"), where=name)


def _called(account: Account, given: str, called: str | None) -> Account:
    """The account under a name that does not say where its file lies; what a container adds to a name stays."""
    if not account.name.startswith(given):
        return account
    short = called or given.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return replace(account, name=short + account.name.removeprefix(given))


def _parse(raw: Raw, language: str | None, limits: Limits, depth: int = 0) -> Iterator[Account | AccountError]:
    """One file: trusted text here, all else in the child process; members of a container one by one."""
    if depth > limits.depth:
        yield too_deep(raw.name)
        return
    kind = raw.told.get("kind") or kind_of(raw.data)
    found = read_bytes(raw, limits, language) if kind in TRUSTED else shared_child().read(raw, limits, language)
    notes = tuple(item for item in found if isinstance(item, Warned))
    for item in found:
        if isinstance(item, Raw):
            yield from (_noted(inner, notes) for inner in _parse(item, language, limits, depth + 1))
        elif not isinstance(item, Warned):
            yield item


def _noted(item: Account | AccountError, notes: tuple[Warned, ...]) -> Account | AccountError:
    """The account with the warnings of the container that it was in."""
    return replace(item, warnings=(*item.warnings, *notes)) if notes and isinstance(item, Account) else item


def _distinct(accounts: Iterable[Account]) -> Iterator[Account]:
    """The accounts, with ids made different where the same bytes were given more than once."""
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    for account in accounts:
        seen[account.id] += 1
        number, chosen = seen[account.id], account.id
        while chosen in taken:
            number = max(number, 2)
            chosen = f"{account.id}-{number}"
            number += 1
        taken.add(chosen)
        yield account if chosen == account.id else replace(account, id=chosen)

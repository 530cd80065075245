"""What the commands on dossiers share: the file or URL, who is at work, ids by their beginnings."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from contrechamp.errors import NotInDossier, said

if TYPE_CHECKING:
    from contrechamp.model import Account
    from contrechamp.store import Store

Where = Annotated[str, typer.Argument(metavar="DOSSIER.db", help="A file, or postgresql://USER@HOST/NAME.")]
Named = Annotated[str | None, typer.Option("--dossier", "-d", help="Which one, where the database holds several.")]
Who = Annotated[str | None, typer.Option("--who", help="Who does it; else CONTRECHAMP_WHO, else your user name.")]
Why = Annotated[str, typer.Option("--why", help="The reason, for the history.")]


@contextmanager
def opened(where: str, *, create: bool = False) -> Iterator[Store]:
    """The store, closed afterwards. Raises StoreMissing where there is none and none is to be made."""
    from contrechamp.store import open_store

    with open_store(where, create=create) as store:
        yield store


def is_dossier(name: str) -> bool:
    """Whether an argument names a database: a URL, or a file that begins as SQLite's do."""
    if name.startswith(("postgresql:", "postgresql+psycopg:", "postgres:", "sqlite:")):
        return True
    try:
        with Path(name).open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except (OSError, ValueError):
        return False


def me(who: str | None) -> str:
    """The name under which the history records what is done here."""
    if who or (who := os.environ.get("CONTRECHAMP_WHO")):
        return who
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


SHORTEST = 4
"""Characters of an id that name it, if no other begins so."""


def full_id(beginning: str, known: Iterable[str]) -> str:
    """The id that begins so. Raises NotInDossier where there is none, or more than one."""
    ids = sorted(set(known))
    if beginning in ids:
        return beginning
    found = [name for name in ids if len(beginning) >= SHORTEST and name.startswith(beginning)]
    if len(found) == 1:
        return found[0]
    if found:
        cause = said(
            f"several begin so: {', '.join(found[:6])}", f"plusieurs commencent ainsi : {', '.join(found[:6])}"
        )
    elif len(beginning) < SHORTEST and any(name.startswith(beginning) for name in ids):
        cause = said(f"give {SHORTEST} characters or more", f"donner au moins {SHORTEST} caractères")
    else:
        cause = said("nothing has this id", "rien n’a cet identifiant")
    raise NotInDossier(
        cause,
        where=beginning,
        remedy=said(
            "see: contrechamp list DOSSIER.db --points --marks", "voir : contrechamp list DOSSIER.db --points --marks"
        ),
    )


def account_id(given: str, held: Sequence[Account]) -> str:
    """The id of the account that is called so, or whose id begins so. Raises NotInDossier."""
    named = [each.id for each in held if each.name == given or PurePath(each.name).name == given]
    return named[0] if len(named) == 1 else full_id(given, [each.id for each in held])


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows as columns, the last one as long as it is; safe for a terminal."""
    from contrechamp.show.clean import clean

    told = [[clean(cell, lines=False) for cell in row] for row in rows]
    widths = [max((len(row[at]) for row in told), default=0) for at in range(len(told[0]) - 1)] if told else []
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in told
    )

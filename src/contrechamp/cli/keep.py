"""`contrechamp keep`: accounts into a dossier."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from contrechamp.cli.dossier import Named, Where, Who, me, opened
from contrechamp.cli.files import SOME_FAILED, progress, say, user_language
from contrechamp.cli.limits import Limit, limits_of

if TYPE_CHECKING:
    from contrechamp.store import Kept, Store


def keep(
    where: Where,
    accounts: Annotated[list[str], typer.Argument(metavar="A B…", help="Files, folders, or - for standard input.")],
    dossier: Named = None,
    who: Who = None,
    pipeline: Annotated[str | None, typer.Option(help="Another installed spaCy pipeline, by name.")] = None,
    limit: Limit = None,
) -> None:
    """Keep accounts in a dossier, with what is read in them. The same bytes are kept once.

    \b
    contrechamp keep fire.db wire.txt opinion.txt
    contrechamp keep fire.db accounts/
    contrechamp keep desk.db --dossier "Lorne fire" wire.txt
    """
    from contrechamp.store import keep as keep_all

    sources: list[str | BinaryIO] = [sys.stdin.buffer if name == "-" else name for name in accounts]
    with opened(where, create=True) as store:
        if dossier is not None:
            _make_if_new(store, dossier)
        with progress("contrechamp") as step:
            kept = keep_all(
                store,
                sources,
                dossier=dossier,
                pipeline=pipeline,
                who=me(who),
                progress=lambda done, total, name: step(f"{done}/{total} {name}"),
                limits=limits_of(limit),
            )
    _tell(kept, where)
    if kept.errors and not kept.accounts and not kept.already:
        raise typer.Exit(kept.errors[0].exit_code if len(accounts) == 1 else 4)
    raise typer.Exit(SOME_FAILED if kept.errors else 0)


def _make_if_new(store: Store, name: str) -> None:
    from contrechamp.errors import DoesNotFit, NotInDossier
    from contrechamp.store import find_dossier, new_dossier

    try:
        find_dossier(store, name)
    except NotInDossier:
        try:
            new_dossier(store, name)
        except DoesNotFit:  # somebody else has just made it
            find_dossier(store, name)


def _tell(kept: Kept, where: str) -> None:
    """One line a source on stderr, and what to do next."""
    from contrechamp.errors import tell_warning

    french = user_language() == "fr"
    for error in kept.errors:
        say(error.line(user_language()))
    earlier = {replaced.account: replaced.earlier for replaced in kept.replaced}
    for account in kept.accounts:
        for warned in account.warnings:
            say(f"{warned.code} {account.name} · {tell_warning(warned, user_language())}")
        new = "nouvelle version" if french else "new version"
        word = new if account.id in earlier else ("gardé" if french else "kept")
        say(f"{word}: {account.id} {account.name}" if not french else f"{word} : {account.id} {account.name}")
    for same in kept.already:
        say(f"déjà là : {same.account} {same.name}" if french else f"already there: {same.account} {same.name}")
    if kept.accounts or kept.already:
        say(f"→ contrechamp show {where} · contrechamp serve {where}")

"""`contrechamp remove`: an account, or a whole dossier, out of a database; really gone."""

from __future__ import annotations

from typing import Annotated

import typer

from contrechamp.cli.dossier import Named, Where, Who, account_id, me, opened
from contrechamp.cli.files import say, user_language


def remove(
    where: Where,
    account: Annotated[str | None, typer.Argument(metavar="ACCOUNT", help="Its id, or its name.")] = None,
    dossier: Named = None,
    whole: Annotated[bool, typer.Option("--whole-dossier", help="The dossier with all that is in it.")] = False,
    wipe: Annotated[
        bool, typer.Option("--wipe", help="Only rewrite the file, so that nothing removed is left in it.")
    ] = False,
    who: Who = None,
) -> None:
    """Take an account out of a dossier: its words, its original, and what was said about it alone.

    \b
    contrechamp remove fire.db 3f2a9c
    contrechamp remove desk.db --dossier "Lorne fire" --whole-dossier
    """
    from contrechamp.errors import UsageError, said
    from contrechamp.store import accounts, drop_dossier
    from contrechamp.store import remove as take_out
    from contrechamp.store import wipe as wipe_all

    if wipe and account is None and not whole:
        with opened(where) as store:
            wipe_all(store)
        return
    if (account is None) != whole or wipe:
        raise UsageError(said("name one account, or --whole-dossier", "nommer un récit, ou --whole-dossier"))
    with opened(where) as store:
        if account is None:
            drop_dossier(store, dossier)
        else:
            take_out(store, dossier, account_id(account, accounts(store, dossier)), who=me(who))
    say(
        f"retiré : {account or dossier or where}"
        if user_language() == "fr"
        else f"removed: {account or dossier or where}"
    )

"""`contrechamp rename`: an account or a dossier under another name."""

from __future__ import annotations

from typing import Annotated

import typer

from contrechamp.cli.dossier import Named, Where, Who, account_id, me, opened
from contrechamp.cli.files import say, user_language


def rename(
    where: Where,
    what: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Its id, or its name.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called from now on.")],
    dossier: Named = None,
    who: Who = None,
) -> None:
    """Give an account another name; its words, its original and all corrections stay.

    \b
    contrechamp rename fire.db 3f2a "Le Courrier"
    contrechamp rename fire.db "texte collé 2" "Le Courrier"
    """
    from contrechamp.store import accounts, rename_account

    with opened(where) as store:
        held = accounts(store, dossier)
        id_ = account_id(what, held)
        made = rename_account(store, dossier, id_, name, who=me(who))
    say(f"renommé : {id_} {made.name}" if user_language() == "fr" else f"renamed: {id_} {made.name}")

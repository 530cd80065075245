"""`contrechamp history`, `undo` and `redo`: what was done in a dossier, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from contrechamp.cli.dossier import Named, Where, Who, aligned, me, opened
from contrechamp.cli.files import say, user_language, write

if TYPE_CHECKING:
    from contrechamp.store import Entry

Number = Annotated[int | None, typer.Option("--number", "-n", help="The number of any correction, whoever made it.")]


def history(where: Where, dossier: Named = None) -> None:
    """Print all that was done in a dossier, oldest first.

    \b
    contrechamp history fire.db
    """
    from contrechamp.store import history as all_of

    with opened(where) as store:
        rows = [_row(entry) for entry in all_of(store, dossier)]
    if rows:
        write(aligned(rows), None)


def undo(where: Where, dossier: Named = None, number: Number = None, who: Who = None) -> None:
    """Take back your last correction, or the one of a number.

    \b
    contrechamp undo fire.db
    contrechamp undo fire.db --number 12
    """
    from contrechamp.store import undo as take_back

    with opened(where) as store:
        _tell(take_back(store, dossier, me(who), number=number))


def redo(where: Where, dossier: Named = None, number: Number = None, who: Who = None) -> None:
    """Bring back what you undid last, or the correction of a number.

    \b
    contrechamp redo fire.db
    """
    from contrechamp.store import redo as bring_back

    with opened(where) as store:
        _tell(bring_back(store, dossier, me(who), number=number))


def _row(entry: Entry) -> tuple[str, ...]:
    from contrechamp.errors import tell

    undone = ("annulé" if user_language() == "fr" else "undone") if entry.undone else ""
    line = tell(entry.line, user_language()) + (f" — {entry.why}" if entry.why else "")
    return str(entry.number), f"{entry.when:%Y-%m-%d %H:%M}Z", entry.who, undone, line


def _tell(entry: Entry | None) -> None:
    from contrechamp.errors import tell

    if entry is None:
        say("rien à faire" if user_language() == "fr" else "nothing to do")
        return
    say(f"{entry.number} · {tell(entry.line, user_language())}")

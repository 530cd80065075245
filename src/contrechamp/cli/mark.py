"""`contrechamp mark`: marks that the machine missed, from the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from contrechamp.cli.deciding import bounds_of, decide, kind_of_voice, one_of
from contrechamp.cli.dossier import Named, Where, Who, Why, account_id, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from contrechamp.model import Account
    from contrechamp.store import Change

mark = typer.Typer(
    no_args_is_help=True,
    help="Mark words that the machine missed. What is marked so is compared, corrected and undone like all else.",
)

In = Annotated[str, typer.Argument(metavar="ACCOUNT", help="Its name, or its id or the beginning of that.")]
Words = Annotated[str, typer.Argument(metavar="WORDS", help="The exact words of the account.")]
Nth = Annotated[int, typer.Option("--nth", min=1, help="Which, where the words stand there several times.")]
Place = tuple[str, int, int]


@mark.command()
def claim(  # noqa: PLR0913, PLR0917  each is an option of the command
    where: Where,
    account: In,
    words: Words,
    name: Annotated[str | None, typer.Argument(help="Who says it; nothing with --author or --unnamed.")] = None,
    author: Annotated[bool, typer.Option("--author", help="The account's author says it.")] = False,
    unnamed: Annotated[bool, typer.Option("--unnamed", help="A source without a name says it.")] = False,
    certainty: Annotated[str, typer.Option(help="CT+ CT- PR+ PR- PS+ PS- U.")] = "CT+",
    nth: Nth = 1,
    dossier: Named = None,
    who: Who = None,
    why: Why = "",
) -> None:
    """Words that are claimed. They make a point of their own; `correct merge` puts it with others.

    \b
    contrechamp mark claim fire.db wire.txt "le feu couvait depuis la veille" "les pompiers"
    """
    from contrechamp.model import Certainty
    from contrechamp.store import AddClaim

    kind = kind_of_voice(name, author=author, unnamed=unnamed)
    sure = Certainty(one_of(certainty, [str(value) for value in Certainty]))
    _mark(where, dossier, account, words, nth, lambda place: AddClaim(*place, kind, name, None, sure), who, why)


@mark.command()
def figure(  # noqa: PLR0913, PLR0917  each is an option of the command
    where: Where,
    account: In,
    words: Words,
    value: Annotated[str, typer.Argument(help="12, 12..15, 12.. (at least), ..15 (at most), 1.5.")],
    unit: Annotated[str | None, typer.Option(help="euro, percent, kilometre-per-hour …")] = None,
    counted: Annotated[str | None, typer.Option(help="What is counted: mort, soldat …")] = None,
    per: Annotated[str | None, typer.Option(help="month, day …")] = None,
    approximate: Annotated[bool, typer.Option("--approximate", help="The text says about.")] = False,
    nth: Nth = 1,
    dossier: Named = None,
    who: Who = None,
    why: Why = "",
) -> None:
    """Words that are a figure.

    \b
    contrechamp mark figure fire.db wire.txt "une poignée de blessés" 3..6 --counted blessé --approximate
    """
    from contrechamp.store import AddFigure

    low, high = bounds_of(value)
    _mark(
        where, dossier, account, words, nth,
        lambda place: AddFigure(*place, low, high, unit, counted, per, approximate), who, why,
    )  # fmt: skip


@mark.command()
def date(  # noqa: PLR0913, PLR0917  each is an option of the command
    where: Where,
    account: In,
    words: Words,
    timex: str,
    nth: Nth = 1,
    dossier: Named = None,
    who: Who = None,
    why: Why = "",
) -> None:
    """Words that say when, as TIMEX3: 2023-09-13, 2023-09, XXXX-09-13, P19M.

    \b
    contrechamp mark date fire.db wire.txt "le jour de la foire" 2024-06-02
    """
    from contrechamp.store import AddDate

    _mark(where, dossier, account, words, nth, lambda place: AddDate(*place, timex), who, why)


@mark.command()
def actor(  # noqa: PLR0913, PLR0917  each is an option of the command
    where: Where,
    account: In,
    words: Words,
    key: Annotated[str, typer.Argument(help="country:RU, person:jeanne-martin, organisation:sdis …")],
    name: Annotated[str, typer.Argument(help="The name to show.")],
    nth: Nth = 1,
    dossier: Named = None,
    who: Who = None,
    why: Why = "",
) -> None:
    """Words that mention somebody.

    \b
    contrechamp mark actor fire.db wire.txt "les soldats du feu" organisation:sdis "SDIS de Lorne"
    """
    from contrechamp.store import AddActor

    _mark(where, dossier, account, words, nth, lambda place: AddActor(*place, key, name), who, why)


@mark.command()
def technique(  # noqa: PLR0913, PLR0917  each is an option of the command
    where: Where,
    account: In,
    words: Words,
    name: Annotated[str, typer.Argument(help="A technique of SemEval-2023: Loaded_Language, Doubt …")],
    nth: Nth = 1,
    dossier: Named = None,
    who: Who = None,
    why: Why = "",
) -> None:
    """Words meant to push the reader.

    \b
    contrechamp mark technique fire.db opinion.txt "comme par hasard" Doubt
    """
    from contrechamp.show.strings import techniques
    from contrechamp.store import AddTechnique

    known = one_of(name, list(techniques()))
    _mark(where, dossier, account, words, nth, lambda place: AddTechnique(*place, known), who, why)


def _mark(  # noqa: PLR0913, PLR0917
    where: str,
    dossier: str | None,
    account: str,
    words: str,
    nth: int,
    change: Callable[[Place], Change],
    who: str | None,
    why: str,
) -> None:
    from contrechamp.store import accounts, reviewed

    with opened(where) as store:
        held = accounts(store, dossier)
        wanted = account_id(account, held)
        place = _place(next(each for each in held if each.id == wanted), words, nth)
        decide(store, dossier, change(place), reviewed(store, dossier), who, why)


def _place(account: Account, words: str, nth: int) -> Place:
    """Where the words stand the `nth` time. Raises DoesNotFit."""
    from contrechamp.errors import DoesNotFit, said

    starts = [found.start() for found in re.finditer(re.escape(words), account.text)] if words else []
    if len(starts) < nth:
        cause = said("these words are not in the account", "ces mots ne sont pas dans le récit")
        if starts:
            cause = said(f"these words stand there {len(starts)} times", f"ces mots y sont {len(starts)} fois")
        raise DoesNotFit(cause, where=words[:60])
    return account.id, starts[nth - 1], starts[nth - 1] + len(words)

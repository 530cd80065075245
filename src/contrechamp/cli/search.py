"""`contrechamp search`: words in a dossier, each with what stands around it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contrechamp.cli.dossier import Named, Where, opened
from contrechamp.cli.files import choose_form, say, user_language, write

if TYPE_CHECKING:
    from contrechamp.store import Hit, Hits


def search(  # noqa: PLR0913, PLR0917  each is an option of the command
    where: Where,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words of one sentence; '\"a phrase\"'; mort*.")],
    dossier: Named = None,
    account: Annotated[str | None, typer.Option(help="Only in this account: its id or name.")] = None,
    voice: Annotated[str | None, typer.Option(help="Only what this voice says: part of its name, or author.")] = None,
    actor: Annotated[str | None, typer.Option(help="Only where this actor is mentioned: part of the name.")] = None,
    form: Annotated[str | None, typer.Option("--format", "-f", help="terminal or json.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many lines at most.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="How many to leave out first.")] = 0,
) -> None:
    """Look for words in the accounts of a dossier; case and accents do not count.

    \b
    contrechamp search fire.db blessés
    contrechamp search fire.db '"douze blessés"' --voice préfecture
    contrechamp search fire.db 'incend*' --actor Lorne
    """
    from contrechamp.store import accounts, dossiers
    from contrechamp.store import search as search_in

    chosen = choose_form(form, None, ("terminal", "json"), default="terminal")
    with opened(where) as store:
        hits = search_in(
            store,
            " ".join(words),
            dossier=dossier,
            account=account,
            voice=voice,
            actor=actor,
            limit=limit,
            offset=offset,
        )
        there = dossiers(store)
        found = [info for info in there if info.id in {hit.dossier for hit in hits.hits}]
        names = {(info.id, each.id): each.name for info in found for each in accounts(store, info.id)}
        called = {info.id: info.name for info in found} if len(there) > 1 and dossier is None else {}
    if chosen == "json":
        write(_json(hits), None)
        return
    if hits.hits:
        write("\n".join(_line(hit, names, called) for hit in hits.hits), None)
    shown = offset + len(hits.hits)
    say(f"{shown} sur {hits.total}" if user_language() == "fr" else f"{shown} of {hits.total}")


def _json(hits: Hits) -> str:
    from contrechamp.store.plain import encode

    return encode(hits).decode("utf-8")


def _line(hit: Hit, names: Mapping[tuple[str, str], str], dossiers: Mapping[str, str]) -> str:
    """One line of the concordance: the match in the middle, the account and the voice behind.

    `dossiers` are named where the hits may stand in several.
    """
    from contrechamp.show.clean import clean

    left = clean(hit.left, lines=False)[-44:].rjust(44)
    match = clean(hit.match, lines=False)
    right = clean(hit.right, lines=False)[:44].ljust(44)
    bold = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("[", "]")
    behind = [dossiers[hit.dossier]] if hit.dossier in dossiers else []
    behind.append(Path(names.get((hit.dossier, hit.account), hit.account)).name)
    behind += [] if hit.voice is None else [hit.voice or "?"]
    told = " · ".join(clean(part, lines=False) for part in behind)
    return f"{left}{bold[0]}{match}{bold[1]}{right}  {told}"

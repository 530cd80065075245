"""`contrechamp events`: from a pile of accounts of many events, the groups of one event each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contrechamp.cli.files import choose_form, deliver, progress, read_accounts, write
from contrechamp.model import Account


def events(
    accounts: Annotated[
        list[str], typer.Argument(metavar="PILE…", help="Folders or files; JSON lines, feeds, archives too.")
    ],
    compare: Annotated[int | None, typer.Option(help="Compare the accounts of this event, by its number.")] = None,
    alone: Annotated[bool, typer.Option("--alone", help="List accounts that stand alone, too.")] = False,
    form: Annotated[
        str | None, typer.Option("--format", "-f", help="Of the comparison: terminal, html, json …")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file for the comparison.")] = None,
) -> None:
    """Group a pile of accounts by event.

    \b
    contrechamp events articles/
    contrechamp events articles.jsonl --compare 3 -o event.html
    """
    from contrechamp.compare.events import digest, group_events

    found, code = read_accounts(accounts, at_least=2)
    with progress("contrechamp"):
        digests = [digest(a.text, title=a.title or "", published=a.published, language=a.language) for a in found]
        groups = [group for group in group_events(digests) if alone or len(group) > 1]
    groups.sort(key=lambda group: (-len(group), group))
    if compare is None:
        write(
            "\n\n".join(_told(number, group, found) for number, group in enumerate(groups, 1)) or _none(found), output
        )
    else:
        _compare(compare, groups, found, form, output)
    raise typer.Exit(code)


def _compare(
    number: int, groups: list[tuple[int, ...]], found: tuple[Account, ...], form: str | None, output: Path | None
) -> None:
    from contrechamp.errors import UsageError, said
    from contrechamp.pipeline import compare_all
    from contrechamp.show import forms

    if not 1 <= number <= len(groups) or len(groups[number - 1]) < 2:
        raise UsageError(
            said(f"there is no event {number} with two accounts", f"pas d’événement {number} à deux récits"),
            where="--compare",
            remedy=said(f"choose 1 to {len(groups)}", f"choisir de 1 à {len(groups)}"),
        )
    chosen = choose_form(form, output, forms(), default="terminal")
    with progress("contrechamp") as step:
        comparison = compare_all([found[at] for at in groups[number - 1]], progress=step)
    deliver(comparison, chosen, output)


def _told(number: int, group: tuple[int, ...], found: tuple[Account, ...]) -> str:
    from contrechamp.show.clean import clean

    lines = [f"{number}  {len(group)} accounts"]
    for at in group:
        account = found[at]
        day = account.published.isoformat() if account.published else "          "
        lines.append(
            clean(f"   {day}  {account.title or account.text[:80]}  ({account.name or account.id})", lines=False)
        )
    return "\n".join(lines)


def _none(found: tuple[Account, ...]) -> str:
    return f"no event with two of these {len(found)} accounts"

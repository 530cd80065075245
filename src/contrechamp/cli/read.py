"""`contrechamp read`: what was read of each account, before anything is extracted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contrechamp.cli.files import choose_form, read_accounts, write
from contrechamp.cli.limits import Limit, limits_of
from contrechamp.model import Account


def read(
    accounts: Annotated[list[str], typer.Argument(metavar="A…", help="Files, folders, or - for standard input.")],
    form: Annotated[str | None, typer.Option("--format", "-f", help="text or json.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of standard output.")] = None,
    limit: Limit = None,
) -> None:
    """Print the text that contrechamp reads in each account, with what it found about it.

    \b
    contrechamp read page.txt
    contrechamp read accounts/ --format json -o accounts.json
    """
    from contrechamp.show.json import accounts_json

    chosen = choose_form(form, output, ("text", "json"), default="text")
    found, code = read_accounts(accounts, limits=limits_of(limit))
    write(accounts_json(found) if chosen == "json" else "\n\n".join(map(_as_text, found)), output)
    raise typer.Exit(code)


def _as_text(account: Account) -> str:
    from contrechamp.show.clean import clean

    about = {
        "title": account.title,
        "byline": account.byline,
        "outlet": account.outlet,
        "published": account.published,
        "url": account.url,
        "cites": ", ".join(account.cites) or None,
        "language": account.language,
    }
    head = [f"# {account.name or account.id}"]
    head += [
        f"{name}: {value}" + (f" ({account.found_in[name]})" if name in account.found_in else "")
        for name, value in about.items()
        if value is not None
    ]
    return clean("\n".join(head) + "\n\n" + account.text)

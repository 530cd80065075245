"""`contrechamp extract`: what is marked in each account."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contrechamp.cli.files import choose_form, progress, read_accounts, write
from contrechamp.cli.limits import Limit, limits_of


def extract(
    accounts: Annotated[list[str], typer.Argument(metavar="A…", help="Files, folders, or - for standard input.")],
    form: Annotated[str | None, typer.Option("--format", "-f", help="terminal or json.")] = None,
    by: Annotated[str, typer.Option(help="How the terminal table is sorted: text, voice or kind.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of standard output.")] = None,
    pipeline: Annotated[str | None, typer.Option(help="Another installed spaCy pipeline, by name.")] = None,
    limit: Limit = None,
) -> None:
    """Print the claims, voices, figures, times, actors and techniques of each account.

    \b
    contrechamp extract wire.txt
    contrechamp extract wire.txt --by voice
    contrechamp extract accounts/ --format json
    """
    from contrechamp.errors import UsageError
    from contrechamp.pipeline import extract_one
    from contrechamp.show.json import extractions_json
    from contrechamp.show.terminal import extraction_table

    chosen = choose_form(form, output, ("terminal", "json"), default="terminal")
    if by not in ("text", "voice", "kind"):
        raise UsageError(f"cannot sort by {by!r}", where="--by", remedy="choose text, voice or kind")
    found, code = read_accounts(accounts, limits=limits_of(limit))
    extractions = []
    with progress("contrechamp") as step:
        for account in found:
            step(account.name)
            extractions.append(extract_one(account, pipeline=pipeline))
    if chosen == "json":
        write(extractions_json(extractions), output)
    else:
        write("\n".join(extraction_table(extraction, by=by) for extraction in extractions), output)
    raise typer.Exit(code)

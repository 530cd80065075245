"""`contrechamp compare`: several accounts into one comparison."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contrechamp.cli.files import choose_form, progress, read_accounts, render, write


def compare(
    accounts: Annotated[list[str], typer.Argument(metavar="A B…", help="Files, folders, or - for standard input.")],
    form: Annotated[str | None, typer.Option("--format", "-f", help="terminal, html, json, csv, markdown …")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file; its ending chooses the form.")] = None,
    language: Annotated[str, typer.Option("--language", "-l", help="Of headings and labels: fr or en.")] = "fr",
    table: Annotated[
        str, typer.Option(help="Which table `--format csv` writes: points, claims, quantities …")
    ] = "points",
    pipeline: Annotated[str | None, typer.Option(help="Another installed spaCy pipeline, by name.")] = None,
) -> None:
    """Lay several accounts of one event side by side.

    \b
    contrechamp compare wire.txt opinion.txt
    contrechamp compare accounts/ -o page.html
    cat wire.txt | contrechamp compare - opinion.txt --format json
    """
    from contrechamp.pipeline import compare_all
    from contrechamp.show import forms

    chosen = choose_form(form, output, forms(), default="terminal")
    found, code = read_accounts(accounts, at_least=2)
    with progress("contrechamp") as step:
        comparison = compare_all(found, pipeline=pipeline, progress=step)
        shown = render(comparison, chosen, output, language=language, table=table)
    write(shown, output)
    raise typer.Exit(code)

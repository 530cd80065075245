"""`contrechamp compare`: several accounts into one comparison."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contrechamp.cli.files import choose_form, deliver, progress, read_accounts
from contrechamp.cli.limits import Limit, limits_of


def compare(  # noqa: PLR0913, PLR0917  (one argument an option)
    accounts: Annotated[list[str], typer.Argument(metavar="A B…", help="Files, folders, or - for standard input.")],
    form: Annotated[
        str | None, typer.Option("--format", "-f", help="terminal, html, pdf, json, csv, parquet, md …")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; its ending chooses the form. For tables, a folder.")
    ] = None,
    language: Annotated[str, typer.Option("--language", "-l", help="Of headings and labels: fr or en.")] = "fr",
    table: Annotated[
        str, typer.Option(help="Which table CSV or Parquet writes into one file: points, claims …")
    ] = "points",
    pipeline: Annotated[str | None, typer.Option(help="Another installed spaCy pipeline, by name.")] = None,
    model: Annotated[
        str | None,
        typer.Option(help="A cross-encoder for entailment that agreements are put to: a folder, or hub:owner/name."),
    ] = None,
    limit: Limit = None,
) -> None:
    """Lay several accounts of one event side by side.

    \b
    contrechamp compare wire.txt opinion.txt
    contrechamp compare accounts/ -o page.html
    contrechamp compare accounts/ --format csv -o tables
    cat wire.txt | contrechamp compare - opinion.txt --format json
    """
    from contrechamp.pipeline import compare_all
    from contrechamp.show import forms

    chosen = choose_form(form, output, forms(), default="terminal")
    if model:
        from contrechamp.compare.entailment import load_judge, rejudge

        load_judge(model)  # a wrong name is told before the work, not after it
    found, code = read_accounts(accounts, at_least=2, limits=limits_of(limit))
    with progress("contrechamp") as step:
        comparison = compare_all(found, pipeline=pipeline, progress=step)
        if model:
            step("model")
            comparison = rejudge(comparison, model)
        deliver(comparison, chosen, output, language=language, table=table)
    raise typer.Exit(code)

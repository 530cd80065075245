"""`contrechamp show`: a comparison kept as JSON, in another form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from contrechamp.cli.dossier import Named, is_dossier
from contrechamp.cli.export import show_dossier
from contrechamp.cli.files import choose_form, deliver


def show(
    comparison: Annotated[
        str, typer.Argument(help="A comparison written by `compare --format json`, -, or a DOSSIER.db.")
    ],
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
    dossier: Named = None,
) -> None:
    """Show a comparison that was kept as JSON, or in a dossier with people's corrections.

    \b
    contrechamp compare a.txt b.txt -o event.json
    contrechamp show event.json -o event.html
    contrechamp show event.json --format parquet -o tables
    contrechamp show fire.db
    """
    from contrechamp.errors import FileMissing, said
    from contrechamp.show import forms
    from contrechamp.show.json import from_json

    chosen = choose_form(form, output, forms(), default="terminal")
    if is_dossier(comparison):
        show_dossier(comparison, chosen, output, dossier=dossier, language=language, table=table)
        return
    try:
        kept = sys.stdin.buffer.read() if comparison == "-" else Path(comparison).read_bytes()
    except OSError as error:
        reason = error.strerror
        raise FileMissing(said(f"cannot be read: {reason}", f"ne se lit pas : {reason}"), where=comparison) from None
    deliver(from_json(kept, where=comparison), chosen, output, language=language, table=table)

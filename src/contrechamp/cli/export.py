"""`contrechamp export`: a dossier with its corrections, in any form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contrechamp.cli.dossier import Named, Where, opened
from contrechamp.cli.files import choose_form, deliver, progress, say, user_language


def export(
    where: Where,
    form: Annotated[
        str | None, typer.Option("--format", "-f", help="json, html, pdf, csv, parquet, md, jsonld, bibtex …")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; its ending chooses the form. For tables, a folder.")
    ] = None,
    dossier: Named = None,
    language: Annotated[str, typer.Option("--language", "-l", help="Of headings and labels: fr or en.")] = "fr",
    table: Annotated[
        str, typer.Option(help="Which table CSV or Parquet writes into one file: points, claims …")
    ] = "points",
    machine: Annotated[bool, typer.Option("--machine", help="Without people's corrections.")] = False,
) -> None:
    """Write a dossier, with people's corrections in it, in a form that others take.

    \b
    contrechamp export fire.db -o fire.html
    contrechamp export fire.db --format csv -o tables
    contrechamp export fire.db --machine -o as-read.json
    """
    from contrechamp.show import forms

    chosen = choose_form(form, output, forms(), default="json")
    show_dossier(where, chosen, output, dossier=dossier, language=language, table=table, machine=machine)


def show_dossier(
    where: str,
    form: str,
    output: Path | None,
    *,
    dossier: str | None = None,
    language: str = "fr",
    table: str = "points",
    machine: bool = False,
) -> None:
    """Deliver the comparison of a dossier; corrections that no longer fit are told in a line on stderr."""
    from contrechamp.store import comparison, reviewed

    with opened(where) as store, progress("contrechamp") as step:
        step(where)
        if machine:
            deliver(comparison(store, dossier), form, output, language=language, table=table)
            return
        found = reviewed(store, dossier)
        deliver(found.comparison, form, output, language=language, table=table)
    if found.adrift:
        lost = len(found.adrift)
        say(
            f"{lost} correction(s) ne conviennent plus : contrechamp list {where} --adrift"
            if user_language() == "fr"
            else f"{lost} correction(s) no longer fit: contrechamp list {where} --adrift"
        )

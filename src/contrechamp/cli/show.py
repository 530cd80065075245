"""`contrechamp show`: a comparison kept as JSON, in another form."""

from __future__ import annotations

import sys
from json import JSONDecodeError
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contrechamp.cli.dossier import Named, is_dossier
from contrechamp.cli.export import show_dossier
from contrechamp.cli.files import choose_form, deliver

if TYPE_CHECKING:
    from contrechamp.model import Comparison


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
    from contrechamp.show import forms

    chosen = choose_form(form, output, forms(), default="terminal")
    if is_dossier(comparison):
        show_dossier(comparison, chosen, output, dossier=dossier, language=language, table=table)
        return
    deliver(_kept(comparison), chosen, output, language=language, table=table)


def _kept(name: str) -> Comparison:
    """The comparison in a JSON file, or on standard input. Raises NothingUsable: there is nothing else to show."""
    from contrechamp.errors import FileUnreadable, NothingUsable, said
    from contrechamp.show.json import from_json

    try:
        return from_json(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())
    except (OSError, FileUnreadable) as error:
        remedy = said(
            "make one: contrechamp compare A B -o event.json", "en faire une : contrechamp compare A B -o event.json"
        )
        cause = _why_not(error.__cause__ if isinstance(error, FileUnreadable) else error)
        raise NothingUsable(cause, where=name, remedy=remedy) from error


def _why_not(error: BaseException | None) -> str:
    """In which way what was to be read is no comparison."""
    from contrechamp.errors import said

    if isinstance(error, FileNotFoundError):
        return said("there is no such file", "ce fichier n’existe pas")
    if isinstance(error, OSError):
        return said(f"it cannot be read: {error.strerror}", f"il ne se lit pas : {error.strerror}")
    if isinstance(error, JSONDecodeError | UnicodeDecodeError):
        return said("it is not JSON", "ce n’est pas du JSON")
    if isinstance(error, KeyError):
        name = error.args[0]
        return said(
            f"it is JSON, but no comparison: {name!r} is missing",
            f"c’est du JSON, mais pas une comparaison : {name!r} manque",
        )
    if isinstance(error, ValueError):
        return said(
            "it is a comparison of another version, or damaged", "c’est une comparaison d’une autre version, ou abîmée"
        )
    return said("it is JSON, but no comparison", "c’est du JSON, mais pas une comparaison")

"""`contrechamp show`: a comparison kept as JSON, in another form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from contrechamp.cli.files import choose_form, render, write


def show(
    comparison: Annotated[str, typer.Argument(help="A comparison written by `compare --format json`, or -.")],
    form: Annotated[str | None, typer.Option("--format", "-f", help="terminal, html, json, csv, markdown …")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file; its ending chooses the form.")] = None,
    language: Annotated[str, typer.Option("--language", "-l", help="Of headings and labels: fr or en.")] = "fr",
    table: Annotated[
        str, typer.Option(help="Which table `--format csv` writes: points, claims, quantities …")
    ] = "points",
) -> None:
    """Show a comparison that was kept as JSON.

    \b
    contrechamp compare a.txt b.txt -o event.json
    contrechamp show event.json -o event.html
    """
    from contrechamp.errors import FileMissing, said
    from contrechamp.show import forms
    from contrechamp.show.json import from_json

    chosen = choose_form(form, output, forms(), default="terminal")
    try:
        kept = sys.stdin.buffer.read() if comparison == "-" else Path(comparison).read_bytes()
    except OSError as error:
        reason = error.strerror
        raise FileMissing(said(f"cannot be read: {reason}", f"ne se lit pas : {reason}"), where=comparison) from None
    write(render(from_json(kept), chosen, output, language=language, table=table), output)

"""`contrechamp explain`: what an error code means and what to do."""

from __future__ import annotations

from typing import Annotated

import typer

from contrechamp.cli.files import write


def explain(
    code: Annotated[str, typer.Argument(help="A code such as E303.")],
    language: Annotated[str, typer.Option("--language", "-l", help="fr or en.")] = "fr",
) -> None:
    """Say what an error code means and what to do about it."""
    from contrechamp.errors import explain as explain_code

    write(explain_code(code, language), None)

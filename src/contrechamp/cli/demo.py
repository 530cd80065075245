"""`contrechamp demo`: the shipped example, compared."""

from __future__ import annotations

from contextlib import suppress
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from contrechamp.cli.files import progress, read_accounts, render, write


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the page is written.")] = Path(
        "contrechamp-demo.html"
    ),
) -> None:
    """Compare four invented accounts of one event: the table here, the page in a file."""
    from contrechamp.pipeline import compare_all

    with as_file(_example()) as folder:
        found, code = read_accounts([str(folder)], at_least=2)
    with progress("contrechamp") as step:
        comparison = compare_all(found, progress=step)
    write(render(comparison, "terminal", None), None)
    with suppress(OSError):  # where it cannot be made, writing says so
        output.parent.mkdir(parents=True, exist_ok=True)
    write(render(comparison, "html", output), output)
    raise typer.Exit(code)


def _example() -> Traversable:
    """The example that a wheel carries inside the package and a source checkout beside it."""
    package = files("contrechamp")
    shipped = package / "examples" / "entrepot"
    return shipped if shipped.is_dir() else Path(str(package)).parents[1] / "examples" / "entrepot"

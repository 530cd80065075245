"""`contrechamp schema`: the JSON Schema of `--format json`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contrechamp.cli.files import write


def schema(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of standard output.")] = None,
) -> None:
    """Print the JSON Schema of a comparison, made from the records."""
    import msgspec

    from contrechamp.show.schema import json_schema

    write(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode(), output)

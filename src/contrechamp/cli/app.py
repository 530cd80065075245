"""The table of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from contrechamp.cli.compare import compare
from contrechamp.cli.correct import correct
from contrechamp.cli.demo import demo
from contrechamp.cli.doctor import doctor
from contrechamp.cli.evaluate import evaluate
from contrechamp.cli.events import events
from contrechamp.cli.explain import explain
from contrechamp.cli.export import export
from contrechamp.cli.extract import extract
from contrechamp.cli.history import history, redo, undo
from contrechamp.cli.keep import keep
from contrechamp.cli.list import list_
from contrechamp.cli.mark import mark
from contrechamp.cli.read import read
from contrechamp.cli.remove import remove
from contrechamp.cli.rename import rename
from contrechamp.cli.schema import schema
from contrechamp.cli.search import search
from contrechamp.cli.serve import serve
from contrechamp.cli.show import show

app = typer.Typer(
    name="contrechamp",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _tell_version(asked: bool) -> None:
    if asked:
        from contrechamp import __version__

        typer.echo(f"contrechamp {__version__}")
        raise typer.Exit


@app.callback()
def contrechamp(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    """Several accounts of one event, side by side: who claims what, on whose word, how surely.

    \b
    contrechamp compare wire.txt opinion.txt              the grid in the terminal
    contrechamp compare wire.txt opinion.txt -o page.html the page to read and to send
    contrechamp keep fire.db wire.txt opinion.txt         a dossier that lasts, with your corrections
    contrechamp demo                                      the shipped example
    """


for command in (compare, events, extract, read, show, serve, schema, demo, doctor, explain):
    app.command()(command)
for on_dossiers in (keep, rename, search, export, remove, history, undo, redo):
    app.command()(on_dossiers)
app.command("list")(list_)
app.add_typer(correct, name="correct")
app.add_typer(mark, name="mark")
app.add_typer(evaluate, name="evaluate")

"""What the commands share: accounts from arguments, output to a file or stdout, one line an error on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from contrechamp.errors import FileUnreadable, NothingUsable, UnknownFormat, UsageError, said, tell_warning
from contrechamp.model import Account, Comparison

if TYPE_CHECKING:
    from contrechamp.read import Limits

SOME_FAILED = 3
"""Exit code when the result stands but some accounts are not in it."""


def read_accounts(
    names: list[str], *, at_least: int = 1, limits: Limits | None = None
) -> tuple[tuple[Account, ...], int]:
    """The accounts behind file names, folders and `-`, and the exit code so far.

    Each account that cannot be read is one line on stderr; its warnings too. Raises the error itself when it was the
    only account asked for, NothingUsable when fewer than `at_least` are left.
    """
    from contrechamp.read import read_all
    from contrechamp.read.limits import DEFAULT

    sources: list[str | BinaryIO] = [sys.stdin.buffer if name == "-" else name for name in names]
    reading = read_all(sources, limits=limits or DEFAULT)
    for error in reading.errors:
        say(error.line(user_language()))
    for account in reading.accounts:
        for warned in account.warnings:
            say(f"{warned.code} {account.name} · {tell_warning(warned, user_language())}")
    if len(reading.accounts) < at_least:
        raise NothingUsable(
            _too_few(len(reading.accounts), at_least),
            kept=said("nothing was written", "rien n’a été écrit"),
            remedy=said("mend or replace the files named above", "réparer ou remplacer les fichiers nommés plus haut")
            if reading.errors
            else said("name another file", "nommer un autre fichier"),
        )
    return reading.accounts, SOME_FAILED if reading.errors else 0


def _too_few(found: int, wanted: int) -> str:
    if wanted > 1 and found == 1:
        return said(
            "only one account is left, and a comparison takes two or more",
            "il ne reste qu’un récit, et une comparaison en demande au moins deux",
        )
    return said("no account is left to work on", "il ne reste aucun récit sur lequel travailler")


def user_language() -> str:
    """The language of messages: French where the user's environment is French, else English."""
    names = (os.environ.get(name, "") for name in ("CONTRECHAMP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return "fr" if next((name for name in names if name), "").lower().startswith("fr") else "en"


def choose_form(form: str | None, output: Path | None, forms: tuple[str, ...], *, default: str) -> str:
    """The form asked for, else the one that the output's name ends in, else the default. Raises UnknownFormat."""
    ending = output.suffix.removeprefix(".").lower() if output else ""
    chosen = form or (ending if ending in forms else default)
    if chosen not in forms:
        raise UnknownFormat(
            said(f"there is no form {chosen!r}", f"la forme {chosen!r} n’existe pas"),
            remedy=said(f"choose one of: {', '.join(forms)}", f"choisir parmi : {', '.join(forms)}"),
        )
    return chosen


def render(
    comparison: Comparison, form: str, output: Path | None, *, language: str = "fr", table: str = "points"
) -> str | bytes:
    """The comparison in a form; for a terminal, in its width and colours (unless NO_COLOR).

    `table` is the one that CSV writes, and Parquet where the output's name ends in `.parquet`.
    """
    from contrechamp.show import show

    if form == "csv":
        from contrechamp.show.csv import table as one_table

        return one_table(comparison, table, language)
    if form == "parquet" and output is not None and output.suffix.lower() == ".parquet":
        from contrechamp.show.parquet import table as one_typed_table

        return one_typed_table(comparison, table)
    if form == "terminal" and output is None and sys.stdout.isatty():
        from shutil import get_terminal_size

        from contrechamp.show.terminal import to_terminal

        width = max(60, min(get_terminal_size().columns, 160))
        return to_terminal(comparison, language, width=width, colour="NO_COLOR" not in os.environ)
    return show(comparison, form, language=language)


def deliver(
    comparison: Comparison, form: str, output: Path | None, *, language: str = "fr", table: str = "points"
) -> None:
    """Render and write; every table into a folder, where the form has tables and the output's name no ending."""
    if form in ("csv", "parquet") and output is not None and str(output) != "-" and not output.suffix:
        _write_tables(comparison, form, output, language)
    else:
        write(render(comparison, form, output, language=language, table=table), output)


def _write_tables(comparison: Comparison, form: str, folder: Path, language: str) -> None:
    from contrechamp.show import csv, parquet

    tables: dict[str, str] | dict[str, bytes]
    if form == "csv":
        tables = {kind: csv.table(comparison, kind, language) for kind in csv.TABLES}
    else:
        tables = parquet.tables(comparison)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(error, folder) from None
    for kind, held in tables.items():
        write(held, folder / f"{kind}.{form}", tell=False)
    _written(f"{folder}/ ({', '.join(f'{kind}.{form}' for kind in tables)})")


def write(content: str | bytes, output: Path | None, *, tell: bool = True) -> None:
    """`content` to a file, whole or not at all, or to stdout; `tell` says so on stderr. Raises FileUnreadable."""
    if output is None or str(output) == "-":
        _print(content)
        return
    beside = output.with_name(output.name + ".part")
    try:
        beside.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        beside.replace(output)
    except OSError as error:
        raise _unwritable(error, output) from None
    if tell:
        _written(str(output))


def _written(what: str) -> None:
    say(f"written: {what}" if user_language() == "en" else f"écrit : {what}")


def _print(content: str | bytes) -> None:
    if isinstance(content, str):
        sys.stdout.write(content if content.endswith("\n") else content + "\n")
        sys.stdout.flush()
    elif sys.stdout.isatty():
        raise UsageError(
            said("this form is not for a terminal", "cette forme n’est pas pour un terminal"),
            remedy=said("name a file with -o", "nommer un fichier avec -o"),
        )
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def _unwritable(error: OSError, output: Path) -> FileUnreadable:
    no_folder = isinstance(error, FileNotFoundError)
    return FileUnreadable(
        said("its folder does not exist", "son dossier n’existe pas")
        if no_folder
        else said(f"cannot be written: {error.strerror}", f"ne s’écrit pas : {error.strerror}"),
        where=str(output),
        kept=said("what stood there before", "ce qui s’y trouvait avant"),
        remedy=said("make the folder, or name another file", "créer le dossier, ou nommer un autre fichier")
        if no_folder
        else said("name another file", "nommer un autre fichier"),
    )


def say(line: str) -> None:
    """One line on stderr, free of control characters that a file name or a text may carry."""
    print("".join(c if c.isprintable() else "�" for c in line), file=sys.stderr)


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """A moving line on stderr where a person watches; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)
    with console.status(what) as status:
        yield lambda step: status.update(f"{what}: {escape(step)}")

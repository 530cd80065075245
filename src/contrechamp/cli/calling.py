"""A call of the command line, and what is said of a wrong one: one line like every other error, in both languages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from contrechamp.errors import UsageError, said


def run(argv: list[str]) -> int:
    """The exit code of a command that ended as it meant to. Raises what it raises; UsageError for a wrong call."""
    import typer

    from contrechamp.cli.app import app
    from contrechamp.cli.files import user_language

    command = typer.main.get_command(app)
    if user_language() == "fr":
        from contrechamp.cli.french import in_french

        command = in_french(command)
    try:
        with command.make_context("contrechamp", list(argv)) as context:
            command.invoke(context)
    except typer.Exit as left:
        return left.exit_code
    except Exception as error:
        if not _is_wrong_call(error):
            raise
        return _told(error)
    return 0


def _is_wrong_call(error: Exception) -> bool:
    """Whether Typer says so; which of two packages its errors come from depends on its version."""
    return any(kind.__name__ == "ClickException" for kind in type(error).__mro__)


def _told(error: Any) -> int:
    """The help that a command without arguments prints; UsageError for all else."""
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message(), file=sys.stderr)
        return int(error.exit_code)
    raise wrong(error) from None


def wrong(error: Any) -> UsageError:
    """What Typer says of a wrong call, in our words where they are known."""
    from contrechamp.cli.french import messages

    message, context = str(error.format_message()), getattr(error, "ctx", None)
    path = context.command_path if context is not None else "contrechamp"
    for pattern, english, french in messages():
        if found := re.search(pattern, message):
            values = {name: value or "" for name, value in found.groupdict().items()}
            where = values.pop("where", "").replace("' / '", " / ") or None
            cause = said(english.format(**values), french.format(**values))
            return UsageError(cause, where=where, remedy=_remedy(path, list(_near(error, where, context))))
    return UsageError(message, remedy=_remedy(path, []))


def _near(error: Any, where: str | None, context: Any) -> Iterator[str]:
    """Options and commands that are written nearly so."""
    yield from sorted(getattr(error, "possibilities", None) or ())
    commands = getattr(getattr(context, "command", None), "commands", {})
    yield from get_close_matches(where or "", commands)


def _remedy(path: str, near: list[str]) -> str:
    see = f"{path} --help"
    if not near:
        return said(f"see: {see}", f"voir : {see}")
    names = ", ".join(near)
    return said(f"perhaps {names}; see: {see}", f"peut-être {names} ; voir : {see}")

"""The command line in French, where the user's language is French: help from `french.toml`, wrong calls in one line.

The commands keep their English where they are written; their help is looked up here once they are put together. Typer
translates by the language of the system, which may be another than the one that the user chose, and not all of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from inspect import cleandoc
from typing import Any

_EXAMPLES = "\b"
"""A paragraph that begins so is printed line by line."""


def in_french(command: Any) -> Any:
    """The command (of Typer or Click) and all below it, with help in French; what has no French stays English."""
    command.help = _paragraphs(command.help)
    command.short_help = _one(command.short_help)
    english = command.get_help
    command.get_help = lambda context: _framed(english(context))
    for parameter in command.params:
        for name in ("help", "show_default"):
            if isinstance(held := getattr(parameter, name, None), str):
                setattr(parameter, name, _one(held))
    for below in getattr(command, "commands", {}).values():
        in_french(below)
    return command


def messages() -> Iterator[tuple[str, str, str]]:
    """What is said of wrong calls: a pattern of Typer's message, and ours in English and French."""
    yield from ((each["pattern"], each["en"], each["fr"]) for each in catalogue()["wrong"])


@cache
def catalogue() -> Mapping[str, Any]:
    """`frame`: the words that Typer puts around help; `help`: those of the commands, English → French; `wrong`."""
    return tomllib.loads(files(__package__).joinpath("french.toml").read_text(encoding="utf-8"))


def parts(help_: str | None) -> list[str]:
    """The pieces of a help text that are looked up: its paragraphs, and each line of its examples."""
    found: list[str] = []
    for paragraph in cleandoc(help_ or "").split("\n\n"):
        lines = paragraph.split("\n")
        found += [_folded(line) for line in lines[1:]] if lines[0] == _EXAMPLES else [_folded(paragraph)]
    return [part for part in found if part]


def _paragraphs(help_: str | None) -> str | None:
    if help_ is None:
        return None
    said = []
    for paragraph in cleandoc(help_).split("\n\n"):
        lines = paragraph.split("\n")
        if lines[0] == _EXAMPLES:
            said.append("\n".join([_EXAMPLES, *(_one(line) or "" for line in lines[1:])]))
        else:
            said.append(_one(paragraph) or "")
    return "\n\n".join(said)


def _one(english: str | None) -> str | None:
    return None if english is None else str(catalogue()["help"].get(_folded(english), english))


def _folded(text: str) -> str:
    return " ".join(text.split())


def _framed(help_: str) -> str:
    """Help as it was laid out, with the words around it in French."""
    frame: Mapping[str, str] = catalogue()["frame"]
    pattern = "|".join(re.escape(english) for english in sorted(frame, key=len, reverse=True))
    return re.sub(pattern, lambda found: frame[found[0]], help_)

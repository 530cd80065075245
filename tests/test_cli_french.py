"""The command line in the user's language: help in French where that is French, wrong calls in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from contrechamp.cli import main
from contrechamp.cli.app import app
from contrechamp.cli.french import catalogue, in_french, parts


def commands(command: Any) -> Iterator[Any]:
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from commands(below)


def texts() -> set[str]:
    """Every text of every command's help, as it is looked up."""
    found: set[str] = set()
    for command in commands(typer.main.get_command(app)):
        found |= set(parts(command.help))
        for parameter in command.params:
            shown = (getattr(parameter, name, None) for name in ("help", "show_default"))
            found |= {part for text in shown if isinstance(text, str) for part in parts(text)}
    return found - {"Show this message and exit."}


EXAMPLE = re.compile(r"(?:cat \S+ \| )?contrechamp [a-z]+")


def test_every_text_of_the_help_is_in_french() -> None:
    english = {text for text in texts() if text not in catalogue()["help"] and not EXAMPLE.match(text)}
    assert english == set(), "write these in cli/french.toml"


def test_nothing_is_translated_that_nobody_says() -> None:
    assert set(catalogue()["help"]) - texts() == set()


@pytest.mark.parametrize("name", ["", "serve", "correct", "mark claim", "evaluate"])
def test_no_english_is_left_around_it(name: str) -> None:
    command = in_french(typer.main.get_command(app))
    context = command.make_context("contrechamp", [], resilient_parsing=True)
    for part in name.split():
        command = command.commands[part]
        context = command.make_context(part, [], parent=context, resilient_parsing=True)
    said = command.get_help(context)
    assert said.startswith("Utilisation : contrechamp") and "Options :" in said
    assert not re.search(r"\b(?:Usage|Commands|Arguments|default|required|Show)\b:?(?! :)", said), said


def left(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as gone:
        main(list(arguments))
    captured = capsys.readouterr()
    return gone.value.code, captured.out, captured.err


@pytest.mark.parametrize(
    ("call", "english", "french"),
    [
        ("compare --modle", "E200 --modle · there is no such option · do: perhaps --model; see: contrechamp compare",
         "cette option n’existe pas · à faire : peut-être --model ; voir : contrechamp compare --help"),
        ("corect", "E200 corect · there is no such command · do: perhaps correct", "cette commande n’existe pas"),
        ("correct figur", "E200 figur · there is no such command · do: perhaps figure", "voir : contrechamp correct"),
        ("search", "E200 DOSSIER.db · it is missing", "E200 DOSSIER.db · il manque"),
        ("serve --port", "E200 --port · a value is missing behind it", "il manque une valeur derrière"),
        ("serve --port abc", "E200 --port · a whole number is needed", "il faut un nombre entier"),
        ("serve --port 70000", "E200 --port · ", "il faut "),
        ("search a.db b --limit 0", "E200 --limit · ", "il faut "),
        ("schema a b", "E200 a b · that is too much", "c’est de trop"),
        ("demo --output", "E200 --output · a value", "E200 --output · il manque"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, call: str, english: str, french: str
) -> None:
    for language, told in (("en", english), ("fr", french)):
        monkeypatch.setenv("CONTRECHAMP_LANGUAGE", language)
        code, out, err = left(capsys, *call.split())
        assert (code, out) == (2, "") and err.count("\n") == 1 and told in err, err
        assert "Invalid" not in err and "No such" not in err and "Missing" not in err


def test_what_typer_says_in_another_version_is_known() -> None:
    from contrechamp.cli.calling import wrong

    class ClickException(Exception):
        def format_message(self) -> str:
            return str(self)

    for message, line in {
        "Invalid value for '--count' / '-c': 'x' is not a valid integer.": "--count / -c · il faut un nombre entier",
        "Invalid value for '--port': 99999 is not in the range 0<=x<=65535.": "--port · il faut un nombre de 0 à 65535",
        "Invalid value for '--limit': 0 is not in the range x>=1.": "--limit · il faut 1 ou plus",
        "Something new.": "· Something new.",
    }.items():
        assert wrong(ClickException(message)).line("fr").startswith(f"E200 {line}")


def test_help_and_version_are_no_errors(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for language, usage in (("en", "Usage: contrechamp compare"), ("fr", "Utilisation : contrechamp compare")):
        monkeypatch.setenv("CONTRECHAMP_LANGUAGE", language)
        code, out, err = left(capsys, "compare", "--help")
        assert (code, err) == (0, "") and out.startswith(usage)
        code, out, err = left(capsys)
        assert code in (0, 2) and (out + err).startswith(usage.rsplit(" ", 1)[0]), "which, depends on Typer's version"
    code, out, _ = left(capsys, "--version")
    assert code == 0 and out.startswith("contrechamp ")

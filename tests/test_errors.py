"""The tree of errors, its catalogue in two languages, and how errors travel."""

from __future__ import annotations

import pickle
import re
import string
from pathlib import Path

import pytest

from contrechamp import errors
from contrechamp.errors import (
    ContrechampError,
    EmptyAccount,
    UnknownCode,
    all_errors,
    catalogue,
    explain,
    said,
    tell,
    tell_warning,
)
from contrechamp.model import Warned
from contrechamp.read.notes import warn

EXITS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 130, "0": 1}


def test_the_drawing_is_the_tree() -> None:
    drawn = re.findall(r"(?:├──|└──)? ?([A-Z]\w+) ", (errors.__doc__ or "").split("Each error")[0] + " ")
    named = {name for name in drawn if hasattr(errors, name)} | set(re.findall(r"── (\w+)", errors.__doc__ or ""))
    assert named == {kind.__name__ for kind in all_errors()}


def test_codes_are_unique_and_say_the_exit_code() -> None:
    codes = [kind.code for kind in all_errors()]
    assert len(codes) == len(set(codes))
    for kind in all_errors():
        assert kind.exit_code == EXITS[kind.code[1]], kind


def test_every_code_is_explained_in_both_languages() -> None:
    assert {kind.code for kind in all_errors()} == {code for code in catalogue() if code.startswith("E")}
    for code, entry in catalogue().items():
        for part in ("title", "why", "do", *(["message"] if code.startswith("W") else [])):
            assert set(entry[part]) == {"en", "fr"}, (code, part)


@pytest.mark.parametrize("code", [code for code in catalogue() if code.startswith("W")])
def test_a_warning_says_the_same_values_in_both_languages(code: str) -> None:
    slots = {
        language: {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for language, text in catalogue()[code]["message"].items()
    }
    assert slots["en"] == slots["fr"]
    warned = warn(code, **dict.fromkeys(slots["en"], "7"))
    assert "{" not in warned.message + tell_warning(warned, "fr")
    assert tell_warning(warned, "en") == warned.message


def test_a_warning_without_its_values_keeps_its_message() -> None:
    assert tell_warning(Warned("W101", "as written"), "fr") == "as written"
    assert tell_warning(Warned("W999", "as written"), "fr") == "as written"


def test_explain() -> None:
    assert explain("e303", "fr").startswith("E303 — Rien à lire")
    assert explain("E303").startswith("E303 — Nothing to read")
    assert explain("E303", "de") == explain("E303", "en")
    with pytest.raises(UnknownCode, match="E204"):
        explain("E999")


def test_one_line_with_everything() -> None:
    error = EmptyAccount(
        said("it is\nempty", "il est\nvide"), where="a\n.txt", kept="nothing", remedy=said("fill it", "le remplir")
    )
    assert error.line() == "E303 a .txt · it is empty · kept: nothing · do: fill it" == str(error)
    assert error.line("fr") == "E303 a .txt · il est vide · gardé : nothing · à faire : le remplir"


@pytest.mark.parametrize("kind", all_errors())
def test_errors_survive_the_way_between_processes(kind: type[ContrechampError]) -> None:
    error = kind(said("cause", "raison"), where="a.txt", kept="b", remedy="c")
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert back.line("fr") == error.line("fr")


def test_tell_falls_back_to_english() -> None:
    assert tell("only English", "fr") == "only English"


def test_every_code_is_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "errors.md").read_text(encoding="utf-8")
    assert [code for code in catalogue() if f"| {code} |" not in page] == []

"""The format of marked sentences."""

from __future__ import annotations

from pathlib import Path

from contrechamp.evaluate.marked import Mark, parse_marked, read_cases
from contrechamp.model import Span


def test_marks_fields_and_offsets() -> None:
    case = parse_marked("Le bilan est d’[[au moins 12 morts|low=12 counted=mort]] et de [[3 blessés]].")
    assert case.text == "Le bilan est d’au moins 12 morts et de 3 blessés."
    assert case.marks == (Mark(Span(15, 32), {"low": "12", "counted": "mort"}), Mark(Span(39, 48), {}))


def test_values_with_spaces_and_apostrophes() -> None:
    case = parse_marked('[[Elle|name="Jeanne d’Arc l\'aînée" kind=person]] part.')
    assert case.marks[0].fields == {"name": "Jeanne d’Arc l'aînée", "kind": "person"}


def test_case_file(tmp_path: Path) -> None:
    path = tmp_path / "kind.txt"
    path.write_text(
        "# digits\nIl y a [[2|low=2]] chats.\n\n# words\n! Il y en a [[deux]].\nRien ici.\n", encoding="utf-8"
    )
    first, second, third = read_cases(path)
    assert (first.about, first.line, first.fails) == ("digits", 2, False)
    assert (second.about, second.line, second.fails) == ("words", 5, True)
    assert third.marks == ()

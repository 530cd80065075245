"""The scorer of gold dossiers says what was met and what was missed, by the words that were expected."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from contrechamp.errors import DataMissing
from contrechamp.evaluate.dossier import score, score_output

ACCOUNTS = {
    "a.txt": "Le feu a fait douze blessés à Montreval. Un chien a donné l’alerte.",
    "b.txt": "Le feu a fait 17 blessés à Montreval.",
}
GOLD = """
[accounts.a]
file = "a.txt"
[accounts.b]
file = "b.txt"
[[quantity]]
account = "a"
words = "douze blessés"
value = 12
[[quantity]]
account = "b"
words = "17 blessés"
value = 18
[[point]]
relation = "figures-differ"
a = "Le feu a fait douze blessés"
b = "Le feu a fait 17 blessés"
[[point]]
relation = "only"
a = "Un chien a donné l'alerte"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in ACCOUNTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "gold.toml").write_text(GOLD, encoding="utf-8")
    return tmp_path


def test_right_and_missed(folder: Path) -> None:
    scores = score(folder / "gold.toml", folder)
    assert (scores.kinds["quantities"].right, scores.kinds["quantities"].all) == (1, 2)
    assert "17 blessés (18)" in scores.kinds["quantities"].missed[0]
    assert (scores.kinds["points"].right, scores.kinds["points"].all) == (2, 2)
    assert (scores.right, scores.all) == (3, 4)


def test_words_that_are_not_there_are_missed() -> None:
    gold = tomllib.loads('[accounts.a]\nfile = "a"\n[[actor]]\naccount = "a"\nwords = "la mer"\nis = "mer"')
    output = {
        "accounts": [{"id": "1", "text": "La montagne."}],
        "extractions": [{"account": "1", "claims": [], "actors": []}],
        "points": [],
        "copies": [],
    }
    scores = score_output(output, gold)
    assert scores.kinds["actors"].missed == ("la mer (mer) → []",)


def test_missing_files_are_said(folder: Path) -> None:
    with pytest.raises(DataMissing):
        score(folder / "none.toml", folder)
    (folder / "b.txt").unlink()
    with pytest.raises(DataMissing):
        score(folder / "gold.toml", folder)

"""Figures that changed between two versions of a passage, and edits that only look so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contrechamp.compare.copies import find_copies
from contrechamp.compare.revisions import changed_figures
from contrechamp.compare.words import find_words
from contrechamp.evaluate.revisions import score
from contrechamp.model import Account

FRAME = "La coopérative de Brenne a {} cet hiver, et les éleveurs attendent la pluie depuis le mois de février."


def changed(one: str, other: str) -> list[tuple[str, str]]:
    accounts = {name: Account(name, text, "fr") for name, text in (("a", one), ("b", other))}
    found = changed_figures(find_copies(tuple(accounts.values())), accounts)
    return [
        (one[edit.left.span.start : edit.left.span.end], other[edit.right.span.start : edit.right.span.end])
        for edit in found
        if edit.left and edit.right
    ]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("perdu 412 brebis", "perdu 437 brebis", [("412", "437")]),
        ("perdu plus de 400 brebis", "perdu 437 brebis", [("plus de 400", "437")]),
        ("vendu de la laine (412)", "vendu de la laine (437)", [("412", "437")]),
        ("perdu 3 412 brebis", "perdu 3.412 brebis", []),
        ("ouvert à 5h du matin", "ouvert à 05h du matin", []),
        ("perdu 412 brebis", "perdu 37 chèvres", []),
        ("perdu 412 brebis", "perdu ses plus belles brebis", []),
        ("perdu 412 brebis et 9 béliers", "perdu 412 brebis et 7 béliers", [("9", "7")]),
    ],
)
def test_what_is_a_changed_figure(one: str, other: str, wanted: list[tuple[str, str]]) -> None:
    assert changed(FRAME.format(one), FRAME.format(other)) == wanted


def test_a_phrase_in_two_other_sentences_is_no_revision() -> None:
    one = FRAME.format("compté ses bêtes") + " Au total, 152 brebis ont été tondues par trois bergers venus du val."
    other = FRAME.format("compté ses bêtes") + " Pas de neige. Au total, 31 brebis ont disparu dans la nuit de lundi."
    assert changed(one, other) == []


def test_dots_between_thousands_are_not_read() -> None:
    assert find_words("1.234.567 et 1,5 et 3.14 et 12.000,5").folded == (
        "1234567",
        "et",
        "1,5",
        "et",
        "3.14",
        "et",
        "12000,5",
    )


def test_scores_of_marked_figures(tmp_path: Path) -> None:
    texts = [FRAME.format("perdu 412 brebis"), FRAME.format("perdu 437 brebis")]
    lines = [json.dumps({"id": number, "article": text}) for number, text in enumerate(texts)]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    at = texts[0].index("412")
    place = f"left = [0, {at}, {at + 3}]\nto = [1, {at}, {at + 3}]\n"
    (tmp_path / "gold.toml").write_text(f"[[figure]]\n{place}[[edit]]\nright = true\n{place}", encoding="utf-8")
    scores = score(tmp_path / "gold.toml", tmp_path / "articles.jsonl")
    assert (scores.figures, scores.in_edits, scores.reported) == (1, 1, 1)
    assert (scores.right, scores.judged) == ({"1": 1}, {"1": 1})

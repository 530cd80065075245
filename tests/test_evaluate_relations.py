"""Scores of statement pairs: accuracy, how often a dared conflict is right, the rank correlation of similarity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from contrechamp.errors import DataMissing, UsageError
from contrechamp.evaluate.relations import read_pairs, score, scores_of_folds

PAIRS = [
    ("La mairie a fermé l'école.", "La mairie n'a pas fermé l'école.", 1),
    ("Le pont a été repeint en vert.", "On a repeint le pont en vert.", 0),
]


def write(folder: Path) -> Path:
    lines = ["premise\thypothesis\tlabel\turl", *(f"{a}\t{b}\t{label}\t{at}" for at, (a, b, label) in enumerate(PAIRS))]
    path = folder / "pairs.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_pairs_with_labels(tmp_path: Path) -> None:
    scores = score(write(tmp_path))
    assert scores.pairs == 2
    assert scores.accuracy == 1.0
    assert scores.by_label == {"0": 1.0, "1": 1.0}
    assert scores.by_reason["negation"] == (1, 1)


def test_three_classes_and_phenomena(tmp_path: Path) -> None:
    rows = [
        ("Le pont a été repeint en vert.", "Le pont a été repeint.", "entailment"),
        ("Le pont a été repeint.", "Un joueur a perdu la finale.", "neutral"),
        ("La mairie a fermé l'école.", "La mairie n'a pas fermé l'école.", "contradiction"),
        ("Le bilan est de 22 morts.", "Le bilan est de 26 morts.", "contradiction"),
    ]
    path = tmp_path / "three.tsv"
    path.write_text("premise\thypothesis\tlabel\n" + "\n".join("\t".join(row) for row in rows), encoding="utf-8")
    scores = score(path)
    assert scores.three_way == scores.macro_f1 == 1.0
    assert scores.confusion["contradiction: contradiction"] == 2
    assert scores.confusion["neutral: entailment"] == 0
    assert scores.by_phenomenon["negation"] == (1, 1, 1)
    assert scores.by_phenomenon["figure"] == (1, 1, 1)
    assert scores.by_phenomenon["knowledge of the world"] == (2, 0, 2)


def test_graded_pairs(tmp_path: Path) -> None:
    path = tmp_path / "sts.csv"
    rows = [("Un chat dort.", "Un chat dort.", 5.0), ("Un chat dort.", "Un chat joue.", 2.5)]
    rows.append(("Un chat dort.", "Le parlement vote la loi.", 0.0))
    path.write_text("\n".join(f'"{a}","{b}",{grade}' for a, b, grade in rows), encoding="utf-8")
    assert score(path).spearman == pytest.approx(1.0)


def test_folds_keep_groups_together() -> None:
    seen: list[tuple[int, ...]] = []

    def fit(features: Sequence[dict[str, float]], labels: Sequence[int], _: Sequence[str]) -> dict[str, Any]:
        seen.append(tuple(int(row["group"]) for row in features))
        blank = {"names": [], "centre": [], "scale": [], "weights": []}
        return {"source": "none", "intercept": 5.0 if sum(labels) * 2 > len(labels) else -5.0, **blank}

    groups = [str(at // 2) for at in range(40)]
    features = [{"group": float(name)} for name in groups]
    scores = scores_of_folds(features, [1] * 30 + [0] * 10, groups, fit)
    assert scores.accuracy == 0.75
    assert all(fold.count(group) in (0, 2) for fold in seen for group in range(20))


def test_wrong_files_are_said(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        read_pairs(tmp_path / "none.tsv")
    wrong = tmp_path / "wrong.tsv"
    wrong.write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(UsageError):
        read_pairs(wrong)

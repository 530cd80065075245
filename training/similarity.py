"""Weighs the features of `compare/similarity.py` on graded pairs of statements.

python -m training.similarity ../shared/data/pairs/stsb_fr_train.csv src/contrechamp/lang/fr/relate/similarity.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from contrechamp.compare.similarity import measure_similarity
from contrechamp.evaluate.relations import read_pairs

RIDGE = 5.0
"""Penalty on the weights: the overlaps are nearly the same thing measured several ways."""

SOURCE = "STS benchmark, French (Cer et al. 2017; May 2021), train; made by training/similarity.py; no text is shipped"


def main(pairs: str, target: str) -> None:
    known = read_pairs(Path(pairs))
    rows = [measure_similarity(pair.left, pair.right) for pair in known]
    names = sorted(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    grades = np.array([(pair.grade or 0.0) / 5 for pair in known])
    centre = table.mean(axis=0)
    spread = table - centre
    weights = np.linalg.solve(spread.T @ spread + RIDGE * np.eye(len(names)), spread.T @ (grades - grades.mean()))
    plain = {
        "source": SOURCE,
        "weights": {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
        "intercept": round(float(grades.mean() - centre @ weights), 4),
    }
    path = Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

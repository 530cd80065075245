"""Learns how likely it is that two statements cannot both hold, from pairs of statements out of fact-checks.

    python -m training.relate ../shared/data/pairs/daccord.tsv src/contrechamp/lang/fr/relate/weights.json

A logistic regression over the features of `compare/features.py`, strongly regularised: the pairs are few. Prints the
accuracy cross-validated by source (pairs of one fact-check never stand on both sides).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from contrechamp.evaluate.relations import Pair, read_pairs, scores_of_folds

STRENGTH = 0.02
"""Inverse of the regularisation; the best of five in cross-validation, and the neighbours are as good."""

SOURCE = "DACCORD (Skandalis, Moot & Robillard 2023), the half at hand; BSD-2; made by training/relate.py"


def fit(features: Sequence[dict[str, float]], labels: Sequence[int]) -> dict[str, Any]:
    """The weights learnt from features and labels (1: cannot both hold), as plain data."""
    from sklearn.linear_model import LogisticRegression

    names = sorted(features[0])
    table = np.array([[row[name] for name in names] for row in features])
    centre, scale = table.mean(axis=0), table.std(axis=0)
    kept = [at for at, spread in enumerate(scale) if spread > 1e-6]
    table = (table[:, kept] - centre[kept]) / scale[kept]
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(table, labels)
    return {
        "source": SOURCE,
        "names": [names[at] for at in kept],
        "centre": [round(float(value), 5) for value in centre[kept]],
        "scale": [round(float(value), 5) for value in scale[kept]],
        "weights": [round(float(value), 5) for value in model.coef_[0]],
        "intercept": round(float(model.intercept_[0]), 5),
    }


def main(pairs: str, target: str) -> None:
    from contrechamp.evaluate.relations import features_of

    known: list[Pair] = read_pairs(Path(pairs))
    features = features_of(known)
    labels = [int(pair.conflict) for pair in known]
    print(scores_of_folds(features, labels, [pair.group for pair in known], fit))
    path = Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(fit(features, labels), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

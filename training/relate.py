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

STRENGTH = 0.3
"""Inverse of the regularisation; in cross-validation, values from 0.05 to 1 do as well."""

CHOSEN = (
    "negated.count", "negated.met", "negated.cover", "links.turned", "denial.one", "negative.turned",
    "figure.apart.plain",
    "year.differs.plain", "contrary.same.plain", "time.differs", "preposition", "subject",
)  # fmt: skip
"""What the product means by a conflict. All the features together do worse (67 %): 497 pairs cannot weigh them."""

INNER = 8
"""Folds of the calibration inside of a fit."""

SOURCE = "DACCORD (Skandalis, Moot & Robillard 2023), the half at hand; BSD-2; made by training/relate.py"


def fit(features: Sequence[dict[str, float]], labels: Sequence[int]) -> dict[str, Any]:
    """The weights learnt from features and labels (1: cannot both hold), calibrated (Platt 1999), as plain data."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    names = sorted(CHOSEN)
    table = np.array([[row[name] for name in names] for row in features])
    centre, scale = table.mean(axis=0), table.std(axis=0) + 1e-3
    table = (table - centre) / scale
    known = np.asarray(labels)
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    unseen = cross_val_predict(model, table, known, cv=INNER, method="decision_function")
    line = LogisticRegression(C=1e3).fit(unseen[:, None], known)
    slope, shift = float(line.coef_[0, 0]), float(line.intercept_[0])
    model.fit(table, known)
    return {
        "source": SOURCE,
        "names": names,
        "centre": [round(float(value), 5) for value in centre],
        "scale": [round(float(value), 5) for value in scale],
        "weights": [round(slope * float(value), 5) for value in model.coef_[0]],
        "intercept": round(slope * float(model.intercept_[0]) + shift, 5),
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

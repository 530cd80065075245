"""Learns how likely it is that two statements cannot both hold, from pairs of statements out of fact-checks.

    python -m training.relate ../shared/data/pairs/daccord.tsv src/contrechamp/lang/fr/relate/weights.json

A logistic regression over the features of `compare/features.py` whose weights may only have the sign that the
feature's meaning gives: a figure that differs can speak for a conflict, never against one. The pairs are few, and
without that the weights fit their noise. Prints the scores cross-validated by source (pairs of one fact-check never
stand on both sides), over several ways of dealing the folds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from contrechamp.compare.relations import ONE_MATTER
from contrechamp.evaluate.relations import DEALS, Pair, read_pairs, scores_of_folds

STRENGTH = 0.02
"""Inverse of the regularisation; in cross-validation, values from 0.01 to 0.1 do as well."""

SIGNS = {
    "denies.one": 1, "denies.more": 1, "denies.share": 1, "denied.met": 1, "denied.before": -1, "negations": 1,
    "turned": 1, "turned.sure": 1, "turned.one": 1, "turned.both": 1, "sense": -1, "sense.one": 1,
    "denial.one": 1, "negative.turned": -1, "modal.turned": 1, "modal.same": -1, "contrary.placed": 1,
    "figure.placed": 1, "figure.apart": 1, "figures.unmet": 1, "figures.both": 1, "figures.one": -1,
    "year.differs": 1, "time.differs": 1, "preposition": 1, "heads": 1,
}  # fmt: skip
"""For each feature whether it can speak for a conflict (1) or against one (-1)."""

INNER = 8
"""Folds of the calibration inside of a fit."""

SOURCE = "DACCORD (Skandalis, Moot & Robillard 2023), the half at hand; BSD-2; made by training/relate.py"


def learn(table: np.ndarray, known: np.ndarray, signs: Sequence[int]) -> tuple[np.ndarray, float]:
    """The weights and the intercept of a ridge-penalised logistic regression, each weight of its feature's sign."""
    from scipy.optimize import minimize

    sides = 2 * known - 1

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        margins = -sides * (table @ point[:-1] + point[-1])
        slopes = -sides / (1 + np.exp(-margins))
        value = STRENGTH * np.logaddexp(0, margins).sum() + 0.5 * (point[:-1] ** 2).sum()
        return value, STRENGTH * np.append(table.T @ slopes, slopes.sum()) + np.append(point[:-1], 0.0)

    bounds = [(0, None) if sign > 0 else (None, 0) for sign in signs] + [(None, None)]
    best = minimize(loss, np.zeros(len(signs) + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    return best[:-1], float(best[-1])


def fit(features: Sequence[dict[str, float]], labels: Sequence[int], groups: Sequence[str]) -> dict[str, Any]:
    """The weights learnt from features and labels (1: cannot both hold), as plain data.

    Calibrated (Platt 1999) on the pairs that rules leave to the classifier, each by weights that have not seen it.
    """
    from sklearn.linear_model import LogisticRegression

    names = sorted(SIGNS)
    signs = [SIGNS[name] for name in names]
    table = np.array([[row[name] for name in names] for row in features])
    centre, scale = table.mean(axis=0), table.std(axis=0) + 1e-3
    table = (table - centre) / scale
    known = np.asarray(labels)
    fold = {group: at % INNER for at, group in enumerate(sorted(set(groups)))}
    folds = np.array([fold[group] for group in groups])
    unseen = np.zeros(len(known))
    for number in range(INNER):
        weights, intercept = learn(table[folds != number], known[folds != number], signs)
        unseen[folds == number] = table[folds == number] @ weights + intercept
    free = np.array([row["floor"] == 0 and row["ceiling"] == 1 and row["cover.most"] >= ONE_MATTER for row in features])
    line = LogisticRegression(C=1e3).fit(unseen[free, None], known[free])
    slope, shift = float(line.coef_[0, 0]), float(line.intercept_[0])
    weights, intercept = learn(table, known, signs)
    return {
        "source": SOURCE,
        "names": names,
        "centre": [round(float(value), 5) for value in centre],
        "scale": [round(float(value), 5) for value in scale],
        "weights": [round(slope * float(value), 5) for value in weights],
        "intercept": round(slope * intercept + shift, 5),
    }


def main(pairs: str, target: str) -> None:
    from contrechamp.evaluate.relations import features_of

    known: list[Pair] = read_pairs(Path(pairs))
    features = features_of(known)
    labels, groups = [int(pair.conflict) for pair in known], [pair.group for pair in known]
    for deal in range(DEALS):
        print(scores_of_folds(features, labels, groups, fit, deal=deal))
    path = Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(fit(features, labels, groups), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

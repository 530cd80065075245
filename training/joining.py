"""Learns how likely it is that two claims of different accounts speak of one thing, from gold dossiers.

    python -m training.joining src/contrechamp/lang/fr/joining.json gold/dossiers/crash.toml:gold/dossiers/crash …

Each argument after the target is a gold dossier and the folder of its accounts, parted by a colon. Two claims of one
gold point are a pair, all others are none. A logistic regression over the features of `compare/joining.py`; prints the
average precision cross-validated by dossier.
"""

from __future__ import annotations

import json
import sys
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

STRENGTH = 1.0
"""Inverse of the regularisation; values from 0.1 to 1 do as well in cross-validation."""

SOURCE = "gold/dossiers but those set aside, and gold/entrepot.toml; made by training/joining.py; Apache-2.0"

Row = tuple[str, dict[str, float], bool]


def rows_of(gold: Path, folder: Path) -> list[Row]:
    """All pairs of claims of a dossier's accounts: the dossier's name, their features, and whether they are of one
    point."""
    import contrechamp as cc
    from contrechamp.compare.alignment import align
    from contrechamp.compare.facts import read_facts
    from contrechamp.compare.joining import measure_pair, read_scene
    from contrechamp.compare.nearness import claim_vectors, measure_nearness
    from contrechamp.compare.pairs import meet, weigh_dossier

    wanted = tomllib.loads(gold.read_text(encoding="utf-8"))
    read = {name: cc.extract(cc.read(folder / entry["file"])) for name, entry in wanted["accounts"].items()}
    facts = {name: read_facts(extraction) for name, extraction in read.items()}
    places = {name: _places(wanted["point"], name, extraction.account.text) for name, extraction in read.items()}
    rows: list[Row] = []
    for one, other in combinations(read, 2):
        left, right = facts[one], facts[other]
        scale, scene = weigh_dossier([*left, *right]), read_scene([*left, *right])
        near = measure_nearness(claim_vectors(left), claim_vectors(right))
        for i, a in enumerate(left):
            points = {point for point, at in places[one].items() if _covers(a, at)}
            for j, b in enumerate(right):
                same = any(_covers(b, places[other][point]) for point in points if point in places[other])
                rows.append((gold.stem, measure_pair(meet(a, b, scale), align(a, b), scene, near, (i, j)), same))
    return rows


def _places(points: list[dict[str, str]], name: str, text: str) -> dict[int, tuple[int, int]]:
    """Where the words of each point that sets accounts side by side stand in one account."""
    from contrechamp.evaluate.dossier import find_words_in

    found = {number: find_words_in(text, point[name]) for number, point in enumerate(points) if name in point}
    shared = {number for number, point in enumerate(points) if point["relation"] != "only"}
    return {number: at for number, at in found.items() if at is not None and number in shared}


def _covers(fact: Any, at: tuple[int, int]) -> bool:
    span = fact.claim.span
    overlap = min(span.end, at[1]) - max(span.start, at[0])
    return bool(overlap >= 0.5 * min(at[1] - at[0], span.end - span.start))


def fit(rows: list[Row]) -> Any:
    """The centre and spread of the features, and the regression on them."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    names = sorted(rows[0][1])
    table = np.array([[features[name] for name in names] for _, features, _ in rows])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=3000))
    return model.fit(table, [same for _, _, same in rows])


def check(rows: list[Row]) -> float:
    """Average precision where each dossier is judged by what was learnt from the others."""
    from sklearn.metrics import average_precision_score

    known, guessed = [], []
    for dossier in sorted({name for name, _, _ in rows}):
        inside = [row for row in rows if row[0] == dossier]
        model = fit([row for row in rows if row[0] != dossier])
        table = np.array([[features[name] for name in sorted(features)] for _, features, _ in inside])
        guessed += list(model.predict_proba(table)[:, 1])
        known += [same for _, _, same in inside]
    return float(average_precision_score(known, guessed))


def main(target: str, *dossiers: str) -> None:
    rows = [row for entry in dossiers for row in rows_of(*map(Path, entry.split(":", 1)))]
    print(f"{len(rows)} pairs, {sum(same for _, _, same in rows)} of one point; average precision {check(rows):.3f}")
    spread, model = fit(rows)[0], fit(rows)[1]
    weights = model.coef_[0] / spread.scale_
    plain = {
        "source": SOURCE,
        "weights": {name: round(float(value), 4) for name, value in zip(sorted(rows[0][1]), weights, strict=True)},
        "intercept": round(float(model.intercept_[0] - (weights * spread.mean_).sum()), 4),
    }
    Path(target).write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

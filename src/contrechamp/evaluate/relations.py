"""Relations of statement pairs against gold: fact-check pairs, three-way entailment, graded similarity."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from contrechamp.compare.contrasts import APART
from contrechamp.compare.features import measure
from contrechamp.compare.relations import Weights, both_ways, probability, read_weights, relate_statements
from contrechamp.compare.sides import set_side_by_side
from contrechamp.compare.statements import Statement, read_statement
from contrechamp.errors import DataMissing, UsageError
from contrechamp.evaluate.baseline import named
from contrechamp.model import Relation, RelationKind

DARED = 0.8
"""Score from which on a conflict is stated rather than hinted at."""

FOLDS = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements, whether they cannot both hold, and the source that pairs share; `grade` is a similarity 0–5."""

    left: str
    right: str
    conflict: bool = False
    label: str = ""
    group: str = ""
    grade: float | None = None


@dataclass(frozen=True, slots=True)
class RelationScores:
    """Accuracy of conflict or not, and how often conflicts stated with score ≥ 0.8 are right and how many they are.

    `by_reason` has for each reason code how many pairs carry it and how many of them conflict; `by_phenomenon` for each
    thing that sets pairs against each other how many they are, how many of them conflict and how many are right;
    `by_label` the part right of each label. Where the labels are entailment, neutral and contradiction, `three_way` is
    the accuracy over the three, `macro_f1` the mean of their F1, and `confusion` counts `gold: found`. `spearman` is
    the rank correlation of the similarity where the pairs are graded.
    """

    pairs: int
    accuracy: float | None = None
    dared_right: float | None = None
    dared_of_all: float | None = None
    spearman: float | None = None
    by_label: dict[str, float] = field(default_factory=dict)
    by_reason: dict[str, tuple[int, int]] = field(default_factory=dict)
    by_phenomenon: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    three_way: float | None = None
    macro_f1: float | None = None
    confusion: dict[str, int] = field(default_factory=dict)
    examples: dict[str, bool] = field(default_factory=dict)


def score(path: Path, language: str = "fr") -> RelationScores:
    """The scores over a file of pairs: TSV with `premise`, `hypothesis`, `label`, or CSV with two statements and
    a grade.

    With the shipped weights, as the product has them. What they learnt from is scored too kindly: for that, read the
    cross-validated figures of `training/relate.py`. Raises DataMissing, UsageError.
    """
    pairs = read_pairs(path)
    if pairs and pairs[0].grade is not None:
        return _graded(pairs, language)
    relations = [relate_statements(left, right, language) for left, right in _parsed(pairs, language)]
    scores = [relation.score for relation in relations]
    kinds = [relation.kind in (RelationKind.CONFLICT, RelationKind.FIGURES_DIFFER) for relation in relations]
    reasons: dict[str, tuple[int, int]] = {}
    for pair, relation in zip(pairs, relations, strict=True):
        for code in {reason.code for reason in relation.reasons}:
            held, right = reasons.get(code, (0, 0))
            reasons[code] = (held + 1, right + pair.conflict)
    labels = sorted({pair.label for pair in pairs})
    return RelationScores(
        pairs=len(pairs),
        accuracy=_rate(kind == pair.conflict for kind, pair in zip(kinds, pairs, strict=True)),
        dared_right=_dared(scores, pairs)[0],
        dared_of_all=_dared(scores, pairs)[1],
        by_label={
            label: _rate(kind == pair.conflict for kind, pair in zip(kinds, pairs, strict=True) if pair.label == label)
            for label in labels
        },
        by_reason=dict(sorted(reasons.items())),
        by_phenomenon=_by_phenomenon(pairs, relations, kinds),
        **_three_way(pairs, relations),
        examples=named((f"{p.left} / {p.right}", kind == p.conflict) for kind, p in zip(kinds, pairs, strict=True)),
    )


PHENOMENA = {
    "negation": {"negation", "rejected"},
    "figure": {"figure"},
    "antonym": {"antonym", "opposed-predicate", "exclusion"},
    "other agent": {"roles", "other-agent"},
    "quantifier": {"quantifier"},
    "time, place or measure": APART,
}
"""What sets two statements against each other, by the codes of the reasons; a pair counts under the first that it has,
and under knowledge of the world where no word tells."""


def _by_phenomenon(
    pairs: Sequence[Pair], relations: Sequence[Relation], kinds: Sequence[bool]
) -> dict[str, tuple[int, int, int]]:
    found = dict.fromkeys((*PHENOMENA, "knowledge of the world"), (0, 0, 0))
    for pair, relation, kind in zip(pairs, relations, kinds, strict=True):
        codes = {reason.code for reason in relation.reasons}
        name = next((name for name, ours in PHENOMENA.items() if codes & ours), "knowledge of the world")
        held, conflicts, right = found[name]
        found[name] = (held + 1, conflicts + pair.conflict, right + (kind == pair.conflict))
    return found


THREE = {
    RelationKind.AGREE: "entailment",
    RelationKind.ONLY: "neutral",
    RelationKind.NOT_COMPARABLE: "neutral",
    RelationKind.CONFLICT: "contradiction",
    RelationKind.FIGURES_DIFFER: "contradiction",
}
"""Our relations as the three of entailment. Agreement is as near as they come to it: what one statement says, the other
says too; which of the two says more is not told. What is only in one, or of another time or place, is neutral."""


def _three_way(pairs: Sequence[Pair], relations: Sequence[Relation]) -> dict[str, Any]:
    labels = sorted(set(THREE.values()))
    if not {pair.label for pair in pairs} <= set(labels):
        return {}
    answers = [(pair.label, THREE[relation.kind]) for pair, relation in zip(pairs, relations, strict=True)]
    confusion = {f"{gold}: {found}": answers.count((gold, found)) for gold in labels for found in labels}
    return {
        "three_way": _rate(gold == found for gold, found in answers),
        "macro_f1": sum(_f1(answers, label) for label in labels) / len(labels),
        "confusion": confusion,
    }


def _f1(answers: Sequence[tuple[str, str]], label: str) -> float:
    both = answers.count((label, label))
    said = sum((gold == label) + (found == label) for gold, found in answers)
    return 2 * both / said if said else 0.0


def _rate(verdicts: Any) -> float:
    known = list(verdicts)
    return sum(known) / len(known) if known else 0.0


def _dared(scores: Sequence[float], pairs: Sequence[Pair]) -> tuple[float, float]:
    dared = [pair.conflict for value, pair in zip(scores, pairs, strict=True) if value >= DARED]
    return _rate(dared), sum(dared) / max(1, sum(pair.conflict for pair in pairs))


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file. Raises DataMissing, UsageError for a file of another form."""
    if not path.is_file():
        raise DataMissing("there is no such file of pairs", where=str(path), remedy="name the folder with --data")
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as rows:
            return [Pair(row[0], row[1], grade=float(row[2])) for row in csv.reader(rows)]
    with path.open(encoding="utf-8", newline="") as lines:
        rows_by_name = list(csv.DictReader(lines, delimiter="\t"))
    if not rows_by_name or not {"premise", "hypothesis", "label"} <= rows_by_name[0].keys():
        raise UsageError("the columns premise, hypothesis and label are not there", where=str(path))
    return [_pair(row) for row in rows_by_name]


def _pair(row: dict[str, str]) -> Pair:
    label = row.get("label_text") or row["label"]
    return Pair(
        left=_bare(row["premise"]),
        right=_bare(row["hypothesis"]),
        conflict=label in ("contradiction", "1"),
        label=label,
        group=row.get("url") or row.get("id", ""),
    )


def _bare(text: str) -> str:
    return text.strip().strip('"').strip()


def _parsed(pairs: Sequence[Pair], language: str) -> list[tuple[Statement, Statement]]:
    from contrechamp.extract.syntax import load

    pipeline = load(language)
    lefts = pipeline.pipe([pair.left for pair in pairs])
    rights = pipeline.pipe([pair.right for pair in pairs])
    return [(read_statement(a, language), read_statement(b, language)) for a, b in zip(lefts, rights, strict=True)]


def features_of(pairs: Sequence[Pair], language: str = "fr") -> list[dict[str, float]]:
    """The features of each pair, the same in both directions."""
    return [
        both_ways(measure(set_side_by_side(a, b, language)), measure(set_side_by_side(b, a, language)))
        for a, b in _parsed(pairs, language)
    ]


Fit = Callable[[Sequence[dict[str, float]], Sequence[int], Sequence[str]], dict[str, Any]]

DEALS = 5
"""Ways of dealing the folds over which cross-validated scores are given: one way alone can be lucky."""


def scores_of_folds(
    features: Sequence[dict[str, float]], labels: Sequence[int], groups: Sequence[str], fit: Fit, *, deal: int = 0
) -> RelationScores:
    """Cross-validated scores: pairs of one group stand in one fold.

    The folds are dealt in the order of the group names (`deal` 0), or of their hashes, another order for each `deal`.
    """
    names = sorted(set(groups), key=lambda name: (_hashed(name, deal) if deal else "", name))
    order = {group: at % FOLDS for at, group in enumerate(names)}
    scores = [0.0] * len(labels)
    for fold in range(FOLDS):
        inside = [at for at, group in enumerate(groups) if order[group] != fold]
        learnt = fit([features[at] for at in inside], [labels[at] for at in inside], [groups[at] for at in inside])
        weights = msgspec.convert(learnt, Weights)
        for at, group in enumerate(groups):
            if order[group] == fold:
                scores[at] = probability(features[at], weights)
    pairs = [Pair("", "", conflict=bool(label)) for label in labels]
    right, part = _dared(scores, pairs)
    accuracy = _rate((value >= 0.5) == bool(label) for value, label in zip(scores, labels, strict=True))
    return RelationScores(len(labels), accuracy, right, part)


def _hashed(name: str, deal: int) -> str:
    return blake2b(f"{deal}|{name}".encode(), digest_size=8).hexdigest()


# ---------------------------------------------------------------- graded similarity


def _graded(pairs: Sequence[Pair], language: str) -> RelationScores:
    from contrechamp.compare.similarity import similarity

    found = [similarity(pair.left, pair.right, language) for pair in pairs]
    return RelationScores(len(pairs), spearman=_spearman(found, [pair.grade or 0.0 for pair in pairs]))


def _spearman(left: Sequence[float], right: Sequence[float]) -> float:
    import numpy as np

    return float(np.corrcoef(_ranks(left), _ranks(right))[0, 1])


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks, ties sharing their mean."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for at in order[start : end + 1]:
            ranks[at] = (start + end) / 2
        start = end + 1
    return ranks


__all__ = ["Pair", "RelationScores", "features_of", "read_pairs", "read_weights", "score", "scores_of_folds"]

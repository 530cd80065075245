"""What is measured of two statements side by side: polarity, predicates, figures, times; the classifier weighs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from contrechamp.compare.contrasts import bounds, find_contrasts, looser_contrasts
from contrechamp.compare.sides import Sides, figures_apart, turned_preposition
from contrechamp.compare.statements import Statement, Word
from contrechamp.compare.structure import (
    PARTNERS,
    SURE,
    TELLING,
    Trees,
    against,
    also_said,
    deniers,
    kids_of,
    predicates_that_meet,
)
from contrechamp.compare.words import is_figure
from contrechamp.lang import read_toml
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    import numpy as np

    Table = np.ndarray[Any, np.dtype[np.float64]]


def measure(sides: Sides, language: str = "fr") -> dict[str, float]:
    """The features of two statements by name, each between -1 and 1.

    `floor` and `ceiling` are the scores that rules decide on, `explained` says that there are words to show for a
    conflict; the rest is for the classifier.
    """
    left, right = sides.left, sides.right
    found = _measure_structure(sides.trees, language)
    found |= _measure_words(sides)
    negated = float(bool(left.negations) != bool(right.negations))
    found["negations"] = abs(min(len(left.negations), 3) - min(len(right.negations), 3)) / 3
    found["denial.one"] = float(("denial" in left.cues) != ("denial" in right.cues))
    found["negative.turned"] = negated * float(("negative" in left.cues) != ("negative" in right.cues))
    found["figure.apart"] = (1 - negated) * float(bool(figures_apart(left, right, language)))
    found["year.differs"] = (1 - negated) * float(
        bool(_years(left) and _years(right)) and not _years(left) & _years(right)
    )
    found["time.differs"] = float(sides.times is not None)
    found["preposition"] = float(turned_preposition(sides, language) is not None)
    contrasts = find_contrasts(sides, language)
    found["floor"], found["ceiling"] = bounds(sides, contrasts)
    found["explained"] = float(bool(contrasts or looser_contrasts(sides, language)))
    return found


def _measure_words(sides: Sides) -> dict[str, float]:
    """How much of each statement meets in the other, and how well their predicates do."""
    links = [link for link in sides.links if not is_figure(link.right.lemma)]
    right = sum(link.right.weight * link.likeness for link in links) / _mass(sides.right)
    left = sum({link.left.span: link.left.weight for link in links}.values()) / _mass(sides.left)
    heads = [clause.head * clause.cover for clause in sides.clauses]
    return {
        "cover.least": min(left, right),
        "cover.most": max(left, right),
        "heads": sum(heads) / len(heads) if heads else 0.0,
    }


def _mass(statement: Statement) -> float:
    """The weight of what a statement speaks of, its figures aside: other figures do not make it another matter."""
    return sum(word.weight for word in statement.words if word.weight >= TELLING and not is_figure(word.lemma)) or 1.0


def _years(statement: Statement) -> set[str]:
    return {word.lemma for word in statement.words if len(word.lemma) == 4 and word.lemma[:2] in ("19", "20")}


# ---------------------------------------------------------------- structure


def _measure_structure(trees: Trees, language: str = "fr") -> dict[str, float]:
    """The features of two aligned trees; the same when the two are exchanged."""
    import numpy as np

    links = list(_links(trees))
    total = sum(link.weight for link in links) or 1.0
    sure = [link for link in links if link.near >= SURE]
    covers = [_cover(trees.speak, trees.weights[0]), _cover(trees.speak.T, trees.weights[1])]
    denials = [_denials(words, deniers(trees, side, language)) for side, words in enumerate((trees.left, trees.right))]
    denied = [
        float(sum(weight for word, weight in zip(words, weights, strict=True) if word.sign < 0) / (weights.sum() or 1))
        for words, weights in ((trees.left, trees.weights[0]), (trees.right, trees.weights[1]))
    ]
    denied_words = [word for word in trees.left + trees.right if word.sign < 0]
    pairs = predicates_that_meet(trees, language)
    squares = np.array([pair.strength**2 for pair in pairs])
    senses = np.array([-1.0 if pair.against else 1.0 for pair in pairs])
    net = float((squares * senses).sum() / squares.sum()) if squares.sum() else 0.0
    turned = sum(link.weight for link in links if link.against) / total
    one = float((denials[0] > 0) != (denials[1] > 0))
    return {
        "denies.one": one,
        "denies.more": abs(min(denials[0], 3) - min(denials[1], 3)) / 3,
        "denies.share": abs(denied[0] - denied[1]),
        "turned": turned,
        "turned.sure": sum(link.weight for link in sure if link.against) / (sum(link.weight for link in sure) or 1.0),
        "turned.one": one * turned * max(covers),
        "turned.both": (1 - one) * turned * max(covers),
        "sense": net,
        "sense.one": one * (1 - net) / 2,
        "denied.met": max(_denied_met(trees), _denied_met(_mirrored(trees))),
        "denied.before": float(any(word.before & _limiting(language) for word in denied_words)),
        "contrary.placed": _contrary_placed(trees),
        "figure.placed": _figure_placed(trees),
        **_modals(trees, language),
        **_figures(trees, one),
    }


def _denials(words: tuple[Word, ...], denying: list[int]) -> int:
    """How many words deny; a word that denies and is negated itself does not: `il n'est pas faux`."""
    return sum((at in denying) != word.bare for at, word in enumerate(words))


@dataclass(frozen=True, slots=True)
class _Pair:
    weight: float
    near: float
    against: bool


def _links(trees: Trees) -> Iterator[_Pair]:
    for side, partners in enumerate(trees.partner):
        for at, other in enumerate(partners):
            if other >= 0:
                i, j = (at, other) if side == 0 else (other, at)
                weight = float(trees.weights[side][at] * trees.speak[i, j])
                yield _Pair(weight, float(trees.near[i, j]), against(trees, i, j))


def _cover(speak: Table, weights: Table) -> float:
    if not speak.size:
        return 0.0
    best = speak.max(axis=1)
    return float((best * (best >= PARTNERS) * weights).sum() / weights.sum())


def _mirrored(trees: Trees) -> Trees:
    return Trees(
        trees.right,
        trees.left,
        (trees.weights[1], trees.weights[0]),
        trees.near.T,
        trees.contrary.T,
        trees.speak.T,
        (trees.partner[1], trees.partner[0]),
    )


def _denied_met(trees: Trees) -> float:
    """How well what the left negates directly is affirmed by the right: the word and what it governs."""
    kids = kids_of(trees.left)
    best = 0.0
    for at, word in enumerate(trees.left):
        if not word.bare or not trees.right:
            continue
        other = int(trees.speak[at].argmax())
        near = float(trees.speak[at, other])
        under = [kid for kid in kids[at] if trees.weights[0][kid] >= TELLING]
        under += [low for kid in under for low in kids[kid] if trees.weights[0][low] >= TELLING]
        weights = trees.weights[0][under]
        met = float((trees.speak[under].max(axis=1) * weights).sum() / weights.sum()) if under else near
        if near >= PARTNERS and against(trees, at, other):
            best = max(best, near * (0.3 + 0.7 * met))
    return best


def _contrary_placed(trees: Trees) -> float:
    """How alike the words around two opposed words are, where both are affirmed or both denied."""
    best = 0.0
    kids_left, kids_right = kids_of(trees.left), kids_of(trees.right)
    for i, a in enumerate(trees.left):
        for j, b in enumerate(trees.right):
            if not trees.contrary[i, j] or a.sign != b.sign or also_said(trees, a, b):
                continue
            above = trees.speak[a.parent, b.parent] if a.parent >= 0 and b.parent >= 0 else 0.0
            below = trees.speak[kids_left[i]][:, kids_right[j]]
            best = max(best, float(above), float(below.max()) if below.size else 0.0)
    return best


def _figure_placed(trees: Trees) -> float:
    """How alike the words are that two different figures stand under."""
    best = 0.0
    for i, a in enumerate(trees.left):
        for j, b in enumerate(trees.right):
            if a.pos == b.pos == "NUM" and trees.partner[0][i] < 0 and trees.partner[1][j] < 0:
                above = trees.speak[a.parent, b.parent] if a.parent >= 0 and b.parent >= 0 else 0.0
                best = max(best, float(above))
    return best


@cache
def _limiting(language: str) -> frozenset[str]:
    return frozenset(fold_words(word) for word in read_toml(language, "relations")["prepositions"]["limiting"])


def _modals(trees: Trees, language: str) -> dict[str, float]:
    """Whether both say of an action that it can be, or must be, in the same sense or in opposed ones."""
    turned = same = False
    for words in _modal_words(language):
        a = {word.sign for word in trees.left if word.lemma in words}
        b = {word.sign for word in trees.right if word.lemma in words}
        same = same or bool(a & b)
        turned = turned or bool(a and b and not a & b)
    return {"modal.turned": float(turned), "modal.same": float(same)}


@cache
def _modal_words(language: str) -> tuple[frozenset[str], ...]:
    classes: dict[str, list[str]] = read_toml(language, "relations")["modal"]
    return tuple(frozenset(fold_words(word) for word in words) for _, words in sorted(classes.items()))


def _figures(trees: Trees, one: float) -> dict[str, float]:
    """Whether both statements give figures, or one alone does, and whether each has some that the other has not."""
    a = {word.lemma for word in trees.left if is_figure(word.lemma)}
    b = {word.lemma for word in trees.right if is_figure(word.lemma)}
    return {
        "figures.unmet": float(bool(a - b) and bool(b - a)),
        "figures.both": (1 - one) * float(bool(a) and bool(b)),
        "figures.one": (1 - one) * float(bool(a) != bool(b)),
    }

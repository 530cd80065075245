"""How alike in meaning two bare statements are, by their words alone: no tree is needed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from contrechamp.compare.rarity import rarity
from contrechamp.compare.words import find_words
from contrechamp.compare.words_alike import opposed, word_vector
from contrechamp.errors import DataMissing
from contrechamp.lang import folder, read_toml
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    import numpy as np

    Row = np.ndarray[Any, np.dtype[np.float32]]

LIGHTEST = 0.35
"""Weight of the commonest words: function words still carry a little."""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A linear regression: `weights` by feature name, and the `intercept`."""

    source: str
    weights: dict[str, float]
    intercept: float


def similarity(left: str, right: str, language: str = "fr") -> float:
    """How alike two statements are, 0 to 1: soft overlap of words and vectors, weighed on graded pairs."""
    line = _line(language)
    found = measure_similarity(left, right, language)
    total = line.intercept + sum(weight * found[name] for name, weight in line.weights.items())
    return min(1.0, max(0.0, total))


@cache
def _line(language: str) -> Line:
    path = folder(language) / "relate" / "similarity.json"
    if not path.is_file():
        raise DataMissing("the weights are not there", where=f"lang/{language}/relate", remedy="reinstall contrechamp")
    return msgspec.json.decode(path.read_bytes(), type=Line)


def measure_similarity(left: str, right: str, language: str = "fr") -> dict[str, float]:
    """The features of two texts: overlaps of words, letters and vectors, each in [0, 1]; symmetric."""
    import numpy as np
    from rapidfuzz import fuzz

    a, b = _weighed(left, language), _weighed(right, language)
    rows_a, rows_b = _rows(left, a, language), _rows(right, b, language)
    mean = _cosine(_mean(rows_a, a), _mean(rows_b, b))
    near = rows_a @ rows_b.T if len(a) and len(b) else np.zeros((len(a), len(b)), np.float32)
    soft = (_cover(near, a) + _cover(near.T, b)) / 2
    sharp = (_cover(near**3, a) + _cover(near.T**3, b)) / 2
    folded_a, folded_b = fold_words(left), fold_words(right)
    return {
        "mean": mean,
        "soft": soft,
        "sharp": sharp,
        "least": min(_cover(near**3, a), _cover(near.T**3, b)),
        "words": _overlap(a, b),
        "letters": fuzz.ratio(folded_a, folded_b) / 100,
        "sorted": fuzz.token_sort_ratio(folded_a, folded_b) / 100,
        "length": min(len(left), len(right)) / max(1, len(left), len(right)),
        "negated": float(_negated(a, language) != _negated(b, language)),
        "opposed": float(any(opposed(x, y, language) for x in a.keys() - b.keys() for y in b.keys() - a.keys())),
    }


def _weighed(text: str, language: str) -> dict[str, float]:
    return {word: max(LIGHTEST, rarity(word, language) / 4) for word in find_words(text).folded}


def _rows(text: str, words: dict[str, float], language: str) -> Row:
    """One unit vector a word, of its form as written; zeros where there are no vectors."""
    import numpy as np

    found = find_words(text)
    forms = {
        folded: text[start:end].lower()
        for folded, start, end in zip(found.folded, found.starts, found.ends, strict=True)
    }
    rows = [word_vector(forms[word], language) for word in words]
    width = next((len(row) for row in rows if row is not None), 1)
    return np.array([np.zeros(width, np.float32) if row is None else row for row in rows], np.float32).reshape(
        -1, width
    )


def _mean(rows: Row, words: dict[str, float]) -> Row:
    import numpy as np

    weights = np.array(list(words.values()), np.float32)
    mean: Row = (rows * weights[:, None]).sum(axis=0)
    return mean


def _cosine(left: Row, right: Row) -> float:
    import numpy as np

    if len(left) != len(right):
        return 0.0
    length = float(np.linalg.norm(left) * np.linalg.norm(right))
    return max(0.0, float(left @ right) / length) if length else 0.0


def _cover(near: Row, words: dict[str, float]) -> float:
    """The weighted mean, over the words of one side, of each one's nearest word on the other."""
    import numpy as np

    if near.shape[0] == 0 or near.shape[1] == 0:
        return 0.0
    weights = np.array(list(words.values()), np.float32)
    return float((near.max(axis=1).clip(0, 1) * weights).sum() / weights.sum())


def _overlap(left: dict[str, float], right: dict[str, float]) -> float:
    shared = sum(left[word] for word in left.keys() & right.keys())
    return 2 * shared / ((sum(left.values()) + sum(right.values())) or 1.0)


def _negated(words: dict[str, float], language: str) -> bool:
    negators = read_toml(language, "relations")["negation"]
    halves = {fold_words(word) for word in negators["halves"]} - {*negators["unsure"]}
    return bool(halves & words.keys())

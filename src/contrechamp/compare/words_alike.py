"""How alike two words are, and whether they are opposed: by synonyms, frames, opposites and word vectors."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from contrechamp.compare.words import fold_lemma
from contrechamp.lang import read_table, read_toml
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    import numpy as np

SYNONYM, FAMILY, FRAME = 0.85, 0.8, 0.6
"""Likeness of synonyms, of a verb and its noun, and of two words that speak of one kind of happening."""

CLOSE, FAR, MOST_NEAR = 0.78, 0.5, 0.7
"""Cosine of two word vectors from which on words are all but synonyms, and below which they have nothing in common; the
likeness of two words whose vectors are close."""


@lru_cache(maxsize=1 << 17)
def alike(left: str, right: str, language: str = "fr") -> float:
    """How far one lemma can stand for the other, 0 to 1; 0 for opposites, though their vectors are close."""
    a, b = fold_lemma(left), fold_lemma(right)
    if a == b:
        return 1.0
    if _opposed(a, b, language):
        return 0.0
    if b in _synonyms(language).get(a, ()):
        return SYNONYM
    if _one_family(a, b):
        return FAMILY
    if _frames(language).get(a, frozenset()) & _frames(language).get(b, frozenset()):
        return FRAME
    return _near(cosine(left, right, language))


def _near(cos: float) -> float:
    return 0.0 if cos < FAR else min(MOST_NEAR, MOST_NEAR * (cos - FAR) / (CLOSE - FAR))


def opposed(left: str, right: str, language: str = "fr") -> str | None:
    """Why two lemmas cannot both hold of one thing: `antonym`, `opposed-predicate` or `exclusion`; None if they can."""
    return _opposed(fold_lemma(left), fold_lemma(right), language)


def _opposed(a: str, b: str, language: str) -> str | None:
    if a == b:
        return None
    found = _opposites(language).get((min(a, b), max(a, b)))
    return found or ("antonym" if _by_prefix(a, b, language) else None)


@cache
def _opposites(language: str) -> dict[tuple[str, str], str]:
    codes = {"opposed": "opposed-predicate", "antonym": "antonym"}
    found: dict[tuple[str, str], str] = {}
    for kind, *cells in read_table(language, "opposites"):
        if kind == "class":
            for group, other in _apart([cell.split() for cell in cells[1].split("|")]):
                found.setdefault((min(group, other), max(group, other)), "exclusion")
        else:
            for group, other in _apart([cell.split() for cell in cells]):
                found[min(group, other), max(group, other)] = codes[kind]
    return found


def on_one_side(left: str, right: str, language: str = "fr") -> bool:
    """Whether two lemmas stand on one side of a row of opposites: `interdire`, `prohiber`."""
    a, b = fold_words(left), fold_words(right)
    return bool(_sides(language).get(a, frozenset()) & _sides(language).get(b, frozenset()))


@cache
def _sides(language: str) -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row, (kind, *cells) in enumerate(read_table(language, "opposites")):
        for side, cell in enumerate(cells if kind == "opposed" else []):
            for word in cell.split():
                found[fold_words(word)].add((row, side))
    return {word: frozenset(sides) for word, sides in found.items()}


def _apart(groups: list[list[str]]) -> list[tuple[str, str]]:
    """All pairs of folded words that stand in different groups."""
    folded = [[fold_words(word) for word in group] for group in groups]
    return [
        (a, b) for at, group in enumerate(folded) for other in folded[at + 1 :] for a in group for b in other if a != b
    ]


def _by_prefix(a: str, b: str, language: str) -> bool:
    """Whether one word is the other with a prefix of negation, by the list of those that are."""
    short, long = sorted((a, b), key=len)
    return long.endswith(short) and long in _negated_forms(language)


@cache
def _negated_forms(language: str) -> frozenset[str]:
    return frozenset(fold_words(word) for word in read_toml(language, "relations")["prefixes"]["words"])


@cache
def _synonyms(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, _, others in read_table(language, "synonyms"):
        found[fold_words(word)].update(fold_words(other) for other in others.split())
    return {word: frozenset(others) for word, others in found.items()}


def synonyms(word: str, language: str = "fr") -> frozenset[str]:
    """The folded words that can stand for a lemma."""
    return _synonyms(language).get(fold_lemma(word), frozenset())


@cache
def _frames(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, words in read_table(language, "frames"):
        for word in words.split():
            found[fold_words(word)].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def frames(word: str, language: str = "fr") -> frozenset[str]:
    """The frames that a lemma speaks of."""
    return _frames(language).get(fold_lemma(word), frozenset())


_ENDINGS = (
    "ations",
    "ation",
    "ition",
    "ement",
    "aison",
    "ages",
    "age",
    "eur",
    "euse",
    "ant",
    "er",
    "ir",
    "re",
    "ee",
    "e",
    "s",
)


def _one_family(a: str, b: str) -> bool:
    """Whether two folded words are a verb and its noun: `evacuer` and `evacuation`. The stem has five letters or
    more."""
    return len(a) > 5 and len(b) > 5 and a[:5] == b[:5] and stem_of(a) == stem_of(b)


@lru_cache(maxsize=1 << 16)
def stem_of(word: str) -> str:
    """A folded word without its ending: one stem for a verb and its noun."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 5:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1 << 17)
def cosine(left: str, right: str, language: str = "fr") -> float:
    """Cosine of the two words' vectors; 0 where the pipeline or its vectors are not there."""
    a, b = word_vector(left, language), word_vector(right, language)
    return 0.0 if a is None or b is None else float(a @ b)


@lru_cache(maxsize=1 << 16)
def word_vector(word: str, language: str = "fr") -> np.ndarray[Any, np.dtype[np.float32]] | None:
    """The unit vector of a word as written; None where the pipeline or its vectors are not there."""
    import numpy as np

    vectors = _vectors(language)
    if vectors is None:
        return None
    row = np.asarray(vectors[word.lower()], dtype=np.float32)
    length = float(np.linalg.norm(row))
    return row / length if length else None


@cache
def _vectors(language: str) -> Any:
    from contrechamp.errors import PipelineMissing
    from contrechamp.extract.syntax import load

    try:
        vectors = load(language).vocab.vectors
    except PipelineMissing:
        return None
    return vectors if vectors.shape[0] else None

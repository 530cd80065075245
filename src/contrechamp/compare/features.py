"""What can be measured of two statements side by side: alignments of words, roles and polarities, figures, cues."""

from __future__ import annotations

from dataclasses import dataclass

from contrechamp.compare.statements import Statement, Word
from contrechamp.compare.words import is_figure
from contrechamp.compare.words_alike import alike, opposed

ALIGNED = 0.55
"""Likeness from which on two words are taken for the same thing said in other words."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two words, one of each statement, that speak of the same (`opposed` is None) or of contraries."""

    left: Word
    right: Word
    likeness: float
    opposed: str | None = None


def align(left: Statement, right: Statement, language: str = "fr") -> list[Link]:
    """For each content word of `right` its best partner in `left`, where there is one."""
    links = []
    for word in right.words:
        if word.weight < 2.0:
            continue
        best = max(
            (
                (_likeness(other, word, language), -at, other)
                for at, other in enumerate(left.words)
                if other.weight >= 2.0
            ),
            default=(0.0, 0, None),
            key=lambda found: found[:2],
        )
        if best[2] is not None and best[0] >= ALIGNED:
            links.append(Link(best[2], word, best[0]))
    return links


def _likeness(left: Word, right: Word, language: str) -> float:
    if is_figure(left.lemma) or is_figure(right.lemma):
        return 1.0 if left.lemma == right.lemma else 0.0
    if (left.pos == "PROPN") != (right.pos == "PROPN") and left.lemma != right.lemma:
        return 0.0
    return alike(left.lemma, right.lemma, language)


def contraries(left: Statement, right: Statement, language: str = "fr") -> list[Link]:
    """The pairs of words that cannot both hold of one thing; a word that the other statement has too is left out."""
    lefts = {word.lemma for word in left.words}
    rights = {word.lemma for word in right.words}
    return [
        Link(a, b, 0.0, code)
        for a in left.words
        for b in right.words
        if a.lemma not in rights and b.lemma not in lefts and (code := opposed(a.lemma, b.lemma, language))
    ]

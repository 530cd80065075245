"""Two statements as trees side by side: which words stand for which, under which predicates, with which polarity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from contrechamp.compare.polarity import ASIDE, denying
from contrechamp.compare.statements import Statement, Word
from contrechamp.compare.words import is_figure
from contrechamp.compare.words_alike import alike, on_one_side, opposed
from contrechamp.lang import read_toml
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    import numpy as np

    Table = np.ndarray[Any, np.dtype[np.float64]]

TELLING = 2.0
"""Words of more than one article in seven say nothing about what a statement is about."""

FAINT = 0.3
"""Weight of such words: they still carry a little."""

LEAST = 0.45
"""Likeness below which two words have nothing to do with each other."""

PARTNERS = 0.5
"""Likeness from which on two words can be partners, their neighbours counted."""

SURE = 0.8
"""Likeness of words that are the same, of one family, or synonyms."""

ECHO = 0.6
"""Likeness from which on a word that denies what it governs is matched: both sides deny it, or neither."""

CONTRARY = 0.85
"""What opposed words count as in aligning: they speak of one thing."""

NEIGHBOUR = 0.3
"""What the likeness of the governing words, and that of the governed ones, adds in choosing between partners."""

FULL = 12.0
"""Weight of shared participants from which on a pair of predicates counts in full: about two rare words."""

LIGHT_HEAD = 0.4
"""Likeness of predicates of which one says little itself (*être*, *avoir*)."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Two statements with their words aligned.

    `near[i, j]` is the likeness of word i of the left and j of the right, `contrary[i, j]` whether they are opposed,
    `speak[i, j]` the greater of both; `partner` gives for each word of a side its partner on the other, -1 for none.
    """

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    weights: tuple[Table, Table]
    near: Table
    contrary: Table
    speak: Table
    partner: tuple[tuple[int, ...], tuple[int, ...]]


def align_trees(left: Statement, right: Statement, language: str = "fr") -> Trees:
    """The alignment of two statements; exchanging them mirrors it. O(n·m) in their words, and in what they govern."""
    import numpy as np

    shape = (len(left.words), len(right.words))
    near, contrary = np.zeros(shape), np.zeros(shape)
    for i, a in enumerate(left.words):
        for j, b in enumerate(right.words):
            likeness = _likeness(a, b, language)
            near[i, j] = likeness if likeness >= LEAST else 0.0
            contrary[i, j] = float(likeness < 1 and opposed(a.lemma, b.lemma, language) is not None)
    speak = np.maximum(near, CONTRARY * contrary)
    placed = _with_neighbours(left.words, right.words, speak)
    partner = (_partners(placed, speak), _partners(placed.T, speak.T))
    weights = (_weights(left.words), _weights(right.words))
    return Trees(left.words, right.words, weights, near, contrary, speak, partner)


def _likeness(left: Word, right: Word, language: str) -> float:
    if left.lemma == right.lemma:
        return 1.0
    if is_figure(left.lemma) or is_figure(right.lemma) or (left.pos == "PROPN") != (right.pos == "PROPN"):
        return 0.0
    return alike(left.lemma, right.lemma, language)


def _weights(words: tuple[Word, ...]) -> Table:
    import numpy as np

    return np.array([word.weight if word.weight >= TELLING else FAINT for word in words], float)


def _with_neighbours(left: tuple[Word, ...], right: tuple[Word, ...], speak: Table) -> Table:
    """The likenesses, raised where the words around two words are alike too."""
    kids_left, kids_right = kids_of(left), kids_of(right)
    placed = speak.copy()
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            if speak[i, j] > 0 and a.parent >= 0 and b.parent >= 0:
                placed[i, j] += NEIGHBOUR * speak[a.parent, b.parent]
            if speak[i, j] > 0 and kids_left[i] and kids_right[j]:
                below = speak[kids_left[i]][:, kids_right[j]]
                placed[i, j] += NEIGHBOUR * (below.max(axis=0).mean() + below.max(axis=1).mean()) / 2
    return placed


def _partners(placed: Table, speak: Table) -> tuple[int, ...]:
    if not placed.size:
        return (-1,) * len(placed)
    best = placed.argmax(axis=1)
    return tuple(int(at) if speak[i, at] >= PARTNERS else -1 for i, at in enumerate(best))


def kids_of(words: tuple[Word, ...]) -> list[list[int]]:
    """For each word the numbers of the content words that it governs."""
    kids: list[list[int]] = [[] for _ in words]
    for at, word in enumerate(words):
        if word.parent >= 0:
            kids[word.parent].append(at)
    return kids


# ---------------------------------------------------------------- predicates


@dataclass(frozen=True, slots=True)
class Meeting:
    """A predicate of each side with participants in common: how well they meet, and whether one denies what the other
    says (`against`)."""

    left: int
    right: int
    strength: float
    against: bool


def predicates_that_meet(trees: Trees, language: str = "fr") -> list[Meeting]:
    """The pairs of predicates that say the same, or the contrary, of the same participants."""
    below_left, below_right = _predicates(trees.left), _predicates(trees.right)
    found = []
    for p, under in below_left.items():
        for q, over in below_right.items():
            light = trees.left[p].lemma in _light(language) or trees.right[q].lemma in _light(language)
            head = max(float(trees.speak[p, q]), LIGHT_HEAD if light else 0.0)
            if head < PARTNERS and not light:
                continue
            strength = head * _common(trees, under, over)
            found.append(Meeting(p, q, strength, against(trees, p, q)))
    return found


def deniers(trees: Trees, side: int, language: str = "fr") -> list[int]:
    """The words of a side that deny what they govern, and that no word of the other side echoes.

    `interdire la vente` denies nothing beside `prohiber la vente`.
    """
    words = (trees.left, trees.right)[side]
    near = trees.near if side == 0 else trees.near.T
    return [
        at
        for at, word in enumerate(words)
        if word.lemma in denying(language) and not (near.size and near[at].max() >= ECHO)
    ]


def against(trees: Trees, i: int, j: int) -> bool:
    """Whether word i of the left is affirmed where word j of the right is denied; opposed words count as one denied."""
    turned = trees.contrary[i, j] and trees.near[i, j] < PARTNERS
    return trees.left[i].sign * trees.right[j].sign * (-1 if turned else 1) < 0


def _common(trees: Trees, under: list[int], over: list[int]) -> float:
    """How far the participants of two predicates are the same, 0 to 1."""
    below = trees.speak[under][:, over]
    a, b = trees.weights[0][under], trees.weights[1][over]
    left, right = below.max(axis=1) * a, below.max(axis=0) * b
    covers = left.sum() / a.sum(), right.sum() / b.sum()
    mass = (left.sum() + right.sum()) / 2
    return float((0.3 * min(covers) + 0.7 * max(covers)) * min(1.0, mass / FULL))


def _predicates(words: tuple[Word, ...]) -> dict[int, list[int]]:
    """The words that say something of others, each with all that stands under it but for asides."""
    kids = kids_of(words)
    return {
        at: list(_below(at, words, kids))
        for at, word in enumerate(words)
        if kids[at] and (word.pos == "VERB" or word.link == "ROOT" or word.head == at or len(kids[at]) > 1)
    }


def _below(at: int, words: tuple[Word, ...], kids: list[list[int]]) -> Iterator[int]:
    waiting, seen = list(kids[at]), {at}
    while waiting:
        kid = waiting.pop()
        if kid in seen:
            continue
        seen.add(kid)
        yield kid
        if words[kid].link not in ASIDE:
            waiting.extend(kids[kid])


@cache
def _light(language: str) -> frozenset[str]:
    return frozenset(fold_words(word) for word in read_toml(language, "relations")["empty"]["words"])


def also_said(trees: Trees, left: Word, right: Word) -> bool:
    """Whether the other side says the like of one of two opposed words too: who was arrested, then set free, was
    arrested."""
    i, j = trees.left.index(left), trees.right.index(right)
    again = [trees.near[i, at] for at, word in enumerate(trees.right) if word.pos == left.pos]
    once = [trees.near[at, j] for at, word in enumerate(trees.left) if word.pos == right.pos]
    return bool(max(*again, *once, 0.0, 0.0) >= ECHO)


def denial_reaches(trees: Trees, shared: bool) -> bool:
    """Whether anything that one side denies, beside its subject, is affirmed by the other.

    `il n'a pas parlé du bruit` does not reach `il a parlé de la pluie`, nor `il n'a pas répondu` a school that he saw.
    Of statements of several clauses that do not share all the rest always true: what is denied may be said there in
    other words.
    """
    if not shared and any(len({word.head for word in words}) > 1 for words in (trees.left, trees.right)):
        return True
    kids = kids_of(trees.left), kids_of(trees.right)
    return any(
        trees.left[i].role != "subject" and trees.left[i].pos != "ADV" and not _elsewhere(trees, kids, i, j)
        for i, j in pairs_of(trees)
        if against(trees, i, j)
    )


def pairs_of(trees: Trees) -> Iterator[tuple[int, int]]:
    """The words of both sides that are partners, as (left, right); a pair of mutual partners twice."""
    yield from ((i, j) for i, j in enumerate(trees.partner[0]) if j >= 0)
    yield from ((i, j) for j, i in enumerate(trees.partner[1]) if i >= 0)


def _elsewhere(trees: Trees, kids: tuple[list[list[int]], list[list[int]]], i: int, j: int) -> bool:
    """Whether two predicates take objects, all of them other ones: then it is those that are denied."""
    under = [kid for kid in kids[0][i] if _object(trees.left[kid])]
    over = [kid for kid in kids[1][j] if _object(trees.right[kid])]
    return bool(under and over) and not bool((trees.speak[under][:, over] >= PARTNERS).any())


def _object(word: Word) -> bool:
    return word.weight >= TELLING and word.role in ("object", "oblique") and word.link not in ASIDE


def say_other_things(trees: Trees, language: str = "fr") -> bool:
    """Whether neither statement says, in any of its words, what the other says of its subject: `emploie 300 personnes`,
    `a licencié 300 personnes`. False for statements of several clauses: they may say it in more words."""
    if any(len({word.head for word in words}) > 1 for words in (trees.left, trees.right)):
        return False
    roots = [
        [at for at, word in enumerate(words) if word.link == "ROOT" and word.weight >= TELLING and partners[at] < 0]
        for words, partners in zip((trees.left, trees.right), trees.partner, strict=True)
    ]
    if not all(roots):
        return False
    return not any(on_one_side(trees.left[i].lemma, trees.right[j].lemma, language) for i in roots[0] for j in roots[1])

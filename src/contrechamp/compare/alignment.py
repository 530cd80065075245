"""How the predicates and participants of two claims line up: who does what to whom, on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from contrechamp.compare.facts import Fact
from contrechamp.compare.lists import word_list
from contrechamp.compare.words import fold_lemma
from contrechamp.compare.words_alike import alike, opposed
from contrechamp.model import Argument

SAME_HEAD = 0.55
"""Likeness of two predications from which on the claims say the same kind of thing of their participants."""

SURE = 0.8
"""Likeness of words that are the same, or synonyms: a frame in common does not make one participant."""

OTHER = 0.3
"""Likeness of two subjects below which they are not the same."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """`head` and `others` in [0, 1]; `subject` is None where one side has none that can be compared.

    `opposition` is the code and the two words by which the predications exclude each other; `swapped` says that
    the doer
    of one is the one done to in the other.
    """

    head: float
    opposition: tuple[str, str, str] | None
    subject: float | None
    others: float
    swapped: bool


def one_subject(alignment: Alignment) -> bool:
    """Whether both claims have a subject, and the same one."""
    return alignment.subject is not None and alignment.subject >= SURE


def other_subjects(alignment: Alignment) -> bool:
    """Whether both claims have a subject, and not the same one."""
    return alignment.subject is not None and alignment.subject < OTHER


def align(left: Fact, right: Fact) -> Alignment:
    """The alignment of two claims."""
    language = left.language
    return Alignment(
        head=max((alike(a, b, language) for a, b in product(left.heads, right.heads)), default=0.5),
        opposition=_opposition(left, right),
        subject=_subjects_alike(left, right),
        others=_others_alike(left, right),
        swapped=_swapped(left, right),
    )


def _opposition(left: Fact, right: Fact) -> tuple[str, str, str] | None:
    found = (
        (code, a, b)
        for a, b in product(left.heads, right.heads)
        if a not in right.terms and b not in left.terms and (code := opposed(a, b, left.language)) is not None
    )
    return next(found, None)


def _subjects_alike(left: Fact, right: Fact) -> float | None:
    """1 for one actor; where a pronoun or nothing stands for one, the other's actor may still be in the claim."""
    a, b = left.subject, right.subject
    if a is not None and a.actor and a.actor in right.keys and (b is None or not b.actor):
        return 0.8
    if b is not None and b.actor and b.actor in left.keys and (a is None or not a.actor):
        return 0.8
    if a is None or b is None or _pronoun(a, left.language) or _pronoun(b, left.language):
        return None
    return _arguments_alike(a, b, left.language)


def _arguments_alike(left: Argument, right: Argument, language: str) -> float:
    if left.actor and right.actor:
        return 1.0 if left.actor == right.actor else max(0.0, alike(left.lemma, right.lemma, language) - 0.3)
    return alike(left.lemma, right.lemma, language)


def _pronoun(argument: Argument, language: str) -> bool:
    return argument.actor is None and fold_lemma(argument.lemma) in word_list(language, "points", "pronouns", "words")


def _others_alike(left: Fact, right: Fact) -> float:
    """How well the participants other than the subjects meet: the mean of each one's best partner."""
    if not left.others or not right.others:
        return 0.5
    language = left.language
    table = [[_arguments_alike(a, b, language) for b in right.others] for a in left.others]
    near = [max(row) for row in table]
    far = [max(row[at] for row in table) for at in range(len(right.others))]
    return max(sum(near) / len(near), sum(far) / len(far))


def _swapped(left: Fact, right: Fact) -> bool:
    """Whether the doer of one claim is the one done to in the other, and the other way round."""
    if left.subject is None or right.subject is None or not left.subject.actor or not right.subject.actor:
        return False
    if left.subject.actor == right.subject.actor:
        return False
    to_left = {argument.actor for argument in left.others if argument.actor}
    to_right = {argument.actor for argument in right.others if argument.actor}
    return left.subject.actor in to_right and right.subject.actor in to_left

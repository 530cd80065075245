"""How present somebody is where a pronoun stands: roles and distance, after Lappin and Leass (1994).

The link stands only where the best referent is ahead of every other one by a margin: no link rather than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence

from contrechamp.extract.actors.referents import Place, Referent
from contrechamp.extract.tree import Tree, Word

WINDOW = 2
"""Beats before the pronoun's own; almost all antecedents of French news pronouns lie there."""
SPEECH_WINDOW = 8
"""Beats before an incise or the subject of a verb of speech: speakers are taken up over longer stretches."""
MARGIN = 1.0
"""How far the best must be ahead: one grammatical role, or most of a sentence."""
SPEECH_MARGIN = 0.2
"""The same for somebody who speaks: the others that could be meant are few, people or what speaks like them."""
SUBJECT, SIDE_SUBJECT, OBJECT, OTHER = 4.0, 3.0, 1.5, 0.75
_SENTENCE = 1.25  # what one sentence of distance costs
_SPOKE = 1.0  # whoever spoke last goes on speaking
_KNOWN = 0.25  # a gender that is known to agree
_PERSON = 0.5
_NEW = 2.0  # who is named for the first time in the sentence before a speech is there to speak


def weight_of(tree: Tree, word: Word) -> float:
    """How present the role of a word makes it: the subject of the main clause most."""
    if word.rel == "conj" and tree.words[word.head].pos in ("NOUN", "PROPN", "PRON"):
        word = tree.words[word.head]
    for _ in range(3):  # M. Macron: the title is the subject, the name hangs on it
        if word.rel not in ("flat", "appos"):
            break
        word = tree.words[word.head]
    if word.rel == "nsubj":
        clause = tree.words[word.head].rel
        return SUBJECT if clause in ("root", "parataxis", "conj") else SIDE_SUBJECT
    if word.rel in ("root", "vocative", "dislocated"):
        return SIDE_SUBJECT
    return OBJECT if word.rel in ("obj", "iobj") or word.dep == "obl:agent" else OTHER


def best_of(
    places: Sequence[Place],
    beat: int,
    gender: str,
    *,
    margin: float = MARGIN,
    spoke: Referent | None = None,
    speech: bool = False,
) -> Referent | None:
    """The referent that is ahead of all others by `margin`; None where none is. `spoke` is who spoke last."""
    scores: dict[int, tuple[float, int, Referent]] = {}
    for place in places:
        score = place.weight - _SENTENCE * (beat - place.beat) + (_KNOWN if place.who.gender == gender else 0.0)
        score += (_PERSON if place.who.person else 0.0) + (_SPOKE if place.who is spoke else 0.0)
        if speech and place.at == place.who.first and place.who.mention is not None and beat - place.beat == 1:
            score += _NEW
        known = scores.get(id(place.who))
        if known is None or score >= known[0]:
            scores[id(place.who)] = (score, place.at, place.who)
    ranked = sorted(scores.values(), key=lambda entry: (-entry[0], -entry[1]))
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
        return None
    return ranked[0][2]

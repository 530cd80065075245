"""How present somebody is where a pronoun stands: roles and distance, after Lappin and Leass (1994).

The link stands only where the best referent is ahead of every other one by a margin: no link rather than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
_SPOKE = 1.5  # whoever spoke last goes on speaking
_KNOWN = 0.25  # a gender that is known to agree
_PERSON = 0.5
_NEW = 1.25  # who is named for the first time in the sentence before a speech is there to speak
_GOES_ON = 1.5  # the same behind a verb of going on: « …, poursuit-elle »
_SPEECH_SENTENCE = 0.6  # what a sentence of distance costs whoever spoke last
_ITSELF = 2.5  # the sentence around an incise names its subject: seldom, though not never, he says it himself
_MIXED = 1.25  # the same where that sentence stands without quotation marks: « M. Roux va partir, a-t-il annoncé »
_QUOTES = 0.75  # less, where it quotes a part of what he says: « Le maire est « inquiet », a-t-il dit »
_TIMES, _TIMES_UP_TO = 0.15, 6  # for each time that somebody came
_UNNAMED = 1.0  # a description that nobody is known by speaks less than a name, unless it has spoken


def weight_of(tree: Tree, word: Word) -> float:
    """How present the role of a word makes it: the subject of the main clause most."""
    if word.rel == "conj" and tree.words[word.head].pos in ("NOUN", "PROPN", "PRON"):
        word = tree.words[word.head]
    for _ in range(3):  # M. Macron: the title is the subject, the name hangs on it
        if word.rel not in ("flat", "appos") and not is_beside(tree, word):
            break
        word = tree.words[word.head]
    if word.rel == "nsubj":
        clause = tree.words[word.head].rel
        return SUBJECT if clause in ("root", "parataxis", "conj") else SIDE_SUBJECT
    if word.rel in ("root", "vocative", "dislocated"):
        return SIDE_SUBJECT
    return OBJECT if word.rel in ("obj", "iobj") or word.dep == "obl:agent" else OTHER


def is_beside(tree: Tree, word: Word) -> bool:
    """A name right behind what somebody is, which a parser may take for its complement: *le rappeur Luc Petit*."""
    near = word.pos == "PROPN" and word.rel == "nmod" and tree.words[word.head].pos == "NOUN"
    near = near and not word.form.isupper()  # la députée LREM
    return near and 0 < word.i - word.head <= 2 and not any(tree.words[k].rel == "case" for k in word.kids)


def best_of(places: Sequence[Place], beat: int, gender: str) -> Referent | None:
    """The referent that is ahead of all others; None where none is."""
    scores: dict[int, tuple[float, int, Referent]] = {}
    for place in places:
        score = place.weight - _SENTENCE * (beat - place.beat) + (_KNOWN if place.who.gender == gender else 0.0)
        _keep(scores, place, score + (_PERSON if place.who.person else 0.0))
    return _ahead(scores, MARGIN)


@dataclass(frozen=True, slots=True)
class Speech:
    """What is known where somebody speaks who is not named: the beat, his gender, who spoke last and whether he goes
    on; `start` is the first word of the sentence around an incise, `mixed` whether that is not wholly quoted,
    `quotes` whether a part of it is.
    """

    beat: int
    gender: str
    spoke: Referent | None
    goes_on: bool
    start: int
    mixed: bool
    quotes: bool


def best_speaker(places: Sequence[Place], speech: Speech) -> Referent | None:
    """The referent that most likely speaks; None where two are about as likely, unless only one of them has a name."""
    scores: dict[int, tuple[float, int, Referent]] = {}
    for place in places:
        _keep(scores, place, _speaks_there(place, speech))
    best = _ahead(scores, SPEECH_MARGIN)
    if best is None and len(scores) > 1:
        first, second = sorted(scores.values(), key=lambda entry: (-entry[0], -entry[1]))[:2]
        named = [who for _, _, who in (first, second) if who.mention is not None]
        third = sorted((entry[0] for entry in scores.values()), reverse=True)[2:3]
        best = named[0] if len(named) == 1 and not (third and first[0] - third[0] < SPEECH_MARGIN) else None
    return best


def _speaks_there(place: Place, speech: Speech) -> float:
    who, far = place.who, max(0, speech.beat - place.beat)
    last = who is speech.spoke
    score = place.weight - (_SPEECH_SENTENCE if last else _SENTENCE) * far
    score += (_KNOWN if who.gender == speech.gender else 0.0) + (_PERSON if who.person else 0.0)
    score += _TIMES * min(who.times, _TIMES_UP_TO)
    if last:
        score += _SPOKE + (_GOES_ON if speech.goes_on else 0.0)
    elif who.mention is None and who.spoke < 0 and not who.called and place.at < speech.start:
        score -= _UNNAMED
    if place.at == who.first and who.mention is not None and far == 1 and not last:
        score += _NEW
    if place.at >= speech.start:
        score -= (_MIXED if speech.mixed else _ITSELF) - (_QUOTES if speech.quotes and not speech.goes_on else 0.0)
    return score


def _keep(scores: dict[int, tuple[float, int, Referent]], place: Place, score: float) -> None:
    known = scores.get(id(place.who))
    if known is None or score >= known[0]:
        scores[id(place.who)] = (score, place.at, place.who)


def _ahead(scores: dict[int, tuple[float, int, Referent]], margin: float) -> Referent | None:
    ranked = sorted(scores.values(), key=lambda entry: (-entry[0], -entry[1]))
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
        return None
    return ranked[0][2]

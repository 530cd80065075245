"""Titles made from trees: a noun with all that hangs on it, capitalised, without a full stop.

The treebanks hold 400 real titles, which a network learns by heart; noun phrases give it thousands.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

SHORTEST, LONGEST = 2, 12


def real_titles(sentences: Sequence[Doc]) -> list[Doc]:
    """The sentences that end without punctuation."""
    return [doc for doc in sentences if doc[-1].pos_ != "PUNCT"]


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles to strew among sentences: those of the treebanks and the news, and those made from phrases."""

    real: Sequence[Doc]
    made: Sequence[Doc]

    def draw(self, rng: random.Random) -> list[Doc]:
        """One to three titles, real or made."""
        return rng.choices(self.real if rng.random() < 0.5 else self.made, k=rng.randint(1, 3))


def made_titles(sentences: Sequence[Doc]) -> Iterator[Doc]:
    """At most one title a sentence: its first noun phrase that reads like one."""
    for doc in sentences:
        title = next((title for token in doc if (title := _title(token)) is not None), None)
        if title is not None:
            yield title


def _title(noun: Token) -> Doc | None:
    """A noun phrase without its preposition and article; None where it is broken, long or holds a finite verb."""
    if noun.pos_ != "NOUN" or noun.dep_ not in {"obj", "nsubj", "obl:mod", "obl:arg", "nmod"}:
        return None
    phrase = list(noun.subtree)
    while phrase and phrase[0].dep_ in {"case", "det", "punct"}:
        phrase.pop(0)
    start = phrase[0].i if phrase else 0
    whole = [t.i for t in phrase] == list(range(start, start + len(phrase)))
    if not whole or not SHORTEST <= len(phrase) <= LONGEST or noun not in phrase or phrase[-1].pos_ == "PUNCT":
        return None
    if any("VerbForm=Fin" in str(t.morph) or (t.head.i < start and t.i != noun.i) for t in phrase):
        return None
    return Doc(
        noun.doc.vocab,
        words=[phrase[0].text[:1].upper() + phrase[0].text[1:], *(t.text for t in phrase[1:])],
        spaces=[bool(t.whitespace_) for t in phrase],
        pos=[t.pos_ for t in phrase],
        morphs=[str(t.morph) for t in phrase],
        heads=[(t.i if t.i == noun.i else t.head.i) - start for t in phrase],
        deps=["ROOT" if t.i == noun.i else t.dep_ for t in phrase],
    )

"""How surely a clause is put, as FactBank has it: CT, PR, PS, each for or against, or U; with the words that say so.

The clause's own negation, modal verb, mood, tense and adverbs are read first, then what it hangs on: the conjunction,
an impersonal predicate (*il est probable que*), a verb of thinking, denying or asking. The weaker degree wins; an
adverb (*probablement*) goes before what mood alone would say.
"""

from __future__ import annotations

from contrechamp.extract.certainty.adverbs import adverbs, alternative
from contrechamp.extract.certainty.context import context, subordinate_kind, voice
from contrechamp.extract.certainty.mood import is_command, mood
from contrechamp.extract.certainty.negation import averted, negation
from contrechamp.extract.certainty.reading import Reading
from contrechamp.extract.certainty.words import CertaintyWords, certainty_words
from contrechamp.extract.tree import Tree, Word, below, finite_verb, is_finite, kids
from contrechamp.extract.voices.words import VerbClass, voice_words

__all__ = [
    "CertaintyWords",
    "Reading",
    "certainty_words",
    "is_command",
    "own_words",
    "read_certainty",
    "subordinate_kind",
]


def read_certainty(tree: Tree, head: int, *, language: str = "fr", verb: VerbClass | None = None) -> Reading:
    """How surely the clause headed by `head` is put. `verb` is the class of the reporting verb of its voice, if any."""
    lexicon, voices = certainty_words(language), voice_words(language)
    own = own_words(tree, head)
    reading = Reading()
    carried = _carrier_of_mood(tree, head)
    negation(tree, head, own, lexicon, reading)
    averted(tree, head, lexicon, reading)
    mood(tree, head, carried, lexicon, reading)
    adverbs(tree, own, carried, lexicon, reading)
    alternative(tree, head, reading)
    context(tree, head, lexicon, voices, reading)
    if verb is not None and "double-negation" not in reading.rules:
        voice(verb, reading)
    return reading


def own_words(tree: Tree, head: int) -> list[int]:
    """The words of a clause without its subordinate clauses."""
    cut = set()
    for i in below(tree, head):
        word = tree.words[i]
        if i != head and word.rel in ("advcl", "ccomp", "acl", "parataxis", "conj", "csubj") and is_finite(tree, i):
            cut.add(i)
    return below(tree, head, cut)


def _carrier_of_mood(tree: Tree, head: int) -> Word:
    """The finite verb of the clause; for a verb coordinated without one of its own, that of the first."""
    word = tree.words[head]
    for _ in range(6):
        if is_finite(tree, word.i) or word.rel not in ("conj", "xcomp") or word.head == word.i:
            break
        word = tree.words[word.head]
    finite = finite_verb(tree, word.i)
    cleft = next((k for k in kids(tree, word.i, "advcl", "acl", "ccomp") if _cleft(tree, word, k)), None)
    if cleft is None or "Mood=Cnd" in finite.morph or "Tense=Fut" in finite.morph:
        return finite
    return finite_verb(tree, cleft.i)


def _cleft(tree: Tree, word: Word, clause: Word) -> bool:
    """*c'est en mai qu'ils viendront*: the clause with *que* carries the mood of the whole."""
    presented = kids(tree, word.i, "cop") and any("this" in k.function for k in kids(tree, word.i, "expl", "nsubj"))
    return (
        bool(presented)
        and is_finite(tree, clause.i)
        and any("that" in k.function for k in kids(tree, clause.i, "mark"))
    )

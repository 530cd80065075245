"""Clauses that only report, or only say how sure, and make no claim of their own: *le maire affirme que …*."""

from __future__ import annotations

from contrechamp.extract.claims.clauses import Clause
from contrechamp.extract.claims.layers import Layers
from contrechamp.extract.tree import Tree, finite_verb, kids


def shells(layers: Layers, clauses: list[Clause]) -> set[int]:
    """Clauses that only report, or only say how sure they are: *le maire affirme que*, *il est probable que*."""
    tree = layers.tree
    shells: set[int] = set()
    heads = {clause.head for clause in clauses}
    for item in layers.attributions:
        if item.cue_word is not None and (item.verb is None or item.verb.shell or item.rule in ("incise", "distance")):
            shells.add(item.cue_word)
            shells.update(_clause_above(tree, item.cue_word, heads))
    for clause in clauses:
        complement = next((k for k in kids(tree, clause.head, "ccomp", "csubj") if k.i in heads), None)
        if complement is None:
            continue
        kind = layers.lexicon.predicates.get(tree.words[clause.head].key)
        first_person = any("i" in k.function for k in kids(tree, clause.head, "nsubj"))
        imperative = "Mood=Imp" in finite_verb(tree, clause.head).morph
        thinks = layers.voices.verbs.get(tree.words[clause.head].key)
        if (
            (kind is not None and kind != "open" and not kids(tree, clause.head, "nsubj"))
            or imperative
            or (first_person and thinks is not None)
        ):
            shells.add(clause.head)
    return shells


def _clause_above(tree: Tree, cue: int, heads: set[int]) -> set[int]:
    """The head of *a tenu à préciser que*, *a voulu rappeler que*, for a cue that is an infinitive under it."""
    word = tree.words[cue]
    if cue in heads or word.rel != "xcomp" or "VerbForm=Inf" not in word.morph:
        return set()
    return {word.head} & heads if "raising" in tree.words[word.head].function else set()

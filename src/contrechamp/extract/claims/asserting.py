"""Which clauses say something that can be agreed with: no question, no command, no bare label."""

from __future__ import annotations

from contrechamp.extract.certainty import CertaintyWords, is_command, subordinate_kind
from contrechamp.extract.claims.clauses import QUESTION, Clause
from contrechamp.extract.claims.spans import antecedent_of
from contrechamp.extract.tree import Tree, finite_verb, is_finite, kids


def asserts(tree: Tree, clause: Clause, lexicon: CertaintyWords) -> bool:  # noqa: PLR0911  (a list of cases, one a line)
    """Whether the clause says something at all: no question, command, wish, purpose, nor bare relative (*ce qui*)."""
    word = tree.words[clause.head]
    finite = finite_verb(tree, clause.head)
    if clause.kind in ("main", "coordinated", "inserted") and is_command(tree, clause.head):
        return False
    if clause.kind == "nominal" and not _nominal_says(tree, clause, lexicon):
        return False
    if clause.kind in ("main", "coordinated", "inserted", "nominal") and is_question(tree, clause):
        return False
    if clause.kind == "adverbial":
        kind, phrase = subordinate_kind(tree, clause.head, lexicon)
        return kind in ("asserted", "denied") or phrase in lexicon.if_ or (not kind and "Mood=Sub" not in finite.morph)
    if clause.kind == "relative":
        noun = tree.words[antecedent_of(tree, clause.head, lexicon)]
        return "Mood=Sub" not in finite.morph and noun.low not in lexicon.pointers
    if clause.kind == "complement" and (_asked(tree, clause, lexicon) or _aimed_at(tree, clause.head, lexicon)):
        return False
    return not (
        clause.kind == "main"
        and not is_finite(tree, clause.head)
        and word.pos in ("VERB", "AUX")
        and "VerbForm=Inf" in word.morph
    )


def _nominal_says(tree: Tree, clause: Clause, lexicon: CertaintyWords) -> bool:
    """A sentence without a verb says something: not a signature, a link, a label, a list of names."""
    words = [w for w in tree.words[clause.first : clause.last + 1] if w.pos not in ("PUNCT", "SPACE")]
    if any("://" in w.form or "www." in w.low for w in words) or words[0].key in lexicon.labels:
        return False
    return sum(w.pos in ("NOUN", "VERB", "ADJ") for w in words) >= 2 or words[0].key in lexicon.speaks_alone


def _aimed_at(tree: Tree, head: int, lexicon: CertaintyWords) -> bool:
    """A clause of purpose or of time to come that the parser took for a complement: *afin que*, *avant même que*."""
    kind, phrase = subordinate_kind(tree, head, lexicon)
    return kind == "open" and phrase not in lexicon.that | lexicon.if_


def _asked(tree: Tree, clause: Clause, lexicon: CertaintyWords) -> bool:
    """What a question with an asking word is about is not said: *Qui croit que …?*, not *Faut-il redire que …?*"""
    up = tree.words[tree.words[clause.head].head]
    asks = any("PronType=Int" in k.morph or "who" in k.function for k in kids(tree, up.i, "nsubj"))
    return asks and is_question(tree, clause)


def is_question(tree: Tree, clause: Clause) -> bool:
    """A question mark follows the clause within its sentence, before any other strong mark."""
    for i in range(clause.last, min(len(tree.words), clause.last + 60)):
        form = tree.words[i].form
        if form in QUESTION:
            return not (
                i > clause.last + 1 and _asks_later(tree, clause, i)
            )  # "Le maire a fermé le pont, mais jusqu'à quand ?"
        if form == ":" and i > clause.last and not _asks(tree, clause.first, clause.last):
            return False  # "La mairie se tait : le pont est-il sûr ?"
        if form in (".", "!", "…", "...", ";") or "\n" in form or (form in ("»", "”") and i > clause.last):
            return False
        if i > clause.last and tree.words[i].sentence != tree.words[clause.last].sentence:
            return False
    return False


def _asks(tree: Tree, first: int, last: int) -> bool:
    """Whether words `first` to `last` ask: an asking word, or a subject behind its verb (*est-il*)."""
    return any(
        "PronType=Int" in w.morph or "asking" in w.function or (w.form.startswith("-") and w.pos == "PRON")
        for w in tree.words[first : last + 1]
    )


def _asks_later(tree: Tree, clause: Clause, mark: int) -> bool:
    """The question stands behind the clause, which asks nothing itself."""
    return _asks(tree, clause.last + 1, mark) and not _asks(tree, clause.first, clause.last)

"""Contents of nouns of speech: *l'affirmation selon laquelle …*, *la conviction que …*."""

from __future__ import annotations

from collections.abc import Iterator

from contrechamp.extract.tree import Tree, Word, kids
from contrechamp.extract.voices.contents import (
    clause_span,
)
from contrechamp.extract.voices.cues import Cue, subject_of
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import Frame
from contrechamp.extract.voices.marking import found_as
from contrechamp.extract.voices.words import VoiceWords


def by_noun(frame: Frame, words: VoiceWords, place: list[int]) -> Iterator[Found]:
    """*l'affirmation selon laquelle …*, *l'idée que …*: the clause is somebody's, mostly nobody's by name."""
    tree = frame.tree
    for word in tree.words:
        name = words.nouns.get(word.key) if word.pos == "NOUN" else None
        if name is None or name == "factive":
            continue
        if _for_fear(tree, word.i):
            continue
        carrier = frame.carriers[place[word.i]]
        clause = _noun_clause(tree, word) or _deed(tree, word, name, words)
        if clause is None:
            continue
        head, after = clause
        span = clause_span(frame, head, carrier, words, after=after)
        holder = next((k for k in kids(tree, word.i, "nmod") if k.i < after and k.pos in ("PROPN", "NOUN")), None)
        if holder is None and word.rel == "obj" and tree.words[word.head].key in words.held:
            holder = subject_of(tree, word.head)
        cue = Cue("noun", word.i, word.i, word.i, words.classes[name], holder.i if holder else None, rule="noun")
        if span is not None:
            yield from found_as(frame, (span,), cue, "noun", place[word.i], head)


def _for_fear(tree: Tree, at: int) -> bool:
    """*de peur que*, *de crainte que*: a conjunction, and nobody's words."""
    before, after = tree.words[max(0, at - 1)], tree.words[min(at + 1, len(tree.words) - 1)]
    return "of" in before.function and "that" in after.function


def _deed(tree: Tree, word: Word, name: str, words: VoiceWords) -> tuple[int, int] | None:
    """The infinitive of a promise or a threat that somebody makes: *prend l'engagement de partir*."""
    made = word.rel == "obj" and tree.words[word.head].key in words.held
    deed = next((k for k in kids(tree, word.i, "acl") if k.i > word.i and "VerbForm=Inf" in k.morph), None)
    mark = next((m for m in kids(tree, deed.i, "mark", "case") if m.key == "de"), None) if deed is not None else None
    return (deed.i, mark.i) if name == "promise" and made and deed is not None and mark is not None else None


def _noun_clause(tree: Tree, word: Word) -> tuple[int, int] | None:
    """Head of the clause on a noun of speech, and the last word before it."""
    for i in range(word.i + 1, min(len(tree.words), word.i + 6)):
        pronoun = tree.words[i]
        which = "which" in pronoun.function
        if which and "according" in tree.words[i - 1].function and pronoun.head > i:
            return pronoun.head, i
    for kid in map(tree.words.__getitem__, word.kids):
        if kid.i < word.i or kid.rel not in ("acl", "ccomp"):
            continue
        for i in range(word.i + 1, min(kid.i, word.i + 12)):
            link = tree.words[i]
            if "which" in link.function and "according" in tree.words[i - 1].function:
                return kid.i, i
            if "that" in link.function and link.pos == "SCONJ":
                return kid.i, i
    return None

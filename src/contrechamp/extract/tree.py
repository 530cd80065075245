"""A parsed text as plain words: what voices, certainty and claims look at, read once from spaCy's arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contrechamp.extract.mending import Word, mend
from contrechamp.lang.function_words import classes_of, verb_classes_of
from contrechamp.model import Span
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "KEPT",
    "Tree",
    "Word",
    "above",
    "below",
    "finite_verb",
    "is_finite",
    "kids",
    "read_tree",
    "span_of",
    "verb_kids",
    "word_at",
]


@dataclass(slots=True)
class Tree:
    """All words of a text, and its sentences as half-open ranges of words."""

    text: str
    words: list[Word]
    sentences: list[tuple[int, int]]
    reach: list[tuple[int, int]] = field(default_factory=list)


def read_tree(doc: Doc) -> Tree:
    """The words of a parsed spaCy `doc`, read once and kept with it. A line break always ends a sentence. O(n)."""
    held: Tree | None = doc.user_data.get(KEPT)
    if held is None:
        held = doc.user_data[KEPT] = _read(doc)
    return held


KEPT = "tree"
"""Under this name a `doc` keeps its tree: voices, claims and techniques look at the same words."""


def _read(doc: Doc) -> Tree:
    values = doc.to_array(["POS", "DEP", "LEMMA", "MORPH", "HEAD", "SENT_START"])
    names: dict[int, str] = {0: ""}
    strings = doc.vocab.strings
    folded: dict[str, str] = {}
    language, none = doc.lang_[:2], frozenset[str]()  # `fr_contrechamp` is French
    functions, verbs = classes_of(language), verb_classes_of(language)
    words: list[Word] = []
    starts: list[int] = []
    offset = 0
    for i, (token, row) in enumerate(zip(doc, values.tolist(), strict=True)):
        for value in row[:4]:
            if value not in names:
                names[value] = strings[value]
        pos, dep, lemma, morph = (names[value] for value in row[:4])
        form, white = token.text, token.whitespace_
        head = i + (row[4] if row[4] < 1 << 63 else row[4] - (1 << 64))
        if row[5] == 1 or i == 0:
            starts.append(i)
        bare = folded.get(form) or folded.setdefault(form, fold_words(form))
        low = form.lower().replace("’", "'")
        lemma = lemma or low
        key = folded.get(lemma) or folded.setdefault(lemma, fold_words(lemma))
        words.append(
            Word(i, offset, offset + len(form), form, low, bare, lemma, key, pos, dep, dep.partition(":")[0].lower(),
                 morph, head, len(starts) - 1, functions.get(low, none) | verbs.get(key, none))
        )  # fmt: skip
        offset += len(form) + len(white)
    for word in words:
        if word.head != word.i:
            words[word.head].kids.append(word.i)
    mend(words)
    ends = [*starts[1:], len(words)][: len(starts)]
    tree = Tree(doc.text, words, list(zip(starts, ends, strict=True)))
    tree.reach = _reach(tree)
    return tree


def _reach(tree: Tree) -> list[tuple[int, int]]:
    """First and last word below each word, itself included. Bottom up, without recursion: chains may be long."""
    words = tree.words
    reach = [(word.i, word.i) for word in words]
    for word in _bottom_up(words):
        if word.head != word.i:
            low, high = reach[word.i]
            above = reach[word.head]
            reach[word.head] = (min(low, above[0]), max(high, above[1]))
    return reach


def _bottom_up(words: list[Word]) -> Iterator[Word]:
    order: list[int] = []
    stack = [word.i for word in words if word.head == word.i]
    while stack:
        i = stack.pop()
        order.append(i)
        stack.extend(words[i].kids)
    return (words[i] for i in reversed(order))


def below(tree: Tree, i: int, cut: frozenset[int] | set[int] = frozenset()) -> list[int]:
    """The words at and below word `i`, sorted, without the subtrees whose heads are in `cut`."""
    found, stack = [], [i]
    while stack:
        at = stack.pop()
        found.append(at)
        stack.extend(kid for kid in tree.words[at].kids if kid not in cut)
    return sorted(found)


def above(tree: Tree, i: int) -> Iterator[Word]:
    """The words that `i` hangs on, nearest first."""
    word = tree.words[i]
    while word.head != word.i:
        word = tree.words[word.head]
        yield word


def kids(tree: Tree, i: int, *rels: str) -> list[Word]:
    """The words that hang on `i` by one of the relations `rels` (`nsubj` matches `nsubj:pass`), in text order."""
    return [tree.words[k] for k in tree.words[i].kids if tree.words[k].rel in rels]


def is_finite(tree: Tree, i: int) -> bool:
    """Whether the clause headed by `i` has a finite verb: the head itself, or its auxiliary or copula."""
    word = tree.words[i]
    if "VerbForm=Fin" in word.morph:
        return True
    return any("VerbForm=Fin" in kid.morph for kid in verb_kids(tree, i))


def finite_verb(tree: Tree, i: int) -> Word:
    """The word of the clause headed by `i` that carries mood and tense; the head itself where none is finite."""
    group = [tree.words[i], *verb_kids(tree, i)]
    return next((word for word in group if "VerbForm=Fin" in word.morph), tree.words[i])


def verb_kids(tree: Tree, i: int) -> list[Word]:
    """Auxiliaries and copula of the clause headed by `i`, with the auxiliaries of a causative (*n'ont pas fait
    rêver*).
    """
    own = kids(tree, i, "aux", "cop")
    return [*(deep for kid in own for deep in kids(tree, kid.i, "aux")), *own]


def span_of(tree: Tree, words: list[int]) -> Span:
    """The span from the first to the last of `words`, which must not be empty."""
    return Span(tree.words[min(words)].start, tree.words[max(words)].end)


def word_at(tree: Tree, offset: int) -> int:
    """The index of the first word that ends after `offset`; the number of words past the end. O(log n)."""
    low, high = 0, len(tree.words)
    while low < high:
        middle = (low + high) // 2
        if tree.words[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low

"""Which words of a parsed text are affirmed and which denied: negations, what they reach, and words that turn others.

A negation reaches what its predicate governs: *il n'est pas prouvé que le maire a payé* denies *payer* too. It does
not reach relative clauses, asides and most adverbial clauses, nor what stands beside it (*et*, *mais*). A word that
turns what it governs into the contrary (*nier*, *empêcher*, *absence*, *faux*) counts as a negation of that only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from contrechamp.lang import read_toml
from contrechamp.model import Span
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "xcomp", "csubj"})
ASIDE = frozenset({"acl:relcl", "advcl", "parataxis", "appos", "discourse", "vocative"})
"""Dependents that a negation above them does not reach."""

GOVERNED = frozenset({"obj", "ccomp", "xcomp", "csubj", "csubj:pass", "nmod", "nsubj:pass", "obl:arg", "acl"})
"""Dependents that a turning word turns; of an adjective or a noun the subject too: *la rumeur est fausse*."""

DEEPEST = 40
"""A word deeper in the tree than this is taken as it is; no sentence of the news is."""

REACH = 14
"""`ne` finds its other half within so many words, or not at all."""


@dataclass(frozen=True, slots=True)
class Polarity:
    """By token: `signs` is 1 where it is affirmed and -1 where it is denied; `negated` maps those that a negation
    stands at directly to the span of the negating word."""

    signs: tuple[int, ...]
    negated: dict[int, Span]


@cache
def negators(language: str) -> dict[str, frozenset[str]]:
    """The words that negate, by how they do it, folded."""
    classes: dict[str, list[str]] = read_toml(language, "relations")["negation"]
    return {name: frozenset(fold_words(word) for word in words) for name, words in classes.items()}


@cache
def turning(language: str) -> frozenset[str]:
    """The folded lemmas that turn what they govern into its contrary."""
    classes: dict[str, list[str]] = read_toml(language, "relations")["turning"]
    return frozenset(fold_words(word) for words in classes.values() for word in words)


@cache
def denying(language: str) -> frozenset[str]:
    """Those of them that deny by themselves, as a negation does."""
    return frozenset(fold_words(word) for word in read_toml(language, "relations")["turning"]["denying"])


def read_polarity(doc: Doc, language: str = "fr") -> Polarity:
    """The polarity of each token of a parsed text. O(n)."""
    words = negators(language)
    negated = {at: span for at, span in _negations(doc, words) if not _lessened(doc, span, words)}
    above = [1] * len(doc)
    signs = [1] * len(doc)
    for token in _downwards(doc):
        above[token.i] = _from_above(token, above, signs, words, turning(language))
        signs[token.i] = -above[token.i] if token.i in negated and token.dep_ != "advmod" else above[token.i]
    return Polarity(tuple(signs), negated)


def clause_of(token: Token) -> Token:
    """The predicate of the clause that a word stands in: the word itself where it heads one."""
    for _ in range(DEEPEST):
        if token.dep_ in CLAUSES or token.head == token:
            break
        token = token.head
    return token


def _downwards(doc: Doc) -> Iterator[Token]:
    """The tokens of every tree, heads before what they govern."""
    waiting = [token for token in doc if token.head == token]
    while waiting:
        token = waiting.pop()
        yield token
        waiting.extend(child for child in token.children if child != token)


def _from_above(
    token: Token, above: list[int], signs: list[int], words: dict[str, frozenset[str]], turners: frozenset[str]
) -> int:
    head = token.head
    marks = {fold_words(child.text) for child in token.children if child.dep_ in ("mark", "cc")}
    if head == token or (token.dep_ in ASIDE and not (token.dep_ == "advcl" and _completes(marks, words))):
        return 1
    if token.dep_ == "conj":
        beside = marks & words["joining"] or "VERB" in (token.pos_, head.pos_)
        return above[head.i] if beside and not marks & words["openers"] else signs[head.i]
    return -signs[head.i] if fold_words(head.lemma_) in turners and _governed(token) else signs[head.i]


def _completes(marks: set[str], words: dict[str, frozenset[str]]) -> bool:
    """Whether an adverbial clause is what the predicate is about: `que`, `pour`, `afin` and nothing else."""
    return len(marks) == 1 and bool(marks & words["completing"])


def _governed(token: Token) -> bool:
    return token.dep_ in GOVERNED or (token.dep_ in ("nsubj", "obl") and token.head.pos_ in ("ADJ", "NOUN"))


# ---------------------------------------------------------------- negations


def _negations(doc: Doc, words: dict[str, frozenset[str]]) -> Iterator[tuple[int, Span]]:
    """The predicates and nouns that are negated, each with the span of a word that does it.

    `ne … que` restricts and negates nothing; `ne` alone negates only a few verbs (*il ne peut venir*).
    """
    for token in doc:
        word = fold_words(token.text)
        span = Span(token.idx, token.idx + len(token.text))
        if word in words["around"]:
            if _completed(doc, token, words) or fold_words(token.head.lemma_) in words["alone"]:
                yield token.head.i, span
                yield clause_of(token.head).i, span
        elif (
            word in words["determiners"]
            or word in words["prepositions"]
            or (word in words["adverbs"] and not _softened(doc, token, words))
        ):
            yield token.head.i, span


def _completed(doc: Doc, token: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether `ne` is followed, within a dozen words, by its other half rather than by `que` or another `ne`."""
    for other in doc[token.i + 1 : token.i + REACH]:
        word = fold_words(other.text)
        if word in words["halves"]:
            return not _softened(doc, other, words)
        if word in words["around"] or other.is_sent_start:
            return False
    before = doc[max(0, token.i - 6) : token.i]
    return any(fold_words(other.text) in words["openers"] for other in before)


def _softened(doc: Doc, token: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether the next word takes the negation back: `pas seulement`, `pas moins`."""
    return token.i + 1 < len(doc) and fold_words(doc[token.i + 1].text) in words["softeners"]


def _lessened(doc: Doc, span: Span, words: dict[str, frozenset[str]]) -> bool:
    """Whether a negation is one of measure only: `n'ont pas constitué moins de 2 %`."""
    cue = doc.char_span(span.start, span.end)
    if cue is None:
        return False
    after = [fold_words(other.text) for other in doc[cue.start : cue.start + REACH]]
    half = next((number for number, word in enumerate(after) if word in words["halves"]), None)
    return half is not None and bool(words["lessening"] & set(after[half + 1 : half + 3]))

"""Where in a claim a lemma stands: the passages that a reason names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contrechamp.compare.facts import Fact
from contrechamp.compare.words import find_words, fold_lemma
from contrechamp.model import Passage, Span


def locate(fact: Fact, lemma: str) -> Span:
    """The span of the word that a folded lemma stands for; the whole claim where its form is too different."""
    predicate = fact.claim.predicate
    if predicate and fold_lemma(predicate.lemma) == lemma:
        return predicate.span
    for argument in predicate.arguments if predicate else ():
        if fold_lemma(argument.lemma) == lemma:
            return _word_span(fact, lemma, argument.span) or argument.span
    return _word_span(fact, lemma, fact.claim.span) or fact.claim.span


def locate_all(left: Fact, right: Fact, words: Sequence[tuple[str, str]]) -> tuple[Passage, ...]:
    """The passages of pairs of words, one of each claim, in the order in which they stand."""
    return locate_both((left, [a for a, _ in words]), (right, [b for _, b in words]))


def locate_both(*sides: tuple[Fact, Iterable[str]]) -> tuple[Passage, ...]:
    """The passages of some words of each claim, in the order in which they stand."""
    found = {Passage(fact.account, locate(fact, word)) for fact, words in sides for word in words}
    return tuple(sorted(found, key=lambda passage: (passage.account, passage.span)))


def head_of(fact: Fact) -> Passage:
    """Where a claim's predicate stands; the whole claim where it has none."""
    return Passage(fact.account, fact.claim.predicate.span if fact.claim.predicate else fact.claim.span)


def _word_span(fact: Fact, lemma: str, within: Span) -> Span | None:
    """The word inside a span that shares the longest beginning with a lemma, all but an ending of four letters."""
    offset = fact.claim.span.start
    words = find_words(fact.text)
    best, where = 0, None
    for word, start, end in zip(words.folded, words.starts, words.ends, strict=True):
        if start + offset < within.start or end + offset > within.end:
            continue
        common = _common_start(word, lemma)
        if common > best and common >= max(3, min(len(lemma), len(word)) - 4):
            best, where = common, Span(start + offset, end + offset)
    return where


def _common_start(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count

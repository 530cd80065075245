"""Where in a claim a lemma stands."""

from __future__ import annotations

from contrechamp.compare.facts import Fact
from contrechamp.compare.words import find_words, fold_lemma
from contrechamp.model import Span


def locate(fact: Fact, lemma: str) -> Span:
    """The span of the word that a folded lemma stands for; the whole claim where its form is too different."""
    predicate = fact.claim.predicate
    if predicate and fold_lemma(predicate.lemma) == lemma:
        return predicate.span
    for argument in predicate.arguments if predicate else ():
        if fold_lemma(argument.lemma) == lemma:
            return _word_span(fact, lemma, argument.span) or argument.span
    return _word_span(fact, lemma, fact.claim.span) or fact.claim.span


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

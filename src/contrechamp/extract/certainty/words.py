"""The lexicon of certainty of a language, read from `lang/<language>/certainty.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from contrechamp.lang import read_toml
from contrechamp.lang.function_words import forms_of
from contrechamp.text.fold import fold_words


@dataclass(frozen=True, slots=True)
class CertaintyWords:
    """The lexicon of certainty of one language: phrases in lower case, lemmas folded."""

    adverbs: dict[str, tuple[str, bool]]
    strong: frozenset[str]
    alone: frozenset[str]
    bare: frozenset[str]
    hardly: frozenset[str]
    certain_still: frozenset[str]
    that: frozenset[str]
    if_: frozenset[str]
    as_: frozenset[str]
    modal: dict[str, str]
    averted: frozenset[str]
    predicates: dict[str, str]
    asserted: tuple[str, ...]
    open: tuple[str, ...]
    denied: tuple[str, ...]
    strong_ties: frozenset[str]
    before_que: frozenset[str]
    behind_those: frozenset[str]
    aspect: frozenset[str]
    future_modals: frozenset[str]
    planned: frozenset[str]
    seeming: frozenset[str]
    days: frozenset[str]
    terms: frozenset[str]
    supposing: frozenset[str]
    wishing: frozenset[str]
    conditional: tuple[str, ...]
    future: tuple[str, ...]
    asserting: frozenset[str]
    connectors: tuple[tuple[str, ...], ...]
    relatives: frozenset[str]
    pointers: frozenset[str]
    speaks_alone: frozenset[str]
    labels: frozenset[str]


@cache
def certainty_words(language: str) -> CertaintyWords:
    """The lexicon of certainty of `language`. Raises UnknownLanguage, DataMissing."""
    data = read_toml(language, "certainty")
    degrees = {"certain": ("CT", True), "probable": ("PR", True), "improbable": ("PR", False), "possible": ("PS", True)}
    adverbs = {phrase: degrees[kind] for kind, phrases in data["adverbs"].items() for phrase in phrases}
    modal = {
        fold_words(lemma): kind for kind in ("possible", "probable", "obligation") for lemma in data["modals"][kind]
    }
    predicates = {fold_words(lemma): kind for kind, lemmas in data["predicates"].items() for lemma in lemmas}
    return CertaintyWords(
        adverbs={phrase: adverbs[phrase] for phrase in _by_length(adverbs)},
        strong=frozenset(data["negation"]["strong"]),
        alone=frozenset(data["negation"]["alone"]),
        bare=frozenset(fold_words(word) for word in data["negation"]["bare"]),
        hardly=frozenset(data["negation"]["hardly"]),
        certain_still=frozenset(fold_words(word) for word in data["negation"]["certain_still"]),
        that=forms_of(language, "that"),
        if_=forms_of(language, "if"),
        as_=forms_of(language, "as"),
        modal=modal,
        averted=frozenset(fold_words(word) for word in data["modals"]["averted"]),
        predicates=predicates,
        asserted=_by_length(data["subordinates"]["asserted"]),
        open=_by_length(data["subordinates"]["open"]),
        denied=_by_length(data["subordinates"]["denied"]),
        strong_ties=frozenset(data["subordinates"]["strong"]),
        before_que=frozenset(data["subordinates"]["before_que"]),
        behind_those=frozenset(data["subordinates"]["behind_those"]),
        future_modals=frozenset(fold_words(word) for word in data["modals"]["future"]),
        planned=frozenset(fold_words(word) for word in data["modals"]["planned"]),
        seeming=frozenset(fold_words(word) for word in data["modals"]["seeming"]),
        days=frozenset(fold_words(word) for word in data["modals"]["days"]),
        terms=frozenset(data["modals"]["terms"]),
        supposing=frozenset(data["moods"]["supposing"]),
        wishing=frozenset(data["moods"]["wishing"]),
        aspect=frozenset(fold_words(word) for word in data["modals"]["aspect"]),
        conditional=tuple(data["moods"]["conditional"]),
        future=tuple(data["moods"]["future"]),
        connectors=tuple(tuple(phrase.split()) for phrase in _by_length(data["clauses"]["connectors"])),
        relatives=frozenset(data["clauses"]["relatives"]),
        pointers=frozenset(data["clauses"]["pointers"]),
        speaks_alone=frozenset(fold_words(word) for word in data["clauses"]["alone"]),
        labels=frozenset(fold_words(word) for word in data["clauses"]["labels"]),
        asserting=frozenset(fold_words(word) for word in data["asserting"]["verbs"]),
    )


def _by_length(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))

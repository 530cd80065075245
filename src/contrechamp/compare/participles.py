"""The verb of a participle that stands as an adjective: `était stocké` says what `stocker` says."""

from __future__ import annotations

from functools import cache

from contrechamp.compare.rarity import is_known
from contrechamp.lang import read_toml
from contrechamp.model import Predicate


def verb_of(lemma: str, language: str = "fr") -> str | None:
    """The infinitive of a participle, by its ending and if the news know it; None where there is none."""
    for ending, infinitive in _endings(language):
        if lemma.endswith(ending) and len(lemma) > len(ending) + 2:
            verb = lemma[: len(lemma) - len(ending)] + infinitive
            if is_known(verb, language):
                return verb
    return None


@cache
def _endings(language: str) -> tuple[tuple[str, str], ...]:
    return tuple((ending, infinitive) for ending, infinitive in read_toml(language, "points")["participles"]["endings"])


def participles_in(predicate: Predicate | None, language: str) -> dict[str, str]:
    """By lemma, the verbs of the participles that stand as a predicate's attribute or in its place."""
    if predicate is None:
        return {}
    lemmas = [argument.lemma for argument in predicate.arguments if argument.role == "attribute"] + [predicate.lemma]
    found = {lemma: verb_of(lemma, language) for lemma in lemmas}
    return {lemma: verb for lemma, verb in found.items() if verb}

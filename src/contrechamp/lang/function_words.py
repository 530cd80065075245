"""The closed classes of a language: articles, conjunctions, auxiliaries … by what they do: code names no word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from contrechamp.lang import languages, read_toml


@cache
def classes_of(language: str) -> Mapping[str, frozenset[str]]:
    """Each form with the names of its classes (`qu'` → `that`); none for a language without such a table."""
    return _classes(language, "function_words", "forms")


@cache
def verb_classes_of(language: str) -> Mapping[str, frozenset[str]]:
    """The same for the few verbs of grammar, by folded lemma (`etre` → `auxiliary`, `be`, `light`)."""
    return _classes(language, "verbs", "keys")


@cache
def forms_of(language: str, *names: str) -> frozenset[str]:
    """All forms of some classes."""
    wanted = set(names)
    return frozenset(form for form, held in classes_of(language).items() if held & wanted)


def _classes(language: str, kind: str, listed: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    table = read_toml(language, kind) if language in languages() else {}
    for name, entry in table.items():
        for word in entry[listed]:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}

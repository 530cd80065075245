"""The closed classes of a language: articles, conjunctions, negations … by what they do, so that code names no word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from contrechamp.lang import languages, read_toml


@cache
def classes_of(language: str) -> Mapping[str, frozenset[str]]:
    """Each form with the names of its classes (`qu'` → `that`); none for a language without such a table."""
    found: dict[str, set[str]] = {}
    table = read_toml(language, "function_words") if language in languages() else {}
    for name, entry in table.items():
        for form in entry["forms"]:
            found.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}


@cache
def forms_of(language: str, *names: str) -> frozenset[str]:
    """All forms of some classes."""
    wanted = set(names)
    return frozenset(form for form, held in classes_of(language).items() if held & wanted)

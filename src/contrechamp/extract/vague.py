"""Words that leave open who, how many, when or how much (VAGO's categories), as marks beside the claims."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from contrechamp.lang import read_toml
from contrechamp.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Vague:
    """One vague expression: its span and what it leaves open (`who`, `how_many`, `when`, `how_much`)."""

    span: Span
    category: str


def find_vague(doc: Doc, *, language: str = "fr") -> tuple[Vague, ...]:
    """The vague expressions of a parsed text, the longest first where several begin together. O(n)."""
    phrases = _phrases(language)
    words = [(token.text.lower().replace("’", "'"), token.idx, token.idx + len(token)) for token in doc]
    found: list[Vague] = []
    i = 0
    while i < len(words):
        for pieces, category in phrases.get(words[i][0], ()):
            if tuple(word for word, _, _ in words[i : i + len(pieces)]) == pieces:
                found.append(Vague(Span(words[i][1], words[i + len(pieces) - 1][2]), category))
                i += len(pieces) - 1
                break
        i += 1
    return tuple(found)


@cache
def _phrases(language: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word → the phrases that begin with it, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for category, entry in read_toml(language, "vague").items():
        for phrase in entry["words"]:
            pieces = tuple(phrase.replace("'", "' ").split())
            by_first.setdefault(pieces[0], []).append((pieces, category))
    return {first: tuple(sorted(entries, key=lambda e: (-len(e[0]), e))) for first, entries in by_first.items()}

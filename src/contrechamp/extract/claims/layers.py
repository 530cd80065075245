"""What claims are made of: what is known of the text beside its tree, and a claim before its records are attached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contrechamp.extract.certainty import CertaintyWords, Reading
from contrechamp.extract.claims.clauses import Clause
from contrechamp.extract.tree import Tree, word_at
from contrechamp.extract.voices import Attribution
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Actor, Mode, Quantity, Span, Time, Voice


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its records are attached: its clause (None for a whole phrase), span, voice and reading."""

    clause: Clause | None
    span: Span
    voice: Voice
    mode: Mode
    rule: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Layers:
    """What is known of the text beside its tree."""

    tree: Tree
    language: str
    account: str
    attributions: tuple[Attribution, ...]
    lexicon: CertaintyWords
    voices: VoiceWords
    actors: tuple[Actor, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    innermost: list[int]


def painted(tree: Tree, attributions: Sequence[Attribution]) -> list[int]:
    """For each word, the number of the smallest content that holds it, or -1."""
    inner = [-1] * len(tree.words)
    size = [sum(span.end - span.start for span in item.contents) for item in attributions]
    for number in sorted(range(len(attributions)), key=lambda n: (-size[n], -n)):
        for span in attributions[number].contents:
            first, last = word_at(tree, span.start), word_at(tree, span.end - 1) + 1
            inner[first:last] = [number] * (last - first)
    return inner


def innermost(layers: Layers, word: int) -> Attribution | None:
    """The smallest content that holds the word; None where the author speaks."""
    number = layers.innermost[word]
    return layers.attributions[number] if number >= 0 else None

"""Gold sentences: read from CoNLL-U as spaCy's own converter does, gathered into passages, varied."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.training.converters import conllu_to_docs


@dataclass(frozen=True, slots=True)
class Treebank:
    """A file of gold trees, how often a training epoch shows it, and the number of its source for the teachers."""

    file: str
    weight: float
    source: int


DEV = "fr_sequoia-ud-dev.conllu"
TEST = "fr_sequoia-ud-test.conllu"
CHOOSING = (
    Treebank("fr_sequoia-ud-train.conllu", 1.0, 0),
    Treebank("fr_gsd-ud-dev.conllu", 1.0, 1),
    Treebank("fr_rhapsodie-ud-train.conllu", 0.5, 2),  # spoken French
    Treebank("fr_parisstories-ud-train.conllu", 0.5, 3),
)
"""What is trained on while settings are chosen on Sequoia's dev file."""
FINAL = (*CHOOSING, Treebank(DEV, 1.0, 0))
"""What is trained on once they are chosen."""
SOURCES = 4


def read_sentences(path: Path) -> list[Doc]:
    """The sentences of a CoNLL-U file, one Doc each, contracted words (`au`, `des`) merged into one token."""
    text = path.read_text(encoding="utf-8")
    return list(conllu_to_docs(text, n_sents=1, merge_subtokens=True, no_print=True))


def read_passages(path: Path, *, sentences: int = 10) -> list[Doc]:
    """The same in passages of ten sentences, the form in which spaCy's evaluation scores a treebank."""
    text = path.read_text(encoding="utf-8")
    return list(conllu_to_docs(text, n_sents=sentences, merge_subtokens=True, no_print=True))


def passages(sentences: Sequence[Doc], rng: random.Random, *, longest: int = 6) -> Iterator[list[Doc]]:
    """Runs of one to `longest` neighbouring sentences, all sentences once, in random order of runs."""
    runs: list[list[Doc]] = []
    start = 0
    while start < len(sentences):
        size = rng.randint(1, longest)
        runs.append(list(sentences[start : start + size]))
        start += size
    rng.shuffle(runs)
    yield from runs

"""What is known while the descriptions of a text are read, and where one begins and ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from contrechamp.extract.actors.lexicon import Entry, Hit
from contrechamp.extract.actors.mentions import Mention
from contrechamp.extract.tree import Tree, Word, word_at
from contrechamp.lang import read_toml
from contrechamp.model import ActorKind


@dataclass(frozen=True, slots=True)
class Described:
    """A function once said of somebody: `le ministre de la Défense russe, Sergueï Choïgu`."""

    lemma: str
    of: str
    about: frozenset[str]
    person: Mention
    at: int


@dataclass(slots=True)
class Scene:
    """What is known while a text is read: its tree, names by their first and last word, words of the lists by word."""

    tree: Tree
    language: str
    reference: date | None
    named: dict[int, Mention] = field(default_factory=dict)
    ending: dict[int, Mention] = field(default_factory=dict)
    hits: dict[int, Hit] = field(default_factory=dict)
    described: list[Described] = field(default_factory=list)
    states: dict[str, list[str]] = field(default_factory=dict)
    heads: dict[str, list[Mention]] = field(default_factory=dict)
    departments: dict[str, tuple[str, str]] = field(default_factory=dict)


def noun_of(scene: Scene, hit: Hit) -> int:
    """The noun of a hit of several words: the one that the others hang on (*chef* in *chef de l'État*)."""
    tree = scene.tree
    first, last = word_at(tree, hit.start), word_at(tree, hit.end - 1)
    return next((i for i in range(first, last + 1) if not first <= tree.words[i].head <= last), first)


def determiner_of(tree: Tree, at: int) -> Word | None:
    """The determiner before a noun, adjectives between them or not."""
    for i in range(at - 1, max(-1, at - 4), -1):
        word = tree.words[i]
        if word.pos == "DET" or (word.function & {"of-the", "to-the"} and word.pos in ("ADP", "DET")):
            return word
        if word.pos not in ("ADJ", "NUM", "ADV"):
            return None
    return None


def start_of(tree: Tree, at: int) -> int:
    """Where the description begins: at its article, but not at a preposition that holds one (du, au)."""
    determiner = determiner_of(tree, at)
    first = tree.words[at] if determiner is None or determiner.pos == "ADP" else determiner
    return first.start


@cache
def _definite(language: str) -> frozenset[str]:
    return frozenset(read_toml(language, "actors")["determiners"]["definite"])


def is_definite(scene: Scene, at: int) -> bool:
    """Whether a noun is somebody or something already known: *le*, *cette*, *son*."""
    determiner = determiner_of(scene.tree, at)
    return determiner is not None and determiner.low in _definite(scene.language)


def pointed_at(tree: Tree, at: int) -> bool:
    """Whether *ce* or *cette* stands before a noun: the last one spoken of."""
    determiner = determiner_of(tree, at)
    return determiner is not None and "demonstrative" in determiner.function


def territory_of(scene: Scene, hit: Hit, *, for_state: bool = False) -> tuple[str, str, int] | None:
    """The country or organisation that a noun is of: its key, its adjective or name as said, and the word it ends with.

    `l'armée russe`, `le président de l'Ukraine`, `le chef du Kremlin`, `le secrétaire général de l'Otan`. A capital is
    read as its state where the noun acts `for_state`.
    """
    tree, noun = scene.tree, noun_of(scene, hit)
    last = word_at(tree, hit.end - 1)
    for i in range(last + 1, min(last + 9, len(tree.words))):
        word = tree.words[i]
        if word.pos in ("VERB", "AUX", "PUNCT", "PRON", "SCONJ", "CCONJ") and word.form != "-":
            return None
        other = scene.hits.get(i)
        entry = next((e for e in other.entries if e.form == "adjective"), None) if other else None
        if other and entry and word.form[0].islower() and (i == last + 1 or _leads_to(tree, i, noun)):
            return entry.key, tree.text[other.start : other.end], word_at(tree, other.end - 1)
        named = scene.named.get(i)
        if named and named.kind is not ActorKind.PERSON and _after_de(tree, i, last):
            entry = _entry(scene, i)
            if entry and (entry.form != "capital" or for_state):
                return entry.key, entry.said if entry.form == "seat" else entry.name, word_at(tree, named.end - 1)
            return named.key, named.name, word_at(tree, named.end - 1)
        if named:
            return None
    return None


def _entry(scene: Scene, at: int) -> Entry | None:
    hit = scene.hits.get(at)
    if hit is not None and hit.start > scene.tree.words[at].start:
        return None  # les Hauts-de-France are not la France
    return next((e for e in hit.entries if e.form in ("name", "acronym", "seat", "capital")), None) if hit else None


def _after_de(tree: Tree, at: int, last: int) -> bool:
    """Only *de* (with an article) stands between word `last` and the name at word `at`, or a complement of it."""
    between = tree.words[last + 1 : at]
    return 0 < len(between) <= 2 and bool(between[0].function & {"of", "of-the"})


def _leads_to(tree: Tree, at: int, noun: int) -> bool:
    word = tree.words[at]
    for _ in range(3):
        if word.head == noun:
            return True
        word = tree.words[word.head]
    return False

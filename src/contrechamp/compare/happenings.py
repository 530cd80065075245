"""What kinds of happening a claim tells, and of which kinds of people and things, by classes of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from contrechamp.lang import read_table
from contrechamp.text.fold import fold_words

REACH = 4
"""Content words within which the words of an idiom stand: `ont tous perdu la vie`, `placé en garde à vue`."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One kind of happening that words tell: `pole` is `+`, `-` or `=`, `words` the folded lemmas that tell it."""

    name: str
    pole: str
    words: tuple[str, ...]


def find_happenings(lemmas: Sequence[str], language: str = "fr") -> tuple[Happening, ...]:
    """The happenings that folded content lemmas, in the order of the text, tell. O(n).

    `find_happenings(["passager", "perdre", "vie"])[0].name == "die"`
    """
    found = dict[tuple[str, str], Happening]()
    for name, pole, words in _matches(lemmas, _lexicon(language, "happenings")):
        key = name, pole
        if key not in found or len(words) > len(found[key].words):
            found[key] = Happening(name, pole, words)
    return tuple(sorted(found.values(), key=lambda happening: (happening.name, happening.pole)))


def find_kinds(lemmas: Sequence[str], language: str = "fr") -> frozenset[str]:
    """The kinds of people and things that folded content lemmas name, without the kinds above them."""
    return frozenset(name for name, _, _ in _matches(lemmas, _lexicon(language, "kinds")))


def kinds_from(lemmas: Sequence[str], language: str = "fr") -> frozenset[str]:
    """The kinds that an idiom names which begins at the first lemma."""
    entries = _lexicon(language, "kinds").get(lemmas[0], ()) if lemmas else ()
    return frozenset(name for name, _, words in entries if _follow(words[1:], lemmas[1:REACH]))


def _matches(
    lemmas: Sequence[str], lexicon: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for at, lemma in enumerate(lemmas):
        for name, pole, words in lexicon.get(lemma, ()):
            if _follow(words[1:], lemmas[at + 1 : at + REACH]):
                yield name, pole, words


def _follow(words: Sequence[str], lemmas: Sequence[str]) -> bool:
    """Whether all words stand among the lemmas in this order."""
    rest = iter(lemmas)
    return all(any(word == lemma for lemma in rest) for word in words)


@cache
def _lexicon(language: str, table: str) -> dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]]:
    """By its first word, each entry of a table: name, pole or kinds above, words."""
    found: dict[str, list[tuple[str, str, tuple[str, ...]]]] = defaultdict(list)
    for name, side, entries in read_table(language, table):
        for entry in entries.split():
            words = tuple(fold_words(word) for word in entry.split("_"))
            found[words[0]].append((name, side, words))
    return {word: tuple(entries) for word, entries in found.items()}


@cache
def _above(language: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(side.split()) for name, side, _ in read_table(language, "kinds")}


def kinds_meet(left: frozenset[str], right: frozenset[str], language: str = "fr") -> bool:
    """Whether two sets of kinds can name the same ones: a kind in common, or one above the other."""
    if left & right:
        return True
    above = _above(language)
    up_left = frozenset(name for kind in left for name in above.get(kind, ()))
    up_right = frozenset(name for kind in right for name in above.get(kind, ()))
    return bool(up_left & right or left & up_right)

"""Rhythm that pushes: words that come again at the head of sentences or of their parts, and cries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from contrechamp.extract.techniques.patterns import View
from contrechamp.lang import read_list
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    from contrechamp.extract.tree import Tree

Hit = tuple[str, str, int, int]

_CUTS = frozenset({",", ";", ":", ".", "!", "?", "…", "—", "–"})
_QUOTES = frozenset({"«", "»", "“", "”", '"'})
_DRUMS = frozenset({"ADV", "ADJ", "NOUN", "VERB", "PRON", "DET"})
"""Parts of speech with which a drum may begin."""
_SHORT = 8
"""Words of a part of a sentence: longer ones are no drum."""
_CRIED, _SILENT = frozenset({"NOUN", "PROPN", "ADJ", "ADV"}), frozenset({"NUM", "INTJ", "VERB", "AUX"})
_CRY = 5
"""Words of a cry: longer ones are sentences."""


def find_rhythm(tree: Tree, view: View, language: str) -> Iterator[Hit]:
    """Technique, cue, first word, word after the last, of each repetition and each cry. O(n)."""
    greetings = frozenset(map(fold_words, read_list(language, "greetings")))
    yield from _same_openings(tree, view)
    for start, end in tree.sentences:
        yield from _same_parts(tree, view, start, end)
        yield from _cries(tree, view, start, end, greetings)


def _same_openings(tree: Tree, view: View) -> Iterator[Hit]:
    """Three sentences in a row that begin with the same three words: each opening is marked."""

    def opening(number: int) -> tuple[str, ...]:
        start, end = tree.sentences[number]
        return tuple(view.forms[start : start + 3]) if end - start > 4 else ()

    run: list[int] = []
    for number in range(len(tree.sentences) + 1):
        same = bool(run) and number < len(tree.sentences) and opening(number) == opening(run[-1])
        if same and opening(number):
            run.append(number)
            continue
        if len(run) >= 3:
            for one in run:
                start = tree.sentences[one][0]
                yield "Repetition", "same-opening", start, start + 3
        run = [number]


def _same_parts(tree: Tree, view: View, start: int, end: int) -> Iterator[Hit]:
    """A sentence of short parts that begin alike: three in a row with one word, or two that are all it says."""
    parts = [part for part in _parts(view.forms, start, end) if part[0] < part[1]]
    if len(parts) < 2:
        return
    run: list[tuple[int, int]] = []
    for part in [*parts, (end, end)]:
        if run and part[0] < part[1] and view.forms[part[0]] == view.forms[run[-1][0]] and part[1] - part[0] <= _SHORT:
            run.append(part)
            continue
        if len(run) >= 3 or (len(run) == len(parts) == 2 and _twins(view, run)):
            first, after = run[0][0], run[-1][1]
            if _drums(tree, run) and not _finite(tree, first, after):
                yield "Repetition", "same-parts", first, after
        run = [part]


def _parts(forms: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas and the like; a part that only an *et* opens begins behind it."""
    first = start
    for at in range(start, end + 1):
        if at == end or forms[at] in _CUTS or forms[at] in _QUOTES:
            yield first, at
            first = at + 1


def _twins(view: View, run: Sequence[tuple[int, int]]) -> bool:
    """Whether both begin with the same two words and say about as much."""
    (a, b), (c, d) = run
    alike = view.forms[a] == view.forms[c] and view.lemmas[a + 1 : a + 2] == view.lemmas[c + 1 : c + 2]
    return alike and b - a > 2 and abs((b - a) - (d - c)) <= 3


def _drums(tree: Tree, run: Sequence[tuple[int, int]]) -> bool:
    """Whether the word that comes again is more than grammar: lists of figures, names, places begin alike too."""
    (first, _), (_, after) = run[0], run[-1]
    words = tree.words[first:after]
    named = sum(word.pos in ("NUM", "PROPN", "INTJ") for word in words) > 2
    spoken = all(end - start > 1 for start, end in run)
    return spoken and not named and tree.words[first].pos in _DRUMS


def _finite(tree: Tree, first: int, after: int) -> bool:
    return any("VerbForm=Fin" in word.morph for word in tree.words[first:after])


def _cries(tree: Tree, view: View, start: int, end: int, greetings: frozenset[str]) -> Iterator[Hit]:
    """A few words without a verb before an exclamation mark (*Dehors !*)."""
    words = [word for word in tree.words[start:end] if word.form not in _QUOTES]
    if not words or words[-1].form != "!" or len(words) - 1 > _CRY:
        return
    said = words[:-1]
    wordy = any(word.pos in _CRIED for word in said) and not any(word.pos in _SILENT for word in said)
    if wordy and not any(view.forms[word.i] in greetings for word in said):
        yield "Slogans", "cry", said[0].i, words[-1].i + 1

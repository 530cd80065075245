"""What others claim and the author denies: *prétendre que … est une fable*, *il est faux de dire que …*."""

from __future__ import annotations

from collections.abc import Iterator

from contrechamp.extract.tree import Tree
from contrechamp.extract.voices.contents import balanced, mode_of
from contrechamp.extract.voices.cues import Cue
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import Frame, trimmed
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Span


def by_distance(frame: Frame, words: VoiceWords, place: list[int]) -> Iterator[Found]:
    """*prétendre que … est une fable*: unnamed others claim it, and the author denies it."""
    tree = frame.tree
    for word in tree.words:
        if word.key not in words.distance or "VerbForm=Inf" not in word.morph or word.pos != "VERB":
            continue
        carrier = frame.carriers[place[word.i]]
        que = next(
            (i for i in range(word.i + 1, min(carrier.last, word.i + 4)) if tree.words[i].low in ("que", "qu'")), None
        )
        if que is None:
            continue
        verdict = _verdict_after(tree, que, carrier.last, words) or _verdict_before(tree, word.i, carrier.first, words)
        if verdict is None:
            continue
        end = verdict[0] if verdict[0] > que else carrier.last
        span = trimmed(tree.text, tree.words[que + 1].start, tree.words[end - 1].end) if end > que + 1 else None
        if span is not None:
            cue = Cue("verb", word.i, word.i, word.i, words.classes["pretend"], None, rule="distance")
            denied = Span(tree.words[verdict[0]].start, tree.words[verdict[1]].end)
            item = Found(
                (balanced(frame, span),), cue, mode_of(frame, (span,)), "distance", place[word.i], None, denied, True
            )
            yield item


def _verdict_after(tree: Tree, que: int, end: int, words: VoiceWords) -> tuple[int, int] | None:
    """Copula and noun of *…, est une fable* behind a clause that has a verb of its own."""
    verbs = 0
    for i in range(que + 1, end):
        word = tree.words[i]
        if word.key in words.false and word.pos in ("NOUN", "ADJ"):
            copula = next(
                (
                    k
                    for k in range(i - 1, max(que, i - 5), -1)
                    if tree.words[k].key in ("etre", "relever", "constituer")
                ),
                None,
            )
            own = copula is not None and tree.words[copula - 1].low not in (
                "qui",
                "ce",
                "c'",
                "il",
                "elle",
                "ils",
                "elles",
            )
            if copula is not None and own and verbs > 1 and not _negated_between(tree, copula - 1, i):
                return copula, i
        verbs += "VerbForm=Fin" in word.morph
    return None


def _verdict_before(tree: Tree, verb: int, first: int, words: VoiceWords) -> tuple[int, int] | None:
    """*il est faux de dire que*, *c'est une erreur de prétendre que*."""
    for i in range(verb - 1, max(first, verb - 7) - 1, -1):
        word = tree.words[i]
        if word.key in words.false and word.pos in ("NOUN", "ADJ"):
            copula = next((k for k in range(i - 1, max(first, i - 5) - 1, -1) if tree.words[k].key == "etre"), None)
            if copula is not None and not _negated_between(tree, copula - 2, i):
                return copula, i
    return None


def _negated_between(tree: Tree, first: int, last: int) -> bool:
    return any(tree.words[i].low in ("pas", "jamais", "ni", "nullement") for i in range(max(0, first), last))

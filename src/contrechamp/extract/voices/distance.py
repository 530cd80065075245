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
    """*prétendre que … est une fable*, *l'idée que … est fausse*: unnamed others claim it, and the author denies it."""
    tree = frame.tree
    for word in tree.words:
        carrier = frame.carriers[place[word.i]]
        verb = word.key in words.distance and "VerbForm=Inf" in word.morph and word.pos == "VERB"
        noun = word.pos == "NOUN" and words.nouns.get(word.key, "factive") != "factive"
        que = _opens_clause(tree, word.i, carrier.last) if verb or noun else None
        if que is None:
            continue
        verdict = _verdict_after(tree, que, carrier.last, words)
        if verdict is None and verb:
            verdict = _verdict_before(tree, word.i, carrier.first, words)
        if verdict is None:
            continue
        copula, last = verdict
        end = copula if copula > que else carrier.last
        span = trimmed(tree.text, tree.words[que + 1].start, tree.words[end - 1].end) if end > que + 1 else None
        if span is not None:
            cue = Cue(
                "verb" if verb else "noun", word.i, word.i, word.i, words.classes["pretend"], None, rule="distance"
            )
            denied = Span(tree.words[copula + 1].start, tree.words[last].end)
            yield Found(
                (balanced(frame, span),), cue, mode_of(frame, (span,)), "distance", place[word.i], None, denied, True
            )


def _opens_clause(tree: Tree, at: int, end: int) -> int | None:
    """The *que*, or the *laquelle* of *selon laquelle*, that opens what the verb or noun at word `at` is about."""
    for i in range(at + 1, min(end, at + 4)):
        word = tree.words[i]
        if "that" in word.function and word.pos in ("SCONJ", "ADV"):
            return i
        if "which" in word.function and "according" in tree.words[i - 1].function:
            return i
    return None


def _verdict_after(tree: Tree, que: int, end: int, words: VoiceWords) -> tuple[int, int] | None:
    """Copula and noun of *…, est une fable* behind a clause that has a verb of its own."""
    verbs = 0
    for i in range(que + 1, end):
        word = tree.words[i]
        if word.key in words.false and word.pos in ("NOUN", "ADJ"):
            copula = next((k for k in range(i - 1, max(que, i - 5), -1) if tree.words[k].key in words.copulas), None)
            if copula is not None and verbs > 1 and not _has_subject(tree, copula):
                return None if _negated_between(tree, copula - 1, i) else (copula, i)
        verbs += "VerbForm=Fin" in word.morph
    return None


def _has_subject(tree: Tree, copula: int) -> bool:
    """A pronoun right before the copula: *qui est une fable*, *c'est une fable* say it of something else."""
    before = tree.words[copula - 1]
    return before.pos == "PRON" and any(f"PronType={kind}" in before.morph for kind in ("Rel", "Prs", "Dem"))


def _verdict_before(tree: Tree, verb: int, first: int, words: VoiceWords) -> tuple[int, int] | None:
    """*il est faux de dire que*, *c'est une erreur de prétendre que*."""
    for i in range(verb - 1, max(first, verb - 7) - 1, -1):
        word = tree.words[i]
        if word.key in words.false and word.pos in ("NOUN", "ADJ"):
            copula = next((k for k in range(i - 1, max(first, i - 5) - 1, -1) if "be" in tree.words[k].function), None)
            if copula is not None and not _negated_between(tree, copula - 2, i):
                return copula, i
    return None


def _negated_between(tree: Tree, first: int, last: int) -> bool:
    denials = {"not", "never", "nor", "by-no-means"}
    return any(word.function & denials for word in tree.words[max(0, first) : last])

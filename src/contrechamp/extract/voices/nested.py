"""Speech within speech: *« Il me disait : 'Partez !' »*, a quotation in a quotation under a verb of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contrechamp.extract.tree import Tree, word_at
from contrechamp.extract.voices.cues import Cue, subject_of, verb_class, verb_group
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import STRONG, Frame
from contrechamp.extract.voices.incises import incise_at
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Mode

_FAR = 25  # words between a verb of speech and the colon that it leads up to


def find_nested(frame: Frame, words: VoiceWords, place: list[int], used: set[int]) -> Iterator[Found]:
    """What stands in marks inside a quotation and has a verb of speech before its colon, right before or behind it.

    `used` are the cues that already give a whole quotation its speaker.
    """
    tree = frame.tree
    for quote in frame.nested:
        first, last = word_at(tree, quote.span.start), word_at(tree, quote.span.end - 1)
        outer = frame.inside[first]
        if not quote.closed or outer < 0:
            continue
        start, end = frame.ranges[outer]
        cue = _lead(tree, max(start, first - _FAR), (first, last), words) or _behind(tree, last + 1, end, words)
        if cue is not None and cue.at not in used:
            yield Found((quote.inner,), cue, Mode.DIRECT, cue.rule, place[cue.at])


def _lead(tree: Tree, start: int, marks: tuple[int, int], words: VoiceWords) -> Cue | None:
    """The nearest verb of speech of the same sentence: before a colon anywhere in it, else right before the marks where
    they hold a verb (*chanter 'Libre et seul'* names a song).
    """
    at = marks[0] - 1
    while at > start and tree.words[at].pos == "SPACE":
        at -= 1
    colon = at > start and tree.words[at].form == ":"
    if not colon and not any("VerbForm=Fin" in w.morph for w in tree.words[marks[0] : marks[1]]):
        return None
    for i in range(at, start - 1, -1):
        if tree.words[i].form in STRONG or (not colon and i < at):
            return None
        kind = verb_class(tree, i, words)
        if kind is not None and (colon or kind.name in ("speech", "say")):
            speaker = subject_of(tree, i)
            low, high = verb_group(tree, i)
            return Cue("verb", i, low, high, kind, speaker.i if speaker is not None else None, rule="lead-in")
    return None


def _behind(tree: Tree, at: int, end: int, words: VoiceWords) -> Cue | None:
    """The incise behind an inner quotation: *'Partez', m'a-t-il dit*."""
    if at + 1 >= end or tree.words[at].form != ",":
        return None
    cue = incise_at(tree, at + 1, end, words, quoted=True)
    return replace(cue, rule="incise") if cue is not None else None

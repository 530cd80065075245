"""What phrases of source speak of, and where reported clauses end before them."""

from __future__ import annotations

from dataclasses import replace

from contrechamp.extract.tree import Tree, is_finite
from contrechamp.extract.voices.cues import Cue
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import Frame, trimmed
from contrechamp.extract.voices.marking import found_as
from contrechamp.extract.voices.scope import host_spans
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Span


def in_carriers(found: list[Found]) -> dict[int, list[Found]]:
    """What has been found in each carrier by an incise."""
    out: dict[int, list[Found]] = {}
    for item in found:
        if item.cue is not None and item.cue.incise:
            out.setdefault(item.carrier, []).append(item)
    return out


def of_incise(tree: Tree, cue: Cue, incises: list[Found]) -> bool:
    """A phrase of source that tells more of an incise before it: *a-t-on appris de source judiciaire, confirmant une
    information de sources proches*.
    """
    start = tree.words[cue.first].start
    before = [i for i in incises if i.cue is not None and i.cue.first < cue.first]
    outside = [i for i in before if not any(span.start <= start < span.end for span in i.contents)]
    return any(
        not any("VerbForm=Fin" in w.morph for w in tree.words[i.cue.stop + 1 : cue.first])
        for i in outside
        if i.cue is not None
    )


def closed(frame: Frame, found: list[Found]) -> list[Found]:
    """Reported clauses without a phrase of source at their end that speaks of the verb above them, too: *aurait dit que
    …, selon le journal*.
    """
    over = {f.carrier: f for f in found if f.rule == "source" and f.cue is not None}
    return [_before_source(frame, item, over.get(item.carrier)) for item in found]


def _before_source(frame: Frame, item: Found, over: Found | None) -> Found:
    if over is None or over.cue is None or item.rule != "que" or item.cue is None:
        return item
    tree, span = frame.tree, item.contents[-1]
    start = tree.words[over.cue.first].start
    above = any(s.start <= tree.words[item.cue.at].start < s.end for s in over.contents)
    if not above or not span.start < start < span.end or tree.words[over.cue.stop].end < span.end:
        return item
    kept = trimmed(tree.text, span.start, start)
    return item if kept is None else replace(item, contents=(*item.contents[:-1], kept))


def by_source(frame: Frame, cue: Cue, number: int, words: VoiceWords) -> list[Found]:
    """What a phrase of source speaks of: its clause, or the figure or apposition that it stands beside."""
    carrier = frame.carriers[number]
    figure = _figure_beside(frame, cue)
    contents = (figure,) if figure is not None else host_spans(frame, cue, carrier, words)
    return found_as(frame, contents, cue, "source", number)


def _figure_beside(frame: Frame, cue: Cue) -> Span | None:
    """*12 000 manifestants selon la police*, beside another count of another source: the figure alone."""
    tree = frame.tree
    if cue.speaker is None:
        return None
    before = tree.words[cue.first - 1] if cue.first else None
    noun = tree.words[tree.words[cue.speaker].head]
    if before is None or noun.i > cue.first or noun.rel in ("root",):
        return None
    while noun.rel in ("nmod", "amod") and noun.head < noun.i:
        noun = tree.words[noun.head]
    if noun.rel == "appos" and before.form != "," and tree.words[min(cue.stop + 1, len(tree.words) - 1)].form == ",":
        return trimmed(tree.text, tree.words[tree.reach[noun.i][0]].start, before.end)  # "X, un élu selon Y, a …"
    counted = noun.pos == "NUM" or any(k.rel == "nummod" for k in map(tree.words.__getitem__, noun.kids))
    if not counted or is_finite(tree, noun.i) or not _another_count(frame, cue):
        return None
    return trimmed(tree.text, tree.words[tree.reach[noun.i][0]].start, before.end)


def _another_count(frame: Frame, cue: Cue) -> bool:
    """The sentence gives another figure with a source of its own."""
    first, last = frame.tree.sentences[frame.tree.words[cue.at].sentence]
    return sum("according" in w.function for w in frame.tree.words[first:last]) > 1

"""The journalist's conditional: *Les soldats auraient quitté la ville* is what unnamed others say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contrechamp.extract.tree import Tree, Word, finite_verb, is_finite, kids, word_at
from contrechamp.extract.voices.contents import clause_span
from contrechamp.extract.voices.cues import Cue
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import Carrier, Frame, trimmed
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Mode, Span

_CLAUSES = ("root", "conj", "parataxis", "ccomp", "acl", "advcl")


def find_rumours(frame: Frame, words: VoiceWords, place: Sequence[int], found: list[Found]) -> Iterator[Found]:
    """Clauses in the past conditional that nobody else has said, outside quotation marks, as an unnamed voice's."""
    tree = frame.tree
    said = _held(tree, found)
    for word in tree.words:
        if said[word.i] or frame.inside[word.i] >= 0 or word.rel not in _CLAUSES or not _heard(tree, word, words):
            continue
        carrier = frame.carriers[place[word.i]]
        if _supposed(tree, word, carrier, words):
            continue
        span = _clause(frame, word, carrier, words)
        if span is not None:
            finite = finite_verb(tree, word.i)
            cue = Cue("mood", finite.i, finite.i, finite.i, None, None, rule="conditional")
            yield Found((span,), cue, Mode.INDIRECT, "conditional", place[word.i], unnamed=True)


def _heard(tree: Tree, word: Word, words: VoiceWords) -> bool:
    """A verb in the past conditional that tells of something done: not *aurait dû*, *aurait aimé*, *aurions fini*."""
    finite = finite_verb(tree, word.i)
    past = finite.i != word.i and finite.rel == "aux" and finite.dep != "aux:pass" and "Mood=Cnd" in finite.morph
    active = "VerbForm=Part" in word.morph or any("VerbForm=Part" in k.morph for k in kids(tree, word.i, "aux", "cop"))
    between = tree.words[finite.i + 1 : word.i]
    if any(w.low in words.wishes for w in between):
        return False
    return past and active and "Person=3" in finite.morph and word.key not in words.unheard


def _supposed(tree: Tree, word: Word, carrier: Carrier, words: VoiceWords) -> bool:
    """What would have been under a condition, or is asked: *s'il était venu, sans cela, à sa place*, *aurait-il*."""
    here = tree.words[carrier.first : carrier.last]
    if any(w.low in words.conditions or w.form == "?" for w in here):
        return True
    subject = next(iter(kids(tree, word.i, "nsubj", "expl")), None)
    return subject is not None and subject.i > finite_verb(tree, word.i).i  # "aurait-il su, il serait resté"


def _clause(frame: Frame, word: Word, carrier: Carrier, words: VoiceWords) -> Span | None:
    """The clause without its conjunction or relative pronoun."""
    tree = frame.tree
    low = tree.reach[word.i][0]
    opener = next((i for i in range(low, word.i) if _opens(tree, word, i)), None)
    span = clause_span(frame, word.i, carrier, words, after=low - 1 if opener is None else opener)
    if span is None or tree.text[span.end - 1] not in ".…!":
        return span
    return trimmed(tree.text, span.start, span.end - 1)


def _opens(tree: Tree, word: Word, i: int) -> bool:
    opener = tree.words[i]
    return (opener.rel == "mark" and opener.head == word.i) or (
        word.rel == "acl" and is_finite(tree, word.i) and "PronType=Rel" in opener.morph
    )


def _held(tree: Tree, found: list[Found]) -> list[bool]:
    held = [False] * len(tree.words)
    for span in (span for item in found for span in item.contents):
        first, last = word_at(tree, span.start), word_at(tree, span.end - 1) + 1
        held[first:last] = [True] * (last - first)
    return held

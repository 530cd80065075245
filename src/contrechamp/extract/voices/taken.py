"""A sentence whose speaker the next one names: *La ville est ruinée. C'est l'avis de la maire.*"""

from __future__ import annotations

from collections.abc import Sequence

from contrechamp.extract.tree import Tree, Word, is_finite, kids
from contrechamp.extract.voices.cues import Cue
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import Carrier, Frame, quoted_between, trimmed
from contrechamp.extract.voices.incises import can_speak
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Mode

_FAR = 9  # words between the noun of speech and the one whose it is: "le constat, vendredi 4 mai, du président"


def find_taken_up(frame: Frame, words: VoiceWords, place: Sequence[int], found: Sequence[Found]) -> list[Found]:
    """The sentence before each *c'est* with a noun of speech and whose that is, where nobody else has said it."""
    tree = frame.tree
    said = {item.carrier for item in found}
    out = []
    for noun in tree.words:
        name = words.nouns.get(noun.key)
        carrier = frame.carriers[place[noun.i]]
        if name in (None, "factive", "wish") or not _takes_up(tree, noun, carrier):
            continue
        before, number = place[noun.i] - 1, place[noun.i]
        speaker = _whose(tree, noun, carrier.last, words)
        if before < 0 or before in said or speaker is None or frame.carriers[before].paragraph != carrier.paragraph:
            continue
        told = frame.carriers[before]
        if not any(is_finite(tree, i) for i in range(told.first, told.last)):
            continue
        last = told.last - 1
        while last > told.first and tree.words[last].pos in ("PUNCT", "SPACE") and frame.inside[last] < 0:
            last -= 1
        span = trimmed(tree.text, tree.words[told.first].start, tree.words[last].end)
        if span is not None:
            quoted, _ = quoted_between(frame, told, told.first, told.last)
            cue = Cue("noun", noun.i, noun.i, noun.i, words.classes[name or "say"], speaker.i, rule="noun")
            out.append(Found((span,), cue, Mode.MIXED if quoted else Mode.INDIRECT, "noun", number))
    return out


def _takes_up(tree: Tree, noun: Word, carrier: Carrier) -> bool:
    """*C'est le constat* at a sentence's head, with a definite article and no *que* behind it."""
    ce = next((k for k in kids(tree, noun.i, "nsubj", "expl") if "this" in k.function), None)
    article = any("Definite=Def" in k.morph for k in kids(tree, noun.i, "det"))
    clause = any(is_finite(tree, k.i) for k in kids(tree, noun.i, "acl", "ccomp", "advcl"))
    opens = ce is not None and ce.i == carrier.first
    return opens and article and not clause and bool(kids(tree, noun.i, "cop"))


def _whose(tree: Tree, noun: Word, end: int, words: VoiceWords) -> Word | None:
    """The first noun behind *de*, *du*, *des* after the noun of speech, if it can speak: not *l'idée du siècle*."""
    for i in range(noun.i + 1, min(end, noun.i + _FAR)):
        word = tree.words[i]
        if word.pos in ("NOUN", "PROPN") and any(k.function & {"of", "of-the"} for k in kids(tree, i, "case")):
            return word if can_speak(tree, i, words) else None
        if word.pos == "VERB":
            return None
    return None

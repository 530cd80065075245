"""A content made of its span: without its preposition, with its mode."""

from __future__ import annotations

from contrechamp.extract.tree import word_at
from contrechamp.extract.voices.contents import mode_of
from contrechamp.extract.voices.cues import Cue
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import Frame, trimmed
from contrechamp.model import Span


def found_as(
    frame: Frame, contents: tuple[Span, ...], cue: Cue, rule: str, number: int, head: int | None = None
) -> list[Found]:
    """What has been found, as a list: one content of a cue, or none where it has no span."""
    return [Found(contents, cue, mode_of(frame, contents), rule, number, head)] if contents else []


def past_preposition(frame: Frame, span: Span) -> Span:
    """An infinitive without its *de* or *à*."""
    at = word_at(frame.tree, span.start)
    word = frame.tree.words[at]
    if word.function & {"of", "to", "as"} and word.end < span.end:
        return trimmed(frame.tree.text, word.end, span.end) or span
    return span

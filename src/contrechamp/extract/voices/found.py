"""A reported content with its cue, before it is known who the cue names."""

from __future__ import annotations

from dataclasses import dataclass

from contrechamp.extract.voices.cues import Cue
from contrechamp.model import Mode, Span


@dataclass(frozen=True, slots=True)
class Found:
    """One content: its spans, cue, mode, the rule that found it, its carrier's number, and its clause's head.

    `denied` are the words by which the author denies it; `unnamed` tells that nobody in particular says it.
    """

    contents: tuple[Span, ...]
    cue: Cue | None
    mode: Mode
    rule: str
    carrier: int
    head: int | None = None
    denied: Span | None = None
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """What one cue gives to one speaker: contents, mode, and the carrier it stands in. `cue` is None in a bare
    quotation.
    """

    contents: tuple[Span, ...]
    cue: Cue | None
    mode: Mode
    rule: str
    carrier: int
    quotes: tuple[int, ...] = ()

"""Characters that are not what a reader sees: invisible, turning the direction, look-alike, control. Only reported."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from contrechamp.model import Warned
from contrechamp.read.notes import warn

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufe00-\ufe0e\U000e0000-\U000e0fff]"
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_MIXED = re.compile(
    r"[^\W\d_]*(?:[A-Za-z][\u0370-\u03ff\u0400-\u052f\u0530-\u058f\uff21-\uff5a\U0001d400-\U0001d7ff]|[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\uff21-\uff5a\U0001d400-\U0001d7ff][A-Za-z])[^\W\d_]*"
)
_ALONE = re.compile("[\U0001d400-\U0001d6a5\uff21-\uff3a\uff41-\uff5a]{3,}")
_SHOWN = 3


def suspicious(text: str) -> tuple[Warned, ...]:
    """A warning for each kind of character that hides something. The text itself stays as it is. O(n)."""
    if text.isascii() and text.isprintable():
        return ()
    warnings = []
    if invisible := _INVISIBLE.findall(text):
        warnings.append(warn("W105", count=len(invisible), which=_names(invisible)))
    if turning := _TURNING.findall(text):
        warnings.append(warn("W106", count=len(turning)))
    if alike := _look_alikes(text):
        warnings.append(warn("W107", count=len(alike), which=", ".join(sorted(set(alike))[:_SHOWN])))
    if control := _CONTROL.findall(text):
        warnings.append(warn("W108", count=len(control)))
    return tuple(warnings)


def _look_alikes(text: str) -> list[str]:
    if text.isascii():
        return []
    words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if not word.isascii() and _MIXED.match(word)]
    return [word[:40] for word in [*words, *_ALONE.findall(text)]]


def _names(chars: list[str]) -> str:
    most = sorted(Counter(chars).items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]
    return ", ".join(f"{unicodedata.name(char, f'U+{ord(char):04X}').lower()} ×{count}" for char, count in most)

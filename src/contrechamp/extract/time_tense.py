"""Whether the clause around an expression of time speaks of what is to come."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from contrechamp.lang import read_toml
from contrechamp.model import Span
from contrechamp.text.fold import fold_words

_REACH = 160
"""Characters on each side of an expression in which its verb is looked for: about one clause of news prose."""


def future_of(text: str, span: Span, doc: Any, language: str) -> bool | None:
    """True where the clause is in the future, False where it is in the past, None where neither shows.

    With a `doc` the tense comes from its verbs, without one from their endings and from words like *prévu*.
    """
    before = _CLAUSE.split(text[max(0, span.start - _REACH) : span.start])[-1]
    after = _CLAUSE.split(text[span.end : span.end + _REACH])[0]
    future, past = _cues(language)
    to_come, gone = _distance(future, before, after), _distance(past, before, after)
    return None if to_come == gone == _NONE else to_come < gone


_CLAUSE = re.compile(r"[.!?;:\n«»\"“”()]")
_NONE = 10_000


@cache
def _cues(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = read_toml(language, "times")["tense"]
    return re.compile(data["future"]), re.compile(data["past"])


def _distance(cue: re.Pattern[str], before: str, after: str) -> int:
    """Characters between the expression and the nearest cue; one that stands after it counts double."""
    left, right = fold_words(before), fold_words(after)
    nearest = max((found.end() for found in cue.finditer(left)), default=None)
    first = cue.search(right)
    return min(len(left) - nearest if nearest is not None else _NONE, 2 * first.start() if first else _NONE)

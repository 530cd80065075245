"""Whether the clause around an expression of time speaks of what is to come."""

from __future__ import annotations

import re
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
    before = re.split(r"[.!?;\n«»]", text[max(0, span.start - _REACH) : span.start])[-1]
    after = re.split(r"[.!?;\n«»]", text[span.end : span.end + _REACH])[0]
    cues = read_toml(language, "times")["tense"]
    said = fold_words(f"{before} | {after}")
    if re.search(cues["future"], said):
        return True
    return False if re.search(cues["past"], said) else None

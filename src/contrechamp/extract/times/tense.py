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

    The cue nearest in the words (verb endings, *prévu*) decides when it stands beside the expression; else, with a
    `doc`, the verb that the expression depends on; else the nearest cue of the clause.
    """
    before = _CLAUSE.split(text[max(0, span.start - _REACH) : span.start])[-1]
    after = _CLAUSE.split(text[span.end : span.end + _REACH])[0]
    future, past = _cues(language)
    to_come, gone = _distance(future, before, after), _distance(past, before, after)
    if doc is not None and min(to_come, gone) > _BESIDE:
        seen = _of_verb(doc, span, language)
        if seen is not None:
            return seen
    return None if to_come == gone == _NONE else to_come <= gone


def _of_verb(doc: Any, span: Span, language: str) -> bool | None:
    """The tense of the verb that the expression depends on, in the tree of its sentence.

    Its ending says the future more surely than a tagger, which takes *réunira* for a *passé simple* like *gagna*.
    """
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return None
    verb = next((word for word in (words.root, *words.root.ancestors) if word.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return None
    data = read_toml(language, "times")["tense"]
    helpers = [word for word in verb.children if word.dep_.startswith(("aux", "cop"))]
    tenses = {tense for word in (verb, *helpers) for tense in word.morph.get("Tense")}
    ahead = verb.head.lemma_ in data["going"] and "Inf" in verb.morph.get("VerbForm")
    ends = any(_cues(language)[0].search(fold_words(word.text)) for word in (verb, *helpers))
    if "Fut" in tenses or ends or ahead or ("Part" in verb.morph.get("VerbForm") and verb.lemma_ in data["planned"]):
        return True
    return False if tenses & {"Past", "Imp"} else None


_NO_VERB = re.compile(r"\b[àÀ]\b")
"""A preposition that would be a form of *avoir* without its accent."""
_CLAUSE = re.compile(r"[.!?;:\n«»\"“”()]")
_NONE = 10_000
_BESIDE = 12
"""Characters between an expression and a cue that leave no doubt: about one word."""


@cache
def _cues(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = read_toml(language, "times")["tense"]
    return re.compile(data["future"]), re.compile(data["past"])


def _distance(cue: re.Pattern[str], before: str, after: str) -> int:
    """Characters between the expression and the nearest cue; one that stands after it counts double."""
    left, right = (fold_words(_NO_VERB.sub("@", part)) for part in (before, after))
    nearest = max((found.end() for found in cue.finditer(left)), default=None)
    first = cue.search(right)
    return min(len(left) - nearest if nearest is not None else _NONE, 2 * first.start() if first else _NONE)

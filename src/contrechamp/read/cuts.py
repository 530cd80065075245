"""Decides whether a hyphen at a line's end cuts a word (*désor-/mais*) or belongs to it (*nord-/coréen*)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from contrechamp.lang import read_list, read_toml

if TYPE_CHECKING:
    from contrechamp.read.lines import Line

_HYPHENS = "-\u2010\u2011\u00ad"
_TAIL = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*$")
_HEAD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_WORD = 60
_LONG_HALF, _COMMON = 4, 40_000
"""Two halves that are words by themselves are rather a compound than one cut word when both are long and not rare:
measured by benchmarks/read_layout.py on news articles."""

_ALIKE = 3_000
"""A word spelled like a verb and its pronoun is believed when it is among the most frequent (*celui*, *quelle*)."""


class Words:
    """What is known of words: those of the text, and those of the language. Both are looked at only when asked."""

    def __init__(self, source: str, language: str) -> None:
        self.source, self.language = source, language
        self._seen: Counter[str] | None = None

    def seen(self, word: str) -> int:
        """How often the text itself has the word, in any case."""
        if self._seen is None:
            self._seen = Counter(_WORD.findall(self.source.lower()))
        return self._seen[word.lower()]

    def rank(self, word: str) -> int | None:
        """The word's place in the language's list, the most frequent first; None when it is not there."""
        return known_words(self.language).get(word.lower())

    def leans(self, source: str, line: Line) -> bool:
        """Whether the line ends with a word that needs another one: *de*, *la*, *et*."""
        last = _TAIL.search(source[max(line.start, line.end - _LONGEST_WORD) : line.end])
        return last is not None and last[0].lower() in closed_class(self.language, "leans_forward")


@cache
def known_words(language: str) -> dict[str, int]:
    """The word forms of a language, with their rank."""
    return {word: rank for rank, word in enumerate(read_list(language, "words"))}


@cache
def closed_class(language: str, name: str) -> frozenset[str]:
    """A list of `lang/<language>/layout.toml` as a set."""
    return frozenset(read_toml(language, "layout")[name])


def joins_hyphen(source: str, left: Line, right: Line, words: Words) -> str:
    """`word` when the hyphen at the end of the left line cuts a word, `hyphen` when it belongs to it, else nothing."""
    if source[left.end - 1] not in _HYPHENS:
        return ""
    head = _TAIL.search(source[max(left.start, left.end - 1 - _LONGEST_WORD) : left.end - 1])
    tail = _HEAD.match(source, right.start, min(right.end, right.start + _LONGEST_WORD))
    if head is None or tail is None:
        return ""
    if source[left.end - 1] == "\u00ad":
        return "word"
    if right.gap and tail[0][0].isupper() and not head[0].rsplit("-", 1)[-1][0].isupper():
        return ""
    return "word" if is_cut(head[0], tail[0], words) else "hyphen"


def is_cut(head: str, tail: str, words: Words) -> bool:
    """Whether `head` and `tail` are one word: `is_cut("désor", "mais", …)`, but not `is_cut("nord", "coréen", …)`.

    The text's own spelling counts first, then the language's words, then what compounds are made of.
    """
    last, first = head.rsplit("-", 1)[-1], tail.split("-", 1)[0]
    if not (last.isalpha() and first.isalpha()) or (first[0].isupper() and not last.isupper()) or last == "t":
        return False
    whole, compound = head + tail, f"{head}-{tail}"
    joined, hyphened = words.seen(whole), words.seen(compound)
    if joined != hyphened:
        return joined > hyphened
    whole_rank, compound_rank = _rank(whole, last + first, words), words.rank(compound)
    if _asks(last.lower(), first.lower(), whole_rank, words):
        return False
    if whole_rank is not None or compound_rank is not None:
        return compound_rank is None or (whole_rank is not None and whole_rank < compound_rank)
    return not _is_compound(last.lower(), first.lower(), words)


def _rank(whole: str, middle: str, words: Words) -> int | None:
    found = words.rank(whole)
    return found if found is not None else words.rank(middle)


def _asks(last: str, first: str, whole_rank: int | None, words: Words) -> bool:
    """Whether a verb and its pronoun stand here (*est-/elle*) although a rare word is spelled alike (*Estelle*)."""
    last_rank = words.rank(last)
    return (
        first in closed_class(words.language, "pronouns")
        and last_rank is not None
        and whole_rank is not None
        and max(last_rank, _ALIKE) < whole_rank
    )


def _is_compound(last: str, first: str, words: Words) -> bool:
    """Whether both halves can stand in a compound: a verb and its pronoun, a known head, two long words."""
    if first in closed_class(words.language, "pronouns"):
        return True
    last_rank, first_rank = words.rank(last), words.rank(first)
    if last in _heads(words.language):
        return first_rank is not None
    if last_rank is None or first_rank is None:
        return False
    return first in closed_class(words.language, "clitics") or (
        min(len(last), len(first)) >= _LONG_HALF and max(last_rank, first_rank) < _COMMON
    )


@cache
def _heads(language: str) -> frozenset[str]:
    """First parts of compounds: those of the closed list, and those that the language's words show."""
    seen = {word.split("-", 1)[0] for word in known_words(language) if "-" in word and "-t-" not in word}
    return closed_class(language, "compound_heads") | seen


def tie_words(source: str, left: Line, words: Words) -> str:
    """What stands between two lines of one sentence: nothing after an elided word, else a space."""
    if source[left.end - 1] in "'’":
        tail = _TAIL.search(source[max(left.start, left.end - 1 - _LONGEST_WORD) : left.end - 1])
        if tail and tail[0].lower() in closed_class(words.language, "elided"):
            return "elision"
    return "space"

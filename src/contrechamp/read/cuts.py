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
    if right.gap and not (tail[0][0].islower() or tail[0][0].isdigit()):
        return ""
    return "word" if is_cut(head[0], tail[0], words) else "hyphen"


def is_cut(head: str, tail: str, words: Words) -> bool:
    """Whether `head` and `tail` are one word: `is_cut("désor", "mais", …)`, but not `is_cut("nord", "coréen", …)`.

    The text's own spelling counts first, then the language's words, then what compounds are made of.
    """
    last, first = head.rsplit("-", 1)[-1], tail.split("-", 1)[0]
    if not (last.isalpha() and first.isalpha()) or (first[0].isupper() and not last.isupper()):
        return False
    whole, compound = head + tail, f"{head}-{tail}"
    joined, hyphened = words.seen(whole), words.seen(compound)
    if joined != hyphened:
        return joined > hyphened
    whole_rank, compound_rank = _rank(whole, last + first, words), words.rank(compound)
    if whole_rank is not None or compound_rank is not None:
        return compound_rank is None or (whole_rank is not None and whole_rank < compound_rank)
    return not _is_compound(last.lower(), first.lower(), words)


def _rank(whole: str, middle: str, words: Words) -> int | None:
    found = words.rank(whole)
    return found if found is not None else words.rank(middle)


def _is_compound(last: str, first: str, words: Words) -> bool:
    """Whether both halves can stand in a compound: a known head or word, and a word or clitic after it."""
    follows = words.rank(first) is not None or first in closed_class(words.language, "clitics")
    leads = words.rank(last) is not None or last in closed_class(words.language, "compound_heads")
    return leads and follows and (len(last) > 2 or last in closed_class(words.language, "compound_heads"))


def tie_words(source: str, left: Line, words: Words) -> str:
    """What stands between two lines of one sentence: nothing after an elided word, else a space."""
    if source[left.end - 1] in "'’":
        tail = _TAIL.search(source[max(left.start, left.end - 1 - _LONGEST_WORD) : left.end - 1])
        if tail and tail[0].lower() in closed_class(words.language, "elided"):
            return "elision"
    return "space"

"""Rules around figures, from `lang/<language>/quantities.toml`: bounds, ranges, ratios, rates, and what is no figure.

A pattern is a line of folded words with slots for figures: `(au moins|au minimum) {n}`, `entre {n} et {n}`. Parentheses
hold alternatives, an empty one makes a word optional. `{n}` is any figure, `{digits}` one written in digits, `{day}`
one from 1 to 31, `{word}` one in words, `{w}` any word; `{bracket}` and `{/bracket}` are round brackets of the text.
All patterns together make one trie over tokens, and matching starts only near figures, so that reading costs O(n)
whatever the number of rules.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from contrechamp.errors import DataMissing
from contrechamp.extract.numbers.tokens import NUMBER, WORD, Token
from contrechamp.extract.quantities.figures import Figure
from contrechamp.lang import Rule, read_rules

Node = dict[str, Any]
_END = ""
_MOST_TOKENS = 16
MOST_BEFORE = 8
"""Words of a pattern before its first figure, at most."""
ANY = "{w}"
_BRACKETS = {"{bracket}": "(", "{/bracket}": ")"}
"""Round brackets of the text, as a pattern writes them."""


def _is_day(tokens: list[Token], figure: Figure) -> bool:
    bare = figure.last == figure.first + 1 and tokens[figure.first].kind == NUMBER
    return bare and isinstance(figure.low, int) and 1 <= figure.low <= 31


_SLOTS: dict[str, Callable[[list[Token], Figure], bool]] = {
    "{n}": lambda tokens, figure: True,
    "{digits}": lambda tokens, figure: tokens[figure.last - 1].kind == NUMBER,
    "{word}": lambda tokens, figure: tokens[figure.first].kind == WORD,
    "{day}": _is_day,
}


class Matched(NamedTuple):
    """One rule that matched tokens `first` to `last`, and the figures in its slots, in order."""

    rule: Rule
    first: int
    last: int
    figures: tuple[Figure, ...]


@cache
def tries(language: str) -> dict[str, Node]:
    """For each stage (`yields.stage`) the trie of its rules' patterns."""
    stages: dict[str, Node] = {}
    for rule in read_rules(language, "quantities"):
        trie = stages.setdefault(str(rule.yields["stage"]), {})
        for line in rule.pattern.strip().splitlines():
            for said in expand(line.strip()):
                _insert(trie, [_BRACKETS.get(word, word) for word in said.split()], rule)
    return stages


def expand(pattern: str) -> list[str]:
    """All lines that a pattern stands for: `expand("(au|) moins") == ["au moins", " moins"]`."""
    start = pattern.find("(")
    if start < 0:
        return [pattern]
    depth, at, cuts = 0, start, [start]
    for at in range(start, len(pattern)):
        depth += (pattern[at] == "(") - (pattern[at] == ")")
        if pattern[at] == "|" and depth == 1:
            cuts.append(at)
        if depth == 0:
            break
    cuts.append(at)
    choices = [pattern[a + 1 : b] for a, b in pairwise(cuts)]
    rests = expand(pattern[at + 1 :])
    return [pattern[:start] + chosen + rest for choice in choices for chosen in expand(choice) for rest in rests]


def _insert(trie: Node, words: list[str], rule: Rule) -> None:
    before = next((at for at, word in enumerate(words) if word in _SLOTS), None)
    if before is None or before > MOST_BEFORE:
        raise DataMissing("a pattern needs a figure among its first words", where=f"quantities.toml, rule {rule.id}")
    node = trie
    for word in words:
        node = node.setdefault(word, {})
    node.setdefault(_END, []).append(rule)


def starts(figures: dict[int, Figure]) -> list[int]:
    """The tokens at which a pattern with one of `figures` may begin, in order."""
    near = {at for first in figures for at in range(max(0, first - MOST_BEFORE), first + 1)}
    return sorted(near)


def match_at(tokens: list[Token], at: int, figures: dict[int, Figure], trie: Node) -> list[Matched]:
    """The rules whose pattern begins at the token `at`, longest first. A determiner before a figure may be left out."""
    found: list[Matched] = []
    _walk(tokens, at, at, (), figures, trie, found)
    return found[::-1]


def _walk(
    tokens: list[Token],
    first: int,
    at: int,
    held: tuple[Figure, ...],
    figures: dict[int, Figure],
    node: Node,
    found: list[Matched],
) -> None:
    for rule in node.get(_END, ()):
        found.append(Matched(rule, first, at, held))
    if at >= len(tokens) or len(held) > 6 or at - first > _MOST_TOKENS:
        return
    token = tokens[at]
    figure = figures.get(at)
    if figure:
        for slot, fits in _SLOTS.items():
            if slot in node and fits(tokens, figure):
                _walk(tokens, first, figure.last, (*held, figure), figures, node[slot], found)
    following = node.get(token.key)
    if following is not None:
        _walk(tokens, first, at + 1, held, figures, following, found)
    if ANY in node and token.kind == WORD:
        _walk(tokens, first, at + 1, held, figures, node[ANY], found)

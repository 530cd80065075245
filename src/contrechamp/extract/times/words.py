"""Numbers written in words, as tokens with the readings of numbers."""

from __future__ import annotations

from contrechamp.extract.numbers.cardinals import cardinal
from contrechamp.extract.numbers.lexicon import NumberWords, number_words
from contrechamp.extract.numbers.tokens import SIGN, WORD, Token
from contrechamp.extract.times.tokens import Node, small_readings

_MOST = 12
"""Words of the longest number in a date or a duration: *mille neuf cent quatre-vingt-dix-sept* has seven."""


def join_number_words(nodes: list[Node], language: str) -> list[Node]:
    """The tokens with number words put together: `vingt`, `et`, `un` is one token with the reading 21. O(n)."""
    words = number_words(language)
    begins = {*words.units, *words.tens, *words.hundreds, *words.thousand}
    out: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        end = at
        if node.word in begins:
            end, value = _read(nodes, at, words)
            if end > at:
                out.append(_number(nodes[at:end], value))
        elif "n" in node.readings and at + 1 < len(nodes) and nodes[at + 1].word in words.scales:
            end = at + 2
            out.append(_number(nodes[at:end], node.readings["n"]["n"] * 10 ** words.scales[nodes[at + 1].word]))
        if end == at:
            out.append(node)
            end = at + 1
        at = end
    return out


def _read(nodes: list[Node], at: int, words: NumberWords) -> tuple[int, int]:
    """The node after the number that begins at `at`, and the number."""
    said = [
        Token(WORD if n.word[:1].isalpha() else SIGN, n.start, n.end, n.word, n.word) for n in nodes[at : at + _MOST]
    ]
    found = cardinal(said, 0, words)
    return (at + found.last, int(found.value)) if found else (at, 0)


def _number(nodes: list[Node], value: float) -> Node:
    first, alone = nodes[0], len(nodes) == 1
    readings = {**(first.readings if alone else {}), "n": {"n": value}, "nword": {"n": value}}
    if value == int(value):
        readings |= small_readings(int(value))
    if not alone and 1000 <= value <= 2100:
        readings["year"] = {"year": int(value)}
    return Node(first.word if alone else "", first.start, nodes[-1].end, readings, first.capital)

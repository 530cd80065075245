"""A cascade of patterns over tokens: what one stage puts together, the next takes as one piece.

A pattern is a row of elements, one level deep, so that a line can be read by itself:

    mot|autre      one of these words            {month}         a token or phrase of this category
    {de:date}      the same, kept as `de`        {date|period}   one of these categories; mot|{date}: or a word
    {any}          any word
    mot?           may be missing                !mot  !{unit}   must not follow (takes nothing)
    [ … ]          only this part becomes the new phrase; what stands outside is context, and kept only if it has a name

At each place of a stage the longest match wins, then the first in the file. Every pattern is of bounded length, so the
cost is linear in the number of tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from contrechamp.errors import DataMissing
from contrechamp.extract.times.tokens import Fields, Node, key
from contrechamp.lang import Rule, read_rules, read_toml


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern; `mark` is "[", "]" or "" and `name` what its fields are kept under."""

    words: frozenset[str] = frozenset()
    categories: tuple[str, ...] = ()
    name: str = ""
    optional: bool = False
    absent: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Production:
    """A compiled rule: its elements, the category it makes, how (`op`), and constants that it adds.

    `second` is the element after the first where both must be there: most rules fail on it, so it is looked at first.
    """

    id: str
    elements: tuple[Element, ...]
    make: str
    op: str
    constants: Fields
    second: Element | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """Productions by the word, and by the category, that they can begin with, in the order of the file."""

    words: dict[str, list[Production]]
    categories: dict[str, list[Production]]


Meaning = Callable[[str, Fields, dict[str, Any]], Fields | None]
"""`op`, constants and captured fields by name → the fields of the new phrase, or None where the words make no sense."""


@cache
def stages(language: str) -> tuple[Stage, ...]:
    """The stages of a language's `times.toml`, in order. Raises DataMissing on a rule that cannot be read."""
    order = read_toml(language, "times")["stages"]
    by_name = {name: Stage({}, {}) for name in order}
    for rule in read_rules(language, "times"):
        stage = by_name.get(rule.id.partition(".")[0])
        if stage is None:
            raise DataMissing(f"rule {rule.id}: no such stage", where=f"lang/{language}/times.toml")
        for production in _compile(rule, language):
            _index(production, stage)
    return tuple(by_name[name] for name in order)


def _index(production: Production, stage: Stage) -> None:
    """Files a production under all that it can begin with: its first element, and the next after optional ones."""
    for element in production.elements:
        if element.mark or element.absent:
            continue
        for word in sorted(element.words):
            stage.words.setdefault(word, []).append(production)
        for category in element.categories:
            stage.categories.setdefault(category, []).append(production)
        if not element.optional:
            break


def _compile(rule: Rule, language: str) -> list[Production]:
    constants = dict(rule.yields)
    make, op = constants.pop("make", ""), constants.pop("op", "merge")
    patterns = [line for line in rule.pattern.splitlines() if line.strip()]
    if not make or not patterns:
        raise DataMissing(f"rule {rule.id}: needs a pattern and yields.make", where="times.toml")
    rows = [_elements(line, rule.id, language) for line in patterns]
    return [Production(rule.id, row, make, op, constants, _second(row)) for row in rows]


def _second(elements: tuple[Element, ...]) -> Element | None:
    needed = [element for element in elements if not element.mark][:2]
    if len(needed) < 2 or any(element.optional or element.absent for element in needed):
        return None
    return needed[1]


_CHOICE = r"(?:\{(?:\w+:)?[\w|-]+\}|[^\s{}\[\]?!|]+)"
_ELEMENT = re.compile(rf"(?P<absent>!)?(?P<choices>{_CHOICE}(?:\|{_CHOICE})*)(?P<optional>\?)?|(?P<mark>[\[\]])")


def _elements(pattern: str, rule: str, language: str) -> tuple[Element, ...]:
    elements, at = [], 0
    for found in _ELEMENT.finditer(pattern):
        if pattern[at : found.start()].strip():
            break
        at = found.end()
        elements.append(_element(found, language))
    if pattern[at:].strip():
        raise DataMissing(f"rule {rule}: cannot read {pattern[at:].strip()!r}", where="times.toml")
    if not any(e.mark for e in elements):
        elements = [Element(mark="["), *elements, Element(mark="]")]
    return tuple(elements)


def _element(found: re.Match[str], language: str) -> Element:
    if found["mark"]:
        return Element(mark=found["mark"])
    words, categories, name = [], [], ""
    for choice in re.findall(_CHOICE, found["choices"]):
        if choice.startswith("{"):
            name, _, listed = choice[1:-1].rpartition(":")
            categories += listed.split("|")
        else:
            words.append(key(choice, language))
    return Element(frozenset(words), tuple(categories), name, bool(found["optional"]), bool(found["absent"]))


def run(nodes: list[Node], language: str, meaning: Meaning) -> list[Node]:
    """The tokens with everything put together that the language's stages put together."""
    for stage in stages(language):
        nodes = _scan(nodes, stage, meaning)
    return nodes


def _scan(nodes: list[Node], stage: Stage, meaning: Meaning) -> list[Node]:
    out: list[Node] = []
    words, categories = stage.words, stage.categories.keys()
    at, total = 0, len(nodes)
    while at < total:
        node = nodes[at]
        found = None
        if node.word in words or (node.readings and not categories.isdisjoint(node.readings)):
            found = _best(nodes, at, stage, meaning)
        if found is None:
            out.append(node)
            at += 1
        else:
            first, end, phrase = found
            out.extend(_scan(nodes[at:first], stage, meaning) if first > at else ())
            out.append(phrase)
            at = end
    return out


def _best(nodes: list[Node], at: int, stage: Stage, meaning: Meaning) -> tuple[int, int, Node] | None:
    """The phrase of the longest match at node `at`, with its first node and the node after it."""
    node, longest = nodes[at], 0
    best: tuple[int, int, Node] | None = None
    tried = stage.words.get(node.word, ())
    groups = [tried, *(stage.categories[c] for c in node.readings if c in stage.categories)]
    following = nodes[at + 1] if at + 1 < len(nodes) else None
    for production in (p for group in groups for p in group):
        if production.second and (following is None or _fits(production.second, following) is None):
            continue
        matched = _match(production.elements, 0, nodes, at, (-1, -1))
        if matched is None or matched[0] <= longest:
            continue
        end, (first, last), kept = matched
        fields = meaning(production.op, production.constants, dict(kept)) if last > first else None
        if fields is not None:
            readings = dict.fromkeys(production.make.split("|"), fields)
            phrase = Node("", nodes[first].start, nodes[last - 1].end, readings, nodes[first].capital)
            longest, best = end, (first, last, phrase)
    return best


Kept = tuple[tuple[str, Fields], ...]
"""Captured fields with their names, in order."""


def _match(
    elements: tuple[Element, ...], step: int, nodes: list[Node], at: int, part: tuple[int, int], kept: Kept = ()
) -> tuple[int, tuple[int, int], Kept] | None:
    """A match of the elements from `step` on at node `at`: its end, the part in brackets, what was captured.

    An optional element is taken where it fits and the rest still does.
    """
    while step < len(elements):
        element = elements[step]
        step += 1
        if element.mark:
            part = (at, -1) if element.mark == "[" else (part[0], at)
            continue
        category = _fits(element, nodes[at]) if at < len(nodes) else None
        if element.absent:
            if category is not None:
                return None
            continue
        if category is None:
            if element.optional:
                continue
            return None
        more = kept
        if category and (element.name or part[0] >= 0 > part[1]):
            more = (*kept, (element.name or category, nodes[at].readings[category]))
        if element.optional:
            taken = _match(elements, step, nodes, at + 1, part, more)
            if taken is not None:
                return taken
        else:
            kept, at = more, at + 1
    return at, part, kept


def _fits(element: Element, node: Node) -> str | None:
    """The category by which a node fits an element, "" where it is one of its words, None where it does not fit."""
    for category in element.categories:
        if category in node.readings:
            return category
        if category == "any" and node.word.isalpha():
            return ""
    return "" if node.word and node.word in element.words else None

"""A cascade of patterns over tokens: what one stage puts together, the next takes as one piece.

A pattern is a row of elements, one level deep, so that a line can be read by itself:

    mot|autre      one of these words            {month}         a token or phrase of this category
    {de:date}      the same, kept as `de`        {date|period}   one of these categories; mot|{date}: or a word
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
from contrechamp.extract.time_tokens import Fields, Node
from contrechamp.lang import Rule, read_rules, read_toml
from contrechamp.text.fold import fold_words


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
    """A compiled rule: its elements, the category it makes, how (`op`), and constants that it adds."""

    id: str
    elements: tuple[Element, ...]
    make: str
    op: str
    constants: Fields


Stage = dict[str, list[Production]]
"""Productions by what they can begin with: a word, or `{category}`."""

Meaning = Callable[[str, Fields, dict[str, Any]], Fields | None]
"""`op`, constants, and captured fields by name → the fields of the new phrase, or None where the words make no sense."""


@cache
def stages(language: str) -> tuple[Stage, ...]:
    """The stages of a language's `times.toml`, in order. Raises DataMissing on a rule that cannot be read."""
    order = read_toml(language, "times")["stages"]
    by_stage: dict[str, Stage] = {name: {} for name in order}
    for rule in read_rules(language, "times"):
        stage = by_stage.get(rule.id.partition(".")[0])
        if stage is None:
            raise DataMissing(f"rule {rule.id}: no such stage", where=f"lang/{language}/times.toml")
        for production in _compile(rule):
            for key in _beginnings(production.elements):
                stage.setdefault(key, []).append(production)
    return tuple(by_stage[name] for name in order)


def _compile(rule: Rule) -> list[Production]:
    constants = dict(rule.yields)
    make, op = constants.pop("make", ""), constants.pop("op", "merge")
    patterns = [line for line in rule.pattern.splitlines() if line.strip()]
    if not make or not patterns:
        raise DataMissing(f"rule {rule.id}: needs a pattern and yields.make", where="times.toml")
    return [Production(rule.id, _elements(line, rule.id), make, op, constants) for line in patterns]


_CHOICE = r"(?:\{(?:\w+:)?[\w|-]+\}|[^\s{}\[\]?!|]+)"
_ELEMENT = re.compile(rf"(?P<absent>!)?(?P<choices>{_CHOICE}(?:\|{_CHOICE})*)(?P<optional>\?)?|(?P<mark>[\[\]])")


def _elements(pattern: str, rule: str) -> tuple[Element, ...]:
    elements, at = [], 0
    for found in _ELEMENT.finditer(pattern):
        if pattern[at : found.start()].strip():
            break
        at = found.end()
        elements.append(_element(found))
    if pattern[at:].strip():
        raise DataMissing(f"rule {rule}: cannot read {pattern[at:].strip()!r}", where="times.toml")
    if not any(e.mark for e in elements):
        elements = [Element(mark="["), *elements, Element(mark="]")]
    return tuple(elements)


def _element(found: re.Match[str]) -> Element:
    if found["mark"]:
        return Element(mark=found["mark"])
    words, categories, name = [], [], ""
    for choice in re.findall(_CHOICE, found["choices"]):
        if choice.startswith("{"):
            name, _, listed = choice[1:-1].rpartition(":")
            categories += listed.split("|")
        else:
            words.append(fold_words(choice))
    return Element(frozenset(words), tuple(categories), name, bool(found["optional"]), bool(found["absent"]))


def _beginnings(elements: tuple[Element, ...]) -> list[str]:
    keys: list[str] = []
    for element in elements:
        if element.mark or element.absent:
            continue
        keys += [*sorted(element.words), *(f"{{{c}}}" for c in element.categories)]
        if not element.optional:
            break
    return list(dict.fromkeys(keys))


def run(nodes: list[Node], language: str, meaning: Meaning) -> list[Node]:
    """The tokens with everything put together that the language's stages put together."""
    for stage in stages(language):
        nodes = _scan(nodes, stage, meaning)
    return nodes


def _scan(nodes: list[Node], stage: Stage, meaning: Meaning) -> list[Node]:
    out: list[Node] = []
    at, total = 0, len(nodes)
    while at < total:
        node = nodes[at]
        found = None
        if node.word in stage or node.readings:
            found = _best(nodes, at, stage, meaning)
        if found is None:
            out.append(node)
            at += 1
        else:
            first, end, phrase = found
            out.extend(nodes[at:first])
            out.append(phrase)
            at = end
    return out


Match = tuple[int, int, int, dict[str, Any]]
"""End of the whole match, first and last node of the part in brackets, captured fields."""


def _best(nodes: list[Node], at: int, stage: Stage, meaning: Meaning) -> tuple[int, int, Node] | None:
    node = nodes[at]
    candidates = list(stage.get(node.word, ()))
    for category in node.readings:
        candidates += stage.get(f"{{{category}}}", ())
    best: tuple[int, int, int, Node] | None = None
    for production in candidates:
        matched = _match(production.elements, 0, nodes, at, (-1, -1), {})
        if matched is None or (best is not None and matched[0] <= best[0]):
            continue
        end, first, last, captured = matched
        fields = meaning(production.op, production.constants, captured)
        if fields is not None and last > first:
            phrase = Node(
                "",
                nodes[first].start,
                nodes[last - 1].end,
                dict.fromkeys(production.make.split("|"), fields),
                nodes[first].capital,
            )
            best = (end, first, last, phrase)
    return None if best is None else best[1:]


def _match(
    elements: tuple[Element, ...],
    step: int,
    nodes: list[Node],
    at: int,
    part: tuple[int, int],
    captured: dict[str, Any],
) -> Match | None:
    """The longest match of the elements from `step` on, at node `at`; optional elements are tried first."""
    while step < len(elements):
        element = elements[step]
        if element.mark:
            part = (at, part[1]) if element.mark == "[" else (part[0], at)
            step += 1
            continue
        inside = part[0] >= 0 and part[1] < 0
        hit = _fits(element, nodes[at], inside) if at < len(nodes) else None
        if element.absent:
            if hit is not None:
                return None
            step += 1
            continue
        if element.optional and hit is not None:
            kept = {**captured, **{k: v for k, v in hit.items() if k}}
            longer = _match(elements, step + 1, nodes, at + 1, part, kept)
            if longer is not None:
                return longer
        elif not element.optional:
            if hit is None:
                return None
            captured = {**captured, **hit}
            at += 1
        step += 1
    return at, part[0], part[1], captured


def _fits(element: Element, node: Node, inside: bool) -> dict[str, Any] | None:
    """What a node gives to an element: fields by name; empty for a plain word; None where it does not fit."""
    for category in element.categories:
        fields = node.readings.get(category)
        if fields is not None:
            name = element.name or (category if inside else "")
            return {name: fields} if name else {}
    return {} if node.word and node.word in element.words else None

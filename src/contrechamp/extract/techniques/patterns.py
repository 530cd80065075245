"""Patterns over the words of a sentence, for cues of wording: their syntax, and how they match.

aucun|aucune        one of these words, in any case, with or without accents
<avoir|être>        a form of one of these verbs or nouns, by lemma
@label  @label:NOUN an entry of a list (by form or lemma, several words allowed, … for up to three more between
                    them), with a part of speech; the list is the technique's own or lang/<xx>/<label>.txt
NOUN ADJ NUM        a part of speech
NAME POWER          a name, of any number of words; the name of a state, a capital or an organisation
x?                  perhaps
(a b|c)             words together, where one of several may stand
...                 up to five other words of the same clause
!x                  not followed by x
^                   where a sentence, a quotation or what follows a colon begins
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from contrechamp.text.fold import fold_words

_POS = frozenset({"NOUN", "ADJ", "PROPN", "VERB", "AUX", "DET", "ADV", "NUM", "PRON", "ADP", "NAME", "POWER"})
_STOPS = frozenset({".", "!", "?", ";", ":", "…"})
_BETWEEN = "…"
_MOST_BETWEEN = 3
Entries = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class View:
    """What patterns see of a text: folded forms, folded lemmas, parts of speech, and which words are in names."""

    forms: Sequence[str]
    lemmas: Sequence[str]
    parts: Sequence[str]
    names: frozenset[int]
    powers: frozenset[int] = frozenset()
    opening: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Atom:
    """One word: by form, by lemma, by part of speech, or an entry of a list (its words, by the first one)."""

    forms: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    part: str = ""
    entries: Entries = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Item:
    """A place in a pattern: alternatives, each a sequence; perhaps none; a gap; a word that must not follow; or an
    opening, which takes no word. `heads` says of each alternative by which words it must begin, if that is known."""

    ways: tuple[tuple[_Item | _Atom, ...], ...] = ()
    heads: tuple[frozenset[str] | None, ...] = ()
    optional: bool = False
    gap: int = 0
    negated: bool = False
    opening: bool = False


Pattern = tuple[_Item, ...]


def compile_pattern(written: str, lists: Mapping[str, Sequence[str]], gap: int = 5) -> Pattern:
    """The pattern behind its written form. Raises ValueError with the part that is not understood."""
    return tuple(_item(part, lists, gap) for part in _split(written, " ") if part)


def _split(written: str, sign: str) -> list[str]:
    """Split at `sign` outside of brackets."""
    parts, depth, current = [], 0, ""
    for char in written:
        depth += (char in "(<") - (char in ")>")
        if char == sign and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += char
    if depth:
        raise ValueError(f"brackets do not close: {written!r}")
    return [*parts, current]


def _item(part: str, lists: Mapping[str, Sequence[str]], gap: int) -> _Item:
    if part == "...":
        return _Item(gap=gap)
    if part == "^":
        return _Item(opening=True)
    if part.startswith("!") and len(part) > 1:
        return _Item(ways=_ways(part[1:], lists, gap), negated=True)
    optional = part.endswith("?") and len(part) > 1
    ways = _ways(part.removesuffix("?") if optional else part, lists, gap)
    return _Item(ways, tuple(map(_heads, ways)), optional)


def _heads(way: tuple[_Item | _Atom, ...]) -> frozenset[str] | None:
    """The forms and lemmas with one of which an alternative begins; None where it may begin otherwise."""
    first = way[0]
    if isinstance(first, _Item) and (first.gap or first.negated or first.opening or first.optional):
        return None
    found = list(_firsts(first) if isinstance(first, _Atom) else starts((first,)))
    return None if any(kind == "part" for kind, _ in found) else frozenset(word for _, word in found)


def _ways(part: str, lists: Mapping[str, Sequence[str]], gap: int) -> tuple[tuple[_Item | _Atom, ...], ...]:
    """The alternatives of a place; those that are one word by its form are one alternative, looked up in a set."""
    ways: list[tuple[_Item | _Atom, ...]] = []
    forms: set[str] = set()
    for way in _split(part, "|"):
        if way.startswith("(") and way.endswith(")"):
            ways.append(tuple(_item(inner, lists, gap) for inner in _split(way[1:-1], " ") if inner))
            continue
        atom = _atom(way, lists)
        if atom.forms and not atom.part:
            forms |= atom.forms
        else:
            ways.append((atom,))
    return ((_Atom(forms=frozenset(forms)),), *ways) if forms else tuple(ways)


def _atom(written: str, lists: Mapping[str, Sequence[str]]) -> _Atom:
    bare, _, part = written.partition(":") if len(written) > 1 else (written, "", "")
    if part and part not in _POS:
        raise ValueError(f"no part of speech: {part!r}")
    if bare in _POS:
        return _Atom(part=bare)
    if bare.startswith("<"):
        return _Atom(lemmas=frozenset(map(fold_words, bare.strip("<>").split("|"))), part=part)
    if bare.startswith("@"):
        if bare[1:] not in lists:
            raise ValueError(f"no list {bare!r}")
        return _Atom(entries=_entries(lists[bare[1:]], part), part=part)
    return _Atom(forms=frozenset({fold_words(bare)}), part=part)


def _entries(words: Sequence[str], part: str) -> Entries:
    """The entries of a list as folded words; single ones with their other forms, for words of unknown lemma."""
    found: dict[tuple[str, ...], None] = {}
    for entry in words:
        split = tuple(re.findall(r"[^\W_]+(?:-[^\W_]+)*['’]?|…", fold_words(entry)))
        found[split] = None
        if len(split) == 1 and part != "VERB":
            found.update(dict.fromkeys((form,) for form in _inflected(split[0])))
    first: dict[str, list[tuple[str, ...]]] = {}
    for split in sorted(found, key=lambda words: -len(words)):
        first.setdefault(split[0], []).append(split)
    return {word: tuple(entries) for word, entries in first.items()}


def _inflected(word: str) -> Iterator[str]:
    """Forms that the word may take; some do not exist, which does no harm."""
    ends = (
        ("eux", "euse"),
        ("eur", "euse"),
        ("teur", "trice"),
        ("if", "ive"),
        ("al", "aux"),
        ("ien", "ienne"),
        ("el", "elle"),
    )
    feminine = [word[: -len(old)] + new for old, new in ends if word.endswith(old)]
    yield from (word + "s", word + "e", word + "es", *feminine, *(form + "s" for form in feminine))


def starts(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """What a match may begin with: (`form` | `lemma` | `part`, value), so that patterns are tried only there."""
    for item in pattern:
        if item.opening:
            continue
        for way in item.ways:
            first = way[0]
            if isinstance(first, _Item):
                yield from starts(tuple(step for step in way if isinstance(step, _Item)))
            else:
                yield from _firsts(first)
        if not item.optional:
            return


def _firsts(atom: _Atom) -> Iterator[tuple[str, str]]:
    for first in atom.entries:
        yield "form", first
        yield "lemma", first
    yield from (("form", form) for form in sorted(atom.forms))
    yield from (("lemma", lemma) for lemma in sorted(atom.lemmas))
    if atom.part and not (atom.entries or atom.forms or atom.lemmas):
        yield "part", atom.part


def match_at(pattern: Pattern, view: View, at: int, end: int) -> int | None:
    """Where the pattern ends if it begins at word `at` and stays before `end`; None if it does not match."""
    return _match(pattern, 0, view, at, end)


def _match(steps: Sequence[_Item | _Atom], step: int, view: View, at: int, end: int) -> int | None:
    if step == len(steps):
        return at
    item = steps[step]
    for after in _ends(item, view, at, end):
        rest = _match(steps, step + 1, view, after, end)
        if rest is not None:
            return rest
    return None


def _ends(item: _Item | _Atom, view: View, at: int, end: int) -> Iterator[int]:
    """The words at which one place of a pattern may end, the wanted ones first."""
    if isinstance(item, _Atom):
        after = _atom_at(item, view, at, end)
        yield from () if after is None else (after,)
    elif item.gap:
        for skip in range(min(item.gap, end - at - 1) + 1):
            if skip and view.forms[at + skip - 1] in _STOPS:
                return
            yield at + skip
    elif item.opening:
        yield from (at,) if at in view.opening else ()
    elif item.negated:
        if not any(_match(way, 0, view, at, end) is not None for way in item.ways):
            yield at
    else:
        words = frozenset((view.forms[at], view.lemmas[at])) if at < end else frozenset[str]()
        for way, heads in zip(item.ways, item.heads, strict=True):
            if heads is None or not heads.isdisjoint(words):
                after = _match(way, 0, view, at, end)
                if after is not None:
                    yield after
        if item.optional:
            yield at


def _atom_at(atom: _Atom, view: View, at: int, end: int) -> int | None:
    if at >= end:
        return None
    if atom.part in ("NAME", "POWER"):
        words = view.names if atom.part == "NAME" else view.powers
        after = at
        while after < end and after in words:
            after += 1
        return after if after > at else None
    name_for_noun = atom.part == "NOUN" and view.parts[at] == "PROPN" and not atom.entries  # Pantin is a town
    if atom.part and view.parts[at] != atom.part and not name_for_noun:
        return None
    if atom.entries:
        return _entry_at(atom.entries, view, at, end)
    fits = not atom.forms or view.forms[at] in atom.forms
    return at + 1 if fits and (not atom.lemmas or view.lemmas[at] in atom.lemmas) else None


def _entry_at(entries: Entries, view: View, at: int, end: int) -> int | None:
    for start in dict.fromkeys((view.forms[at], view.lemmas[at])):
        for entry in entries.get(start, ()):
            after = _rest_at(entry, 1, view, at + 1, end)
            if after is not None:
                return after
    return None


def _rest_at(entry: tuple[str, ...], step: int, view: View, at: int, end: int) -> int | None:
    """Where the words of an entry end, from its word number `step` on, if they stand at word `at`."""
    while step < len(entry):
        if entry[step] == _BETWEEN:
            for skip in range(min(_MOST_BETWEEN, end - at - 1) + 1):
                if skip and view.forms[at + skip - 1] in _STOPS:
                    return None
                after = _rest_at(entry, step + 1, view, at + skip, end)
                if after is not None:
                    return after
            return None
        if at >= end or entry[step] not in (view.forms[at], view.lemmas[at]):
            return None
        step, at = step + 1, at + 1
    return at

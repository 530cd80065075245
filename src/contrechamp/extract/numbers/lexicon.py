"""The words of numbers of a language, from `lang/<language>/numbers.toml`, ready for looking up."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from contrechamp.lang import read_toml

Words = frozenset[str]


class NumberWords(NamedTuple):
    """Word → value tables of one language; keys are folded (`numbers.toml` says what each table is)."""

    units: dict[str, int]
    tens: dict[str, int]
    hundreds: dict[str, int]
    scales: dict[str, int]
    scale_signs: dict[str, int]
    collectives: dict[str, int]
    fractions: dict[str, int]
    fraction_signs: dict[str, tuple[int, int]]
    ordinals: dict[str, int]
    ordinal_signs: Words
    articles: Words
    thousand: Words
    after_factor: Words
    and_: Words
    decimal: Words
    negative: Words
    not_negative_after: Words
    over: Words
    of: Words
    vague: Words
    vague_parts: Words
    the: Words
    after_fraction: Words
    determiners: Words
    money_signs: Words
    loose_signs: Words
    starts: Words


@cache
def number_words(language: str) -> NumberWords:
    """The number words of `language`. Raises UnknownLanguage, DataMissing."""
    data = read_toml(language, "numbers")
    lists = {name: frozenset(said) for name, said in data["words"].items()}
    collectives = {**data["collectives"], **{f"{word}s": n for word, n in data["collectives"].items()}}
    ordinals = data["ordinals"] | {
        stem + ending: value for stem, value in data["ordinal_stems"].items() for ending in lists["ordinal_endings"]
    }
    signs = {sign: (top, bottom) for sign, (top, bottom) in data["fraction_signs"].items()}
    starts = {*data["units"], *data["tens"], *data["hundreds"], *lists["thousand"], *data["fractions"], *collectives}
    plural_scales = {word for word in data["scales"] if word.endswith("s")}
    return NumberWords(
        units=data["units"],
        tens=data["tens"],
        hundreds=data["hundreds"],
        scales=data["scales"],
        scale_signs=data["scale_signs"],
        collectives=collectives,
        fractions=data["fractions"],
        fraction_signs=signs,
        ordinals=ordinals,
        ordinal_signs=lists["ordinal_signs"],
        articles=lists["articles"],
        thousand=lists["thousand"],
        after_factor=lists["after_factor"],
        and_=lists["and"],
        decimal=lists["decimal"],
        negative=lists["negative"],
        not_negative_after=lists["not_negative_after"],
        over=lists["over"],
        of=lists["of"],
        vague=lists["vague"],
        vague_parts=lists["vague_parts"],
        the=lists["the"],
        after_fraction=lists["after_fraction"],
        determiners=lists["determiners"],
        money_signs=lists["money_signs"],
        loose_signs=lists["loose_signs"],
        starts=frozenset(starts | plural_scales | lists["negative"] | set(signs)),
    )

"""The persuasion techniques, one TOML file each: what it is, where its definition comes from, its cues by language.

A cue has a pattern, and sentences on both sides of its border. The syntax of patterns stands in
`extract/techniques/patterns.py`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from contrechamp.errors import DataMissing


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to recognise a technique in the words of one language.

    `about` asks that the words are said of `somebody`, or done to an `object` that is somebody. `needs` and `unless`
    name lists of which a word must, or must not, stand in the same sentence. `gap` is how many words `...` may pass.
    """

    id: str
    pattern: str
    language: str = "fr"
    about: str = ""
    needs: str = ""
    unless: str = ""
    gap: int = 5
    match: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    note: str = ""


class Said(msgspec.Struct, frozen=True):
    """One text in French and in English."""

    fr: str
    en: str


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One technique: its name in SemEval-2023 task 3, its group there, its definition, its lists of words and cues."""

    name: str
    group: str
    title: Said
    definition: Said
    source: str
    cue: tuple[Cue, ...] = ()
    lists: dict[str, dict[str, tuple[str, ...]]] = {}


@cache
def kinds() -> tuple[Kind, ...]:
    """All techniques, sorted by name. Raises DataMissing with the file of what does not fit."""
    found = []
    for path in sorted(files(__package__).iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            try:
                found.append(msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Kind))
            except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
                raise DataMissing(str(error), where=f"techniques/{path.name}") from error
    return tuple(found)

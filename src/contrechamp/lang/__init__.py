"""All that is known about a language, as data: rules in TOML, tables in TSV, lists in TXT, and the trained pipeline.

Every file begins with what it is, its source and its licence. A rule carries sentences that it must match and sentences
that it must leave alone; the tests and the documentation read them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from contrechamp.errors import DataMissing, UnknownLanguage, said

T = TypeVar("T")


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: a pattern (its syntax is its kind's), what it yields, and sentences on both sides of its border.

    `match` are marked sentences (`Le bilan est d’[[au moins 12 morts|low=12]].`), `avoid` near misses without marks.
    """

    id: str
    pattern: str = ""
    yields: dict[str, Any] = {}
    match: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    source: str = "contrechamp"
    note: str = ""


def languages() -> tuple[str, ...]:
    """The codes of the languages that there is data for."""
    rooms = files(__package__).iterdir()
    return tuple(sorted(room.name for room in rooms if room.is_dir() and len(room.name) == 2))


def folder(language: str) -> Traversable:
    """The folder of a language. Raises UnknownLanguage."""
    if language not in languages():
        raise UnknownLanguage(
            said(f"there is no data for the language {language!r}", f"pas de données pour la langue {language!r}"),
            remedy=said(f"choose one of: {', '.join(languages())}", f"choisir parmi : {', '.join(languages())}"),
        )
    return files(__package__) / language


@cache
def read_toml(language: str, kind: str) -> dict[str, Any]:
    """The file `lang/<language>/<kind>.toml` as plain data. Treat it as read-only: it is shared."""
    path = _existing(language, f"{kind}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataMissing(f"not valid TOML: {error}", where=f"lang/{language}/{kind}.toml") from error


def read_typed(language: str, kind: str, shape: type[T]) -> T:
    """The same, checked against a typed record. Raises DataMissing with the place of what does not fit."""
    try:
        return msgspec.convert(read_toml(language, kind), shape)
    except msgspec.ValidationError as error:
        raise DataMissing(str(error), where=f"lang/{language}/{kind}.toml") from error


@cache
def read_rules(language: str, kind: str) -> tuple[Rule, ...]:
    """The `[[rule]]` tables of `lang/<language>/<kind>.toml`. Raises DataMissing on a doubled id."""
    rules = msgspec.convert(read_toml(language, kind).get("rule", []), tuple[Rule, ...])
    ids = [rule.id for rule in rules]
    doubled = {i for i in ids if ids.count(i) > 1}
    if doubled:
        raise DataMissing(f"doubled rule ids: {', '.join(sorted(doubled))}", where=f"lang/{language}/{kind}.toml")
    return rules


@cache
def read_table(language: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `lang/<language>/<name>.tsv`; lines that begin with `#` are comments."""
    lines = _existing(language, f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def read_list(language: str, name: str) -> tuple[str, ...]:
    """The lines of `lang/<language>/<name>.txt`; lines that begin with `#` are comments."""
    lines = _existing(language, f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def has_list(language: str, name: str) -> bool:
    """Whether there is a file `lang/<language>/<name>.txt`."""
    return (folder(language) / f"{name}.txt").is_file()


def _existing(language: str, name: str) -> Traversable:
    path = folder(language) / name
    if not path.is_file():
        raise DataMissing("the file is not there", where=f"lang/{language}/{name}", remedy="reinstall contrechamp")
    return path

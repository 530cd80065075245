"""The words of the interface, from `strings.toml`, in French or English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from contrechamp.errors import UnknownLanguage, said

NARROW, NO_BREAK = "\u202f", "\u00a0"
"""French typography wants a narrow no-break space before ; ! ? and inside figures, a plain no-break space before :"""

_LONG, _ROUND = 10**9, 10**7
"""From which figure on words are read faster than noughts, and what it must be a multiple of to be said in full."""
_BEFORE = re.compile(r" (?=[;!?»])|(?<=«) ")


@dataclass(frozen=True)
class Words:
    """The strings of one language. `words("relation.agree")`, `words.count("accounts", 3)`."""

    language: str
    table: Mapping[str, Any]

    def __call__(self, key: str, /, **values: object) -> str:
        """The string of a dotted key, with `{name}` filled in. Raises KeyError for a key that is not there."""
        found: Any = self.table
        for part in key.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)

    def group(self, key: str) -> Mapping[str, str]:
        """All strings of a group, in their order."""
        found: Mapping[str, str] = self.table[key]
        return found

    def count(self, key: str, number: float) -> str:
        """The string for `number` things: French counts 0 and 1 as singular, English only 1."""
        single = number < 2 if self.language == "fr" else number == 1
        return self(f"count.{key}.{'one' if single else 'other'}", n=self.number(number))

    def known(self, group: str, code: str) -> str:
        """The string of a code that others may add to (a reason, a unit); the code itself if there is none."""
        known: Mapping[str, str] = self.table[group]
        return known.get(code) or (code if group == "timex" else code.replace("_", " ").replace("-", " "))

    def number(self, value: float) -> str:
        """A figure as the language writes it: `1 400,5` or `1,400.5`; long round ones in words (`3 400 milliards`)."""
        if _LONG <= abs(value) < 1e15 and value % _ROUND == 0:
            return self.count("thousand_million", value / _LONG)
        return self._figure(value)

    def _figure(self, value: float) -> str:
        said = f"{value:,.15g}" if abs(value) < 1e15 else f"{value:.6g}"
        return said.replace(",", NARROW).replace(".", ",") if self.language == "fr" else said

    def quote(self, text: str) -> str:
        """`text` between the language's quotation marks."""
        return f"«{NARROW}{text}{NARROW}»" if self.language == "fr" else f"“{text}”"


def techniques() -> tuple[str, ...]:
    """The techniques of SemEval-2023 by their names there; the English strings are these names themselves."""
    return tuple(words("fr").group("technique"))


@cache
def words(language: str) -> Words:
    """The interface strings of a language. Raises UnknownLanguage."""
    tables = tomllib.loads((files(__package__) / "strings.toml").read_text(encoding="utf-8"))
    if language not in tables:
        choice = ", ".join(sorted(tables))
        raise UnknownLanguage(
            said(f"the interface does not speak {language!r}", f"l’interface ne parle pas {language!r}"),
            remedy=said(f"choose one of: {choice}", f"choisir parmi : {choice}"),
        )
    return Words(language, _typeset(tables[language]) if language == "fr" else tables[language])


def _typeset(table: Any) -> Any:
    if isinstance(table, dict):
        return {key: _typeset(held) for key, held in table.items()}
    return _BEFORE.sub(NARROW, table).replace(" :", NO_BREAK + ":")

"""`--limit NAME=VALUE`: what reading one file may cost, set on the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from contrechamp.errors import UsageError, said

if TYPE_CHECKING:
    from contrechamp.read import Limits

LIMITS = {
    "size": "bytes", "text": "characters", "time": "seconds", "memory": "memory", "unpacked": "unpacked",
    "output": "output", "ratio": "ratio", "pages": "pages", "members": "members", "records": "records",
    "depth": "depth",
}  # fmt: skip
"""Name on the command line → field of `read.Limits`."""

_IN_BYTES = ("size", "memory", "unpacked", "output")
_UNITS = {"": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9}
_VALUE = re.compile(r"(\d{1,15}(?:\.\d{1,6})?) ?([KMG]B)?", re.I)

_HELP = "What reading a file may cost: size=500MB, time=60, memory=2GB …"
Limit = Annotated[list[str] | None, typer.Option("--limit", metavar="NAME=VALUE", help=_HELP)]


def limits_of(asked: Sequence[str] | None) -> Limits:
    """The limits with those that were asked for, the last of a name counting. Raises UsageError."""
    from contrechamp.read.limits import DEFAULT

    chosen: dict[str, float] = {}
    for text in asked or ():
        name, _, value = text.partition("=")
        found = _VALUE.fullmatch(value.strip())
        unit = (found[2] or "").upper() if found else ""
        number = float(found[1]) * _UNITS[unit] if found else 0
        if name not in LIMITS or number <= 0 or (unit and name not in _IN_BYTES):
            raise _unknown(text)
        chosen[LIMITS[name]] = number if name == "time" else int(number)
    return replace(DEFAULT, **chosen)  # type: ignore[arg-type]


def _unknown(text: str) -> UsageError:
    names = ", ".join(LIMITS)
    return UsageError(
        said(f"{text!r} is not a limit", f"{text!r} n’est pas une limite"),
        where="--limit",
        remedy=said(
            f"write NAME=VALUE with one of {names}; size=500MB, time=60 (seconds), memory=2GB",
            f"écrire NOM=VALEUR avec l’un de {names} ; size=500MB, time=60 (secondes), memory=2GB",
        ),
    )

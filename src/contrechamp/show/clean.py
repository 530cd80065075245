"""Foreign text made safe for a terminal: what moves the cursor, colours or reorders letters becomes visible."""

from __future__ import annotations

from functools import cache
from unicodedata import category

_KEPT = "\n\u00a0\u202f"


def clean(text: str, *, lines: bool = True) -> str:
    """`text` without control and direction characters: U+0007 becomes ␇, others �. `lines`: keep line feeds."""
    kept = _KEPT if lines else _KEPT[1:]
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in kept else _visible(char) for char in text)


@cache
def _visible(char: str) -> str:
    if char in "\t\n\r":
        return " "
    if ord(char) < 0x20:
        return chr(0x2400 + ord(char))
    if category(char) in ("Zs", "Zl", "Zp"):
        return " "
    return "" if char in "\u00ad\u200b\u200c\u200d\ufeff" else "\ufffd"

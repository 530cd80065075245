"""What people and programs send, made fit for one line of a list."""

from __future__ import annotations

from unicodedata import category, normalize


def one_line(text: str) -> str:
    """`text` on one line, with `�` for the characters that hide, turn or break it (NUL and lone surrogates too)."""
    return "".join("�" if category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else c for c in " ".join(text.split()))


def typed_name(name: str) -> str:
    """The name of a person as it is kept: on one line, the same for é typed as one character or as two."""
    return normalize("NFC", one_line(name))

"""Warnings about what was read, from the catalogue of codes."""

from __future__ import annotations

from contrechamp.errors import catalogue
from contrechamp.model import Warned


def warn(code: str, **values: str | int) -> Warned:
    """A warning of the catalogue with its values filled in: `warn("W101", count=3, encoding="utf-8")`, in English."""
    shown = {name: str(value) for name, value in values.items()}
    return Warned(code, catalogue()[code]["message"]["en"].format(**shown), shown)

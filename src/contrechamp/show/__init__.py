"""A comparison in the form that its reader wants: one file a form, and their table here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from contrechamp.errors import UnknownFormat
from contrechamp.model import Comparison

FORMS = {
    "terminal": ("terminal", "to_terminal"),
    "html": ("page", "to_page"),
    "json": ("json", "to_json"),
    "csv": ("csv", "to_csv"),
    "md": ("markdown", "to_markdown"),
    "markdown": ("markdown", "to_markdown"),
    "jsonld": ("annotations", "to_annotations"),
}
"""Name of the form (and ending of its file) → module of this room, function `(comparison, language) -> str`."""


def forms() -> tuple[str, ...]:
    """The names of all forms, the default first."""
    return tuple(FORMS)


def show(comparison: Comparison, form: str = "terminal", *, language: str = "fr") -> str:
    """The comparison in one of `forms()`, with labels in `language` (`fr` or `en`). Raises UnknownFormat."""
    if form not in FORMS:
        raise UnknownFormat(f"there is no form {form!r}", remedy=f"choose one of: {', '.join(FORMS)}")
    module, function = FORMS[form]
    render = cast(Callable[[Comparison, str], str], getattr(import_module(f"{__name__}.{module}"), function))
    return render(comparison, language)

"""A comparison in the form that its reader wants: one file a form, and their table here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Literal, NamedTuple, cast, overload

from contrechamp.errors import UnknownFormat, said
from contrechamp.model import Comparison

TextForm = Literal[
    "terminal", "html", "json", "csv", "md", "markdown", "jsonld", "schemaorg", "bibtex", "bib", "csl"
]  # fmt: skip
BinaryForm = Literal["pdf", "parquet", "zip"]


class Form(NamedTuple):
    """Where a form is made: a module of this room and its function `(comparison, language) -> str`, or `bytes`.

    `ending` is that of its file, `type` its media type; `binary` says that the function gives bytes.
    """

    module: str
    function: str
    ending: str
    type: str
    binary: bool = False


_MARKDOWN = Form("markdown", "to_markdown", "md", "text/markdown")
_BIBTEX = Form("bibliography", "to_bibtex", "bib", "application/x-bibtex")
_PARQUET = Form("parquet", "to_parquet", "zip", "application/zip", binary=True)

FORMS = {
    "terminal": Form("terminal", "to_terminal", "txt", "text/plain"),
    "html": Form("page", "to_page", "html", "text/html"),
    "pdf": Form("pdf", "to_pdf", "pdf", "application/pdf", binary=True),
    "json": Form("json", "to_json", "json", "application/json"),
    "csv": Form("csv", "to_csv", "csv", "text/csv"),
    "parquet": _PARQUET,
    "zip": _PARQUET,
    "md": _MARKDOWN,
    "markdown": _MARKDOWN,
    "jsonld": Form("annotations", "to_annotations", "jsonld", "application/ld+json"),
    "schemaorg": Form("schemaorg", "to_schemaorg", "jsonld", "application/ld+json"),
    "bibtex": _BIBTEX,
    "bib": _BIBTEX,
    "csl": Form("bibliography", "to_csl", "json", "application/vnd.citationstyles.csl+json"),
}
"""Name of the form (or ending of its file) → how it is made."""


def forms() -> tuple[str, ...]:
    """The names of all forms, the default first."""
    return tuple(FORMS)


@overload
def show(comparison: Comparison, form: TextForm = ..., *, language: str = ...) -> str: ...
@overload
def show(comparison: Comparison, form: BinaryForm, *, language: str = ...) -> bytes: ...
@overload
def show(comparison: Comparison, form: str, *, language: str = ...) -> str | bytes: ...


def show(comparison: Comparison, form: str = "terminal", *, language: str = "fr") -> str | bytes:
    """The comparison in one of `forms()`, with labels in `language` (`fr` or `en`); bytes for `pdf` and `parquet`.

    Raises UnknownFormat, FormUnavailable.
    """
    if form not in FORMS:
        choice = ", ".join(FORMS)
        raise UnknownFormat(
            said(f"there is no form {form!r}", f"la forme {form!r} n’existe pas"),
            remedy=said(f"choose one of: {choice}", f"choisir parmi : {choice}"),
        )
    made = FORMS[form]
    module = import_module(f"{__name__}.{made.module}")
    render = cast(Callable[[Comparison, str], str | bytes], getattr(module, made.function))
    return render(comparison, language)

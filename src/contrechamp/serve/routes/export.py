"""Out of the room: the dossier in every form that `show/` knows, as a file to save."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from contrechamp.serve.catalogue import N_
from contrechamp.serve.here import Here, HereNow, reviewed_of
from contrechamp.serve.pages import page
from contrechamp.serve.tables import saved_as

router = APIRouter(tags=["export"])

LABELS = {
    "html": N_("One page with everything, to read and to send; it loads nothing"),
    "pdf": N_("The same on paper (PDF)"),
    "md": N_("Text with headings and lists (Markdown)"),
    "json": N_("Everything, for programs (JSON, by its schema)"),
    "csv": N_("Tables for a spreadsheet (CSV)"),
    "parquet": N_("Tables for data work (Parquet)"),
    "jsonld": N_("Marks as W3C Web Annotations (JSON-LD)"),
    "claims": N_("Claims with where they appear (schema.org)"),
    "bib": N_("The accounts as references (BibTeX)"),
    "csl": N_("The accounts as references (CSL JSON)"),
}
"""What a form is, by its name; a form that is not named here is listed by its name."""

TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "json": "application/json",
    "csv": "text/csv",
    "md": "text/markdown",
    "jsonld": "application/ld+json",
}


@router.get("/d/{dossier}/export", summary="The forms in which a dossier leaves")
def export(here: HereNow) -> Response:
    """A list of links, each a file to save."""
    from contrechamp.show.csv import TABLES

    labels = {form: here.say(LABELS[form]) if form in LABELS else form for form in _forms()}
    return page(here, "export.html", labels=labels, tables=tuple(TABLES))


@router.get("/d/{dossier}/export/csv/{table}", summary="One table as CSV")
def one_table(here: HereNow, table: str) -> Response:
    """One of the tables of `show/csv.py`: points, claims, quantities …"""
    from contrechamp.show.csv import TABLES
    from contrechamp.show.csv import table as as_csv

    if table not in TABLES:
        raise HTTPException(404)
    return _file(here, as_csv(reviewed_of(here).comparison, table, here.language), "csv", f" {table}")


@router.get("/d/{dossier}/export/{form}", summary="The dossier as a file")
def one_form(here: HereNow, form: str) -> Response:
    """The comparison, with people's corrections, in a form of `contrechamp show`."""
    from contrechamp.show import show

    if form not in _forms():
        raise HTTPException(404)
    return _file(here, show(reviewed_of(here).comparison, form, language=here.language), form)


def _forms() -> tuple[str, ...]:
    """The forms that make a file, each once."""
    from contrechamp.show import FORMS

    held: dict[object, str] = {}
    for name, made in FORMS.items():
        if name != "terminal":
            held.setdefault(made, name)
    return tuple(held.values())


def _file(here: Here, content: str | bytes, form: str, suffix: str = "") -> Response:
    name = saved_as(f"{here.dossier.name}{suffix}.{form}")
    media_type = TYPES.get(form, "text/plain" if isinstance(content, str) else "application/octet-stream")
    return Response(content, media_type=media_type, headers={"content-disposition": name})

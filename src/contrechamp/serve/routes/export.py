"""Out of the room: the dossier in every form that `show/` knows, as a file to save."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from contrechamp.serve.catalogue import N_
from contrechamp.serve.here import HereNow, reviewed_of
from contrechamp.serve.pages import page
from contrechamp.serve.tables import saved_as

router = APIRouter(tags=["export"])

LABELS = {
    "html": N_("One page with everything, to read and to send; it loads nothing"),
    "pdf": N_("The same on paper"),
    "md": N_("Text with headings and lists"),
    "json": N_("Everything, for programs, by its schema"),
    "csv": N_("Tables for a spreadsheet"),
    "parquet": N_("Tables with types, for data work"),
    "jsonld": N_("Marks as W3C Web Annotations"),
    "schemaorg": N_("Claims with where they appear, as schema.org has them"),
    "bibtex": N_("The accounts as references"),
    "csl": N_("The accounts as references"),
}
"""What a form is, by its name; a form that is not named here is listed by its name."""

NAMES = {"html": "HTML", "md": "Markdown", "parquet": "Parquet", "jsonld": "JSON-LD", "schemaorg": "schema.org"}
NAMES |= {"bibtex": "BibTeX", "csl": "CSL JSON"}


@router.get("/d/{dossier}/export", summary="The forms in which a dossier leaves")
def export(here: HereNow) -> Response:
    """A list of links, each a file to save."""
    from contrechamp.show.csv import TABLES

    labels = {form: (NAMES.get(form, form.upper()), here.say(LABELS.get(form, ""))) for form in _forms()}
    return page(here, "export.html", labels=labels, tables=tuple(TABLES))


@router.get("/d/{dossier}/export/csv/{table}", summary="One table as CSV")
def one_table(here: HereNow, table: str) -> Response:
    """One of the tables of `show/csv.py`: points, claims, quantities …"""
    from contrechamp.show.csv import TABLES
    from contrechamp.show.csv import table as as_csv

    if table not in TABLES:
        raise HTTPException(404)
    made = as_csv(reviewed_of(here).comparison, table, here.language)
    return _file(made, f"{here.dossier.name} {table}.csv", "text/csv")


@router.get("/d/{dossier}/export/{form}", summary="The dossier as a file")
def one_form(here: HereNow, form: str) -> Response:
    """The comparison, with people's corrections, in a form of `contrechamp show`."""
    from contrechamp.show import FORMS, show

    if form not in _forms():
        raise HTTPException(404)
    made = show(reviewed_of(here).comparison, form, language=here.language)
    return _file(made, f"{here.dossier.name}.{FORMS[form].ending}", FORMS[form].type)


def _forms() -> tuple[str, ...]:
    """The forms that make a file, each once."""
    from contrechamp.show import FORMS

    held: dict[object, str] = {}
    for name, made in FORMS.items():
        if name != "terminal":
            held.setdefault(made, name)
    return tuple(held.values())


def _file(content: str | bytes, name: str, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers={"content-disposition": saved_as(name)})

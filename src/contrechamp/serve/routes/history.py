"""The history of a dossier: who changed what, when and why; undo and redo; corrections that no longer fit."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from contrechamp.errors import NothingUsable, tell
from contrechamp.serve.here import Here, HereNow, reviewed_of
from contrechamp.serve.pages import page, redirect
from contrechamp.serve.paging import Page, paged
from contrechamp.serve.tables import moment, table
from contrechamp.store import Adrift, Entry

router = APIRouter(tags=["history"])

ON_A_PAGE = 100
COLUMNS = ("number", "when", "who", "did", "line", "why", "of", "undone")


@router.get("/d/{dossier}/history.{form}", summary="The history as a table")
def as_table(here: HereNow, form: str) -> Response:
    """A row for each entry, the first first."""
    return table(form, f"{here.dossier.name} history", COLUMNS, [_row(each, here.language) for each in _all(here)])


@router.get("/d/{dossier}/history", summary="The history")
def history_page(here: HereNow, page_: Annotated[int, Page] = 1) -> Response:
    """The newest entries first; those that can be undone or redone say so. Corrections adrift stand above."""
    found = _all(here)
    entries, correctable = paged(found[::-1], page_, ON_A_PAGE), any(entry.change for entry in found)
    return page(here, "history.html", entries=entries, adrift=_adrift(here), correctable=correctable)


@router.post("/d/{dossier}/undo", summary="Undo")
def undo_(here: HereNow, number: Annotated[int | None, Form()] = None, back: Annotated[str, Form()] = "") -> Response:
    """Takes back the entry with a number, else the last correction that is not undone; leads to `back`."""
    from contrechamp.store import undo

    undo(here.store, here.dossier.id, here.visitor.name, number=number)
    return redirect(back or f"/d/{here.dossier.id}/history")


@router.post("/d/{dossier}/redo", summary="Redo")
def redo_(here: HereNow, number: Annotated[int | None, Form()] = None, back: Annotated[str, Form()] = "") -> Response:
    """Puts back the entry with a number, else the last that was undone; leads to `back`."""
    from contrechamp.store import redo

    redo(here.store, here.dossier.id, here.visitor.name, number=number)
    return redirect(back or f"/d/{here.dossier.id}/history")


def _all(here: Here) -> tuple[Entry, ...]:
    from contrechamp.store import history

    return tuple(history(here.store, here.dossier.id))


def _adrift(here: Here) -> tuple[Adrift, ...]:
    try:
        return reviewed_of(here).adrift
    except NothingUsable:  # fewer than two accounts are left
        return ()


def _row(entry: Entry, language: str) -> dict[str, str | int | bool | None]:
    return {
        "number": entry.number,
        "when": moment(entry.when),
        "who": entry.who,
        "did": entry.did.value,
        "line": tell(entry.line, language),
        "why": entry.why,
        "of": entry.of,
        "undone": entry.undone,
    }

"""The people of a room, for its admins: who they are, what they may do, and what was done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import Response

from contrechamp.errors import UsageError
from contrechamp.serve.here import Here, HereNow
from contrechamp.serve.lines import typed_name
from contrechamp.serve.pages import page, redirect
from contrechamp.serve.paging import Page, paged
from contrechamp.serve.people import change_password, enrol, give_role, let_go, note
from contrechamp.serve.roles import ROLES
from contrechamp.serve.routes.signing import Name, Secret, doors
from contrechamp.serve.tables import Cell, moment, table
from contrechamp.store import Audited, Person

router = APIRouter(tags=["people"])

ON_A_PAGE = 200
COLUMNS = ("name", "role", "created")
AUDIT_COLUMNS = ("number", "when", "who", "what", "where")


@router.get("/people", summary="The people")
def people_page(here: HereNow) -> Response:
    """Names and roles, with the forms to change them."""
    return _page(here)


@router.get("/people.{form}", summary="The people as a table")
def as_table(here: HereNow, form: str) -> Response:
    """A row for each person."""
    rows = [{"name": p.name, "role": p.role.value, "created": moment(p.created)} for p in _people(here)]
    return table(form, "people", COLUMNS, rows)


@router.post("/people", summary="A new person")
def add(here: HereNow, name: Name, password: Secret, role: Annotated[str, Form()] = "reader") -> Response:
    """Adds a person; tell them the password, and they change it on their page."""
    try:
        made = enrol(here.store, name, role, password)
    except UsageError as error:
        return _page(here, error, 422)
    note(here, "added a person", f"{made.name}: {made.role.value}")
    return redirect("/people")


@router.post("/people/role", summary="Another role")
def change_role(here: HereNow, name: Name, role: Annotated[str, Form()]) -> Response:
    """Gives a person another role; it holds at once. The last admin stays one."""
    try:
        give_role(here.store, _person(here, name), role)
    except UsageError as error:
        return _page(here, error, 422)
    note(here, "changed a role", f"{typed_name(name)}: {role}")
    return redirect("/people")


@router.post("/people/password", summary="A new password for somebody")
def reset(here: HereNow, name: Name, password: Secret) -> Response:
    """Sets a person's password; whoever is signed in under that name is out."""
    found = _person(here, name)
    try:
        change_password(here.store, found, password)
    except UsageError as error:
        return _page(here, error, 422)
    note(here, "set a password", found.name)
    return redirect("/people")


@router.post("/people/remove", summary="Remove a person")
def remove(here: HereNow, name: Name) -> Response:
    """Removes a person, at once; the history keeps their name. The last admin stays."""
    found = _person(here, name)
    try:
        let_go(here.store, found)
    except UsageError as error:
        return _page(here, error, 422)
    note(here, "removed a person", found.name)
    return redirect("/people")


@router.get("/audit", summary="The audit list")
def audit_page(here: HereNow, page_: Annotated[int, Page] = 1) -> Response:
    """Who did what, when, the newest first: sign-ins and refusals, people, dossiers, exports."""
    return page(here, "audit.html", lines=paged(_audit(here), page_, ON_A_PAGE))


@router.get("/audit.{form}", summary="The audit list as a table")
def audit_table(here: HereNow, form: str) -> Response:
    """A row for each line, the first first."""
    rows: list[dict[str, Cell]] = [
        {"number": a.number, "when": moment(a.when), "who": a.who, "what": a.what, "where": a.where}
        for a in _audit(here)[::-1]
    ]
    return table(form, "audit", AUDIT_COLUMNS, rows)


def _page(here: Here, error: UsageError | None = None, status: int = 200) -> Response:
    wrong = error.line(here.language) if error else ""
    return page(here, "people.html", status=status, people=_people(here), roles=ROLES, wrong=wrong)


def _people(here: Here) -> tuple[Person, ...]:
    from contrechamp.store import people

    doors(here)
    return tuple(people(here.store))


def _person(here: Here, name: str) -> Person:
    from contrechamp.store import person

    doors(here)
    found = person(here.store, typed_name(name))
    if found is None:
        raise HTTPException(404)
    return found


def _audit(here: Here) -> tuple[Audited, ...]:
    from contrechamp.store import audit

    doors(here)
    return tuple(audit(here.store))

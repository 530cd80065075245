"""One dossier: making it, what it holds, reading more into it, renaming, removing."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contrechamp.errors import DoesNotFit, UsageError
from contrechamp.model import Account
from contrechamp.serve import uploads
from contrechamp.serve.here import Here, HereNow, here
from contrechamp.serve.jobs import Job
from contrechamp.serve.lines import one_line
from contrechamp.serve.pages import page, redirect
from contrechamp.serve.people import note
from contrechamp.serve.tables import saved_as
from contrechamp.serve.views.people_said import account_notes
from contrechamp.store import DossierInfo

router = APIRouter(tags=["dossiers"])

_FIELDS: dict[str, dict[str, Any]] = {
    "name": {"type": "string", "maxLength": 200},
    "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
    "text": {"type": "array", "items": {"type": "string"}},
}


def _sent(*names: str) -> dict[str, Any]:
    """What OpenAPI says of a form that is read as it comes."""
    schema = {"type": "object", "properties": {name: _FIELDS[name] for name in names}}
    return {"requestBody": {"content": {"multipart/form-data": {"schema": schema}}}}


@router.get("/new", summary="The form for a new dossier")
def new(here: HereNow) -> Response:
    """A name, files to drop, texts to paste."""
    return page(here, "new.html", wrong="", name="", limits=here.room.settings.limits)


@router.get("/new/text", summary="One more field to paste a text into")
def new_text(here: HereNow) -> Response:
    """A part of the form, for htmx."""
    return page(here, "text-field.html")


@router.post("/dossiers", summary="A new dossier of files and texts", openapi_extra=_sent("name", "files", "text"))
async def make(request: Request) -> Response:
    """Reads `files` and `text` (several of each) into a new dossier called `name`, and leads to the progress page."""
    now = await run_sync(here, request)
    form = await _form(now)
    return await run_sync(_make, now, form)


def _make(here: Here, form: uploads.Form) -> Response:
    from contrechamp.store import new_dossier

    name = one_line(form.fields.get("name", ""))[:200]
    if not form.sources:
        wrong = here.say("Choose at least one file, or paste a text.")
        return page(here, "new.html", status=422, wrong=wrong, name=name, limits=here.room.settings.limits)
    try:
        made = new_dossier(here.store, name) if name else _nameless(here)
    except UsageError as error:
        wrong = error.line(here.language)
        return page(here, "new.html", status=422, wrong=wrong, name=name, limits=here.room.settings.limits)
    note(here, "made a dossier", made.name)
    return _begun(here, made.id, form, nameless=not name)


@router.post("/dossiers/example", summary="The shipped example as a dossier")
def example(here: HereNow) -> Response:
    """Reads the four invented accounts that come with contrechamp; leads to the dossier where it is there already."""
    from contrechamp.store import dossiers, new_dossier

    name = one_line(here.say("Example: the fire in the warehouse"))
    known = next((each for each in dossiers(here.store) if each.name == name), None)
    if known is not None:
        return redirect(f"/d/{known.id}")
    made = new_dossier(here.store, name)
    note(here, "made a dossier", made.name)
    return _begun(here, made.id, uploads.Form(tuple(uploads.shipped_example()), {}))


def _nameless(here: Here) -> DossierInfo:
    """A dossier called by the minute in which it is made; by the second where that minute has one already."""
    from babel.dates import format_date, format_time

    from contrechamp.store import new_dossier

    now = datetime.now()
    day = format_date(now, "medium", locale=here.language)
    for precision in ("short", "medium"):
        when = f"{day}, {format_time(now, precision, locale=here.language)}"
        try:
            return new_dossier(here.store, here.say("Dossier of %(when)s", when=when))
        except DoesNotFit:
            continue
    return new_dossier(here.store, here.say("Dossier of %(when)s", when=now.isoformat()))


@router.get("/d/{dossier}", summary="A dossier and its accounts")
def dossier(here: HereNow) -> Response:
    """The accounts of a dossier, what is being read, and the forms to add, rename and remove."""
    from contrechamp.store import accounts

    held, jobs = accounts(here.store, here.dossier.id), here.room.jobs.under_way(here.dossier.id)
    notes = account_notes(here)
    return page(here, "dossier.html", accounts=held, jobs=jobs, notes=notes, limits=here.room.settings.limits)


@router.get("/d/{dossier}/", include_in_schema=False)
@router.get("/d/{dossier}/{view:path}/", include_in_schema=False)
def without_slash(here: HereNow, view: str = "") -> Response:
    """The same address without the slash at its end."""
    query = here.request.url.query
    return redirect(f"/d/{here.dossier.id}" + (f"/{view}" if view else "") + (f"?{query}" if query else ""))


@router.post("/d/{dossier}/accounts", summary="Add accounts", openapi_extra=_sent("files", "text"))
async def add(request: Request) -> Response:
    """Reads `files` and `text` into the dossier, and leads to the progress page."""
    now = await run_sync(here, request)
    form = await _form(now)
    if not form.sources:
        raise HTTPException(422, now.say("Choose at least one file, or paste a text."))
    return await run_sync(_begun, now, now.dossier.id, form)


async def _form(here: Here) -> uploads.Form:
    return await uploads.received(here.request, here.room.settings.limits, here.say("pasted text %d"))


def _begun(here: Here, dossier: str, form: uploads.Form, *, nameless: bool = False) -> Response:
    job = here.room.jobs.begin(dossier, form.sources, here.visitor.name, nameless=nameless)
    note(here, "added accounts", f"{dossier}: {len(form.sources)}")
    return redirect(f"/d/{dossier}/jobs/{job.id}")


@router.get("/d/{dossier}/jobs/{job}.json", summary="How far a reading is, for programs")
def progress_json(here: HereNow, job: str) -> Response:
    """`state` (waiting, reading, comparing, done, failed, cancelled), `done` of `total`, and what came of it."""
    found = _job(here, job)
    told: dict[str, object] = {"state": found.state.value, "over": found.over, "done": found.done, "total": found.total}
    told |= {
        "accounts": list(found.accounts),
        "already": [each.account for each in found.already],
    }
    errors = [*found.errors, *([found.error] if found.error else [])]
    return JSONResponse(told | {"errors": [error.line(here.language) for error in errors]})


@router.get("/d/{dossier}/jobs/{job}", summary="How far a reading is")
def progress(here: HereNow, job: str) -> Response:
    """What was read, what failed and what was kept of it; refreshes itself until all is done."""
    from contrechamp.store import accounts

    found = _job(here, job)
    new = [account for account in accounts(here.store, here.dossier.id) if account.id in found.accounts]
    return page(here, "job.html", job=found, accounts=new)


@router.post("/d/{dossier}/jobs/{job}/cancel", summary="Stop a reading")
def cancel(here: HereNow, job: str) -> Response:
    """Stops before the next account; what was read so far stays, what waits is let go."""
    here.room.jobs.cancel(_job(here, job))
    return redirect(f"/d/{here.dossier.id}/jobs/{job}")


@router.post("/d/{dossier}/rename", summary="Another name")
def rename(here: HereNow, name: Annotated[str, Form(max_length=200)]) -> Response:
    """Gives the dossier another name; its addresses stay."""
    from contrechamp.store import rename_dossier

    made = rename_dossier(here.store, here.dossier.id, one_line(name))
    note(here, "renamed a dossier", f"{here.dossier.name} → {made.name}")
    return redirect(f"/d/{here.dossier.id}")


@router.get("/d/{dossier}/accounts/{account}/original", summary="The file that an account was read from")
def original_file(here: HereNow, account: str) -> Response:
    """The untouched bytes, to be saved; they are never shown in the browser."""
    from contrechamp.store import original

    found = original(here.store, _account(here, account).id, dossier=here.dossier.id)
    name = saved_as(uploads.shown_name(found.name))
    return Response(found.data, media_type="application/octet-stream", headers={"content-disposition": name})


@router.post("/d/{dossier}/accounts/{account}/rename", summary="Another name for an account")
def rename_account(here: HereNow, account: str, name: Annotated[str, Form(max_length=200)]) -> Response:
    """Gives an account another name; its words, its original and all corrections stay."""
    from contrechamp import store

    known = _account(here, account)
    made = store.rename_account(here.store, here.dossier.id, known.id, one_line(name), who=here.visitor.name)
    note(here, "renamed an account", f"{here.dossier.name}: {known.name} → {made.name}")
    return redirect(f"/d/{here.dossier.id}")


@router.get("/d/{dossier}/accounts/{account}/remove", summary="The question before an account is removed")
def remove_page(here: HereNow, account: str) -> Response:
    """Asks once more."""
    return page(here, "remove.html", account=_account(here, account))


@router.post("/d/{dossier}/accounts/{account}/remove", summary="Remove an account")
def remove_account(here: HereNow, account: str) -> Response:
    """Takes an account out of the dossier, with its original; corrections about it are listed as adrift."""
    from contrechamp.store import remove

    gone = _account(here, account)
    remove(here.store, here.dossier.id, gone.id, who=here.visitor.name)
    note(here, "removed an account", f"{here.dossier.name}: {gone.name}")
    return redirect(f"/d/{here.dossier.id}")


@router.get("/d/{dossier}/delete", summary="The question before a dossier is deleted")
def delete_page(here: HereNow) -> Response:
    """Asks once more."""
    return page(here, "delete.html")


@router.post("/d/{dossier}/delete", summary="Delete a dossier")
def delete(here: HereNow, sure: Annotated[str, Form(max_length=10)] = "") -> Response:
    """Deletes the dossier, its accounts and its history, for good. `sure` must be `yes`."""
    from contrechamp.store import drop_dossier

    if sure != "yes":
        return redirect(f"/d/{here.dossier.id}/delete")
    drop_dossier(here.store, here.dossier.id)
    note(here, "deleted a dossier", here.dossier.name)
    return redirect("/")


def _job(here: Here, id_: str) -> Job:
    found = here.room.jobs.get(here.dossier.id, id_)
    if found is None:
        raise HTTPException(404)
    return found


def _account(here: Here, id_: str) -> Account:
    from contrechamp.store import accounts

    for account in accounts(here.store, here.dossier.id):
        if account.id == id_:
            return account
    raise HTTPException(404)

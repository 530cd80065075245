"""The way in and out for people: signing in, signing out, one's own password and keys for programs."""

from __future__ import annotations

from math import ceil
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import Response

from contrechamp.serve.doors import ManyDoors
from contrechamp.serve.failures import from_elsewhere
from contrechamp.serve.gate import cookie_name, set_cookie
from contrechamp.serve.here import Here, HereNow
from contrechamp.serve.lines import typed_name
from contrechamp.serve.pages import page, redirect
from contrechamp.serve.people import change_password, note
from contrechamp.serve.safety import own_path

router = APIRouter(tags=["people"])

Name = Annotated[str, Form(max_length=200)]
Secret = Annotated[str, Form(max_length=2000)]


@router.get("/sign-in", summary="The way in")
def sign_in_page(here: HereNow, next: str = "/") -> Response:
    """The form for name and password; the start page for who is in already."""
    doors(here)
    return redirect(next) if here.visitor.name else _form(here, next)


@router.post("/sign-in", summary="Sign in")
def sign_in(here: HereNow, name: Name, password: Secret, next: Annotated[str, Form()] = "/") -> Response:
    """A cookie for a name and its password. 401 where they do not fit, 429 after too many attempts."""
    from contrechamp.serve.passwords import fits
    from contrechamp.store import person

    door, throttle = doors(here), here.room.throttle
    name = typed_name(name)
    keys = tuple(key for key in (f"name {name.casefold()}", _address(here)) if key)
    if wait := throttle.wait_s(*keys):
        said = here.says("Wait %(num)d second, then try again.", "Wait %(num)d seconds, then try again.", ceil(wait))
        answer = _form(here, next, 429, said, name)
        answer.headers["retry-after"] = str(ceil(wait))
        return answer
    throttle.failed(*keys)  # before the password is looked at: a hundred attempts at once are not one
    found = person(here.store, name)
    if not fits(password, found.password_hash if found else None) or found is None:
        note(here, "sign-in refused", name[:80], who=name[:80])
        said = here.say("Name and password do not fit together.")
        return _form(here, next, 401, said, name)
    throttle.succeeded(*keys)
    note(here, "signed in", "", who=found.name)
    answer = redirect(next)
    set_cookie(answer, here.room, door.admit(found.name, proof=found.password_hash))
    return answer


@router.post("/sign-out", summary="Sign out")
def sign_out(here: HereNow) -> Response:
    """Forgets the cookie, here and in the browser."""
    doors(here).leave(here.request.cookies.get(cookie_name(here.room), ""))
    note(here, "signed out", "")
    answer = redirect("/sign-in")
    answer.delete_cookie(cookie_name(here.room), httponly=True, samesite="strict", path="/")
    return answer


@router.get("/me", summary="One's own page")
def me(here: HereNow) -> Response:
    """Name and role; the forms for a new password and for a program's key."""
    doors(here)
    return page(here, "me.html", key="", wrong="", done="")


@router.post("/me/password", summary="A new password")
def password(here: HereNow, old: Secret, new: Secret) -> Response:
    """Changes one's own password; whoever else is signed in with the old one is out."""
    from contrechamp.errors import UsageError
    from contrechamp.serve.passwords import fits
    from contrechamp.store import person

    door, found = doors(here), person(here.store, here.visitor.name)
    key = f"name {here.visitor.name.casefold()}"
    if here.room.throttle.wait_s(key):
        raise HTTPException(429)
    here.room.throttle.failed(key)
    if found is None or not fits(old, found.password_hash):
        return page(here, "me.html", status=422, key="", wrong=here.say("The old password is another one."), done="")
    here.room.throttle.succeeded(key)
    try:
        change_password(here.store, found, new)
    except UsageError as error:
        return page(here, "me.html", status=422, key="", wrong=error.line(here.language), done="")
    note(here, "changed the password", found.name)
    answer = page(here, "me.html", key="", wrong="", done=here.say("The password is changed."))
    set_cookie(answer, here.room, door.admit(found.name))
    return answer


@router.post("/me/key", summary="A key for a program")
def key(here: HereNow) -> Response:
    """A bearer key with one's own role, shown once; it holds until the next one is made, or the password changes."""
    door = doors(here)
    door.leave_programs(here.visitor.name)
    made = door.admit(here.visitor.name, program=True)
    note(here, "made a key for a program", "")
    return page(here, "me.html", key=made, wrong="", done="")


def _address(here: Here) -> str:
    """From where somebody signs in; behind a proxy what that says, lest one visitor stop all others."""
    if here.room.settings.public_url:
        said = here.request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        return f"address {said[:60]}" if said else ""
    return f"address {here.request.client.host}" if here.request.client else ""


def _form(here: Here, next_: str, status: int = 200, wrong: str = "", name: str = "") -> Response:
    again = here.request.method == "GET" and from_elsewhere(here.request)
    return page(here, "sign-in.html", status=status, next=own_path(next_), wrong=wrong, name=name, again=again)


def doors(here: Here) -> ManyDoors:
    """The doors of a room with people. Raises 404 in a room for one."""
    if not isinstance(here.room.doors, ManyDoors):
        raise HTTPException(404)
    return here.room.doors

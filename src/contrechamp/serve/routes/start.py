"""The first page: the dossiers, and the visitor's choice of language and light."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from contrechamp.serve.catalogue import LANGUAGES
from contrechamp.serve.here import HereNow
from contrechamp.serve.language import COOKIE_LANGUAGE, COOKIE_THEME, THEMES
from contrechamp.serve.pages import page, redirect

router = APIRouter()


@router.get("/", summary="The dossiers")
def start(here: HereNow) -> Response:
    """The list of dossiers as a page."""
    from contrechamp.store import dossiers

    return page(here, "start.html", dossiers=dossiers(here.store), jobs=here.room.jobs.under_way())


@router.post("/settings", summary="Language and light of the interface")
def settings(
    here: HereNow,
    language: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
    back: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Keeps the choice in a cookie, and goes back to where the visitor was."""
    answer = redirect(back)
    for name, value, known in ((COOKIE_LANGUAGE, language, LANGUAGES), (COOKIE_THEME, theme, THEMES)):
        if value in known:
            answer.set_cookie(name, value, max_age=31536000, httponly=True, samesite="strict", path="/")
    return answer

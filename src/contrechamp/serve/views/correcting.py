"""How a form becomes a correction: who, why, what was seen; and notes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from contrechamp.serve.here import Here, HereNow
from contrechamp.serve.pages import redirect
from contrechamp.store import Change, Entry, Note, correct

router = APIRouter()

Why = Annotated[str, Form(max_length=2000)]
Back = Annotated[str, Form(max_length=2000)]
Seen = Annotated[int | None, Form()]
"""The number of the last entry of the history that the page knew."""


def change(here: Here, made: Change, why: str, seen: int | None = None) -> Entry:
    """Keep a correction; gives back its entry. Raises UsageError where it does not fit what is there."""
    return correct(here.store, here.dossier.id, made, who=here.visitor.name, why=why.strip(), seen=seen)


@router.post("/d/{dossier}/note", summary="A note on a mark, a point, a passage or the dossier")
def note(  # noqa: PLR0913, PLR0917 (each is a field of the form)
    here: HereNow,
    text: Annotated[str, Form(min_length=1, max_length=20000)],
    mark: Annotated[str, Form()] = "",
    point: Annotated[str, Form()] = "",
    account: Annotated[str, Form()] = "",
    start: Annotated[int | None, Form()] = None,
    end: Annotated[int | None, Form()] = None,
    back: Back = "",
) -> Response:
    """Keeps the note and goes back."""
    change(here, Note(text.strip(), mark or None, point or None, account or None, start, end), "")
    return redirect(back or f"/d/{here.dossier.id}/history")

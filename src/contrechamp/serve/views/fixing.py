"""The forms that correct a mark: verdict, words, voice, certainty, figure, date, actor."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import Response

from contrechamp.model import ActorKind, Certainty, VoiceKind
from contrechamp.serve.here import Here, HereNow
from contrechamp.serve.pages import redirect
from contrechamp.serve.views.correcting import Back, Seen, Why, change
from contrechamp.serve.views.kept import desk_of, state
from contrechamp.serve.views.marks import known
from contrechamp.store import (
    Change,
    FixActor,
    FixCertainty,
    FixDate,
    FixFigure,
    FixSpan,
    FixVoice,
    JudgeMark,
    Verdict,
)
from contrechamp.text.fold import fold_words

router = APIRouter()


@router.post("/d/{dossier}/marks/{mark}/verdict", summary="Accept or reject a mark, or be unsure of it")
def judge(
    here: HereNow, mark: str, verdict: Annotated[Verdict, Form()], why: Why = "", seen: Seen = None, back: Back = ""
) -> Response:
    """A rejected mark is left out of what is compared."""
    return _keep(here, mark, JudgeMark(mark, verdict), why, seen, back)


@router.post("/d/{dossier}/marks/{mark}/span", summary="Other words for a mark")
def fix_span(
    here: HereNow, mark: str, start: Annotated[int, Form()], end: Annotated[int, Form()], why: Why = "",
    seen: Seen = None, back: Back = "",
) -> Response:  # fmt: skip
    """Half-open code points of the account's text."""
    return _keep(here, mark, FixSpan(mark, start, end), why, seen, back)


@router.post("/d/{dossier}/marks/{mark}/voice", summary="Who speaks")
def fix_voice(  # noqa: PLR0913, PLR0917 (each is a field of the form)
    here: HereNow, mark: str, kind: Annotated[VoiceKind, Form()], name: Annotated[str, Form(max_length=300)] = "",
    actor: Annotated[str, Form(max_length=300)] = "", why: Why = "", seen: Seen = None, back: Back = "",
) -> Response:  # fmt: skip
    """`actor`: an actor's key; an author has neither name nor actor."""
    author = kind is VoiceKind.AUTHOR
    made = FixVoice(mark, kind, None if author else name.strip() or None, None if author else actor or None)
    return _keep(here, mark, made, why, seen, back)


@router.post("/d/{dossier}/marks/{mark}/certainty", summary="How surely a claim is put")
def fix_certainty(
    here: HereNow, mark: str, certainty: Annotated[Certainty, Form()], why: Why = "", seen: Seen = None, back: Back = ""
) -> Response:
    """A value of FactBank."""
    return _keep(here, mark, FixCertainty(mark, certainty), why, seen, back)


Bound = Annotated[str, Form(max_length=40)]
Short = Annotated[str, Form(max_length=100)]


@router.post("/d/{dossier}/marks/{mark}/figure", summary="What a figure says")
def fix_figure(  # noqa: PLR0913, PLR0917 (each is a field of the form)
    here: HereNow, mark: str, low: Bound = "", high: Bound = "", unit: Short = "", counted: Short = "",
    per: Short = "", approximate: Annotated[Literal["", "1"], Form()] = "", why: Why = "", seen: Seen = None,
    back: Back = "",
) -> Response:  # fmt: skip
    """Bounds as they are written in French or English; empty where a side is open."""
    made = FixFigure(
        mark, number(low), number(high), unit or None, counted.strip() or None, per or None, approximate == "1"
    )
    return _keep(here, mark, made, why, seen, back)


@router.post("/d/{dossier}/marks/{mark}/date", summary="What an expression of time means")
def fix_date(
    here: HereNow, mark: str, timex: Annotated[str, Form(max_length=60)], why: Why = "", seen: Seen = None,
    back: Back = "",
) -> Response:  # fmt: skip
    """A TIMEX3 value: `2025-03-04`, `2025-03`, `P2Y` …"""
    return _keep(here, mark, FixDate(mark, timex.strip()), why, seen, back)


@router.post("/d/{dossier}/marks/{mark}/actor", summary="Whom a mention means")
def fix_actor(
    here: HereNow, mark: str, name: Annotated[str, Form(min_length=1, max_length=200)],
    kind: Annotated[ActorKind, Form()] = ActorKind.PERSON, why: Why = "", seen: Seen = None, back: Back = "",
) -> Response:  # fmt: skip
    """An actor that the dossier knows by that name, else a new one."""
    return _keep(here, mark, FixActor(mark, *actor_named(here, name, kind)), why, seen, back)


def actor_named(here: Here, name: str, kind: ActorKind) -> tuple[str, str]:
    """The key and the name of the actor that the dossier knows by that name, else of a new one."""
    named = {name_.casefold(): key for key, name_ in known(desk_of(here, state(here))).actors}
    return named.get(name.strip().casefold()) or f"{kind.value}:{_slug(name)}", name.strip()


def _keep(here: Here, mark: str, made: Change, why: str, seen: int | None, back: str) -> Response:
    change(here, made, why, seen)
    return redirect(back or f"/d/{here.dossier.id}/marks/{mark}")


def number(said: str) -> int | float | None:
    """A number as people write it: `1 400`, `1 400,5`, `1,400.5`; None for nothing. Raises HTTPException 422."""
    plain = "".join(char for char in said if char not in " \u00a0\u202f\u2009'’")
    if not plain:
        return None
    if "," in plain and "." in plain:
        plain = (
            plain.replace(",", "")
            if plain.rindex(".") > plain.rindex(",")
            else plain.replace(".", "").replace(",", ".")
        )
    elif "," in plain:
        plain = plain.replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        raise HTTPException(422) from None
    if not abs(value) < 1e15:
        raise HTTPException(422)
    return int(value) if value.is_integer() else value


def _slug(name: str) -> str:
    kept = "".join(char if char.isalnum() else " " for char in fold_words(name))
    return "-".join(kept.split()) or "x"

"""Reading: accounts side by side, and in the margin what the others say of the sentence that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from contrechamp.serve.here import HereNow
from contrechamp.serve.pages import page
from contrechamp.serve.views.columns import KINDS, SHOWN_AT_FIRST, Asked, Reading, opened, reading
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.kept import desk_of, show, state
from contrechamp.serve.views.margin import margin
from contrechamp.serve.views.people_said import noted, notes_over
from contrechamp.show.index import short_label

router = APIRouter()

_VOICES = 40
"""Voices that can be chosen from, those of the authors first, then the most talkative ones."""

Words = Annotated[str, Query(max_length=200)]


@router.get("/d/{dossier}/read", summary="Accounts side by side")
def read(  # noqa: PLR0913, PLR0917 (each is a part of the address)
    here: HereNow,
    a: Annotated[list[str], Query()] = [],  # noqa: B006 (FastAPI copies it)
    m: Annotated[list[str] | None, Query()] = None,
    voice: Annotated[list[str], Query()] = [],  # noqa: B006
    own: bool = False,
    edits: bool = False,
    point: Words = "",
    c: Words = "",
    s: Words = "",
    part: Annotated[list[str], Query()] = [],  # noqa: B006
) -> Response:
    """`a`: accounts by id; `m`: kinds of marks; `voice`: voices to listen to; `part` (account:number): which part of a
    long text; what is open: `point`, `c` (a claim's id) or `s` (account:offset of a sentence, :end for words in it).
    """
    found = state(here)
    desk = desk_of(here, found)
    kinds = tuple(kind for kind in KINDS if kind in m) if m is not None else SHOWN_AT_FIRST
    parts = tuple(place for place in map(_place, part) if place)
    voices = frozenset(key for key in voice if key)
    asked = Asked(tuple(a), kinds, voices, own, edits, point, c, _place(s), parts, _end(s))
    view = reading(desk, asked, noted(found))
    return show(
        here, found, "reading.html", desk=desk, view=view, asked=asked, kinds=KINDS,
        margin=margin(desk, view.rows, view.here, view.sentence),
        notes=notes_over(found, view.here, view.sentence), address=address(desk, view, asked),
        voices=_voices(desk, asked, view), part_address=_part_address(desk, view, asked), short=short_label,
    )  # fmt: skip


@router.get("/d/{dossier}/read/margin", summary="What the others say of a sentence")
def read_margin(here: HereNow, s: Words = "", point: Words = "") -> Response:
    """A part of a page: the margin for a sentence (`account:offset`) or a point."""
    found = state(here)
    desk = desk_of(here, found)
    rows, account, sentence = opened(desk, Asked(at=_place(s), point=point))
    return page(
        here, "reading-margin.html", desk=desk, margin=margin(desk, rows, account, sentence),
        notes=notes_over(found, account, sentence),
    )  # fmt: skip


def _place(said: str) -> tuple[str, int] | None:
    """`account:number` as an account and a number; None for anything else."""
    account, _, number = said.partition(":")
    number = number.partition(":")[0]
    return (account, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None


def _end(said: str) -> int | None:
    """The end of the words in `account:start:end`, where there is one."""
    end = said.split(":")[2:]
    return int(end[0]) if end and end[0].isascii() and end[0].isdigit() and len(end[0]) < 10 else None


def address(desk: Desk, view: Reading, asked: Asked) -> Callable[..., str]:
    """Makes addresses of this reading with something changed: `address(own=1, point=None)`."""
    kept: dict[str, object] = {"a": [column.id for column in view.columns]}
    if asked.kinds != SHOWN_AT_FIRST:
        kept["m"] = list(asked.kinds) or ["none"]
    kept |= {"voice": sorted(asked.voices), "own": "1" if asked.own else None, "edits": "1" if asked.edits else None}
    kept |= {
        "point": asked.point or None,
        "c": asked.claim or None,
        "s": ":".join(map(str, asked.at)) if asked.at else None,
    }
    kept["part"] = [f"{account}:{number}" for account, number in asked.parts]

    def made(**changed: object) -> str:
        now = {name: value for name, value in (kept | changed).items() if value}
        return f"{desk.base}/read?{urlencode(now, doseq=True)}"

    return made


def _part_address(desk: Desk, view: Reading, asked: Asked) -> Callable[[str, int], str]:
    """Makes addresses of another part of one text, the others left where they are."""
    made = address(desk, view, asked)

    def part(account: str, number: int) -> str:
        others = [f"{other}:{at}" for other, at in asked.parts if other != account]
        return made(part=[*others, f"{account}:{number}"], s=None, c=None, point=None)

    return part


def _voices(desk: Desk, asked: Asked, view: Reading) -> list[tuple[str, str, str, bool]]:
    """The voices of the open columns to choose from: key, letter, name, whether it is chosen."""
    here = {column.id for column in view.columns}
    found = [s for s in desk.quotes.speakers if any(desk.ix.owner[claim] in here for claim in s.claims)]
    found.sort(key=lambda s: (s.key not in asked.voices, s.kind != "author"))
    return [(s.key, s.code, s.name, s.key in asked.voices) for s in found[:_VOICES]]

"""Copies: who shares passages with whom, and what was changed in them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from contrechamp.serve.here import HereNow
from contrechamp.serve.views.kept import desk_of, show, state
from contrechamp.serve.views.paging import cut
from contrechamp.show.views.copies import PassageView

router = APIRouter()

_PAIRS = 40
"""Pairs of accounts on a page of the list."""


@router.get("/d/{dossier}/copies", summary="Passages that accounts share")
def copies(
    here: HereNow,
    left: str = "",
    right: str = "",
    number: Annotated[int, Query(alias="page", ge=1)] = 1,
    part: Annotated[int, Query(ge=1)] = 1,
) -> Response:
    """The groups of one origin, the pairs that share passages, and the passages of one pair (accounts by their ids)."""
    found = state(here)
    desk = desk_of(here, found)
    letters = {letter: account for account, letter in desk.ix.letters.items()}
    chosen = desk.ix.letters.get(left, ""), desk.ix.letters.get(right, "")
    pairs, pages = cut(desk.copies.pairs, number, lambda _: 1, budget=10**9, most=_PAIRS)
    pair = next((p for p in desk.copies.pairs if (p.left, p.right) == chosen), pairs[0] if pairs else None)
    passages, parts = cut(pair.passages if pair else (), part, _weight, most=100)
    return show(
        here, found, "copies.html", desk=desk, groups=desk.copies.groups, pairs=pairs, pages=pages, pair=pair,
        passages=passages, parts_=parts, ids=letters,
    )  # fmt: skip


def _weight(passage: PassageView) -> int:
    return 250 + sum(len(piece.text) + 90 for piece in passage.pieces)

"""Who speaks and who is spoken of: voices, authors, wording and actors, account by account."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from contrechamp.model import ActorKind
from contrechamp.serve.here import HereNow
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.kept import desk_of, show, state
from contrechamp.serve.views.paging import Pages, cut
from contrechamp.show.index import said
from contrechamp.show.views.grid import COLUMNS
from contrechamp.show.views.head import AccountView, accounts_view
from contrechamp.show.views.voices import VoiceRow, VoicesView, Wording, wording_view

router = APIRouter()

QUOTES = 3
"""Quotations of one cell; a link leads to all points with that voice."""


@dataclass(frozen=True, slots=True)
class ActorCell:
    """How one account speaks of an actor: how often, and in which words."""

    letter: str
    count: int
    words: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor across the accounts."""

    key: str
    name: str
    kind: str
    cells: tuple[ActorCell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class VoicesPage:
    """The voices in several accounts, a page of them; or all that is one account's own."""

    voices: tuple[tuple[str, VoiceRow], ...]
    pages: Pages
    all: VoicesView
    account: AccountView | None
    own: tuple[tuple[str, VoiceRow], ...]
    author: object | None
    wording: Wording | None
    many: bool


@router.get("/d/{dossier}/voices", summary="Who speaks, in which account, how surely")
def voices(here: HereNow, account: str = "", number: Annotated[int, Query(alias="page", ge=1)] = 1) -> Response:
    """The voices that several accounts have; with `account`, those of one account alone and what its author says."""
    found = state(here)
    desk = desk_of(here, found)
    view = voices_page(desk, account, number)
    return show(
        here, found, "voices.html", desk=desk, view=view, accounts=accounts_view(desk.ix, desk.words), limit=QUOTES,
    )  # fmt: skip


@router.get("/d/{dossier}/actors", summary="Who is spoken of, in which words")
def actors(
    here: HereNow, kind: ActorKind | None = None, number: Annotated[int, Query(alias="page", ge=1)] = 1
) -> Response:
    """Every actor with the words that each account uses for it."""
    found = state(here)
    desk = desk_of(here, found)
    held = actor_rows(desk)
    kept = [row for row in held if kind is None or row.kind == kind.value]
    shown, pages = cut(kept, number, lambda row: 300 + sum(160 + sum(map(len, c.words)) for c in row.cells), most=100)
    kinds = [(each.value, sum(row.kind == each.value for row in held)) for each in ActorKind]
    return show(
        here, found, "actors.html", desk=desk, rows=shown, pages=pages, kind=kind.value if kind else "",
        kinds=[each for each in kinds if each[1]], accounts=accounts_view(desk.ix, desk.words),
        many=len(desk.ix.letters) > COLUMNS,
    )  # fmt: skip


def voices_page(desk: Desk, account: str, number: int) -> VoicesPage:
    """A page of voices. `account`: an id, or empty."""
    view = desk.voices
    keys = {(s.code, s.name): s.key for s in desk.quotes.speakers}
    shown, pages = cut(view.voices, number, _weight)
    letter = desk.ix.letters.get(account, "")
    own = next((rows for name, _, rows in view.single if name == letter), ())
    return VoicesPage(
        tuple((keys[row.code, row.name], row) for row in shown),
        pages,
        view,
        next((a for a in accounts_view(desk.ix, desk.words) if a.letter == letter), None),
        tuple((keys[row.code, row.name], row) for row in own),
        next((author for author in view.authors if author.letter == letter), None),
        next((wording for wording in wording_view(desk.quotes) if wording.letter == letter), None) if letter else None,
        len(desk.ix.letters) > COLUMNS,
    )


def _weight(row: VoiceRow) -> int:
    return 500 + sum(120 + sum(300 + len(q.text) for q in quotes[:QUOTES]) for _, quotes in row.cells if quotes)


def actor_rows(desk: Desk) -> tuple[ActorRow, ...]:
    """All actors: those of most accounts first, then those that are named most."""
    mentions: dict[str, dict[str, Counter[str]]] = {}
    kinds: dict[str, str] = {}
    for extraction in desk.comparison.extractions:
        for actor in extraction.actors:
            kinds.setdefault(actor.key, actor.kind.value)
            held = mentions.setdefault(actor.key, {}).setdefault(extraction.account.id, Counter())
            held[said(extraction.account, actor.span)] += 1
    rows = [
        ActorRow(key, desk.ix.names.get(key, key), kinds[key], *_cells(desk, held)) for key, held in mentions.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.cells), -row.total, row.key)))


def _cells(desk: Desk, held: dict[str, Counter[str]]) -> tuple[tuple[ActorCell, ...], int]:
    cells = tuple(
        ActorCell(letter, held[account].total(), _ways(held[account]), desk.links.text(account, letter))
        for account, letter in desk.ix.letters.items()
        if account in held
    )
    return cells, sum(cell.count for cell in cells)


def _ways(words: Counter[str]) -> tuple[str, ...]:
    """The different words for one actor, the most frequent first, whatever their case; six at most."""
    seen: dict[str, str] = {}
    for way, _ in sorted(words.items(), key=lambda item: (-item[1], item[0])):
        seen.setdefault(way.casefold(), way)
    return tuple(seen.values())[:6]

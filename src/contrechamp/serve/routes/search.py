"""Words in their places: the concordance of a dossier, by account, voice and actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from contrechamp.errors import NothingUsable
from contrechamp.serve.here import Here, HereNow, reviewed_of
from contrechamp.serve.pages import page
from contrechamp.serve.paging import Page, Paged
from contrechamp.serve.tables import table
from contrechamp.store import Hit, Hits

router = APIRouter(tags=["search"])

ON_A_PAGE = 50
COLUMNS = ("account", "source", "start", "end", "left", "match", "right", "voice", "claim")

Words = Annotated[str, Query(max_length=500)]
Filter = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True)
class Filters:
    """What can be chosen: voices by name, actors by key and name."""

    voices: tuple[str, ...]
    actors: tuple[tuple[str, str], ...]


@router.get("/d/{dossier}/search.{form}", summary="The concordance as a table")
def as_table(
    here: HereNow, form: str, q: Words = "", account: Filter = "", voice: Filter = "", actor: Filter = ""
) -> Response:
    """A row for each hit: the words with what stands before and after them."""
    names = _names(here)
    rows = [_row(hit, names) for hit in _found(here, q, account, voice, actor, 0, 10_000).hits]
    return table(form, f"{here.dossier.name} {q}", COLUMNS, rows)


@router.get("/d/{dossier}/search", summary="The concordance")
def search_page(
    here: HereNow,
    q: Words = "",
    account: Filter = "",
    voice: Filter = "",
    actor: Filter = "",
    page_: Annotated[int, Page] = 1,
) -> Response:
    """The words that are looked for, one hit a line, with their context and a link to their place in the text."""
    found = _found(here, q, account, voice, actor, (page_ - 1) * ON_A_PAGE, ON_A_PAGE)
    hits = Paged(found.hits, page_, max(1, -(-found.total // ON_A_PAGE)), found.total)
    asked = {"q": q, "account": account, "voice": voice, "actor": actor}
    return page(here, "search.html", hits=hits, asked=asked, names=_names(here), filters=_filters(here))


def _found(here: Here, q: str, account: str, voice: str, actor: str, offset: int, limit: int) -> Hits:
    from contrechamp.store import search

    if not q.strip():
        return Hits((), 0)
    return search(
        here.store,
        q,
        dossier=here.dossier.id,
        account=account or None,
        voice=voice or None,
        actor=actor or None,
        offset=offset,
        limit=limit,
    )


def _names(here: Here) -> dict[str, str]:
    """What each account is called, by its id."""
    from contrechamp.show.index import label
    from contrechamp.store import accounts

    return {account.id: label(account) for account in accounts(here.store, here.dossier.id)}


def _filters(here: Here) -> Filters:
    try:
        extractions = reviewed_of(here).comparison.extractions
    except NothingUsable:
        return Filters((), ())
    voices = {claim.voice.name for extraction in extractions for claim in extraction.claims if claim.voice.name}
    actors = {actor.key: actor.name for extraction in extractions for actor in extraction.actors}
    return Filters(tuple(sorted(voices)), tuple(sorted(actors.items(), key=lambda each: (each[1], each[0]))))


def _row(hit: Hit, names: dict[str, str]) -> dict[str, str | int | None]:
    return {
        "account": hit.account,
        "source": names.get(hit.account, ""),
        "start": hit.span.start,
        "end": hit.span.end,
        "left": hit.left,
        "match": hit.match,
        "right": hit.right,
        "voice": hit.voice,
        "claim": hit.claim,
    }

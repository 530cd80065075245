"""Words in their places: the concordance of a dossier, by account, voice and actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from contrechamp.serve.here import Here, HereNow, reviewed_of
from contrechamp.serve.pages import page
from contrechamp.serve.paging import Page, Paged
from contrechamp.serve.tables import table
from contrechamp.store import Hit, Hits

router = APIRouter(tags=["search"])

ON_A_PAGE = 50
MOST = 10_000
"""Rows of a table; a concordance longer than that is asked for account by account."""

COLUMNS = ("dossier", "dossier_name", "account", "source", "start", "end", "left", "match", "right", "voice", "claim")

Words = Annotated[str, Query(max_length=500)]
Filter = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; empty where it does not matter."""

    q: str
    account: str = ""
    voice: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What can be chosen: voices by name, actors by key and name."""

    voices: tuple[str, ...] = ()
    actors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Names of dossiers by their ids, and of accounts by dossier and id: the same account has a name in each."""

    dossiers: dict[str, str]
    accounts: dict[tuple[str, str], str]


def _asked(q: Words = "", account: Filter = "", voice: Filter = "", actor: Filter = "") -> Asked:
    return Asked(q, account, voice, actor)


AskedFor = Annotated[Asked, Depends(_asked)]


@router.get("/search.{form}", summary="The concordance of all dossiers as a table")
def all_as_table(here: HereNow, form: str, asked: AskedFor) -> Response:
    """A row for each hit: the words with what stands before and after them."""
    return _table(here, form, asked)


@router.get("/search", summary="The concordance of all dossiers")
def search_all(here: HereNow, asked: AskedFor, page_: Annotated[int, Page] = 1) -> Response:
    """The words that are looked for, in every dossier."""
    return _page(here, asked, page_)


@router.get("/d/{dossier}/search.{form}", summary="The concordance as a table")
def as_table(here: HereNow, form: str, asked: AskedFor) -> Response:
    """A row for each hit: the words with what stands before and after them."""
    return _table(here, form, asked)


@router.get("/d/{dossier}/search", summary="The concordance")
def search_page(here: HereNow, asked: AskedFor, page_: Annotated[int, Page] = 1) -> Response:
    """The words that are looked for, one hit a line, with their context and a link to their place in the text."""
    return _page(here, asked, page_)


def _page(here: Here, asked: Asked, number: int) -> Response:
    found = _found(here, asked, (number - 1) * ON_A_PAGE, ON_A_PAGE)
    hits = Paged(found.hits, number, max(1, -(-found.total // ON_A_PAGE)), found.total)
    filters = _filters(here) if here.dossier else Filters()
    return page(here, "search.html", hits=hits, asked=asked, names=_names(here, found), filters=filters)


def _table(here: Here, form: str, asked: Asked) -> Response:
    found = _found(here, asked, 0, MOST)
    names = _names(here, found)
    name = f"{here.dossier.name if here.dossier else 'contrechamp'} {asked.q}"
    return table(form, name, COLUMNS, [_row(hit, names) for hit in found.hits])


def _found(here: Here, asked: Asked, offset: int, limit: int) -> Hits:
    from contrechamp.store import search

    if not asked.q.strip():
        return Hits((), 0)
    return search(
        here.store,
        asked.q,
        dossier=here.dossier.id if here.dossier else None,
        account=asked.account or None,
        voice=asked.voice or None,
        actor=asked.actor or None,
        offset=offset,
        limit=limit,
    )


def _names(here: Here, found: Hits) -> Names:
    """What dossiers and accounts are called: those of the dossier, or of the hits."""
    from contrechamp.show.index import label
    from contrechamp.store import accounts, dossiers

    if here.dossier:
        asked = {here.dossier.id: here.dossier.name}
    else:
        hit = {hit.dossier for hit in found.hits}
        asked = {each.id: each.name for each in dossiers(here.store) if each.id in hit}
    held = {(id_, each.id): label(each) for id_ in asked for each in accounts(here.store, id_)}
    return Names(asked, held)


def _filters(here: Here) -> Filters:
    extractions = reviewed_of(here).comparison.extractions
    voices = {claim.voice.name for extraction in extractions for claim in extraction.claims if claim.voice.name}
    actors = {actor.key: actor.name for extraction in extractions for actor in extraction.actors}
    return Filters(tuple(sorted(voices)), tuple(sorted(actors.items(), key=lambda each: (each[1], each[0]))))


def _row(hit: Hit, names: Names) -> dict[str, str | int | None]:
    return {
        "dossier": hit.dossier,
        "dossier_name": names.dossiers.get(hit.dossier, ""),
        "account": hit.account,
        "source": names.accounts.get((hit.dossier, hit.account), ""),
        "start": hit.span.start,
        "end": hit.span.end,
        "left": hit.left,
        "match": hit.match,
        "right": hit.right,
        "voice": hit.voice,
        "claim": hit.claim,
    }

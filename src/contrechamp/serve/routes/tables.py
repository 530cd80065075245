"""Every view as a table: `/d/{dossier}/grid.csv`, `/d/{dossier}/figures.json` …, and the whole dossier as JSON."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from contrechamp.serve.here import Here, HereNow, reviewed_of
from contrechamp.serve.tables import FORMS, Cell, moment, saved_as, table
from contrechamp.store import Proposal

router = APIRouter(tags=["tables"])

VIEWS = {
    "grid": "points",
    "read": "claims",
    "figures": "quantities",
    "timeline": "times",
    "voices": "claims",
    "actors": "actors",
    "copies": "copies",
    "accounts": "accounts",
}
"""The page that a table lies beside → the table of `show/csv.py`."""

DOSSIERS = ("id", "name", "created", "accounts", "title", "when", "corrections")


@router.get("/dossiers.{form}", summary="The dossiers as a table")
def dossiers(here: HereNow, form: str) -> Response:
    """A row for each dossier; `form` is `csv` or `json`."""
    from contrechamp.store import dossiers

    rows = [
        {name: getattr(each, name) for name in DOSSIERS} | {"created": moment(each.created)}
        for each in dossiers(here.store)
    ]
    return table(form, "dossiers", DOSSIERS, rows)


@router.get("/d/{dossier}.{form}", summary="The whole dossier")
def whole(here: HereNow, form: str) -> Response:
    """The comparison with people's corrections: `json` by the contract of the records, `csv` its points."""
    if form == "csv":
        return _view(here, "grid", form)
    if form != "json":
        raise HTTPException(404)
    from contrechamp.show.json import to_json

    disposition = saved_as(f"{here.dossier.name}.json", "inline")
    content = to_json(reviewed_of(here).comparison, here.language)
    return Response(content, media_type="application/json", headers={"content-disposition": disposition})


REVIEW = ("layer", "id", "reason", "relation", "label", "account", "start", "end", "words", "score", "verdict")


@router.get("/d/{dossier}/review.{form}", summary="What is left to decide, as a table")
def review(here: HereNow, form: str) -> Response:
    """A row for each proposal, in the order of the review."""
    from contrechamp.store import proposals

    texts = {account.id: account.text for account in reviewed_of(here).comparison.accounts}
    rows = [_proposal(each, texts) for each in proposals(here.store, here.dossier.id)]
    return table(form, f"{here.dossier.name} review", REVIEW, rows)


def _proposal(proposal: Proposal, texts: dict[str, str]) -> dict[str, Cell]:
    row: dict[str, Cell] = {"layer": proposal.layer, "id": proposal.id, "reason": proposal.reason}
    if proposal.point is not None:
        row |= {"relation": proposal.point.relation.value, "label": proposal.point.label}
    if proposal.account is not None and proposal.span is not None:
        start, end = proposal.span.start, proposal.span.end
        words = texts.get(proposal.account, "")[start:end]
        row |= {"account": proposal.account, "start": start, "end": end, "words": words}
    return row | {"score": proposal.score, "verdict": proposal.verdict.value if proposal.verdict else None}


@router.get("/d/{dossier}/{view}.{form}", summary="A view as a table")
def view(here: HereNow, view: str, form: str) -> Response:
    """The rows behind a view: `grid`, `read`, `figures`, `timeline`, `voices`, `actors`, `copies`, `accounts`."""
    return _view(here, view, form)


def _view(here: Here, view: str, form: str) -> Response:
    from contrechamp.show.csv import TABLES
    from contrechamp.show.index import index
    from contrechamp.show.strings import words

    if view not in VIEWS or form not in FORMS:
        raise HTTPException(404)
    columns, lines = TABLES[VIEWS[view]]
    rows = lines(index(reviewed_of(here).comparison), words(here.language))
    return table(form, f"{here.dossier.name} {view}", columns, rows)

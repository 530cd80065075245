"""The grid: points × accounts, filtered by relation, voice, actor and words, cut into pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from contrechamp.serve.here import HereNow
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.kept import desk_of, notes_on, show, state
from contrechamp.serve.views.paging import Pages, cut
from contrechamp.show.grid import ORDER, SHARED, SYMBOLS, Kind, Row
from contrechamp.show.index import short_label
from contrechamp.show.views.grid import COLUMNS, Classes, RowView, row_view
from contrechamp.text.fold import fold_words

router = APIRouter()

_OPTIONS = 80
"""Voices and actors that are offered as filters, the most frequent ones; an address may ask for any other."""

QUOTES = 4
"""Quotations of one cell; the point's own page has all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a grid. Empty: no filter."""

    relations: frozenset[str] = frozenset()
    voice: str = ""
    actor: str = ""
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a filter."""

    value: str
    label: str
    number: int
    symbol: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the address of its point, the verdict on it (empty for none) and how many notes stand on it."""

    href: str
    row: RowView
    verdict: str
    notes: int


@dataclass(frozen=True, slots=True)
class GridPage:
    """A page of the grid: rows across the accounts, then what is repeated or said once, by account."""

    relations: tuple[Choice, ...]
    voices: tuple[Choice, ...]
    actors: tuple[Choice, ...]
    rows: tuple[Line, ...]
    singles: tuple[tuple[str, str, tuple[Line, ...]], ...]
    pages: Pages
    filtered: bool
    many: bool


@router.get("/d/{dossier}/grid", summary="The grid: points × accounts")
def grid(
    here: HereNow,
    relation: Annotated[list[str], Query()] = [],  # noqa: B006 (FastAPI copies it)
    voice: str = "",
    actor: str = "",
    words: Annotated[str, Query(max_length=200)] = "",
    number: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> Response:
    """Rows that answer to all filters."""
    found, asked = state(here), Asked(frozenset(relation), voice, actor, words.strip(), number)
    desk = desk_of(here, found)
    view = grid_page(desk, asked, found.verdicts, notes_on(found))
    return show(here, found, "grid.html", desk=desk, view=view, asked=asked, limit=QUOTES, short=short_label)


def grid_page(desk: Desk, asked: Asked, verdicts: Mapping[str, str], notes: Mapping[str, int]) -> GridPage:
    """The rows that answer to all filters, of the page that is asked for."""
    found = [row for row in desk.rows if _answers(desk, row, asked)]
    shown, pages = cut(sorted(found, key=_alone_by_account), asked.page, _weight)
    classes = Classes(desk.quotes)

    def line(row: Row, whole: bool) -> Line:
        view, id_ = row_view(desk.quotes, classes, row, whole=whole, contexts=False), row.point.id
        return Line(desk.links.point(id_), view, verdicts.get(id_, ""), notes.get(id_, 0))

    shared = [row for row in shown if row.kind in SHARED]
    return GridPage(
        _relations(desk, asked),
        _voices(desk, asked),
        _actors(desk, asked),
        tuple(line(row, True) for row in shared),
        tuple(_singles([(row, line(row, False)) for row in shown if row.kind not in SHARED])),
        pages,
        bool(asked.relations or asked.voice or asked.actor or asked.words),
        len(desk.comparison.accounts) > COLUMNS,
    )


def _answers(desk: Desk, row: Row, asked: Asked) -> bool:
    facets = desk.facets[row.point.id]
    if asked.relations and row.kind.value not in asked.relations:
        return False
    if (asked.voice and asked.voice not in facets.voices) or (asked.actor and asked.actor not in facets.actors):
        return False
    return not asked.words or fold_words(asked.words) in desk.folded(row)


def _alone_by_account(row: Row) -> tuple[int, int, int]:
    """The grid's order; of what one account alone says, account by account in the order of its text."""
    if row.kind in SHARED:
        return 0, 0, 0
    first = next(((at, cell.claims[0].span.start) for at, cell in enumerate(row.cells) if cell.claims), (0, 0))
    return (1, 0, 0) if row.kind is Kind.COPIED else (2, *first)


def _weight(row: Row) -> int:
    """Bytes of a row, roughly: markup, and the words of what is quoted."""
    quoted = [claim for cell in row.cells for claim in cell.told[:QUOTES]]
    return 900 + sum(520 + (claim.span.end - claim.span.start) for claim in quoted)


def _relations(desk: Desk, asked: Asked) -> tuple[Choice, ...]:
    numbers = Counter(row.kind for row in desk.rows)
    return tuple(
        Choice(k.value, desk.words(f"relation.{k}"), numbers[k], SYMBOLS[k], k.value in asked.relations)
        for k in ORDER
        if numbers[k] or k.value in asked.relations
    )


def _voices(desk: Desk, asked: Asked) -> tuple[Choice, ...]:
    speakers = desk.quotes.speakers
    kept = speakers[:_OPTIONS] + tuple(s for s in speakers[_OPTIONS:] if s.key == asked.voice)
    return tuple(Choice(s.key, s.name, len(s.claims), s.code, s.key == asked.voice) for s in kept)


def _actors(desk: Desk, asked: Asked) -> tuple[Choice, ...]:
    numbers = Counter(key for facets in desk.facets.values() for key in facets.actors)
    kept = sorted(numbers, key=lambda key: (-numbers[key], key))[:_OPTIONS]
    kept += [asked.actor] if asked.actor in numbers and asked.actor not in kept else []
    named = [Choice(key, desk.ix.names.get(key, key), numbers[key], "", key == asked.actor) for key in kept]
    return tuple(sorted(named, key=lambda choice: choice.label.casefold()))


def _singles(lines: list[tuple[Row, Line]]) -> list[tuple[str, str, tuple[Line, ...]]]:
    """Repeated rows under one head, those of one account alone under its letter: (letter, kind, rows)."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for row, line in lines:
        letter = "" if row.kind is Kind.COPIED else line.row.cells[0].letter if line.row.cells else ""
        groups.setdefault((letter, row.kind.value), []).append(line)
    return [(letter, kind, tuple(held)) for (letter, kind), held in groups.items()]

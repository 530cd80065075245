"""The grid: points × accounts, filtered by relation, voice, actor and words, cut into pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.paging import Pages, cut
from contrechamp.show.grid import ORDER, SHARED, SYMBOLS, Kind, Row
from contrechamp.show.views.grid import COLUMNS, CellView, Classes, RowView, row_view
from contrechamp.text.fold import fold_words

_OPTIONS = 80
"""Voices and actors that are offered as filters, the most frequent ones; an address may ask for any other."""

_QUOTES = 4
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
class GridPage:
    """A page of the grid: rows across the accounts, then what is repeated or said once, by account."""

    relations: tuple[Choice, ...]
    voices: tuple[Choice, ...]
    actors: tuple[Choice, ...]
    rows: tuple[RowView, ...]
    singles: tuple[tuple[str, str, tuple[RowView, ...]], ...]
    pages: Pages
    filtered: bool
    many: bool


def grid_page(desk: Desk, asked: Asked) -> GridPage:
    """The rows that answer to all filters, of the page that is asked for."""
    found = [row for row in desk.rows if _answers(desk, row, asked)]
    shown, pages = cut(sorted(found, key=_alone_by_account), asked.page, _weight)
    classes = Classes(desk.quotes)
    shared = [row for row in shown if row.kind in SHARED]
    return GridPage(
        _relations(desk, asked),
        _voices(desk, asked),
        _actors(desk, asked),
        tuple(row_view(desk.quotes, classes, row, whole=True, contexts=False) for row in shared),
        tuple(_singles(desk, classes, [row for row in shown if row.kind not in SHARED])),
        pages,
        bool(asked.relations or asked.voice or asked.actor or asked.words),
        len(desk.comparison.accounts) > COLUMNS,
    )


def shown_quotes(cell: CellView) -> tuple[int, int]:
    """How many quotations of a cell are printed, and how many are left to the point's page."""
    return min(len(cell.quotes), _QUOTES), max(len(cell.quotes) - _QUOTES, 0)


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
    quoted = [claim for cell in row.cells for claim in cell.told[:_QUOTES]]
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


def _singles(desk: Desk, classes: Classes, rows: list[Row]) -> list[tuple[str, str, tuple[RowView, ...]]]:
    """Repeated rows under one head, those of one account alone under its letter: (letter, kind, rows)."""
    groups: dict[tuple[str, str], list[RowView]] = {}
    for row in rows:
        view = row_view(desk.quotes, classes, row, whole=False)
        letter = "" if row.kind is Kind.COPIED else view.cells[0].letter if view.cells else ""
        groups.setdefault((letter, row.kind.value), []).append(view)
    return [(letter, kind, tuple(held)) for (letter, kind), held in groups.items()]

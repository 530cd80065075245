"""The margin of the reading: what the others say of the sentence or the point that is open."""

from __future__ import annotations

from dataclasses import dataclass

from contrechamp.model import Span
from contrechamp.serve.views.columns import words_of
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.in_sentence import Within, in_sentence
from contrechamp.show.grid import SHARED, Row
from contrechamp.show.index import label
from contrechamp.show.views.grid import CellView, Classes, ReasonView, row_view

_MOST = 12
"""Points of one sentence that are told; a sentence of a hostile text may hold hundreds."""


@dataclass(frozen=True, slots=True)
class Told:
    """One point as the margin tells it: the stand and the words of every account but the one that is read."""

    relation: str
    symbol: str
    label: str
    name: str
    href: str
    anchor: str
    origins: str
    others: tuple[CellView, ...]
    silent: tuple[str, ...]
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class Margin:
    """What is told of a sentence. `here` is the letter and the name of its account, empty for a point by itself."""

    here: str
    name: str
    words: str
    language: str
    told: tuple[Told, ...]
    alone: int
    more: int
    marks: tuple[Within, ...]
    passage: tuple[str, int, int] | None


def margin(desk: Desk, rows: tuple[Row, ...], here: str, sentence: Span | None) -> Margin:
    """The margin for the rows that are open, seen from a sentence of the account `here` (an id, or empty)."""
    classes = Classes(desk.quotes)
    across = [row for row in rows if row.kind in SHARED or sum(bool(cell.claims) for cell in row.cells) > 1]
    account = desk.ix.accounts.get(here)
    return Margin(
        desk.ix.letters.get(here, ""),
        label(account) if account else "",
        words_of(desk, here, sentence),
        account.language if account else "",
        tuple(_told(desk, classes, row, here) for row in across[:_MOST]),
        len(rows) - len(across),
        max(len(across) - _MOST, 0),
        in_sentence(desk, here, sentence),
        (here, sentence.start, sentence.end) if sentence else None,
    )


def _told(desk: Desk, classes: Classes, row: Row, here: str) -> Told:
    view = row_view(desk.quotes, classes, row, whole=True, contexts=False)
    others = [cell for cell in view.cells if cell.letter != desk.ix.letters.get(here)]
    return Told(
        view.relation,
        view.symbol,
        view.label,
        view.name,
        desk.links.point(row.point.id),
        view.id,
        view.origins,
        tuple(cell for cell in others if cell.quotes),
        tuple(cell.letter for cell in others if not cell.quotes),
        view.reasons,
    )

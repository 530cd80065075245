"""The figures view: for each counted thing, every account's value as it is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from contrechamp.model import Claim, Passage, Quantity, RelationKind
from contrechamp.show.grid import SHARED, Row
from contrechamp.show.index import Index


@dataclass(frozen=True, slots=True)
class Said:
    """One figure in one account, with the claim that it belongs to, if any."""

    account: str
    quantity: Quantity
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One thing that several accounts put a figure on."""

    row: Row
    said: tuple[Said, ...]


def figure_rows(ix: Index, rows: tuple[Row, ...]) -> tuple[tuple[FigureRow, ...], tuple[Said, ...]]:
    """The things with figures from two accounts or more, in the order of the grid; and every other figure."""
    everything = _all_said(ix)
    made: list[FigureRow] = []
    for row in rows:
        if row.kind not in SHARED:
            continue
        found = _of_row(ix, row, everything)
        if len({said.account for said in found}) > 1:
            made.append(FigureRow(row, found))
    shown = {said.quantity.id for row in made for said in row.said}
    return tuple(made), tuple(said for at, said in everything.items() if at not in shown)


def _all_said(ix: Index) -> dict[str, Said]:
    """Each quantity with the shortest claim that holds it, which is the innermost voice's."""
    found: dict[str, Said] = {}
    for extraction in ix.comparison.extractions:
        holders: dict[str, Claim] = {}
        for claim in sorted(extraction.claims, key=lambda c: (c.span.start - c.span.end, c.id)):
            holders |= dict.fromkeys(claim.quantities, claim)
        for quantity in extraction.quantities:
            found[quantity.id] = Said(extraction.account.id, quantity, holders.get(quantity.id))
    return found


def _of_row(ix: Index, row: Row, everything: dict[str, Said]) -> tuple[Said, ...]:
    """The figures that the point is about: those that its reasons name, else those of its most common measure."""
    ids = [at for cell in row.cells for claim in cell.claims for at in claim.quantities if at in everything]
    held = [everything[at] for at in dict.fromkeys(ids)]
    named = [p for reason in row.point.reasons if reason.code.startswith("figure") for p in reason.passages]
    chosen = [said for said in held if any(_touches(said, passage) for passage in named)]
    if len({said.account for said in chosen}) < 2:
        if row.point.relation not in (RelationKind.FIGURES_DIFFER, RelationKind.AGREE):
            return ()
        chosen = _meeting(held) if row.point.relation is RelationKind.AGREE else _common(held)
    chosen += _alike(held, chosen)
    units = Counter(said.quantity.unit for said in chosen).most_common(1)
    return tuple(said for said in held if said in chosen and said.quantity.unit == units[0][0]) if units else ()


def _common(held: list[Said]) -> list[Said]:
    """The figures of the measure that most of them have."""
    common = Counter(measure(said.quantity) for said in held).most_common(1)
    return [said for said in held if measure(said.quantity) == common[0][0]] if common else []


def _meeting(held: list[Said]) -> list[Said]:
    """The figures that another account gives too: where no reason names figures, only such ones can be what agrees."""

    def meet(one: Quantity, other: Quantity) -> bool:
        bound = (one.low is not None and one.low == other.low) or (one.high is not None and one.high == other.high)
        return one.unit == other.unit and one.per == other.per and bound

    return [one for one in held if any(one.account != o.account and meet(one.quantity, o.quantity) for o in held)]


def _alike(held: list[Said], chosen: list[Said]) -> list[Said]:
    """Of the accounts that no reason names: the figures that measure the same, as a copy's do."""
    accounts, measures = {said.account for said in chosen}, {measure(said.quantity) for said in chosen}
    return [said for said in held if said.account not in accounts and measure(said.quantity) in measures]


def measure(quantity: Quantity) -> tuple[str, str, str]:
    """What a figure counts or measures: figures with the same one can stand on one scale."""
    return quantity.unit or "", quantity.per or "", "" if quantity.unit else quantity.counted or ""


def _touches(said: Said, passage: Passage) -> bool:
    span = said.quantity.span
    return said.account == passage.account and span.start < passage.span.end and passage.span.start < span.end

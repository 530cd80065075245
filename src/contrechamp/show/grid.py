"""The grid: one row for each point, one cell for each account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contrechamp.model import Claim, Point, RelationKind, Stand, StandKind, VoiceKind
from contrechamp.show.index import Index


class Kind(StrEnum):
    """What a row shows, in the order of the grid: what is disputed, then shared, then repeated, then said once.

    The relations of the model, and `copied`: accounts that agree but have one origin corroborate nothing.
    """

    CONFLICT = "conflict"
    FIGURES_DIFFER = "figures-differ"
    AGREE = "agree"
    NOT_COMPARABLE = "not-comparable"
    COPIED = "copied"
    ONLY = "only"


ORDER = tuple(Kind)
SHARED = ORDER[:4]
"""Kinds that stand as rows across the accounts; the others are folded lists."""

SYMBOLS = {
    Kind.CONFLICT: "≠",
    Kind.FIGURES_DIFFER: "≶",
    Kind.AGREE: "=",
    Kind.NOT_COMPARABLE: "∥",
    Kind.COPIED: "≡",
    Kind.ONLY: "·",
}
STANCES = {"asserts": "+", "denies": "−", "hedges": "~", "reports": "»", "silent": "—"}
"""How a cell stands and its sign: the stands of the model, and `reports` where only others' words are given."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one account stands, with its claims in the order of its text."""

    account: str
    stand: StandKind
    claims: tuple[Claim, ...]

    @property
    def told(self) -> tuple[Claim, ...]:
        """The claims to print."""
        return outermost(self.claims)

    @property
    def stance(self) -> str:
        """A key of `STANCES`. Reporting what others say is no reserve of one's own, and no assertion either."""
        if not self.claims:
            return "silent"
        reported = all(claim.voice.kind is not VoiceKind.AUTHOR for claim in self.claims)
        return "reports" if self.stand is StandKind.HEDGES and reported else self.stand.value


@dataclass(frozen=True, slots=True)
class Row:
    """One point and its cells, in the order of the accounts."""

    point: Point
    cells: tuple[Cell, ...]

    kind: Kind

    @property
    def symbol(self) -> str:
        """The sign of the kind, beside its word."""
        return SYMBOLS[self.kind]


def outermost(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, in the order of the text, without those whose words stand in another of the same voice and certainty.

    `claims` are of one account. O(n log n).
    """
    kept: list[Claim] = []
    reach: dict[tuple[str, ...], int] = {}
    for claim in sorted(claims, key=lambda c: (c.span.start, -c.span.end, c.id)):
        who = (claim.voice.kind, claim.voice.actor or claim.voice.name or "", claim.certainty)
        if claim.span.end > reach.get(who, 0):
            kept.append(claim)
            reach[who] = claim.span.end
    return tuple(kept)


def rows(ix: Index) -> tuple[Row, ...]:
    """All points as rows: by kind, then by origins and accounts that speak, then as the texts come to them."""
    points = ix.comparison.points
    made = [Row(point, tuple(_cell(ix, stand) for stand in point.stands), kind(point)) for point in points]
    return tuple(sorted(made, key=lambda row: _rank(ix, row)))


def kind(point: Point) -> Kind:
    """What a point shows: its relation, or `copied` where those who agree have one origin."""
    if point.relation is RelationKind.AGREE and point.origins < 2:
        return Kind.COPIED
    return Kind(point.relation.value)


def _cell(ix: Index, stand: Stand) -> Cell:
    claims = sorted((ix.claims[c] for c in stand.claims if c in ix.claims), key=lambda claim: (claim.span, claim.id))
    return Cell(stand.account, stand.stand, tuple(claims))


def _rank(ix: Index, row: Row) -> tuple[int, int, int, int, int, str]:
    speaking = [(at, cell.claims[0].span.start) for at, cell in enumerate(row.cells) if cell.claims]
    first = min(speaking, default=(0, 0))
    return ORDER.index(row.kind), -row.point.origins, -len(speaking), *first, row.point.id


def naming(ix: Index, row: Row, quote: Callable[[str], str]) -> tuple[str, bool]:
    """What a point is called, and whether that only repeats a claim in one of its cells.

    A label that begins a claim's own words is put between quotation marks, with an ellipsis where it was cut.
    """
    label = " ".join(row.point.label.split())
    for cell in row.cells:
        for claim in cell.claims:
            words = " ".join(ix.claim_words(claim.id).split())
            if words.startswith(label):
                return quote(label if words == label else f"{label} …"), True
    return label, False

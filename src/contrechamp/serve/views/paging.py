"""Long lists cut into pages by what they weigh, so that no page grows with the dossier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")

BYTES = 150_000
"""What the list on a page may weigh; with head, forms and marks the page stays under 300 kB."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where each page begins and ends in the list, and which one is asked for, from 1."""

    cuts: tuple[tuple[int, int], ...]
    number: int
    total: int

    @property
    def count(self) -> int:
        """How many pages there are, 1 at least."""
        return max(len(self.cuts), 1)

    @property
    def first(self) -> int:
        """The place of the first item of this page, from 1; 0 where there is none."""
        return self.cuts[self.number - 1][0] + 1 if self.cuts else 0

    @property
    def last(self) -> int:
        """The place of the last item of this page, from 1."""
        return self.cuts[self.number - 1][1] if self.cuts else 0


def cut(
    items: Sequence[Item], number: int, weigh: Callable[[Item], int], *, budget: int = BYTES, most: int = 60
) -> tuple[tuple[Item, ...], Pages]:
    """The items of page `number` (the nearest there is), and the pages. At least one item a page. O(n)."""
    cuts: list[tuple[int, int]] = []
    start, weight = 0, 0
    for at, item in enumerate(items):
        added = weigh(item)
        if at > start and (weight + added > budget or at - start >= most):
            cuts.append((start, at))
            start, weight = at, 0
        weight += added
    if items:
        cuts.append((start, len(items)))
    chosen = min(max(number, 1), max(len(cuts), 1))
    first, last = cuts[chosen - 1] if cuts else (0, 0)
    return tuple(items[first:last]), Pages(tuple(cuts), chosen, len(items))


def page_of(pages: Pages, at: int) -> int:
    """The number of the page that holds the item at a place, from 0."""
    return next((number for number, (start, end) in enumerate(pages.cuts, 1) if start <= at < end), 1)

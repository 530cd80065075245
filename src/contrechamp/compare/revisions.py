"""Figures that changed between two versions of a passage: where the words around a figure stayed, and it did not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from contrechamp.compare.rarity import is_common
from contrechamp.compare.words import Words, find_words, is_figure
from contrechamp.model import Account, Copy, Edit, Passage

TELLING = 3
"""Letters of a word that can say what is counted: `12 et` counts nothing."""

AROUND, LEAST_KEPT = 8, 0.5
"""Of so many words on either side of a figure this part stays in order: else other sentences meet in a phrase."""

_CLOSED = re.compile(r"[%)»\s]*[.,;:!?)]")
"""What follows a figure that ends a clause."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """The figure at the end of an edit: alone in it or not, the words around it, and whether it ends a clause."""

    said: str
    alone: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    closed: bool


def changed_figures(copies: Iterable[Copy], accounts: Mapping[str, Account]) -> Iterator[Edit]:
    """The edits that put one figure for another of the same thing: `22 morts`, `plus de 26 morts`.

    What is counted must follow on both sides, or the same words stand around the figure: of `77 foyers` and `37 décès`
    neither is a revision of the other. Only common words may stand before the figure in the edit. O(n) in the texts.
    """
    words = {name: find_words(account.text) for name, account in accounts.items()}
    for copy in copies:
        for edit in copy.edits:
            sides = [_read(side, accounts, words) for side in (edit.left, edit.right) if side is not None]
            if len(sides) == 2 and sides[0] and sides[1] and _one_thing(sides[0], sides[1]):
                yield edit


def _one_thing(left: _Figure, right: _Figure) -> bool:
    if left.said.lstrip("0") == right.said.lstrip("0") or not _kept(left, right):
        return False
    follows = left.after[:1] == right.after[:1]
    if follows and left.after and len(left.after[0]) >= TELLING and not (left.closed or right.closed):
        return True
    stays = left.alone and right.alone and left.before[-2:] == right.before[-2:]
    return stays and (follows or (left.closed and right.closed))


def _kept(left: _Figure, right: _Figure) -> bool:
    from rapidfuzz.distance import LCSseq

    kept = sum(LCSseq.similarity(a, b) for a, b in ((left.before, right.before), (left.after, right.after)))
    return kept >= LEAST_KEPT * min(len(one.before) + len(one.after) for one in (left, right))


def _read(side: Passage, accounts: Mapping[str, Account], known: Mapping[str, Words]) -> _Figure | None:
    """The one figure that a side of an edit ends with; None where other words than common ones stand beside it."""
    account, words = accounts[side.account], known[side.account]
    first, end = (bisect_left(words.starts, at) for at in (side.span.start, side.span.end))
    inside = words.folded[first:end]
    if not inside or not is_figure(inside[-1]) or not all(is_common(word, account.language) for word in inside[:-1]):
        return None
    return _Figure(
        said=inside[-1],
        alone=len(inside) == 1,
        before=words.folded[max(0, first - AROUND) : first],
        after=words.folded[end : end + AROUND],
        closed=_CLOSED.match(account.text, side.span.end) is not None,
    )

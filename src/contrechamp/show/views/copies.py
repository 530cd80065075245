"""The copies view: shared passages with their edits, and ribbons between two accounts."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from contrechamp.model import Copy
from contrechamp.show.index import Index, label
from contrechamp.show.shared import Piece, Ribbon, oriented, pieces, ribbons
from contrechamp.show.strings import Words


@dataclass(frozen=True, slots=True)
class PassageView:
    """One shared passage, from the words of `left` to those of `right`."""

    share: str
    edits: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """Two accounts that share passages."""

    left: str
    right: str
    left_name: str
    right_name: str
    language: str
    count: str
    ribbons: Markup
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class CopiesView:
    """The groups of one origin as letters, the likely first one first; and every pair with shared passages.

    `others` are pairs that are only named: (left, right, how many passages).
    """

    groups: tuple[tuple[str, ...], ...]
    pairs: tuple[PairView, ...]
    others: tuple[tuple[str, str, str], ...] = ()
    others_count: str = ""


Pairs = dict[tuple[str, str], list[Copy]]


def copies_view(ix: Index, words: Words, most: int | None = None) -> CopiesView:
    """Who shares what with whom.

    Of more than `most` pairs, each account keeps the one with which it shares the most, and the others are named: in a
    large group of copies every two share something, so that the pairs grow with the square of the accounts.
    """
    pairs: Pairs = {}
    for copy in ix.comparison.copies:
        turned = oriented(ix, copy)
        pairs.setdefault((turned.left.account, turned.right.account), []).append(turned)
    whole = set(pairs) if most is None or len(pairs) <= most else _closest(pairs)
    groups = [tuple(ix.letters[a] for a in group if a in ix.letters) for group in ix.comparison.origins]
    order = sorted(pairs, key=lambda pair: (ix.places[pair[0]], ix.places[pair[1]]))
    others = tuple(
        (ix.letters[pair[0]], ix.letters[pair[1]], words.count("copies", len(pairs[pair])))
        for pair in order
        if pair not in whole
    )
    return CopiesView(
        tuple(sorted((group for group in groups if group), key=lambda group: (len(group[0]), group))),
        tuple(_pair(ix, words, *pair, pairs[pair]) for pair in order if pair in whole),
        others,
        words.count("pairs", len(others)) if others else "",
    )


def _closest(pairs: Pairs) -> set[tuple[str, str]]:
    """For each account the pair in which it shares the most characters."""
    found: dict[str, tuple[int, tuple[str, str]]] = {}
    for pair, copies in pairs.items():
        shared = sum(copy.right.span.end - copy.right.span.start for copy in copies)
        for account in pair:
            if shared > found.get(account, (0, pair))[0]:
                found[account] = (shared, pair)
    return {pair for _, pair in found.values()}


def _pair(ix: Index, words: Words, left: str, right: str, copies: list[Copy]) -> PairView:
    copies = sorted(copies, key=lambda copy: (copy.right.span, copy.left.span))
    return PairView(
        ix.letters[left],
        ix.letters[right],
        label(ix.accounts[left]),
        label(ix.accounts[right]),
        ix.accounts[right].language,
        words.count("copies", len(copies)),
        _drawn(ribbons(ix, copies)),
        tuple(
            PassageView(
                words("share", share=f"{words.number(int(100 * copy.share))}\u202f%"),
                words.count("edits", len(copy.edits)) if copy.edits else words("no_edits"),
                pieces(ix, copy),
            )
            for copy in copies
        ),
    )


def _drawn(found: tuple[Ribbon, ...]) -> Markup:
    """Two bars, one an account, with a ribbon for each passage; stretched to the width that there is."""
    shapes = [
        Markup('<path class="ribbon{}" d="M{} 10 L{} 10 L{} 50 L{} 50 Z"/>').format(
            " changed" if ribbon.changed else "", ribbon.left[0], ribbon.left[1], ribbon.right[1], ribbon.right[0]
        )
        for ribbon in found
    ]
    bars = Markup('<rect class="bar" width="1000" height="8"/><rect class="bar" y="52" width="1000" height="8"/>')
    return Markup(
        '<svg class="ribbons" aria-hidden="true" focusable="false" viewBox="0 0 1000 60" preserveAspectRatio="none">'
        "{}{}</svg>"
    ).format(bars, Markup("").join(shapes))

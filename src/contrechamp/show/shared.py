"""The copies view: shared passages with what was changed, and ribbons between the accounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contrechamp.model import Copy, Edit
from contrechamp.show.index import Index


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a shared passage: `same`, `del` (only in the left account) or `ins` (only in the right one)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A shared passage in thousandths of both accounts' lengths."""

    left: tuple[int, int]
    right: tuple[int, int]
    changed: bool


def oriented(ix: Index, copy: Copy) -> Copy:
    """The copy seen from the account that was given first."""
    order = list(ix.letters)
    if order.index(copy.left.account) <= order.index(copy.right.account):
        return copy
    kinds = {"insert": "delete", "delete": "insert"}
    edits = tuple(Edit(kinds.get(edit.kind, edit.kind), edit.right, edit.left) for edit in copy.edits)
    return Copy(copy.right, copy.left, copy.share, edits)


def pieces(ix: Index, copy: Copy) -> tuple[Piece, ...]:
    """The right account's passage, with the left account's words where they were taken out. O(n)."""
    return tuple(piece for piece in _pieces(ix, copy) if piece.text)


def _pieces(ix: Index, copy: Copy) -> Iterator[Piece]:
    """Edits come in the order of the passage; a deletion's place in the right text is reckoned from the edit before."""
    left, right = ix.accounts[copy.left.account].text, ix.accounts[copy.right.account].text
    at, left_at = copy.right.span.start, copy.left.span.start
    for edit in copy.edits:
        begin = edit.right.span.start if edit.right else _word_start(right, at + _ahead(edit, left_at), at, copy)
        begin = max(begin, at)
        yield Piece("same", right[at:begin])
        left_at += begin - at
        at = begin
        if edit.left:
            yield Piece("del", left[edit.left.span.start : edit.left.span.end])
            left_at = edit.left.span.end
        if edit.right:
            at = max(at, edit.right.span.end)
            yield Piece("ins", right[begin:at])
    yield Piece("same", right[at : copy.right.span.end])


def _ahead(edit: Edit, left_at: int) -> int:
    return max(edit.left.span.start - left_at, 0) if edit.left else 0


def _word_start(text: str, place: int, least: int, copy: Copy) -> int:
    """The nearest start of a word at or before `place`, so that a deletion never stands inside a word."""
    at = min(place, copy.right.span.end)
    while at > least and at < len(text) and not text[at - 1].isspace():
        at -= 1
    return at


def ribbons(ix: Index, left: str, right: str) -> tuple[Ribbon, ...]:
    """The passages that two accounts share, in thousandths of their lengths."""
    lengths = [max(len(ix.accounts[account].text), 1) for account in (left, right)]
    made = []
    for copy in (oriented(ix, copy) for copy in ix.comparison.copies):
        if (copy.left.account, copy.right.account) == (left, right):
            spans = [
                (1000 * passage.span.start // length, -(-1000 * passage.span.end // length))
                for passage, length in zip((copy.left, copy.right), lengths, strict=True)
            ]
            made.append(Ribbon(spans[0], spans[1], bool(copy.edits)))
    return tuple(made)

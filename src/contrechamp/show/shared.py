"""The copies view: shared passages with what was changed, and ribbons between the accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    if ix.places[copy.left.account] <= ix.places[copy.right.account]:
        return copy
    kinds = {"insert": "delete", "delete": "insert"}
    edits = tuple(Edit(kinds.get(edit.kind, edit.kind), edit.right, edit.left) for edit in copy.edits)
    return Copy(copy.right, copy.left, copy.share, edits)


def pieces(ix: Index, copy: Copy) -> tuple[Piece, ...]:
    """The right account's passage, with the left account's words where they were taken out. O(n)."""
    return tuple(piece for piece in _pieces(ix, copy) if piece.text)


def _pieces(ix: Index, copy: Copy) -> Iterator[Piece]:
    """Edits come in the order of the passage; between two of them both sides have the same words."""
    left, right = ix.accounts[copy.left.account].text, ix.accounts[copy.right.account].text
    at, left_at = copy.right.span.start, copy.left.span.start
    for edit in copy.edits:
        if edit.right:
            begin = max(edit.right.span.start, at)
            equal = len(right[at:begin].split())
        else:
            equal = len(left[left_at : edit.left.span.start].split()) if edit.left else 0
            begin = min(_after(right, at, equal), copy.right.span.end)
        yield Piece("same", right[at:begin])
        at, left_at = begin, _after(left, left_at, equal)
        if edit.left:
            yield Piece("del", left[edit.left.span.start : edit.left.span.end])
            left_at = max(left_at, edit.left.span.end)
        if edit.right:
            at = max(at, edit.right.span.end)
            yield Piece("ins", right[begin:at])
    yield Piece("same", right[at : copy.right.span.end])


_WORD = re.compile(r"\s*\S+")


def _after(text: str, start: int, words: int) -> int:
    """The place behind so many words and the white space that follows them."""
    for _ in range(words):
        found = _WORD.match(text, start)
        if found is None:
            break
        start = found.end()
    return start + len(text[start : start + 40]) - len(text[start : start + 40].lstrip())


def ribbons(ix: Index, copies: Iterable[Copy]) -> tuple[Ribbon, ...]:
    """The passages that two accounts share, in thousandths of their lengths; `copies` are theirs, oriented alike."""
    made = []
    for copy in copies:
        spans = []
        for passage in (copy.left, copy.right):
            length = max(len(ix.accounts[passage.account].text), 1)
            spans.append((1000 * passage.span.start // length, -(-1000 * passage.span.end // length)))
        made.append(Ribbon(spans[0], spans[1], bool(copy.edits)))
    return tuple(made)

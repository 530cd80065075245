"""A text that grows with the way back to where its characters come from."""

from __future__ import annotations

from collections.abc import Sequence

from contrechamp.model import Piece, Span


class Tracker:
    """A text built from stretches of a source; stretches that go on evenly are kept as one piece."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.at = 0
        self.pieces: list[Piece] = []
        self._run: tuple[int, int] | None = None

    def same(self, start: int, end: int) -> None:
        """Characters `start` to `end` of the source, as they are."""
        if start >= end:
            return
        if self._run is None or self._run[1] + self.at - self._run[0] != start:
            self._close()
            self._run = (self.at, start)
        self.out.append(self.source[start:end])
        self.at += end - start

    def put(self, mark: str, start: int, end: int) -> None:
        """`mark` in place of characters `start` to `end` of the source."""
        if self.source[start:end] == mark:
            self.same(start, end)
            return
        self._close()
        self.out.append(mark)
        if mark and start < end:
            self.pieces.append(Piece(Span(self.at, self.at + len(mark)), Span(start, end)))
        self.at += len(mark)

    def drop_last(self) -> None:
        """Takes the last character away again; it must have come as it is in the source."""
        kept = self.out.pop()[:-1]
        self.at -= 1
        if kept:
            self.out.append(kept)
        elif self._run is not None and self._run[0] == self.at:
            self._run = None

    def _close(self) -> None:
        if self._run is not None and self._run[0] < self.at:
            text, source = self._run
            self.pieces.append(Piece(Span(text, self.at), Span(source, source + self.at - text)))
        self._run = None

    def done(self) -> tuple[str, tuple[Piece, ...]]:
        """The finished text and its pieces."""
        self._close()
        return "".join(self.out), tuple(self.pieces)


def compose(outer: Sequence[Piece], inner: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces from a text over one in between to the source: `outer` leads to the one in between, `inner` from there.

    Both are sorted; so is the result. O(outer + inner).
    """
    result: list[Piece] = []
    at = 0
    for piece in outer:
        while at < len(inner) and inner[at].text.end <= piece.source.start:
            at += 1
        result.extend(_through(piece, inner, at))
    return tuple(result)


def _through(piece: Piece, inner: Sequence[Piece], at: int) -> list[Piece]:
    """One piece of the outer map, cut where the inner map is cut."""
    touched = []
    while at < len(inner) and inner[at].text.start < piece.source.end:
        touched.append(inner[at])
        at += 1
    if not touched:
        return []
    if not _even(piece):
        first, last = _into(touched[0], piece.source)[0], _into(touched[-1], piece.source)[1]
        return [Piece(piece.text, Span(first, max(last, first + 1)))]
    shift = piece.text.start - piece.source.start
    cut = []
    for inside in touched:
        start, end = max(inside.text.start, piece.source.start), min(inside.text.end, piece.source.end)
        cut.append(Piece(Span(start + shift, end + shift), Span(*_into(inside, Span(start, end)))))
    return cut


def _into(piece: Piece, span: Span) -> tuple[int, int]:
    """Where the part of `span` that lies in the piece comes from; the whole stretch when the piece is uneven."""
    if not _even(piece):
        return piece.source.start, piece.source.end
    shift = piece.source.start - piece.text.start
    return max(span.start, piece.text.start) + shift, min(span.end, piece.text.end) + shift


def _even(piece: Piece) -> bool:
    return piece.text.end - piece.text.start == piece.source.end - piece.source.start

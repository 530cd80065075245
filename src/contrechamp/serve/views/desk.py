"""One state of a dossier with all that its pages look up in it, made once and kept until something is corrected."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from urllib.parse import quote as quoted

from contrechamp.model import Comparison, Span
from contrechamp.show.figures import FigureRow, Said, figure_rows
from contrechamp.show.grid import Row, rows
from contrechamp.show.index import index
from contrechamp.show.links import Links
from contrechamp.show.marked import anchor
from contrechamp.show.quotes import Quotes
from contrechamp.show.strings import words
from contrechamp.show.timeline import Placed, TimeRow, time_rows
from contrechamp.show.views.copies import CopiesView, copies_view
from contrechamp.show.views.voices import VoicesView, voices_view
from contrechamp.text.fold import fold_words

_KEPT = 6
"""States that stay in memory: a person works on one or two dossiers, in one or two languages."""


def links(base: str) -> Links:
    """Where words lead in the room; `base` is the address of the dossier."""
    return Links(
        claim=lambda id_: f"{base}/read?c={quoted(id_)}#{anchor('c', id_)}",
        point=lambda id_: f"{base}/points/{quoted(id_, safe='')}",
        text=lambda account, letter: f"{base}/read?a={quoted(account)}",
    )


@dataclass(frozen=True, slots=True)
class Facets:
    """What a row can be filtered by: the keys of its voices and of its actors."""

    voices: frozenset[str]
    actors: frozenset[str]


class Desk:
    """A comparison with its rows and its look-up tables. Each is made when a page first asks for it."""

    def __init__(self, comparison: Comparison, language: str, base: str):
        self.comparison, self.base = comparison, base
        self.words = words(language)
        self.ix = index(comparison)
        self.links = links(base)
        self._folded: dict[str, str] = {}

    @cached_property
    def quotes(self) -> Quotes:
        """Makes quotes that lead to pages of the room."""
        return Quotes(self.ix, self.words, self.links)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows of the grid in its order."""
        return rows(self.ix)

    @cached_property
    def row_of(self) -> dict[str, Row]:
        """Rows by the ids of their points."""
        return {row.point.id: row for row in self.rows}

    @cached_property
    def rows_of_claim(self) -> dict[str, tuple[Row, ...]]:
        """The rows that a claim is in, in the order of the grid."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            for cell in row.cells:
                for claim in cell.claims:
                    found.setdefault(claim.id, []).append(row)
        return {claim: tuple(held) for claim, held in found.items()}

    @cached_property
    def actor_of(self) -> dict[str, str]:
        """Keys of actors by the ids of their mentions."""
        return {actor.id: actor.key for extraction in self.comparison.extractions for actor in extraction.actors}

    def mark(self, id_: str) -> str:
        """The address of a mark's own page."""
        return f"{self.base}/marks/{quoted(id_, safe='')}"

    @cached_property
    def facets(self) -> dict[str, Facets]:
        """What each row answers to, by the id of its point."""
        return {row.point.id: self._facets(row) for row in self.rows}

    def _facets(self, row: Row) -> Facets:
        claims = [claim for cell in row.cells for claim in cell.claims]
        spoken = {self.actor_of[a] for claim in claims for a in claim.actors if a in self.actor_of}
        return Facets(
            frozenset(self.quotes.speaker(claim.id).key for claim in claims),
            frozenset(spoken | {claim.voice.actor for claim in claims if claim.voice.actor}),
        )

    @cached_property
    def figures(self) -> tuple[tuple[FigureRow, ...], tuple[Said, ...]]:
        """Figures that can be laid side by side, and the others."""
        return figure_rows(self.ix, self.rows)

    @cached_property
    def times(self) -> tuple[tuple[TimeRow, ...], tuple[Placed, ...]]:
        """The rows of the timeline, and what has no day."""
        return time_rows(self.ix)

    def folded(self, row: Row) -> str:
        """The words of a row's claims and its label, folded, for filtering by words."""
        if row.point.id not in self._folded:
            said = [self.ix.claim_words(claim.id) for cell in row.cells for claim in cell.told]
            self._folded[row.point.id] = fold_words("\n".join([row.point.label, *said]))
        return self._folded[row.point.id]

    @cached_property
    def voices(self) -> VoicesView:
        """Who speaks, in which account, how surely."""
        return voices_view(self.quotes)

    @cached_property
    def copies(self) -> CopiesView:
        """Who shares what with whom."""
        return copies_view(self.ix, self.words)

    def claims_over(self, account: str, span: Span) -> tuple[str, ...]:
        """Ids of the claims of an account that a span touches, in the order of the text."""
        held = next(e.claims for e in self.comparison.extractions if e.account.id == account)
        found = [c for c in held if c.span.start < span.end and span.start < c.span.end]
        return tuple(c.id for c in sorted(found, key=lambda claim: (claim.span, claim.id)))


class Desks:
    """The desks of a room by what makes them different, the last used ones; two requests at once make one."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.held: dict[Hashable, Desk] = {}

    def get(self, state: Hashable, language: str, base: str, compare: Callable[[], Comparison]) -> Desk:
        """The desk of a state of a dossier: `state` changes whenever an account or a correction comes or goes."""
        key = (state, language, base)
        with self.lock:
            found = self.held.pop(key, None) or Desk(compare(), language, base)
            self.held[key] = found
            while len(self.held) > _KEPT:
                self.held.pop(next(iter(self.held)))
            return found

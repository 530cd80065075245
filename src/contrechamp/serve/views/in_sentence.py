"""The marks of one sentence, as the margin lists them: what was read in which words, each leading to its own page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contrechamp.model import Claim, Span
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.marks import DRAWN, LAYERS, Record, marks_of, value_of
from contrechamp.show.index import said

_MOST = 24
"""Marks of a sentence that are listed."""


@dataclass(frozen=True, slots=True)
class Within:
    """One mark: its kind, its words, what was read in them, its address."""

    kind: str
    words: str
    value: str
    href: str


def in_sentence(desk: Desk, account: str, sentence: Span | None) -> tuple[Within, ...]:
    """The marks that begin in a sentence, kind by kind."""
    if sentence is None:
        return ()
    found = sorted(_found(desk, account, sentence), key=lambda each: (LAYERS.index(each[0]), each[1].span, each[1].id))
    return tuple(_within(desk, account, layer, record) for layer, record in found[:_MOST])


def _found(desk: Desk, account: str, sentence: Span) -> Iterator[tuple[str, Record]]:
    extraction = next(e for e in desk.comparison.extractions if e.account.id == account)
    for layer, record in marks_of(extraction):
        if sentence.start <= record.span.start < sentence.end:
            yield layer, record


def _within(desk: Desk, account: str, layer: str, record: Record) -> Within:
    value = value_of(desk, record)
    if isinstance(record, Claim):
        voice = desk.quotes.quote(record).voice or desk.words("author_of", letter=desk.ix.letters[account])
        value = f"{voice}, {value}"
    return Within(DRAWN[layer], said(desk.ix.accounts[account], record.span), value, desk.mark(record.id))

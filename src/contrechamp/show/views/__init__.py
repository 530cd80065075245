"""All that the page shows, as records of plain strings and safe markup: one file a view."""

from __future__ import annotations

from dataclasses import dataclass

from contrechamp.show.figures import figure_rows
from contrechamp.show.grid import rows
from contrechamp.show.quotes import Quotes
from contrechamp.show.timeline import time_rows
from contrechamp.show.views.copies import CopiesView, copies_view
from contrechamp.show.views.figures import FiguresView, figures_view
from contrechamp.show.views.grid import Filters, GridView, filters, grid_view
from contrechamp.show.views.head import AccountView, Head, accounts_view, head_view
from contrechamp.show.views.texts import TextView, texts_view
from contrechamp.show.views.timeline import TimelineView, timeline_view
from contrechamp.show.views.voices import VoicesView, Wording, voices_view, wording_view

PAIRS = 36
"""Pairs of accounts whose shared passages are on the page in full: all of nine accounts."""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on the page, view by view."""

    head: Head
    accounts: tuple[AccountView, ...]
    filters: Filters
    grid: GridView
    figures: FiguresView
    timeline: TimelineView
    texts: tuple[TextView, ...]
    voices: VoicesView
    copies: CopiesView
    wording: tuple[Wording, ...]


def page(quotes: Quotes) -> Page:
    """The views of a comparison. O(n) in its records."""
    ix, words = quotes.ix, quotes.words
    grid = rows(ix)
    compared, other_figures = figure_rows(ix, grid)
    dated, undated = time_rows(ix)
    return Page(
        head=head_view(ix, words),
        accounts=accounts_view(ix, words),
        filters=filters(quotes),
        grid=grid_view(quotes, grid),
        figures=figures_view(quotes, compared, other_figures),
        timeline=timeline_view(quotes, dated, undated),
        texts=texts_view(quotes, grid),
        voices=voices_view(quotes),
        copies=copies_view(ix, words, most=PAIRS),
        wording=wording_view(quotes),
    )
